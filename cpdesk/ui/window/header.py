"""The line above a page: its name, the time, the roster's age, the printer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from cpdesk.ui.page_table import PageKey
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.pill import Pill, PillButton
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.page.page import HeaderSpace
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import Themed
from cpdesk.ui.window.header_texts import period_words, roster_words
from cpdesk.words import Words

if TYPE_CHECKING:
    from cpdesk.records.desk import DeskNow
    from cpdesk.records.office import OfficeRecord


class Header(QWidget, Themed):
    """56 px at 100 %. `settings_wanted` when a chip that leads to Settings is pressed."""

    settings_wanted = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._words = words
        self._boxes: dict[str, tuple[str, QWidget | None]] = {}
        self._own: QWidget | None = None
        self._room = 10_000
        self._roster_wants_a_look = False
        self.title = Text(theme, "", Role.PAGE)
        self.clock = Pill(theme)
        self.period = Pill(theme)
        self.roster = PillButton(theme)
        self.printer = PillButton(theme)
        self.roster.clicked.connect(self.settings_wanted)
        self.printer.clicked.connect(self.settings_wanted)
        self._space = HeaderSpace()
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.title)
        for widget in (self.clock, self.period, self._space, self.roster, self.printer):
            self._row.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.apply_theme()

    def add_page(self, key: PageKey, title: str, own: Sequence[QWidget]) -> None:
        """Adds a page's own widgets; they are shown while it is in front."""
        box = QWidget()
        row = fill(QHBoxLayout(box), *own, gap=self.theme.px(14), edges=0)
        if not any(isinstance(widget, HeaderSpace) for widget in own):
            row.addStretch(1)
        box.hide()
        self._row.insertWidget(1, box, 1)
        self._boxes[key] = (title, box if own else None)

    def drop_pages(self) -> None:
        """Removes all pages' own widgets; the pages will be created again."""
        for _, box in self._boxes.values():
            if box is not None:
                self._row.removeWidget(box)
                box.hide()
                box.deleteLater()
        self._boxes.clear()
        self._own = None

    def show_page(self, key: PageKey) -> None:
        title, self._own = self._boxes[key]
        self.title.setText(title)
        for _, box in self._boxes.values():
            if box is not None:
                box.setVisible(box is self._own)
        self._arrange()

    def show_now(self, now: DeskNow | None) -> None:
        """None if there is no school whose time could be shown."""
        if now is None:
            self.clock.set("")
            self.period.set("")
            self._arrange()
            return
        words = self._words
        at = words.local(now.at)
        self.clock.set(f"{words.short_day(at.date())} · {words.clock(at.time())}")
        self.period.set(*period_words(now, words))
        self._arrange()

    def show_unknown(self) -> None:
        """Neither the time nor the roster can be read."""
        self.clock.set("")
        self.period.set("")
        self.roster.set(self._words.text("Can’t read the data"), Tone.NO)
        self._roster_wants_a_look = True
        self._arrange()

    def show_office(self, office: OfficeRecord, at: datetime | None) -> None:
        text, tone = roster_words(office, at, self._words)
        self.roster.set(text, tone)
        self._roster_wants_a_look = tone in (Tone.ASK, Tone.NO)
        self._arrange()

    def show_printer(self, text: str, tone: Tone) -> None:
        self.printer.set(text, tone)
        self._arrange()

    def fit(self, width: int) -> None:
        """Hides the less important parts if there is little room."""
        self._room = width
        self._arrange()

    def _arrange(self) -> None:
        px, own = self.theme.px, self._own is not None
        self.clock.setVisible(not own and bool(self.clock.text))
        self.period.setVisible(not own and bool(self.period.text) and self._room > px(860))
        self._space.setVisible(not own)
        shown = bool(self.roster.text()) and (not own or self._roster_wants_a_look)
        self.roster.setVisible(shown)
        enough = self._room > px(760) or self.printer.tone is not Tone.PLAIN
        self.printer.setVisible(not own and bool(self.printer.text()) and enough)

    def apply_theme(self) -> None:
        px = self.theme.px
        self.setFixedHeight(px(56))
        self._row.setContentsMargins(px(20), 0, px(20), 0)
        self._row.setSpacing(px(14))
        for _, box in self._boxes.values():
            if box is not None and (inside := box.layout()) is not None:
                inside.setSpacing(px(14))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self.theme.color("line"))
