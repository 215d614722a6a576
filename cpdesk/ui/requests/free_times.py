"""Proposed times as a list: arrow keys move, Enter accepts, Space marks if several are allowed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from cpdesk.records.requests import FreeTime, FreeTimes, Window
from cpdesk.ui.requests import texts
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import N_, Words, dotted

WHY_NONE = {
    "no_grade": N_("Choose a grade first. Each grade has its own bell schedule."),
    "no_plan": N_(
        "The bell schedule for these days is unknown, so each whole day counts as class time."
    ),
    "no_school": N_("There’s no school on these days."),
    "full": N_("No open time on these days is long enough for everyone."),
}
_NOTES = {
    "activity": N_("just before or after the program"),
    "same_day": N_("on a day the partner is here"),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def line_of(free: FreeTime, today: date, words: Words) -> str:
    """Mon, Nov 30 11:35 am–12:05 pm · Lunch · just before or after the program"""
    note = words.text(_NOTES[free.note]) if free.note in _NOTES else ""
    parts = (texts.span(free.window, today, words), free.period, note)
    return dotted(*parts)


class FreeTimesList(QListWidget, Themed):
    """`taken` carries a Window. With `several`, Space or a click marks a time."""

    taken = Signal(object)

    def __init__(
        self, theme: Theme, words: Words, *, several: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._words = words
        self._several = several
        self._windows: list[Window] = []
        self.setAccessibleName(words.text("Times that work"))
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSpacing(2)
        self.itemClicked.connect(lambda item: None if several else self._take(self.row(item)))
        self.apply_theme()

    def show_times(self, found: FreeTimes, today: date) -> None:
        self.set_lines([(free.window, line_of(free, today, self._words)) for free in found.times])

    def set_lines(self, lines: Sequence[tuple[Window, str]]) -> None:
        """Windows, each with the text of its line."""
        self.clear()
        self._windows = [window for window, _ in lines]
        for _, said in lines:
            item = QListWidgetItem(said)
            if self._several:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Unchecked)
            self.addItem(item)
        if lines:
            self.setCurrentRow(0)

    @property
    def current(self) -> int:
        return self.currentRow()

    @property
    def marked(self) -> tuple[Window, ...]:
        """The marked times; if there are none, the current one."""
        rows = range(self.count())
        found = [n for n in rows if self.item(n).checkState() is Qt.CheckState.Checked]
        chosen = [self.currentRow()] if self.currentRow() >= 0 else []
        return tuple(self._windows[n] for n in (found or chosen))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in _ENTER and not held:
            if self._several:
                self._toggle()
            else:
                self._take(self.currentRow())
        elif event.key() in _ENTER or event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def apply_theme(self) -> None:
        self.setFont(self.theme.font())

    def _toggle(self) -> None:
        item = self.currentItem()
        if item is not None:
            on = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._windows):
            self.taken.emit(self._windows[row])
