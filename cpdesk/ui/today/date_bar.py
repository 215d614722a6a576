"""Which day: the previous one, the next one, or any from a calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.today.calendar import Calendar
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.buttons.round_button import RoundButton
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.tooltip import set_tooltip
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import Words


class DateBar(QWidget, Themed):
    """The day, with buttons to go back and forward. `asked` requests another day; the bar shows the
    day it is given."""

    asked = Signal(object)  # date

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._words = words
        self._day = self._today = date.min
        self._kind = ""
        self._short = False
        self.before = RoundButton(theme, "chevron-left", words.text("Previous day"))
        self.after = RoundButton(theme, "chevron-right", words.text("Next day"))
        self.chip = RoundButton(theme, "calendar-days", words.text("Choose a day"))
        self.back = Button(theme, words.text("Today"), "T", small=True)
        self.calendar = Calendar(theme, words)
        self._row = fill(QHBoxLayout(self), self.before, self.chip, self.after, self.back, edges=0)
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        self.chip.clicked.connect(self.open_calendar)
        self.back.clicked.connect(lambda: self.asked.emit(self._today))
        self.calendar.picked.connect(self.asked)
        self.apply_theme()

    @property
    def day(self) -> date:
        return self._day

    def show_day(self, day: date, today: date, kind: str = "") -> None:
        """`kind` is what the bell schedule calls the day."""
        self._day, self._today, self._kind = day, today, kind
        self.back.setVisible(day != today)
        self._show_message()

    def set_short(self, short: bool) -> None:
        """Less room: the day without its year and kind."""
        if short != self._short:
            self._short = short
            self._show_message()

    def step(self, days: int) -> None:
        """Asks for the day that many days later."""
        wanted = self._day.toordinal() + days
        if date.min.toordinal() <= wanted <= date.max.toordinal():
            self.asked.emit(date.fromordinal(wanted))

    def open_calendar(self) -> None:
        self.calendar.open_at(self._day, self.chip)

    def apply_theme(self) -> None:
        self._row.setSpacing(self.theme.px(14))
        self.calendar.theme = self.theme

    def _show_message(self) -> None:
        words = self._words
        long = " · ".join(part for part in (words.long_day(self._day), self._kind) if part)
        self.chip.show_message(words.short_day(self._day) if self._short else long)
        set_tooltip(self.chip, long)
        self.chip.setAccessibleName(words.text("{day}. Choose a day", day=long))
