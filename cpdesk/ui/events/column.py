"""The left column: which events are shown, and the list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from cpdesk.records.outreach import EventRow
from cpdesk.ui.events import says
from cpdesk.ui.events.event_list import EventList
from cpdesk.ui.parts import Card, Choice, EmptyState, FlowLayout
from cpdesk.ui.theme import Theme
from cpdesk.words import N_, Words

_NAMES = {
    says.TO_NOTE: N_("To record {n}"),
    says.AHEAD: N_("Upcoming {n}"),
    says.PAST: N_("Past {n}"),
    says.EVERY: N_("All {n}"),
}
_NONE = {
    says.TO_NOTE: (N_("Nothing to record"), N_("Every past event has an outcome.")),
    says.AHEAD: (N_("No upcoming events this term"), ""),
    says.PAST: (N_("No past events this term"), ""),
    says.EVERY: (
        N_("No tables or presentations this term"),
        N_("They show up here after a school leader approves the request."),
    ),
}


class EventColumn(Card):
    """`changed` when another filter is chosen."""

    changed = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._words = words
        self.show_what = says.EVERY
        self.list = EventList(theme, words)
        self.nothing = EmptyState(theme, "calendar-days", words.text("Loading events…"))
        self.chips = {s: Choice(theme, words.text(_NAMES[s], n="")) for s in says.SHOWS}
        self._group = QButtonGroup(self)
        box = QWidget()
        flow = FlowLayout(box, 8)
        for show, chip in self.chips.items():
            self._group.addButton(chip)
            flow.addWidget(chip)
            chip.clicked.connect(lambda _=False, s=show: self.filter(s))
        box.setAccessibleName(words.text("Filter events"))
        self._faces = QStackedWidget()
        self._faces.addWidget(self.list)
        self._faces.addWidget(self.nothing)
        self.body.addWidget(box)
        self.body.addWidget(self._faces, 1)
        self.chips[self.show_what].setChecked(True)
        self.dress()

    def filter(self, show: str) -> None:
        """Shows other events."""
        self.chips[show].setChecked(True)
        if show != self.show_what:
            self.show_what = show
            self.changed.emit()

    def turn(self, by: int) -> None:
        """The next or the previous filter."""
        at = says.SHOWS.index(self.show_what) + by
        if 0 <= at < len(says.SHOWS):
            self.filter(says.SHOWS[at])

    def show_events(
        self, events: Sequence[EventRow], now: datetime, today: date, wanted: str
    ) -> None:
        words = self._words
        for show, n in says.counts(events, now).items():
            self._count(show, n)
        shown = says.wanted(events, self.show_what, now)
        self.list.show_lines(says.lines(shown, today, words), now, today, wanted)
        if not shown:
            word, sentence = _NONE[self.show_what]
            self.nothing.set("calendar-days", words.text(word), words.text(sentence))
        self._faces.setCurrentWidget(self.list if shown else self.nothing)

    def say(self, icon: str, word: str, sentence: str) -> None:
        """Something else instead of the list, such as what to do first."""
        for show in self.chips:
            self._count(show, None)
        self.list.clear()
        self.nothing.set(icon, word, sentence)
        self._faces.setCurrentWidget(self.nothing)

    def _count(self, show: str, n: int | None) -> None:
        """None if it is not known: then no number is shown."""
        said = self._words.text(_NAMES[show], n="" if n is None else n).strip()
        if said != self.chips[show].text():
            self.chips[show].setText(said)
            self.chips[show].setAccessibleName(said)
            self.chips[show].updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # the page knows what its keys mean

    def dress(self) -> None:
        px = self.theme.px
        self.body.setContentsMargins(px(10), px(10), px(10), px(8))
