"""What is known about a record, as a table of labels and texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.text.text import Lead, Role, Text
from cpdesk.ui.widgets.themed import Themed

_LABEL = 140


@dataclass(frozen=True, slots=True)
class Fact:
    """A label, text (with `strong` before it in bold), and a small line below. `color` is the name
    of a color token for text that should stand out."""

    label: str
    words: str
    strong: str = ""
    small: str = ""
    color: str = ""


class FactRows(QWidget, Themed):
    """The facts as a table with two columns, with a line below each."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._facts: tuple[Fact, ...] = ()
        self._rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @property
    def facts(self) -> tuple[Fact, ...]:
        return self._facts

    def said(self, label: str) -> str:
        """The text next to a label; "" if there is no such row."""
        found = (fact for fact in self._facts if fact.label == label)
        return next((" ".join(p for p in (f.strong, f.words) if p) for f in found), "")

    def set(self, found: Sequence[Fact]) -> None:
        if tuple(found) == self._facts:
            return
        self._facts = tuple(found)
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [_Row(self.theme, fact) for fact in self._facts]
        for row in self._rows:
            self._column.addWidget(row)

    def apply_theme(self) -> None:
        self.update()


class _Row(QWidget, Themed):
    def __init__(self, theme: Theme, fact: Fact) -> None:
        super().__init__()
        self.theme = theme
        self._label = Text(theme, fact.label, Role.SMALL, wrap=True)
        column = QVBoxLayout()
        column.setSpacing(1)
        if fact.strong:
            column.addWidget(Lead(theme, fact.strong, fact.words))
        else:
            column.addWidget(Text(theme, fact.words, Role.BODY, wrap=True, color=fact.color))
        if fact.small:
            column.addWidget(Text(theme, fact.small, Role.CODE, wrap=True))
        self._line = QHBoxLayout(self)
        self._line.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addLayout(column, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        said = " ".join(part for part in (fact.strong, fact.words) if part)
        self.setAccessibleName(f"{fact.label}: {said}")
        self.setAccessibleDescription(fact.small)
        self.apply_theme()

    def apply_theme(self) -> None:
        px = self.theme.px
        self._label.setFixedWidth(px(_LABEL))
        self._label.setContentsMargins(px(8), px(2), 0, 0)
        self._line.setContentsMargins(0, px(7), 0, px(7))
        self._line.setSpacing(px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(self.theme.color("line_soft"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
