"""How many visits each partner has used and planned this term, as a bar and in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from cpdesk.records.outreach import Allotment
from cpdesk.ui.events import texts
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.frames.sheet import Sheet
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import ThemedWidget
from cpdesk.words import Words

_NARROW = 7  # a narrower box no longer looks like a box
_HELD, _PLANNED, _LEFT = "held", "planned", "left"


class Allotments(Card):
    """One entry per partner, those over the limit first."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(theme, words.text("Visits this term"))
        self._words = words
        self._entries: list[_Entry] = []
        self._shown: tuple[Allotment, ...] | None = None  # None: not known
        self.nothing = Text(theme, "", Role.SMALL, wrap=True)
        self._sheet = Sheet()
        self._column = self._sheet.column
        self._column.setSpacing(10)
        self._column.addWidget(self.nothing)
        self._column.addStretch(1)
        self.body.addWidget(self._sheet, 1)

    @property
    def said(self) -> tuple[str, ...]:
        """Each entry in words."""
        return tuple(entry.accessibleName() for entry in self._entries)

    def show_loads(self, loads: Sequence[Allotment], of: str) -> None:
        """`of` is the partner of the selected event, which is first."""
        ordered = sorted(loads, key=lambda one: (one.partner_id != of, not texts.is_over(one)))
        if tuple(ordered) == self._shown:
            return
        self._shown = tuple(ordered)
        self._show(ordered)
        self.nothing.setText(self._words.text("No partner has a table or presentation this term."))
        self.nothing.setVisible(not ordered)

    def set_unread(self) -> None:
        """The visits can't be read."""
        self._shown = None
        self._show(())
        self.nothing.setText(self._words.text("Can’t read this term’s visits."))
        self.nothing.show()

    def _show(self, ordered: Sequence[Allotment]) -> None:
        for entry in self._entries:
            self._column.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        self._entries = [_Entry(self.theme, one, self._words) for one in ordered]
        for n, entry in enumerate(self._entries):
            self._column.insertWidget(n, entry)


class _Entry(ThemedWidget):
    def __init__(self, theme: Theme, load: Allotment, words: Words) -> None:
        super().__init__(theme)
        said = texts.visits(load, words)
        over = texts.is_over(load)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(Text(theme, load.partner_name, Role.STRONG, wrap=True))
        column.addWidget(Bar(theme, load))
        small = Text(theme, said, Role.SMALL, wrap=True, color="no" if over else "")
        column.addWidget(small)
        self.setAccessibleName(f"{load.partner_name}: {said}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)


class Bar(ThemedWidget):
    """A box per visit: full for a held one, outlined for a planned one, pale for one that is left;
    those over the limit in red. The text below says the same."""

    def __init__(self, theme: Theme, load: Allotment) -> None:
        super().__init__(theme)
        self._load = load
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(120), self.theme.px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, load = self.theme, self._load
        many = max(load.allotted, load.used + load.planned, 1)
        gap = theme.px(3)
        wide = min(theme.px(34), (self.width() - gap * (many - 1)) / many)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if wide < theme.px(_NARROW):  # as one bar each, in the same order and colors
            self._paint_bars(painter, many, gap)
            return
        for n in range(many):
            over = n >= load.allotted
            self._paint_box(painter, n * (wide + gap), wide, self._state(n), over)

    def _state(self, n: int) -> str:
        """What the n-th visit is."""
        if n < self._load.used:
            return _HELD
        return _PLANNED if n < self._load.used + self._load.planned else _LEFT

    def _paint_bars(self, painter: QPainter, many: int, gap: int) -> None:
        """Visits of the same state, on the same side of the limit, in one bar."""
        groups: list[list[int]] = []
        for n in range(many):
            same = bool(groups) and self._looks(groups[-1][0]) == self._looks(n)
            groups[-1].append(n) if same else groups.append([n])
        room = self.width() - gap * (len(groups) - 1)
        x = 0.0
        for group in groups:
            wide = room * len(group) / many
            state, over = self._looks(group[0])
            self._paint_box(painter, x, wide, state, over)
            x += wide + gap

    def _looks(self, n: int) -> tuple[str, bool]:
        return self._state(n), n >= self._load.allotted

    def _paint_box(self, painter: QPainter, x: float, wide: float, state: str, over: bool) -> None:
        theme = self.theme
        high = theme.px(8)
        box = QRectF(x, (self.height() - high) / 2, wide, high)
        full = theme.color("no" if over else "accent")
        painter.setPen(full if state is _PLANNED else Qt.PenStyle.NoPen)
        if state is _PLANNED:
            painter.setBrush(theme.color("no_soft" if over else "accent_soft"))
            box = box.adjusted(0.5, 0.5, -0.5, -0.5)
        else:
            painter.setBrush(full if state is _HELD else theme.color("line"))
        round_ = min(3.0, box.width() / 2)
        painter.drawRoundedRect(box, round_, round_)
