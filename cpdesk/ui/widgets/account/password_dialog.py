"""Confirms the password before a decision."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from cpdesk.ui.page_context import PageContext
from cpdesk.ui.widgets.account.secret_fields import SecretField
from cpdesk.ui.widgets.forms.form_dialog import QuestionDialog


class PasswordDialog(QuestionDialog):
    """Enter confirms; Esc cancels, and nothing is done."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        text = context.words.text
        super().__init__(
            context,
            parent,
            title=text("Enter your PIN or password"),
            sentence=text(
                "It’s been a few minutes since you entered it. Decisions are kept "
                "permanently under your name, so CPDesk asks again."
            ),
            does=text("Continue"),
        )
        self.field = SecretField(text("PIN or password"))
        self.body.addWidget(self.field)
        self.field.setFocus()

    def wants(self) -> tuple[str, QWidget] | None:
        if not self.field.text():
            return self._words.text("Enter your PIN or password."), self.field
        return None

    def work(self) -> Callable[[], object]:
        accounts, secret = self.context.services.accounts, self.field.text()
        self.field.empty()
        return lambda: accounts.confirm_password(secret)

    def again(self) -> QWidget:
        return self.field


def ask(context: PageContext, parent: QWidget, then: Callable[[], None]) -> PasswordDialog:
    """Asks for the password over `parent`; if it is right, calls `then`: usually what a
    PasswordWantedError stopped."""
    dialog = PasswordDialog(context, parent)
    dialog.did.connect(lambda _: then())
    dialog.open()
    return dialog
