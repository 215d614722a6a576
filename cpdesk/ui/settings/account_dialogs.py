"""What is asked for when an account is made, reset or ended, and for a password of one's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from cpdesk.policy import permissions
from cpdesk.records.accounts import AccountRecord, SignedIn
from cpdesk.ui.parts.button import Kind
from cpdesk.ui.parts.combo import Combo
from cpdesk.ui.parts.text import Role, Text
from cpdesk.ui.sign_in.asking import Asking
from cpdesk.ui.sign_in.fields import NewSecret, SecretField
from cpdesk.ui.sign_in.says import ROLES
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme import Theme
from cpdesk.words import N_, Words

if TYPE_CHECKING:
    from cpdesk.services.accounts import Accounts

_MAY = {
    permissions.Role.DESK: N_("Lets visitors in and sees them out, and files requests."),
    permissions.Role.LEADER: N_(
        "Principal or assistant principal: decides on requests, and lets others decide."
    ),
    permissions.Role.MANAGER: N_("Runs the office: accounts, school, recovery key, rosters."),
    permissions.Role.PRINTER: N_("Prints by a timetable, and cannot sign in at the window."),
}


class _WithSecret(Asking):
    """One that asks for a new PIN or password."""

    secret: NewSecret

    def _ask_secret(self) -> None:
        self.secret = NewSecret(self.theme, self._words)
        self.body.addWidget(self.secret)
        self.secret.entered.connect(self.submit)

    def wants(self) -> tuple[str, QWidget] | None:
        if not self.secret.filled:
            return self._words.text("Type the new one twice."), self.secret.first
        if trouble := self.secret.trouble():
            self.secret.empty()
            return trouble, self.secret.first
        return None

    def again(self) -> QWidget:
        return self.secret.first


class AddDialog(_WithSecret):
    """Somebody who works here. `first` is the office manager, who then is signed in."""

    def __init__(
        self,
        theme: Theme,
        words: Words,
        tasks: Tasks,
        parent: QWidget,
        accounts: Accounts,
        *,
        first: bool,
    ) -> None:
        super().__init__(
            theme,
            words,
            tasks,
            parent,
            title=words.text("The office manager’s account")
            if first
            else words.text("Somebody who works here"),
            sentence=words.text(
                "From then on everybody signs in, also for commands. The office manager makes "
                "the accounts of the others."
            )
            if first
            else words.text(
                "Choose a PIN or password for the first time; whoever gets it chooses their own "
                "when they sign in."
            ),
            does=words.text("Make the account"),
        )
        self._accounts = accounts
        self._first = first
        self.name = QLineEdit()
        self.title = QLineEdit()
        self.role = Combo(words.text("Role"))
        self.may = Text(theme, "", Role.SMALL, wrap=True)
        self._add(self.name, words.text("Name"))
        if not first:
            for role, says in ROLES.items():
                self.role.addItem(words.text(says), role)
            self._add(self.role, words.text("Role"))
            self.body.addWidget(self.may)
            self.role.currentIndexChanged.connect(self._say_what_for)
            self._say_what_for()
        self._add(self.title, words.text("Title, as others see it"))
        self.title.setPlaceholderText(
            words.text("Office manager") if first else words.text("Such as Assistant principal")
        )
        self._ask_secret()
        self.name.setFocus()

    def wants(self) -> tuple[str, QWidget] | None:
        if not self.name.text().strip():
            return self._words.text("Type the name first."), self.name
        return super().wants()

    def work(self) -> Callable[[], AccountRecord | SignedIn]:
        accounts, first, secret = self._accounts, self._first, self.secret.secret
        role = permissions.Role.MANAGER if first else permissions.Role(self.role.currentData())
        name, title = self.name.text(), self.title.text()

        def add() -> AccountRecord | SignedIn:
            made = accounts.add(name, role, title, secret)
            return accounts.sign_in(made.account_id, secret) if first else made

        return add

    def again(self) -> QWidget:
        return self.name

    def _add(self, field: QWidget, name: str) -> None:
        field.setAccessibleName(name)
        self.body.addWidget(Text(self.theme, name, Role.SMALL))
        self.body.addWidget(field)

    def _say_what_for(self) -> None:
        self.may.setText(self._words.text(_MAY[permissions.Role(self.role.currentData())]))


class ResetDialog(_WithSecret):
    """A new PIN or password for somebody who forgot."""

    def __init__(
        self,
        theme: Theme,
        words: Words,
        tasks: Tasks,
        parent: QWidget,
        accounts: Accounts,
        account: AccountRecord,
    ) -> None:
        super().__init__(
            theme,
            words,
            tasks,
            parent,
            title=words.text("A new PIN or password for {name}", name=account.name),
            sentence=words.text(
                "Hand it over in person. It opens the account once; then {name} chooses another "
                "that only they know.",
                name=account.name,
            ),
            does=words.text("Reset"),
        )
        self._accounts = accounts
        self._account = account
        self._ask_secret()
        self.secret.setFocus()

    def work(self) -> Callable[[], None]:
        accounts, account_id, secret = self._accounts, self._account.account_id, self.secret.secret
        return lambda: accounts.reset(account_id, secret)


class OwnSecretDialog(_WithSecret):
    """Another PIN or password for whoever is signed in."""

    def __init__(
        self, theme: Theme, words: Words, tasks: Tasks, parent: QWidget, accounts: Accounts
    ) -> None:
        super().__init__(
            theme,
            words,
            tasks,
            parent,
            title=words.text("My PIN or password"),
            sentence=words.text("What you decide is kept with your name: nobody else may know it."),
            does=words.text("Change it"),
        )
        self._accounts = accounts
        self.old = SecretField(words.text("The one you have"))
        self.body.addWidget(Text(theme, self.old.accessibleName(), Role.SMALL))
        self.body.addWidget(self.old)
        self._ask_secret()
        self.old.setFocus()

    def wants(self) -> tuple[str, QWidget] | None:
        if not self.old.text():
            return self._words.text("Type the one you have first."), self.old
        return super().wants()

    def work(self) -> Callable[[], object]:
        accounts, old, new = self._accounts, self.old.text(), self.secret.secret
        return lambda: accounts.change_secret(old, new)

    def again(self) -> QWidget:
        return self.old


class EndDialog(Asking):
    """Somebody does not work here any more."""

    def __init__(
        self,
        theme: Theme,
        words: Words,
        tasks: Tasks,
        parent: QWidget,
        accounts: Accounts,
        account: AccountRecord,
    ) -> None:
        super().__init__(
            theme,
            words,
            tasks,
            parent,
            title=words.text("End the account of {name}?", name=account.name),
            sentence=words.text(
                "It cannot sign in any more, from now on. What was done and decided with it stays, "
                "with the name. It cannot be opened again: who comes back gets a new one."
            ),
            does=words.text("End the account"),
            kind=Kind.DANGER,
        )
        self._accounts = accounts
        self._account = account
        self.cancel.setFocus()

    def work(self) -> Callable[[], None]:
        accounts, account_id = self._accounts, self._account.account_id
        return lambda: accounts.end(account_id)
