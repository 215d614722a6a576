"""Two lines under the table about the selected activity: why it isn't allowed, or who is
expected."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cpdesk.records.day import DayLine
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.today import texts
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Elided, Role
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import Words


class DetailLine(QWidget, Themed):
    """`opened` when its button is pressed."""

    opened = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._words = words
        self.title = Elided(theme, "", Role.STRONG)
        self.sentence = Elided(theme, "", Role.SMALL)
        self.button = Button(theme, words.text("Details"), "Enter", kind=Kind.QUIET, small=True)
        self.button.clicked.connect(self.opened)
        lines = fill(QVBoxLayout(), self.title, self.sentence, gap=0)
        self._row = fill(QHBoxLayout(self), (lines, 1), self.button)
        self.apply_theme()

    def show_line(self, line: DayLine, day: date, today: date) -> None:
        words = self._words
        self.title.setText(" · ".join(part for part in (line.title, line.partner_name) if part))
        stops = texts.why(line, words)
        color = "no" if texts.stopped(line) else "ask" if stops else ""
        self.sentence.set_color(color)
        self.sentence.setText(" ".join(stops) or self._expected(line))
        self.setAccessibleName(f"{self.title.text()}. {self.sentence.text()}")
        self.button.setEnabled(True)

    def clear(self) -> None:
        for text in (self.title, self.sentence):
            text.setText("")
        self.setAccessibleName("")
        self.button.setEnabled(False)

    def _expected(self, line: DayLine) -> str:
        if not line.expected:
            return self._words.text("The roster names no one for this activity")
        return self._words.text("Expected: {names}", names=line.expected)

    def apply_theme(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(px(10), px(8), 0, px(4))
        self._row.setSpacing(px(12))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 0, self.width(), 1, self.theme.color("line"))
