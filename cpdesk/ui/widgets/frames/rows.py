"""Rows below each other that are made again for other records, and a row with a line under it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.themed import ThemedWidget

W = TypeVar("W", bound=QWidget)


class RowColumn(ThemedWidget, Generic[W]):
    """`lines` from top to bottom, `gap` pixels apart; as high as they need. What a subclass adds to
    `column` before them stays on top."""

    def __init__(self, theme: Theme, gap: int = 0) -> None:
        super().__init__(theme)
        self.lines: list[W] = []
        self.column = fill(QVBoxLayout(self), gap=gap, edges=0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_lines(self, lines: Iterable[W]) -> None:
        """Others in place of those so far."""
        for line in self.lines:
            self.column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = []
        for made in lines:
            self.add_line(made)

    def add_line(self, line: W) -> None:
        """One more, below the others."""
        self.lines.append(line)
        self.column.addWidget(line)
        line.show()


class RuledRow(ThemedWidget):
    """A row with a thin line under it. `edges` (left, top, right, bottom) and `gap`, between its
    parts, are in pixels at 100 %; a `gap` of 0 leaves the layout's own."""

    edges = (0, 0, 0, 0)
    gap = 0

    def __init__(self, theme: Theme, inside: QBoxLayout) -> None:
        super().__init__(theme)
        self.inside = inside
        self.setLayout(inside)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def apply_theme(self) -> None:
        px = self.theme.px
        self.inside.setContentsMargins(*(px(edge) for edge in self.edges))
        if self.gap:
            self.inside.setSpacing(px(self.gap))

    def paintEvent(self, event: QPaintEvent) -> None:
        self.rule(QPainter(self))

    def rule(self, painter: QPainter) -> None:
        """Draws the line."""
        painter.setPen(QPen(self.theme.color("line_soft"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
