"""The left column: what needs work or was finished this term, a search field, and the list."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QStackedWidget, QWidget

from cpdesk.records.flyers import DeliveryQueue
from cpdesk.ui.flyers.delivery_list import DeliveryList
from cpdesk.ui.parts import Card, Choice, EmptyState, FlowLayout
from cpdesk.ui.parts.tooltip import set_tooltip
from cpdesk.ui.theme import Theme
from cpdesk.words import N_, Words

TO_DO, DONE = SHOWS = ("to_do", "done")
_NAMES = {TO_DO: N_("To do {n}"), DONE: N_("Done this term {n}")}
_NONE = {
    TO_DO: (N_("Nothing to do"), N_("Press Ctrl+N to log flyers that a partner delivers.")),
    DONE: (
        N_("Nothing finished this term"),
        N_("Flyers that were handed out or returned show up here."),
    ),
}


class Column(Card):
    """`changed` when the search text changes; `turned` when the other list was chosen,
    `turn_wanted` when a key asks for it."""

    changed = Signal()
    turned = Signal()
    turn_wanted = Signal(str)

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._words = words
        self.show_what = TO_DO
        self._led = False
        self.list = DeliveryList(theme, words)
        self.nothing = EmptyState(theme, "newspaper", words.text("Loading flyers…"))
        self.chips = {show: Choice(theme, words.text(_NAMES[show], n="")) for show in SHOWS}
        self._group = QButtonGroup(self)
        box = QWidget()
        flow = FlowLayout(box, 8)
        for show, chip in self.chips.items():
            self._group.addButton(chip)
            flow.addWidget(chip)
            chip.clicked.connect(lambda _=False, s=show: self.filter(s))
        box.setAccessibleName(words.text("Flyers to show"))
        self.search = QLineEdit()
        self.search.setAccessibleName(words.text("Search flyers"))
        self.search.setPlaceholderText(words.text("Title, partner, or number"))
        self.search.setClearButtonEnabled(True)
        set_tooltip(self.search, "Ctrl+F")
        self._glass = self.search.addAction(
            theme.icon("search", "ink3"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.search.textChanged.connect(lambda: self.changed.emit())
        self.search.textEdited.connect(self._stay)
        self.search.installEventFilter(self)
        self._faces = QStackedWidget()
        self._faces.addWidget(self.list)
        self._faces.addWidget(self.nothing)
        head = QHBoxLayout()
        head.setContentsMargins(6, 6, 6, 2)
        head.addWidget(box, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.search)
        self.body.addWidget(self._faces, 1)
        self.chips[TO_DO].setChecked(True)
        self.dress()

    @property
    def wanted(self) -> str:
        """The search text."""
        return self.search.text().strip()

    def filter(self, show: str) -> None:
        """Shows the other list."""
        self.chips[show].setChecked(True)
        if show != self.show_what:
            self.show_what = show
            self.turned.emit()

    def show_queue(self, queue: DeliveryQueue, today: date, wanted: str, kept: str) -> None:
        """`wanted` is selected; if it is in the other list, that list is shown. Otherwise `kept` is
        selected if it is in this list."""
        both = {TO_DO: queue.to_do, DONE: queue.done}
        for show, rows in both.items():
            self._count(show, len(rows))
            if wanted and any(row.delivery_id == wanted for row in rows):
                self.show_what = show
                self.chips[show].setChecked(True)
        rows = both[self.show_what]
        self.list.show_rows(rows, today, wanted or kept)
        if not rows:
            self._say_nothing()
        self._turn(bool(rows))

    def lead(self) -> None:
        """Moves the focus to the list, or as soon as the list has been read."""
        if self.list.isVisible():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._wait_for_list()

    def _wait_for_list(self) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._led = True

    def _stay(self) -> None:
        self._led = False

    def _turn(self, rows: bool) -> None:
        """Shows the list, or a message in its place if it is empty."""
        if not rows and self.list.hasFocus():
            self._wait_for_list()  # before it is hidden, or the focus would land somewhere else
        self._faces.setCurrentWidget(self.list if rows else self.nothing)
        if rows and self._led:
            self._led = False
            if self.search.hasFocus() and not self.search.text():  # the user hasn't moved on
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, icon: str, word: str, sentence: str) -> None:
        """Shows a message in place of the list, such as what to do first."""
        for show in SHOWS:
            self._count(show, None)
        self.list.show_rows((), date.min, "")
        self.nothing.set(icon, word, sentence)
        self._turn(False)

    def _say_nothing(self) -> None:
        text = self._words.text
        if self.wanted:
            self.nothing.set(
                "search",
                text("No matching flyers in this list"),
                text("Search by title, partner, or approval number."),
            )
            return
        word, sentence = _NONE[self.show_what]
        self.nothing.set("newspaper", text(word), text(sentence))

    def _count(self, show: str, n: int | None) -> None:
        """None if it isn't known: then no number is shown."""
        said = self._words.text(_NAMES[show], n="" if n is None else n).strip()
        chip = self.chips[show]
        if said != chip.text():
            chip.setText(said)
            chip.setAccessibleName(said)
            chip.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Left and Right in the empty field act on the list: an empty list can't have the focus."""
        if (
            watched is self.search
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
            and not self.search.text()
            and not self.list.rows
        ):
            self.turn_wanted.emit(DONE if event.key() == Qt.Key.Key_Right else TO_DO)
            return True
        return super().eventFilter(watched, event)

    def reglaze(self) -> None:
        """Redraws the field's magnifying glass in the colors of the current theme."""
        self._glass.setIcon(self.theme.icon("search", "ink3"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # the page handles its keys

    def dress(self) -> None:
        px = self.theme.px
        self.body.setContentsMargins(px(8), px(6), px(8), px(8))
