"""One date drawn: a strip for each group of grades that share the day."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cpdesk.records.day_plans import DayView, GradeBand
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.buttons.pill import Pill
from cpdesk.ui.widgets.domain.day_band import DayBand
from cpdesk.ui.widgets.domain.school_day import stretch
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.layouts import empty, fill
from cpdesk.ui.widgets.text.labeled import Line
from cpdesk.ui.widgets.text.text import Elided, Role, Text
from cpdesk.ui.widgets.text.tooltip import set_tooltip
from cpdesk.ui.widgets.text.typed import read_day, write_day
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import N_

_WHOSE = {
    "office": (N_("Entered here"), Tone.INFO),
    "roster": (N_("From the roster"), Tone.PLAIN),
    "default": (N_("Nothing entered"), Tone.ASK),
}


class DayCard(Card):
    """`picked` carries the date that the user wants to see."""

    picked = Signal(object)  # date

    def __init__(self, context: PageContext) -> None:
        theme, words = context.theme, context.words
        super().__init__(theme)
        self._context = context
        self._words = words
        self._day = context.today()
        self.setAccessibleName(words.text("Selected day"))
        self.before = Button(theme, "", small=True, icon="chevron-left")
        self.after = Button(theme, "", small=True, icon="chevron-right")
        self.before.setAccessibleName(words.text("Previous day"))
        self.after.setAccessibleName(words.text("Next day"))
        self.today = Button(theme, words.text("Today"), small=True, kind=Kind.QUIET)
        self.field = Line()
        self.field.setAccessibleName(words.text("Day"))
        set_tooltip(self.field, words.text("Enter a day, such as 12/23, Dec 23, or Fri"))
        self.says = Elided(theme, "", Role.STRONG)
        self.whose = Pill(theme)
        self._rows = QWidget()
        self.grid = QGridLayout(self._rows)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setColumnStretch(1, 1)
        self.bands: list[DayBand] = []
        self.trouble = Text(theme, "", Role.BODY, wrap=True, color="no")
        self.trouble.hide()
        self._lay_out()
        self.before.clicked.connect(lambda: self.pick(self._day - timedelta(days=1)))
        self.after.clicked.connect(lambda: self.pick(self._day + timedelta(days=1)))
        self.today.clicked.connect(lambda: self.pick(context.today()))
        self.field.entered.connect(self._typed)
        self.field.editingFinished.connect(self._typed)
        self.field.stepped.connect(lambda way: self.pick(self._day + timedelta(days=way)))
        self.field.setText(write_day(self._day, words))

    @property
    def day(self) -> date:
        return self._day

    def pick(self, day: date) -> None:
        self._day = day
        self.field.setText(write_day(day, self._words))
        self.picked.emit(day)

    def show_view(self, view: DayView) -> None:
        words = self._words
        self.trouble.hide()
        said, tone = _WHOSE[view.whose]
        self.whose.set(words.text(said), tone)
        parts = [words.long_day(view.day), view.note if view.open else ""]
        if not view.open:
            parts[1] = view.note or words.text("No school")
        self.says.setText(" · ".join(part for part in parts if part))
        empty(self.grid)
        self.bands = []
        for row, band in enumerate(view.grades):
            self._put(row, band, view.day)

    def show_trouble(self, text: str) -> None:
        """The entries are contradictory right now; the strips show the previous state."""
        self.trouble.setText(text)
        self.trouble.show()

    def _put(self, row: int, band: GradeBand, day: date) -> None:
        words, theme = self._words, self.theme
        grades = words.grades(band.grade_low, band.grade_high)
        name = words.text("Grade {grades}", grades=grades)
        if band.grade_low != band.grade_high:
            name = words.text("Grades {grades}", grades=grades)
        self.grid.addWidget(Text(theme, name, Role.STRONG), row, 0)
        if not band.open:
            why = band.note or words.text("No school")
            self.grid.addWidget(Text(theme, why, Role.SOFT), row, 1, 1, 2)
            return
        strip = DayBand(theme)
        now = words.local(self._context.clock.now())
        at = now.time() if day == now.date() else None
        strip.set([stretch(b, words) for b in band.bands], at, name)
        self.bands.append(strip)
        self.grid.addWidget(strip, row, 1)
        minutes = words.text("{n} min of class time", n=band.instructional_minutes)
        schedule = band.schedule or words.text("no bell schedule")
        if not band.known:
            schedule = words.text("{schedule}: times unknown", schedule=schedule)
        said = Text(theme, f"{minutes} · {schedule}", Role.SMALL)
        if not band.known:
            said.set_color("ask")
            set_tooltip(
                said,
                words.text(
                    "Until its bell times are entered, the whole school day counts as class time."
                ),
            )
        self.grid.addWidget(said, row, 2)

    def _typed(self) -> None:
        found = read_day(self.field.text(), self._context.today())
        if found is None:
            self.field.setText(write_day(self._day, self._words))
        elif found != self._day:
            self.pick(found)

    def _lay_out(self) -> None:
        px = self.theme.px
        self.field.setMinimumWidth(px(96))
        self.field.setMaximumWidth(px(160))
        legend = QHBoxLayout()
        legend.setSpacing(px(6))
        text = self._words.text
        for free, said in ((False, text("Class time")), (True, text("Outside class time"))):
            legend.addWidget(_Swatch(self.theme, free=free))
            legend.addWidget(Text(self.theme, said, Role.SMALL))
            legend.addSpacing(px(8))
        self.head_row = QHBoxLayout()
        self.head_row.setSpacing(px(8))
        for widget in (self.before, self.field, self.after, self.today):
            self.head_row.addWidget(widget)
        self.head_row.addSpacing(px(6))
        self.head_row.addWidget(self.says, 1)
        self.head_row.addWidget(self.whose)
        footer = fill(QHBoxLayout(), legend, 1)
        self.grid.setHorizontalSpacing(px(14))
        self.grid.setVerticalSpacing(px(6))
        column = fill(QVBoxLayout(), self.head_row, self._rows, self.trouble, footer, gap=px(10))
        self.body.addLayout(column)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)


class _Swatch(QWidget, Themed):
    """The color of a strip, for the legend."""

    def __init__(self, theme: Theme, *, free: bool) -> None:
        super().__init__()
        self.theme = theme
        self._free = free
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(18), self.theme.px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.color("free" if self._free else "band"))
        painter.drawRoundedRect(self.rect(), 3, 3)
