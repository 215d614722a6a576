"""Which term is shown, the previous and next one, and how many events need an outcome."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from cpdesk.records.outreach import EventTerm
from cpdesk.ui.events import reminder_badge
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.pill import Pill
from cpdesk.ui.widgets.buttons.round_button import RoundButton
from cpdesk.ui.widgets.themed import ThemedWidget
from cpdesk.words import Words


class TermBar(ThemedWidget):
    """`asked` carries a day of another term; it shows what it is given."""

    asked = Signal(object)  # date

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(theme)
        self._words = words
        self._term: EventTerm | None = None
        self.before = RoundButton(theme, "chevron-left", words.text("Previous term"))
        self.after = RoundButton(theme, "chevron-right", words.text("Next term"))
        self.span = Pill(theme)
        self.reminder_badge = Pill(theme)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for part in (self.before, self.span, self.after, self.reminder_badge):
            self._row.addWidget(part)
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        self.clear()
        self.apply_theme()

    def show_term(self, term: EventTerm, to_note: int) -> None:
        words = self._words
        self._term = term
        self.span.set(
            words.text(
                "{term}: {first} to {last}", term=term.term_name, first=term.first, last=term.last
            )
        )
        self.reminder_badge.set(reminder_badge.to_note(to_note, words), Tone.ASK)
        self.reminder_badge.setVisible(bool(to_note))
        for part in (self.before, self.span, self.after):
            part.show()

    def clear(self) -> None:
        """No term is known."""
        self._term = None
        for part in (self.before, self.span, self.after, self.reminder_badge):
            part.hide()

    def step(self, by: int) -> None:
        """Asks for the previous term (-1) or the next (1)."""
        term = self._term
        if term is None or term.first.year < date.min.year + 2 or term.last.year >= date.max.year:
            return
        one = timedelta(days=1)
        self.asked.emit(term.first - one if by < 0 else term.last + one)

    def apply_theme(self) -> None:
        self._row.setSpacing(self.theme.px(10))
