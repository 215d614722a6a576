"""The right column: who is in the building, who comes next, what to offer instead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cpdesk.clock import Clock
from cpdesk.records.desk import ExpectedRow, InsideRow
from cpdesk.ui.desk.inside import InsideList
from cpdesk.ui.desk.search.listing import approved_for
from cpdesk.ui.input.keys import EVACUATION_KEY
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.frames.sheet import Sheet
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Elided, Role, Text
from cpdesk.words import Words


class InsideCard(Card):
    """The list with its count, and the evacuation list button.

    Unknown is never shown as empty: before the first read, and while the list can't be read, there
    is no count. Names read earlier stay, with the time they were read.
    """

    def __init__(self, theme: Theme, words: Words, clock: Clock) -> None:
        super().__init__(theme, words.text("In the building"))
        self._words = words
        self._clock = clock
        self._read_at: datetime | None = None
        self.list = InsideList(theme, words)
        reading = words.text("Loading who is in the building…")
        self.empty = Text(theme, reading, Role.SMALL, wrap=True)
        self.unread = Text(theme, "", Role.STRONG, wrap=True, color="no")
        self.unread.hide()
        self.evacuation = Button(theme, words.text("Evacuation list"), EVACUATION_KEY, small=True)
        self.evacuation.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.body.addWidget(self.unread, 0)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.evacuation, 0, Qt.AlignmentFlag.AlignLeft)
        self.list.hide()

    def set(self, rows: tuple[InsideRow, ...]) -> None:
        """The people in the building, as just read."""
        self._read_at = self._clock.now()
        self.unread.hide()
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self.empty.setText(self._words.text("No visitors in the building."))
        self.empty.set_color("")
        self.empty.setVisible(not rows)
        self.set_aside(str(len(rows)))

    def set_unread(self) -> None:
        """The list can't be read."""
        words = self._words
        self.set_aside("?")
        if self._read_at is not None and self.list.rows:
            self.unread.setText(
                words.text(
                    "Can’t read who is in the building. This list is from {time}. Count by hand.",
                    time=words.clock_of(self._read_at),
                )
            )
            self.unread.show()
            return
        self.empty.setText(
            words.text(
                "Can’t read who is in the building. Use the last printed list and count by hand."
            )
        )
        self.empty.set_color("no")
        self.empty.show()


class NextCard(Card):
    """The next expected visits."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(theme, words.text("Coming up"))
        self._words = words
        self._rows: tuple[ExpectedRow, ...] = ()
        self._lines: list[QWidget] = []
        self._at_most = 3
        self.hide()

    @property
    def rows(self) -> tuple[ExpectedRow, ...]:
        return self._rows

    def set(self, rows: Sequence[ExpectedRow]) -> None:
        shown = tuple(rows[: self._at_most])
        if shown == self._rows:
            return
        self._rows = shown
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = [self._line(row) for row in shown]
        for line in self._lines:
            self.body.addWidget(line)

    def _line(self, row: ExpectedRow) -> QWidget:
        line = QWidget()
        across = fill(QHBoxLayout(line), gap=self.theme.px(12), edges=(0, 2, 0, 2))
        start = self._words.clock(row.start)
        time = Text(self.theme, start, Role.STRONG)
        starts = (self._words.clock(one.start) for one in self._rows)
        time.setMinimumWidth(max(map(time.fontMetrics().horizontalAdvance, starts)) + 1)
        down = QVBoxLayout()
        down.setSpacing(0)
        title = row.activity_title
        if row.request_id:
            title = approved_for(row.activity_title, row.purpose, self._words)
        down.addWidget(Elided(self.theme, title))
        detail = " · ".join(part for part in (row.partner_name, row.place) if part)
        down.addWidget(Elided(self.theme, row.partner_name, Role.SMALL, tail=row.place))
        across.addWidget(time)
        across.addLayout(down, 1)
        line.setAccessibleName(f"{start}, {title}, {detail}")
        return line


class OffersCard(Card):
    """Alternatives to offer when the visit isn't possible."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(theme, words.text("What you can offer instead"))
        self.texts: list[Text] = []
        self._sheet = Sheet()
        self._sheet.column.setContentsMargins(0, 0, 4, 0)
        self._sheet.column.setSpacing(8)
        self._sheet.column.addStretch(1)
        self.body.addWidget(self._sheet)
        self._sheet.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    @property
    def said(self) -> tuple[str, ...]:
        return tuple(text.text() for text in self.texts)

    def set(self, offers: Sequence[str]) -> None:
        for text in self.texts:
            text.hide()
            text.deleteLater()
        self.texts = [Text(self.theme, offer, wrap=True) for offer in offers]
        for n, text in enumerate(self.texts):
            self._sheet.column.insertWidget(n, text)
            text.show()  # otherwise it doesn't count when the height is measured
        self.setVisible(bool(offers))
        self._sheet.fit()


class Aside(QWidget):
    """While the card has something to offer instead, the offer replaces the list of who comes
    next."""

    def __init__(self, theme: Theme, words: Words, clock: Clock) -> None:
        super().__init__()
        self.inside = InsideCard(theme, words, clock)
        self.next = NextCard(theme, words)
        self.offers = OffersCard(theme, words)
        self._column = fill(QVBoxLayout(self), gap=12, edges=0)
        self._narrow = False
        fill(self._column, (self.offers, 0), (self.inside, 1), (self.next, 0))

    def set_next(self, rows: Sequence[ExpectedRow]) -> None:
        self.next.set(rows)
        self._settle()

    def offer(self, offers: Sequence[str]) -> None:
        self.offers.set(offers)
        self._settle()

    def set_narrow(self, narrow: bool) -> None:
        """Under the results list there is room only for the people in the building."""
        self._narrow = narrow
        self._settle()

    def _settle(self) -> None:
        self.next.setVisible(bool(self.next.rows) and not self.offers.said and not self._narrow)
