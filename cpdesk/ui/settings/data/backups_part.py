"""The newest backup, and a button that makes a backup."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cpdesk.errors import DeskError
from cpdesk.policy.permissions import Permission
from cpdesk.records.backups import BackupOrder, BackupRecord, BackupState
from cpdesk.services.backup import backup_texts
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.settings.settings_card import lay_beside, permit
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.text.text import Role, Text

LANE = "backup"  # copying a large file takes a while, and the front desk doesn't wait for it


class BackupsPart(QWidget):
    """`made` when a backup was made here."""

    made = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        theme = context.theme
        self._words = words = context.words
        self._tasks = context.tasks
        self._backups = context.services.backups
        self._current_user = context.current_user
        self._copying = False
        self.newest = Text(theme, "", Role.BODY, wrap=True)
        self.detail = Text(theme, "", Role.SMALL, wrap=True)
        self.trouble = Text(theme, "", Role.SMALL, wrap=True, color="no")
        self.trouble.hide()
        self.now = Button(theme, words.text("Back up now"), small=True, icon="copy")
        self.now.clicked.connect(self.back_up)
        self.setLayout(lay_beside(theme, (self.newest, self.detail, self.trouble), self.now))

    def refresh(self) -> None:
        what_for = self._words.text("Saves an encrypted copy of the data in the backups folder")
        permit(self.now, self._current_user.why_not(Permission.BACKUP, self._words), what_for)
        if self._current_user.may(Permission.LOOK):
            self._tasks.run(
                self._backups.state,
                owner=self,
                done=self.show_state,
                failed=self._unread,
                latest="settings.backups",
            )

    def back_up(self) -> None:
        """Asks on the desk's lane whether this user may, and copies on another. The button stays
        enabled until then: if it were disabled, the focus would jump to another widget."""
        if self._copying:
            return
        self._busy(True)
        self._tasks.run(self._backups.order, owner=self, done=self._copy, failed=self._failed)

    def show_state(self, state: BackupState) -> None:
        words, newest = self._words, state.newest
        if newest is None:
            self.newest.setText(words.text("No backups yet."))
            self.detail.setText(words.text("CPDesk makes one every day while it is open."))
        else:
            self.newest.setText(words.text("Newest backup: {at}", at=newest.made_at))
            self.detail.setText(
                words.count(
                    "{size}. {n} backup in {folder}, encrypted like the data.",
                    "{size}. {n} backups in {folder}, encrypted like the data.",
                    state.kept,
                    size=backup_texts.size(words, newest.size),
                    folder=str(state.folder),
                )
            )
        if state.trouble is not None:
            facts = state.trouble.facts
            parts = (state.trouble.says, state.trouble.do)
            self._failed_because(" ".join(words.sentence(part, facts) for part in parts if part))
        else:
            self._show_message("")

    def _unread(self, trouble: DeskError) -> None:
        self.newest.setText(self._words.text("Can’t read the backups."))
        self.detail.setText(self._words.error(trouble))
        self._show_message("")

    def _copy(self, order: BackupOrder) -> None:
        self._tasks.run(
            partial(self._backups.carry_out, order),
            owner=self,
            done=self._copied,
            failed=self._failed,
            lane=LANE,
            lasting=True,
        )

    def _copied(self, _made: BackupRecord) -> None:
        self._busy(False)
        self.refresh()
        self.made.emit()

    def _failed(self, trouble: DeskError) -> None:
        self._busy(False)
        self._failed_because(self._words.error(trouble))

    def _failed_because(self, why: str) -> None:
        self._show_message(self._words.text("The last backup failed. {why}", why=why))

    def _busy(self, busy: bool) -> None:
        text = self._words.text
        self._copying = busy
        self.now.set(text("Backing up…") if busy else text("Back up now"))

    def _show_message(self, text: str) -> None:
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))
