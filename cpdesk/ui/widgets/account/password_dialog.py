"""Confirms the password before a decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.account.secret_fields import SecretField
from cpdesk.ui.widgets.forms.form_dialog import QuestionDialog
from cpdesk.words import Words

if TYPE_CHECKING:
    from cpdesk.services.accounts.accounts import Accounts


class PasswordDialog(QuestionDialog):
    """Enter confirms; Esc cancels, and nothing is done."""

    def __init__(
        self, parent: QWidget, theme: Theme, words: Words, tasks: Tasks, accounts: Accounts
    ) -> None:
        super().__init__(
            theme, words, tasks, parent,
            title=words.text("Enter your PIN or password"),
            sentence=words.text(
                "It’s been a few minutes since you entered it. Decisions are kept "
                "permanently under your name, so CPDesk asks again."
            ),
            does=words.text("Continue"),
        )  # fmt: skip
        self._accounts = accounts
        self.field = SecretField(words.text("PIN or password"))
        self.body.addWidget(self.field)
        self.field.setFocus()

    def wants(self) -> tuple[str, QWidget] | None:
        if not self.field.text():
            return self._words.text("Enter your PIN or password."), self.field
        return None

    def work(self) -> Callable[[], object]:
        accounts, secret = self._accounts, self.field.text()
        self.field.empty()
        return lambda: accounts.confirm_password(secret)

    def again(self) -> QWidget:
        return self.field


def ask(
    parent: QWidget,
    theme: Theme,
    words: Words,
    tasks: Tasks,
    accounts: Accounts,
    then: Callable[[], None],
) -> PasswordDialog:
    """Asks for the password over `parent`; if it is right, calls `then`: usually what a
    PasswordWantedError stopped."""
    dialog = PasswordDialog(parent, theme, words, tasks, accounts)
    dialog.did.connect(lambda _: then())
    dialog.open()
    return dialog
