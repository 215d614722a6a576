"""The dialogs for adding, resetting or ending an account, and for changing one's own password."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from cpdesk.policy import permissions
from cpdesk.policy.phrases import ROLE
from cpdesk.records.accounts import AccountRecord, SignedIn
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.widgets.account.secret_fields import NewSecret, SecretField
from cpdesk.ui.widgets.buttons.button import Kind
from cpdesk.ui.widgets.buttons.combo import Combo
from cpdesk.ui.widgets.forms.form_dialog import QuestionDialog
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.words import N_

_MAY = {
    permissions.Role.DESK: N_("Checks visitors in and out, and files requests."),
    permissions.Role.LEADER: N_(
        "Principal or assistant principal: decides requests and can delegate approvals."
    ),
    permissions.Role.MANAGER: N_("Runs the office: accounts, school, recovery key, and rosters."),
    permissions.Role.PRINTER: N_("Only prints on a schedule. Can’t sign in here."),
}


class _WithSecret(QuestionDialog):
    """A dialog that asks for a new PIN or password."""

    secret: NewSecret

    def _ask_secret(self) -> None:
        self.secret = NewSecret(self.theme, self._words)
        self.body.addWidget(self.secret)
        self.secret.entered.connect(self.submit)

    def wants(self) -> tuple[str, QWidget] | None:
        if not self.secret.filled:
            return self._words.text("Enter the new PIN or password twice."), self.secret.first
        return self.secret.wrong()

    def again(self) -> QWidget:
        return self.secret.first


class AddDialog(_WithSecret):
    """Adds a staff member. The first is the office manager, who is then signed in."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        self._first = first = context.current_user.signed_in is None
        title, hint = N_("New staff member"), N_("e.g. Assistant principal")
        sentence = N_(
            "Choose a PIN or password for the first sign-in. Then the staff member "
            "chooses their own."
        )
        if first:
            title, hint = N_("Office manager account"), N_("Office manager")
            sentence = N_(
                "After this, everyone must sign in, including for commands. The office "
                "manager adds the other accounts."
            )
        text = context.words.text
        super().__init__(
            context, parent, title=text(title), sentence=text(sentence), does=text("Add account")
        )
        self.role = Combo(text("Role"))
        self.may = Text(self.theme, "", Role.SMALL, wrap=True)
        self.name = self.add(QLineEdit(), text("Name"))
        if not first:
            for role, says in ROLE.items():
                self.role.addItem(text(says), role)
            self.add(self.role, text("Role"))
            self.body.addWidget(self.may)
            self.role.currentIndexChanged.connect(self._say_what_for)
            self._say_what_for()
        self.title = self.add(QLineEdit(), text("Title, as others will see it"))
        self.title.setPlaceholderText(text(hint))
        self._ask_secret()
        self.name.setFocus()

    def wants(self) -> tuple[str, QWidget] | None:
        if not self.name.text().strip():
            return self._words.text("Enter a name first."), self.name
        return super().wants()

    def work(self) -> Callable[[], AccountRecord | SignedIn]:
        accounts, first, secret = self.context.services.accounts, self._first, self.secret.secret
        role = permissions.Role.MANAGER if first else permissions.Role(self.role.currentData())
        name, title = self.name.text(), self.title.text()

        def add() -> AccountRecord | SignedIn:
            made = accounts.add(name, role, title, secret)
            return accounts.sign_in(made.account_id, secret) if first else made

        return add

    def again(self) -> QWidget:
        return self.name

    def _say_what_for(self) -> None:
        self.may.setText(self._words.text(_MAY[permissions.Role(self.role.currentData())]))


class ResetDialog(_WithSecret):
    """A new PIN or password for someone who forgot theirs."""

    def __init__(self, context: PageContext, parent: QWidget, account: AccountRecord) -> None:
        text = context.words.text
        super().__init__(
            context,
            parent,
            title=text("New PIN or password for {name}", name=account.name),
            sentence=text(
                "Give it to them in person. It works once. Then {name} chooses a new one "
                "that only they know.",
                name=account.name,
            ),
            does=text("Reset"),
        )
        self._account = account
        self._ask_secret()
        self.secret.setFocus()

    def work(self) -> Callable[[], None]:
        accounts, secret = self.context.services.accounts, self.secret.secret
        return lambda: accounts.reset(self._account.account_id, secret)


class OwnSecretDialog(_WithSecret):
    """Another PIN or password for the person who is signed in."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        text = context.words.text
        super().__init__(
            context,
            parent,
            title=text("Change my PIN or password"),
            sentence=text(
                "Your decisions are recorded under your name, so don’t share it with anyone."
            ),
            does=text("Change"),
        )
        name = text("Current PIN or password")
        self.old = self.add(SecretField(name), name)
        self._ask_secret()
        self.old.setFocus()

    def wants(self) -> tuple[str, QWidget] | None:
        if not self.old.text():
            return self._words.text("Enter your current PIN or password first."), self.old
        return super().wants()

    def work(self) -> Callable[[], object]:
        accounts, old, new = self.context.services.accounts, self.old.text(), self.secret.secret
        return lambda: accounts.change_secret(old, new)

    def again(self) -> QWidget:
        return self.old


def end_dialog(context: PageContext, parent: QWidget, account: AccountRecord) -> QuestionDialog:
    """Ends the account of someone who no longer works here."""
    words = context.words
    return QuestionDialog(
        context,
        parent,
        title=words.text("End {name}’s account?", name=account.name),
        sentence=words.text(
            "From now on, this account can’t sign in. Everything done and decided with "
            "it stays on record under the name. An ended account can’t be reopened. If "
            "the person comes back, add a new account."
        ),
        does=words.text("End account"),
        kind=Kind.DANGER,
        act=lambda: context.services.accounts.end(account.account_id),
    )
