"""When the data is gone or can't be used: lists its backups to restore one of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from cpdesk.errors import DataLostError
from cpdesk.records.backups import BackupRecord
from cpdesk.services.backup import backup_texts
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.forms.form_dialog import QuestionDialog
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Role, Text

if TYPE_CHECKING:
    from cpdesk.services.backup.restores import Restores

_PATH = Qt.ItemDataRole.UserRole


class LostDataDialog(QuestionDialog):
    """Nothing is selected at first, so that pressing Enter alone restores nothing. `did` when a
    backup was restored; `given_up` when the office starts without the old data."""

    given_up = Signal()

    def __init__(
        self, context: PageContext, parent: QWidget, restores: Restores, trouble: DataLostError
    ) -> None:
        """`restores` needs no open data: this window closes its own before replacing it."""
        text, theme = context.words.text, context.theme
        super().__init__(
            context,
            parent,
            title=text("CPDesk can’t open its data"),
            sentence=text(trouble.says, **trouble.facts),
            does=text("Restore"),
        )
        self._restores = restores
        self.list = QListWidget()
        self.list.setAccessibleName(text("Backups"))
        self.list.setMinimumHeight(theme.px(180))
        self.list.setSpacing(theme.px(3))
        self.list.itemDoubleClicked.connect(lambda _: self.submit())
        self.file = Button(theme, text("Choose a file…"), small=True, icon="folder-open")
        self.file.clicked.connect(self._choose)
        self.without = Button(theme, text("Start without the old data…"), small=True)
        self.without.clicked.connect(self.ask_without)
        footer = fill(QHBoxLayout(), self.file, 1, self.without)
        says = text(
            "Nothing was changed. Choose a backup to restore. The files now in the "
            "data folder are set aside, not deleted."
        )
        fill(self.body, Text(theme, says, Role.BODY, wrap=True), (self.list, 1), footer)
        for button in (self.file, self.without):
            button.setAutoDefault(False)
        self.setMinimumWidth(theme.px(560))
        self.list.setFocus()
        self._tasks.run(
            lambda: (restores.choices(), restores.present()),
            owner=self,
            done=lambda found: self._show(*found),
            failed=self._failed,
        )

    def wants(self) -> tuple[str, QWidget] | None:
        if not self.list.selectedItems():  # a list with the focus has a current line right away
            return self._words.text("Choose a backup from the list."), self.list
        return None

    def work(self) -> Callable[[], object]:
        source = Path(self.list.selectedItems()[0].data(_PATH))

        def restore() -> object:
            self.context.services.close()
            return self._restores.restore(self._restores.plan(source))

        return restore

    def again(self) -> QWidget:
        return self.list

    def ask_without(self) -> StartWithoutDialog:
        def give_up() -> None:
            self.context.services.close()
            self._restores.start_without()

        dialog = StartWithoutDialog(self.context, self, give_up)
        dialog.did.connect(self._given_up)
        dialog.open()
        return dialog

    def _given_up(self, _: object) -> None:
        self.accept()
        self.given_up.emit()

    def _show(self, choices: tuple[BackupRecord, ...], present: Path | None) -> None:
        words = self._words
        for one in choices:
            zone = ZoneInfo(
                one.holds.time_zone if one.holds else "UTC"
            )  # the zone is in the lost data
            at = words.moment(one.made_at.astimezone(zone))
            self._add(f"{at} · {backup_texts.held(words, one.holds)}", one.path)
        if present is not None:
            self._add(
                words.text("The current file, without the recent changes that can’t be used"),
                present,
            )
        if not self.list.count():
            self._show_message(
                words.text("No backup in the data folder opens with this computer’s key."),
                words.text("Choose a file from another disk or USB drive."),
            )

    def _choose(self) -> None:
        chosen = self.context.files.backup_file(self)
        if chosen is not None:
            self.list.setCurrentItem(self._add(chosen.name, chosen))

    def _add(self, says: str, path: Path) -> QListWidgetItem:
        item = QListWidgetItem(says)
        item.setData(_PATH, str(path))
        self.list.addItem(item)
        return item


class StartWithoutDialog(QuestionDialog):
    """A separate step: a word has to be typed, so that no single key does it."""

    def __init__(self, context: PageContext, parent: QWidget, act: Callable[[], object]) -> None:
        words = context.words
        self._word = words.text("START")
        super().__init__(
            context,
            parent,
            title=words.text("Start without the old data?"),
            sentence=words.text(
                "CPDesk will start empty, with no visits, requests, accounts, or roster. "
                "What is left of the old data is kept in its own folder inside the data "
                "folder."
            ),
            does=words.text("Start without the old data"),
            kind=Kind.DANGER,
            act=act,
        )
        says = words.text("Type {word} to confirm", word=self._word)
        self.field = self.add(QLineEdit(), says)
        self.field.setFocus()

    def wants(self) -> tuple[str, QWidget] | None:
        if self.field.text().strip() != self._word:
            return self._words.text("Type {word} to confirm.", word=self._word), self.field
        return None

    def again(self) -> QWidget:
        return self.field
