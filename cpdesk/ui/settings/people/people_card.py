"""Staff accounts, for the office manager; changing one's own password, for everyone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cpdesk.policy.permissions import Permission
from cpdesk.records.accounts import AccountRecord, SignedIn
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.settings.people.account_dialogs import (
    AddDialog,
    OwnSecretDialog,
    ResetDialog,
    end_dialog,
)
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.account.account_words import title_of
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.buttons.pill import Pill
from cpdesk.ui.widgets.forms.form_dialog import QuestionDialog
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.text.avatar import Avatar
from cpdesk.ui.widgets.text.text import Elided, Role, Text
from cpdesk.words import Words

if TYPE_CHECKING:
    from cpdesk.services.accounts.accounts import Accounts

D = TypeVar("D", bound=QuestionDialog)


class PeopleCard(Card):
    """`changed` when an account was added, reset or ended; `entered` carries the SignedIn of the
    first office manager, who is signed in from then on."""

    changed = Signal()
    entered = Signal(object)

    def __init__(self, context: PageContext) -> None:
        theme, words = context.theme, context.words
        super().__init__(theme, words.text("Staff accounts"))
        self._words = words
        self._tasks = context.tasks
        self._accounts = context.services.accounts
        self._current_user = context.current_user
        self.says = Text(theme, "", Role.SMALL, wrap=True)
        self.rows: dict[str, AccountRow] = {}
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.px(4))
        self.add_button = Button(theme, "", small=True, icon="user-plus")
        self.own = Button(
            theme, words.text("Change my PIN or password…"), small=True, icon="key-round"
        )
        footer = QHBoxLayout()
        footer.setSpacing(theme.px(10))
        footer.addWidget(self.add_button)
        footer.addWidget(self.own)
        footer.addStretch(1)
        self.body.addWidget(self.says)
        self.body.addLayout(self._column)
        self.body.addSpacing(4)
        self.body.addLayout(footer)
        self.add_button.clicked.connect(self.add)
        self.own.clicked.connect(self.change_own)
        self._show_who()

    def refresh(self) -> None:
        self._show_who()
        if self._current_user.signed_in is not None and self._current_user.may(Permission.ACCOUNTS):
            self._tasks.run(
                self._accounts.accounts,
                owner=self,
                done=self._show,
                failed=lambda _: self.set_unread(),
                latest="settings.people",
            )

    def add(self) -> AddDialog:
        """Asks for a new staff member; for the office manager first."""
        first = self._current_user.signed_in is None
        return self._open(AddDialog(*self._inside, first=first), self._added)

    def change_own(self) -> OwnSecretDialog:
        said = self._words.text("Changed. Keep it private.")
        return self._open(OwnSecretDialog(*self._inside), lambda _: self.says.setText(said))

    def reset(self, account: AccountRecord) -> ResetDialog:
        return self._open(ResetDialog(*self._inside, account), lambda _: self.changed.emit())

    def end(self, account: AccountRecord) -> QuestionDialog:
        return self._open(end_dialog(*self._inside, account), lambda _: self.changed.emit())

    @property
    def _inside(self) -> tuple[Theme, Words, Tasks, QWidget, Accounts]:
        """What every dialog over this card is made of."""
        return self.theme, self._words, self._tasks, self, self._accounts

    def _open(self, dialog: D, did: Callable[[object], None]) -> D:
        dialog.did.connect(did)
        dialog.open()
        return dialog

    def _added(self, made: object) -> None:
        if isinstance(made, SignedIn):
            self.entered.emit(made)
        else:
            self.changed.emit()

    def _show_who(self) -> None:
        """What the signed-in user may do here."""
        text, here = self._words.text, self._current_user
        nobody, may = here.signed_in is None, here.may(Permission.ACCOUNTS)
        self.own.setVisible(not nobody)
        self.add_button.setVisible(may)
        self.add_button.set(
            text("Add office manager account…") if nobody else text("Add staff member…")
        )
        if nobody:
            self.says.setText(
                text(
                    "No staff accounts yet. Anyone at this computer can see and do everything, "
                    "but no one can decide requests. Add the office manager’s account first."
                )
            )
        elif may:
            self.says.setText(text("Who can sign in here, and what each person can do."))
        else:
            self.says.setText(
                text("You are signed in as {name}.", name=here.actor.name)
                + " "
                + text("The office manager adds and resets accounts.")
            )

    def set_unread(self) -> None:
        """Whether there are accounts couldn't be read: nothing is shown about them, and none can be
        added."""
        self._show(())
        self.add_button.hide()
        self.says.setText(self._words.text("Can’t read the staff accounts."))

    def _show(self, people: tuple[AccountRecord, ...]) -> None:
        for row in self.rows.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {}
        for one in people:
            own = one.account_id == self._current_user.actor.account_id
            row = AccountRow(self.theme, self._words, one, own)
            row.reset.clicked.connect(partial(self._reset_one, one, own))
            row.end.clicked.connect(partial(self.end, one))
            self._column.addWidget(row)
            self.rows[one.account_id] = row

    def _reset_one(self, one: AccountRecord, own: bool) -> None:
        """For one's own account, the current password is asked for."""
        if own:
            self.change_own()
        else:
            self.reset(one)


class AccountRow(QWidget):
    """Name and title, the account's status, and what can be done with it."""

    def __init__(self, theme: Theme, words: Words, one: AccountRecord, own: bool) -> None:
        super().__init__()
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(Elided(theme, one.name, Role.STRONG))
        said.addWidget(Elided(theme, title_of(one, words), Role.SMALL))
        self.state = Pill(theme, *_state(one, own, words))
        self.reset = Button(theme, words.text("Reset…"), small=True)
        self.end = Button(theme, words.text("End…"), small=True)
        self.reset.setAccessibleName(words.text("New PIN or password for {name}", name=one.name))
        self.end.setAccessibleName(words.text("End {name}’s account", name=one.name))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.px(3), 0, theme.px(3))
        row.setSpacing(theme.px(10))
        row.addWidget(Avatar(theme, one.name))
        row.addLayout(said, 1)
        row.addWidget(self.state)
        row.addWidget(self.reset)
        row.addWidget(self.end)
        self.state.setVisible(bool(self.state.text))
        for button in (self.reset, self.end):
            button.setVisible(one.ended_at is None)


def _state(one: AccountRecord, own: bool, words: Words) -> tuple[str, Tone]:
    if one.ended_at is not None:
        day = words.day(words.local(one.ended_at).date())
        return words.text("Ended {day}", day=day), Tone.PLAIN
    if own:
        return words.text("You"), Tone.INFO
    if one.locked_until is not None:
        return words.text("Locked for now"), Tone.ASK
    if one.must_change:
        return words.text("Not signed in yet"), Tone.PLAIN
    return "", Tone.PLAIN
