"""The left column: which requests are shown, the search by student reference, and the list."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QWidget,
)

from cpdesk.records.requests import RequestCounts, RequestQueue
from cpdesk.ui.parts import Card, Choice, EmptyState, FlowLayout
from cpdesk.ui.parts.tooltip import set_tooltip
from cpdesk.ui.requests.queue_list import QueueList
from cpdesk.ui.theme import Theme
from cpdesk.words import N_, Words

WAITING, APPROVED, DECLINED, EVERY = SHOWS = ("waiting", "approved", "declined", "all")
_NAMES = {
    WAITING: N_("Waiting {n}"),
    APPROVED: N_("Approved {n}"),
    DECLINED: N_("Declined {n}"),
    EVERY: N_("All {n}"),
}
_NONE = {
    WAITING: (N_("No requests waiting"), N_("Press Ctrl+N to start a new request.")),
    APPROVED: (N_("No upcoming approved requests"), ""),
    DECLINED: (N_("No declined requests"), ""),
    EVERY: (N_("No requests yet"), N_("Press Ctrl+N to start the first one.")),
}


class QueueColumn(Card):
    """`changed` when another filter is chosen or another reference typed."""

    changed = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._words = words
        self.show_what = WAITING
        self.list = QueueList(theme, words)
        self.nothing = EmptyState(theme, "inbox", words.text("Loading requests…"))
        self.chips = {show: Choice(theme, words.text(_NAMES[show], n="")) for show in SHOWS}
        self._group = QButtonGroup(self)
        box = QWidget()
        flow = FlowLayout(box, 8)
        for show, chip in self.chips.items():
            self._group.addButton(chip)
            flow.addWidget(chip)
            chip.clicked.connect(lambda _=False, s=show: self.filter(s))
        box.setAccessibleName(words.text("Filter requests"))
        self.student = QLineEdit()
        self.student.setAccessibleName(words.text("Search by student reference"))
        self.student.setPlaceholderText(words.text("Search by student reference"))
        self.student.setClearButtonEnabled(True)
        set_tooltip(self.student, "Ctrl+F")
        self._glass = self.student.addAction(
            theme.icon("search", "ink3"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.student.textChanged.connect(lambda: self.changed.emit())
        self._faces = QStackedWidget()
        self._faces.addWidget(self.list)
        self._faces.addWidget(self.nothing)
        head = QHBoxLayout()
        head.setContentsMargins(6, 6, 6, 2)
        head.addWidget(box, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.student)
        self.body.addWidget(self._faces, 1)
        self.chips[WAITING].setChecked(True)
        self.student.hide()
        self.dress()

    @property
    def reference(self) -> str:
        """The typed part of a student's reference; "" if this user may not search."""
        return "" if self.student.isHidden() else self.student.text().strip()

    def filter(self, show: str) -> None:
        """Shows other requests."""
        self.chips[show].setChecked(True)
        if show != self.show_what:
            self.show_what = show
            self.changed.emit()

    def turn(self, by: int) -> None:
        """The next or the previous filter."""
        at = SHOWS.index(self.show_what) + by
        if 0 <= at < len(SHOWS):
            self.filter(SHOWS[at])

    def let_search(self, may: bool) -> None:
        """Only leaders search by a student's reference."""
        if may == self.student.isHidden():
            self.student.setVisible(may)
            if not may:
                self.student.clear()

    def show_queue(self, queue: RequestQueue, today: date, wanted: str) -> None:
        self._count(queue.counts)
        self.list.show_rows(queue.rows, today, wanted)
        if not queue.rows:
            self._say_nothing()
        self._faces.setCurrentWidget(self.list if queue.rows else self.nothing)

    def say(self, icon: str, word: str, sentence: str) -> None:
        """Something other than requests instead of the list, such as what to do first."""
        self._count(None)
        self.list.show_rows((), date.min, "")
        self.nothing.set(icon, word, sentence)
        self._faces.setCurrentWidget(self.nothing)

    def _say_nothing(self) -> None:
        text = self._words.text
        if self.reference:
            self.nothing.set(
                "search",
                text("No requests with this reference"),
                text("Enter it as it is in the request, such as S-2207."),
            )
            return
        word, sentence = _NONE[self.show_what]
        self.nothing.set("inbox", text(word), text(sentence))

    def _count(self, counts: RequestCounts | None) -> None:
        """None if they are not known: then no number is shown."""
        numbers: dict[str, int] = {}
        if counts is not None:
            numbers = {
                WAITING: counts.waiting,
                APPROVED: counts.approved,
                DECLINED: counts.declined,
                EVERY: counts.every,
            }
        for show, chip in self.chips.items():
            said = self._words.text(_NAMES[show], n=numbers.get(show, "")).strip()
            if said != chip.text():
                chip.setText(said)
                chip.setAccessibleName(said)
                chip.updateGeometry()

    def reglaze(self) -> None:
        """The search icon in the field, in the colors of the current theme."""
        self._glass.setIcon(self.theme.icon("search", "ink3"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # the page knows what its keys mean

    def dress(self) -> None:
        px = self.theme.px
        self.body.setContentsMargins(px(8), px(6), px(8), px(8))
