"""The three faces of the sign-in page: name and password; a new password; the recovery key."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cpdesk.policy import permissions
from cpdesk.records.accounts import AccountRecord, SignedIn
from cpdesk.services.accounts.login_notices import reset_notice
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.sign_in.account_list import AccountPicker
from cpdesk.ui.sign_in.login_step import LoginStep
from cpdesk.ui.widgets.account.secret_fields import NewSecret, SecretField
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.buttons.combo import Combo
from cpdesk.ui.widgets.text.code_field import CodeField
from cpdesk.ui.widgets.text.text import Role, Text


class SignInFace(LoginStep):
    """Name, then PIN or password. `change` carries the SignedIn and the password of a user who has
    to choose a new one; `reset` when a manager forgot theirs."""

    change = Signal(object, str)
    reset = Signal()

    def __init__(self, context: PageContext) -> None:
        theme, words = context.theme, context.words
        super().__init__(context, words.text("Sign in"))
        self.introduce(words.text("Sign in"), "")
        self.picker = AccountPicker(theme, words)
        self.secret = SecretField(words.text("PIN or password"))
        self.secret.setPlaceholderText(words.text("PIN or password"))
        self.secret.installEventFilter(self.picker)
        self.secret.returnPressed.connect(self.submit)
        self.forgot = Button(theme, words.text("Forgot PIN or password?"), kind=Kind.QUIET)
        self.forgot.clicked.connect(self._forgot)
        self.footer.addWidget(self.forgot)
        self.body.addWidget(self.picker)
        self.body.addWidget(self.secret)
        self.picker.taken.connect(self.secret.setFocus)
        self.picker.marked.connect(lambda _: self.secret.empty())
        self._known = False

    def show_people(self, people: Sequence[AccountRecord], marked: str) -> None:
        """The user who was here last only enters the password."""
        self.picker.show_people(people, marked)
        self._known = any(one.account_id == marked for one in people)
        self.begin()

    def begin(self) -> None:
        marked = self.picker.account is not None
        (self.secret if marked and self._known else self.picker.field).setFocus()

    def wants(self) -> tuple[str, QWidget] | None:
        if self.picker.account is None:
            return "", self.picker.field
        return None if self.secret.text() else ("", self.secret)

    def work(self) -> Callable[[], tuple[SignedIn, str]]:
        one, secret = self.picker.account, self.secret.text()
        assert one is not None
        self._known = True
        self.secret.empty()
        return lambda: (self._accounts.sign_in(one.account_id, secret), secret)

    def did(self, result: object) -> None:
        assert isinstance(result, tuple)
        signed_in, secret = result
        if signed_in.actor.role is permissions.Role.PRINTER:
            self._tasks.run(self._accounts.leave, owner=self, done=lambda _: None)
            self.show_message(
                self._words.text("This account is only for scheduled printing."),
                self._words.text("Sign in with your own account."),
            )
            self.begin()
        elif signed_in.must_change:
            self.change.emit(signed_in, secret)
        else:
            self.passed.emit(signed_in)

    def _forgot(self) -> None:
        one = self.picker.account
        if one is None or one.role is permissions.Role.MANAGER:
            self.reset.emit()
            return
        self.show_message(
            self._words.text("The office manager can give you a new one."),
            self._words.text(
                "They do it in Settings, under “Staff accounts.” It takes a moment, and "
                "none of your work is lost."
            ),
        )
        self.begin()


class ChangeFace(LoginStep):
    """For a user whose password was set by someone else."""

    def __init__(self, context: PageContext) -> None:
        theme, words = context.theme, context.words
        super().__init__(context, words.text("Save and continue"))
        self._signed_in: SignedIn | None = None
        self._old = ""
        self.fields = NewSecret(theme, words)
        self.body.addWidget(self.fields)
        self.add_back(words.text("Not now"))
        self.fields.entered.connect(self.submit)

    def ask(self, signed_in: SignedIn, old: str) -> None:
        self._signed_in, self._old = signed_in, old
        words = self._words
        why = [reset_notice(words, one) for one in signed_in.resets]
        why = why or [words.text("Someone else chose your current PIN or password.")]
        why.append(words.text("Choose a new one that only you know."))
        self.introduce(
            words.text("Choose a new PIN or password, {name}", name=signed_in.actor.name),
            " ".join(why),
        )
        self.trouble.hide()
        self.begin()

    def begin(self) -> None:
        self.fields.empty()

    def wants(self) -> tuple[str, QWidget] | None:
        return self.fields.wrong()

    def work(self) -> Callable[[], SignedIn]:
        old, new = self._old, self.fields.secret
        return lambda: self._accounts.change_secret(old, new)

    def did(self, result: object) -> None:
        self._old = ""
        super().did(result)


class ResetFace(LoginStep):
    """For an office manager who forgot their password: uses the recovery sheet that was printed and
    locked away."""

    def __init__(self, context: PageContext) -> None:
        theme, words = context.theme, context.words
        super().__init__(context, words.text("Reset and sign in"))
        self.introduce(
            words.text("Reset with the recovery key"),
            words.text(
                "This computer’s recovery key was printed once and locked away. An office "
                "manager can use it to choose a new PIN or password."
            ),
        )
        self.who = Combo(words.text("Office manager"))
        self.code = CodeField(theme, words.text("Recovery key"))
        self.fields = NewSecret(theme, words)
        self.add_back(words.text("Back"))
        for name, part in ((self.who.accessibleName(), self.who), ("", self.code)):
            self.body.addWidget(Text(theme, name or self.code.accessibleName(), Role.SMALL))
            self.body.addWidget(part)
        self.body.addWidget(self.fields)
        self.code.entered.connect(self.fields.setFocus)
        self.fields.entered.connect(self.submit)

    def ask(self, people: Sequence[AccountRecord], marked: str) -> None:
        self.who.clear()
        for one in people:
            if one.role is permissions.Role.MANAGER:
                self.who.addItem(one.name, one.account_id)
        self.who.setCurrentIndex(max(0, self.who.findData(marked)))
        self.trouble.hide()
        self.begin()

    def begin(self) -> None:
        self.code.setFocus()

    def wants(self) -> tuple[str, QWidget] | None:
        if self.who.currentData() is None:
            return "", self.who
        return self.fields.wrong() if self.code.letters else ("", self.code)

    def work(self) -> Callable[[], SignedIn]:
        account_id, code, secret = (
            self.who.currentData(), self.code.toPlainText(), self.fields.secret,
        )  # fmt: skip

        def reset() -> SignedIn:
            self._accounts.reset_with_key(code, account_id, secret)
            return self._accounts.sign_in(account_id, secret)

        return reset

    def clear(self) -> None:
        """Clears the key from the screen."""
        self.code.clear()
        self.fields.empty()
