"""Staff accounts, for the office manager; changing one's own password, for everyone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cpdesk.policy.permissions import Permission
from cpdesk.records.accounts import AccountRecord, SignedIn
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.settings.people.account_dialogs import (
    AddDialog,
    OwnSecretDialog,
    ResetDialog,
    end_dialog,
)
from cpdesk.ui.settings.settings_card import SettingsCard, lay_beside
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.account.account_words import title_of
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.buttons.pill import Pill
from cpdesk.ui.widgets.forms.form_dialog import QuestionDialog
from cpdesk.ui.widgets.frames.rows import RowColumn
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.avatar import Avatar
from cpdesk.ui.widgets.text.text import Elided, Role, Text
from cpdesk.words import Words

D = TypeVar("D", bound=QuestionDialog)


class PeopleCard(SettingsCard):
    """`entered` carries the SignedIn of the first office manager, who is signed in from then on."""

    entered = Signal(object)

    def __init__(self, context: PageContext) -> None:
        text = context.words.text
        super().__init__(context, text("Staff accounts"))
        self._accounts = context.services.accounts
        self.says = Text(self.theme, "", Role.SMALL, wrap=True)
        self._column: RowColumn[AccountRow] = RowColumn(self.theme, self.theme.px(4))
        self.rows: dict[str, AccountRow] = {}  # by account id
        self.add_button = Button(self.theme, "", small=True, icon="user-plus")
        self.own = Button(
            self.theme, text("Change my PIN or password…"), small=True, icon="key-round"
        )
        footer = fill(QHBoxLayout(), self.add_button, self.own, 1, gap=self.theme.px(10))
        self.body.addWidget(self.says)
        self.body.addWidget(self._column)
        self._column.hide()
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
        return self._open(AddDialog(self.context, self), self._added)

    def change_own(self) -> OwnSecretDialog:
        said = self._words.text("Changed. Keep it private.")
        return self._open(OwnSecretDialog(self.context, self), lambda _: self.says.setText(said))

    def reset(self, account: AccountRecord) -> ResetDialog:
        return self._open(ResetDialog(self.context, self, account), lambda _: self.changed.emit())

    def end(self, account: AccountRecord) -> QuestionDialog:
        return self._open(end_dialog(self.context, self, account), lambda _: self.changed.emit())

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
        me = self._current_user.actor.account_id
        self.rows = {one.account_id: AccountRow(self, one, one.account_id == me) for one in people}
        self._column.set_lines(self.rows.values())
        self._column.setVisible(bool(self.rows))


class AccountRow(QWidget):
    """Name and title, the account's status, and what can be done with it."""

    def __init__(self, card: PeopleCard, one: AccountRecord, own: bool) -> None:
        super().__init__()
        theme, words = card.theme, card.context.words
        texts = (
            Elided(theme, one.name, Role.STRONG),
            Elided(theme, title_of(one, words), Role.SMALL),
        )
        self.state = Pill(theme, *_state(one, own, words))
        self.reset = Button(theme, words.text("Reset…"), small=True)
        self.end = Button(theme, words.text("End…"), small=True)
        self.reset.setAccessibleName(words.text("New PIN or password for {name}", name=one.name))
        self.end.setAccessibleName(words.text("End {name}’s account", name=one.name))
        # For one's own account, the current password is asked for.
        self.reset.clicked.connect(card.change_own if own else lambda: card.reset(one))
        self.end.clicked.connect(lambda: card.end(one))
        parts = (self.state, self.reset, self.end)
        self.setLayout(lay_beside(theme, texts, *parts, before=Avatar(theme, one.name), tight=True))
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
