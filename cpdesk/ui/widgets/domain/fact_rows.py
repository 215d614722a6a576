"""What is known about a record, as a table of labels and texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.frames.rows import RowColumn, RuledRow
from cpdesk.ui.widgets.text.text import Lead, Role, Text

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


class FactRows(RowColumn["_Row"]):
    """The facts as a table with two columns, with a line below each."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.facts: tuple[Fact, ...] = ()

    def said(self, label: str) -> str:
        """The text next to a label; "" if there is no such row."""
        found = (fact for fact in self.facts if fact.label == label)
        return next((" ".join(p for p in (f.strong, f.words) if p) for f in found), "")

    def set(self, found: Sequence[Fact]) -> None:
        if tuple(found) != self.facts:
            self.facts = tuple(found)
            self.set_lines(_Row(self.theme, fact) for fact in self.facts)


class _Row(RuledRow):
    edges, gap = (0, 7, 0, 7), 12

    def __init__(self, theme: Theme, fact: Fact) -> None:
        super().__init__(theme, QHBoxLayout())
        self._label = Text(theme, fact.label, Role.SMALL, wrap=True)
        column = QVBoxLayout()
        column.setSpacing(1)
        if fact.strong:
            column.addWidget(Lead(theme, fact.strong, fact.words))
        else:
            column.addWidget(Text(theme, fact.words, Role.BODY, wrap=True, color=fact.color))
        if fact.small:
            column.addWidget(Text(theme, fact.small, Role.CODE, wrap=True))
        self.inside.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        self.inside.addLayout(column, 1)
        said = " ".join(part for part in (fact.strong, fact.words) if part)
        self.setAccessibleName(f"{fact.label}: {said}")
        self.setAccessibleDescription(fact.small)
        self.apply_theme()

    def apply_theme(self) -> None:
        super().apply_theme()
        px = self.theme.px
        self._label.setFixedWidth(px(_LABEL))
        self._label.setContentsMargins(px(8), px(2), 0, 0)
