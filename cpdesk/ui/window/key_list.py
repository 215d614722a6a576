"""The list of keyboard shortcuts, on F1."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cpdesk.ui.input.keys import EVACUATION_KEY, KeyLine
from cpdesk.ui.page_table import PageEntry
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.frames.sheet import Sheet, scroll
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Text
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import N_, Words

EVACUATION = KeyLine(EVACUATION_KEY, N_("Evacuation list, even in a dialog or while locked"))
EVERYWHERE = (
    KeyLine("Ctrl+K", N_("Search for a visitor from any page")),
    KeyLine("Ctrl+/", N_("What can a partner do?")),
    KeyLine("Ctrl+P", N_("Print what is shown, or choose another paper")),
    KeyLine("Tab", N_("Next field or button")),
    KeyLine("Shift+Tab", N_("Previous field or button")),
    KeyLine("Enter", N_("Next step (the button that shows Enter)")),
    KeyLine("Esc", N_("Clear, or close what is open")),
    KeyLine("F5", N_("Refresh")),
    KeyLine("Ctrl+L", N_("Lock the window")),
    KeyLine("Ctrl+Shift+L", N_("Switch user")),
    KeyLine("F1", N_("This list")),
    KeyLine("A–Z", N_("Single letters, Ins, and Del work only when you are not typing in a field")),
)
_EDGE = 20


class KeyList(QDialog):
    """Two columns: what works everywhere, and what works on the page in front. No larger than the
    window under it; a longer list scrolls, with keys too."""

    def __init__(
        self,
        theme: Theme,
        words: Words,
        pages: Sequence[PageEntry],
        page_title: str,
        page_keys: Sequence[KeyLine],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.text("Keyboard shortcuts"))
        columns = QHBoxLayout()
        columns.setSpacing(16)
        places = [(entry.shortcut, _leads_to(entry, words)) for entry in pages]
        first, *said = [(line.keys, words.text(line.does)) for line in (EVACUATION, *EVERYWHERE)]
        columns.addWidget(_column(theme, words.text("Everywhere"), [first, *places, *said]))
        if page_keys:
            own = [(line.keys, words.text(line.does)) for line in page_keys]
            columns.addWidget(_column(theme, page_title, own))
        close = Button(theme, words.text("Close"), "Esc", kind=Kind.PRIMARY)
        close.clicked.connect(self.accept)
        self.sheet = Sheet()
        self.sheet.column.addLayout(columns)
        rows = fill(QVBoxLayout(self), (self.sheet, 1), gap=16, edges=_EDGE)
        rows.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        room = parent.window().size() if parent else QSize(1280, 720)
        wide = min(theme.px(1060 if page_keys else 560), room.width() - 2 * _EDGE)
        inside = self.sheet.column.totalHeightForWidth(wide - 2 * _EDGE)
        high = inside + close.sizeHint().height() + 16 + 2 * _EDGE
        self.resize(wide, min(high, room.height() - 2 * _EDGE))
        close.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not scroll(self.sheet, event):
            super().keyPressEvent(event)


def _leads_to(entry: PageEntry, words: Words) -> str:
    """The page, and the key that led to it before it moved."""
    page = words.text(entry.title)
    return words.text("{page} (was {key})", page=page, key=entry.before) if entry.before else page


def _column(theme: Theme, title: str, lines: Sequence[tuple[str, str]]) -> Card:
    card = Card(theme, title)
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(16))
    grid.setVerticalSpacing(theme.px(8))
    for row, (keys, does) in enumerate(lines):
        grid.addWidget(KeyCaps(theme, keys), row, 0)
        grid.addWidget(Text(theme, does, wrap=True), row, 1)
    grid.setColumnStretch(1, 1)
    card.body.addLayout(grid)
    card.body.addStretch(1)
    return card


class KeyCaps(QWidget, Themed):
    """ "Ctrl+K" as two little keys."""

    def __init__(self, theme: Theme, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._caps = keys.split("+")
        self.setAccessibleName(keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = self.theme.px
        wide = sum(self._width(cap) + px(4) for cap in self._caps)
        return QSize(wide, px(22))

    def _width(self, cap: str) -> int:
        px = self.theme.px
        return max(px(22), QFontMetrics(self.theme.font(12)).horizontalAdvance(cap) + px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.theme.font(12))
        x = 0
        for cap in self._caps:
            box = QRectF(x + 0.5, 0.5, self._width(cap) - 1, self.height() - 1)
            painter.setPen(QPen(self.theme.color("edge"), 1))
            painter.setBrush(self.theme.color("chip"))
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(self.theme.color("chip_ink"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, cap)
            x += self._width(cap) + self.theme.px(4)
