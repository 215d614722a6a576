"""The account of the person who runs the office."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from cpdesk.errors import DeskError
from cpdesk.policy import permissions
from cpdesk.records.accounts import SignedIn
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.account.secret_fields import NewSecret
from cpdesk.ui.widgets.domain.verdict import VerdictBox
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.words import N_

_FOR = (
    N_("Adds accounts for the other staff and resets forgotten passwords"),
    N_("Changes the school, prints the recovery key, and imports new rosters"),
    N_("Approves an emergency visit when no school leader can be reached"),
)


class ManagerStep(QWidget):
    """Name, title, PIN or password twice. `made` carries the SignedIn: creating the first account
    signs in with it."""

    made = Signal(object)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        theme = context.theme
        self._words = words = context.words
        self._tasks = context.tasks
        self._accounts = context.services.accounts
        self._waiting = False
        self.name = QLineEdit()
        self.name.setAccessibleName(words.text("Your name"))
        self.title = QLineEdit(words.text("Office manager"))
        self.title.setAccessibleName(words.text("Title, as others will see it"))
        self.secret = NewSecret(theme, words)
        self.trouble = VerdictBox(theme, small=True)
        self.trouble.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(Text(theme, words.text("What the office manager does"), Role.STRONG))
        for line in _FOR:
            column.addWidget(Text(theme, "· " + words.text(line), Role.SOFT, wrap=True))
        column.addSpacing(theme.px(8))
        for field in (self.name, self.title):
            column.addWidget(Text(theme, field.accessibleName(), Role.SMALL))
            column.addWidget(field)
        fill(column, self.secret, self.trouble, 1)
        self.name.returnPressed.connect(self.title.setFocus)
        self.title.returnPressed.connect(self.secret.setFocus)
        self.secret.entered.connect(self.make)
        self.setFocusProxy(self.name)

    def make(self) -> None:
        """Creates the account and signs in with it."""
        if self._waiting:
            return
        name, title, secret = self.name.text(), self.title.text(), self.secret.secret
        if not name.strip():
            self._show_message(self._words.text("Enter your name."))
            self.name.setFocus()
            return
        if not self.secret.filled:
            self.secret.setFocus()
            return
        if wrong := self.secret.wrong():
            self._show_message(wrong[0])
            return

        def make() -> SignedIn:
            made = self._accounts.add(name, permissions.Role.MANAGER, title, secret)
            return self._accounts.sign_in(made.account_id, secret)

        self._waiting = True
        self.trouble.hide()
        self._tasks.run(make, owner=self, done=self._made, failed=self._failed)

    def _made(self, signed_in: SignedIn) -> None:
        self._waiting = False
        self.secret.empty()
        self.made.emit(signed_in)

    def _failed(self, trouble: DeskError) -> None:
        self._waiting = False
        self.trouble.show_error(trouble, self._words)

    def _show_message(self, says: str) -> None:
        self.trouble.set(Tone.NO, says)
        self.trouble.show()
