"""The day's table: columns that share the room, rows as tall as their text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import IntEnum

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from cpdesk.records.day import DayLine, DaySchedule
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.today import texts
from cpdesk.ui.widgets.lists import record_model as lists
from cpdesk.ui.widgets.lists.cell_delegate import CellDelegate
from cpdesk.ui.widgets.lists.cell_parts import CellParts, CellStyle
from cpdesk.ui.widgets.lists.record_list import ENTER
from cpdesk.ui.widgets.lists.record_model import Index
from cpdesk.ui.widgets.lists.record_table import RecordTable
from cpdesk.ui.widgets.lists.text_wrap import BODY, TITLE, width_of
from cpdesk.words import N_, Words

_STYLE = CellStyle(top=9, spacing=1.12, tall_pills=False)
_HALF = (12.0, 400)


class Column(IntEnum):
    TIME = 0
    ACTIVITY = 1
    PARTNER = 2
    WHERE = 3
    GRADES = 4
    PEOPLE = 5
    STATE = 6


_HEADS = (
    N_("Time"),
    N_("Activity"),
    N_("Partner"),
    N_("Where"),
    N_("Grades"),
    N_("People"),
    N_("Status"),
)
# The columns that wrap and how much each may take, and the minimum at which all three are worth
# showing.
_FLEXIBLE = {Column.ACTIVITY: 240, Column.PARTNER: 240, Column.WHERE: 110}
_LEAST_FOR_PARTNER = 330


class LinesTable(RecordTable[DayLine]):
    """One row per activity, in schedule order. `chosen` when another row is selected, `opened` on
    Enter or a double click."""

    chosen = Signal(object)  # DayLine or None
    opened = Signal(object)  # DayLine

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        self._words = words
        self._seeking = False  # until the user moves: keep the current activity in view
        self.folded = False  # whether the partner is under the activity for lack of room
        self._shown: tuple[tuple[DayLine, ...], date, date] = ((), date.min, date.min)
        columns = [self._column(column) for column in Column]
        model = lists.RecordModel(columns, key=lambda line: line.activity_id)
        cells = CellDelegate(
            theme, model, self._cell, _STYLE, lambda line: "row_now" if line.state == "due" else ""
        )
        super().__init__(theme, words.text("Activities for the day"), model, cells, parent)
        self.apply_theme()

    @property
    def line(self) -> DayLine | None:
        """The selected line."""
        return self.current

    def show_day(self, schedule: DaySchedule, today: date, *, another: bool) -> None:
        """Shows a day. `another`: a different day than before, so the selection is cleared."""
        kept = self.line.activity_id if self.line and not another else ""
        place = self.verticalScrollBar().value()
        shown = (schedule.lines, schedule.day, today)
        if shown != self._shown:
            self._shown = shown
            self.record_model.show(schedule.lines, (schedule.day, today))
            self.fit()
        if another:
            self._seeking = True
            self._go_to_now()
        else:
            self.mark(kept)
            self.verticalScrollBar().setValue(place)
        self.chosen.emit(self.line)

    def mark(self, activity_id: str) -> None:
        """Selects an activity; does nothing if the day does not have it."""
        row = self.record_model.place_of(activity_id)
        if row >= 0:
            self._seeking = False
            self.setCurrentIndex(self.record_model.index(row, 0))

    def _go_to_now(self) -> None:
        row = self._first_of_interest()
        if row >= 0:
            self.setCurrentIndex(self.record_model.index(row, 0))
            above = self.record_model.index(max(0, row - 2), 0)
            self.scrollTo(above, QAbstractItemView.ScrollHint.PositionAtTop)
        elif len(self.rows):
            self.setCurrentIndex(self.record_model.index(0, 0))

    def _first_of_interest(self) -> int:
        """What is going on now, otherwise what comes next; -1 on a day that is over or is not
        today."""
        lines, day, today = self._shown
        if day != today:
            return -1
        states = [line.state for line in lines]
        on = [row for row, state in enumerate(states) if state in ("here", "due")]
        over = [row for row, state in enumerate(states) if state in ("done", "missed")]
        following = over[-1] + 1 if over else 0
        return on[0] if on else following if following < len(states) else -1

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.chosen.emit(self.line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._seeking = False
        if event.key() in ENTER and self.line is not None:
            self.opened.emit(self.line)
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid() and self.line is not None:
            self.opened.emit(self.line)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._seeking = False
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._seeking = False
        super().mousePressEvent(event)

    def fit(self) -> None:
        """Distributes the width, then makes each row as tall as its tallest cell."""
        width = self.viewport().width()
        fixed = {c: self._need(c) for c in Column if c not in _FLEXIBLE}
        left = width - sum(fixed.values())
        self._fold(left < self.theme.px(_LEAST_FOR_PARTNER))
        widths = fixed | self._shared(max(0, left))
        for column, wide in widths.items():
            self.setColumnWidth(column, wide)
        for row in range(len(self.rows)):
            high = max(self.cells.height_of(row, c, wide) for c, wide in widths.items())
            self.setRowHeight(row, high)
        if self._seeking:
            self._go_to_now()

    def _fold(self, folded: bool) -> None:
        """If there is little room the partner's column is hidden and the name moves under the
        activity's: rows stay lower than with three thin columns."""
        self.folded = folded
        title = N_("Activity and partner") if folded else _HEADS[Column.ACTIVITY]
        self.record_model.rename(Column.ACTIVITY, self._words.text(title))
        self.setColumnHidden(Column.PARTNER, folded)

    def _shared(self, left: int) -> dict[Column, int]:
        """The widths of the columns that wrap: each gets its longest word, the rest depends on
        their content."""
        columns = [c for c in _FLEXIBLE if not (c is Column.PARTNER and self.folded)]
        least = {c: min(self._least(c), left // 3) for c in columns}
        wanted = {
            c: max(least[c], min(self._need(c), self.theme.px(_FLEXIBLE[c]))) for c in columns
        }
        spare = max(0, left - sum(least.values()))
        more = {c: wanted[c] - least[c] + 1 for c in columns}
        whole = sum(more.values())
        return {c: least[c] + int(spare * more[c] / whole) for c in columns}

    def _need(self, column: Column) -> int:
        if column in (Column.TIME, Column.STATE):
            cells = [self.cells.width_of(row, column) for row in range(len(self.rows))]
            spare = int(column is Column.STATE)  # a pill is never shortened for a fraction
            return max([self.head_width(column), *(wide - spare for wide in cells)])
        return max(self.head_width(column), self._widest(self._texts(column)))

    def _least(self, column: Column) -> int:
        """The width of the longest word."""
        return self._widest(word for text in self._texts(column) for word in text.split())

    def _texts(self, column: Column) -> list[str]:
        return [self._text(line, column) for line in self.rows]

    def _widest(self, texts: Iterable[str]) -> int:
        side = 2 * self.theme.px(_STYLE.side) + 1
        return max((width_of(text, self.theme, BODY) + side for text in texts), default=0)

    # -- what it says ---------------------------------------------------------------------------

    def _column(self, column: Column) -> lists.Column[DayLine]:
        return lists.Column(
            lambda line: self._text(line, column),
            self._words.text(_HEADS[column]),
            tooltip=self._tooltip,
            spoken=self._spoken if column is Column.TIME else lists.nothing,
        )

    def _tooltip(self, line: DayLine) -> str:
        whole = (part for part in (line.title, line.partner_name) if part)
        return "\n".join((*whole, *texts.why(line, self._words)))

    def _spoken(self, line: DayLine) -> str:
        _, day, today = self._shown
        return texts.spoken(line, day, today, self._words)

    def _cell(self, line: DayLine, column: int) -> CellParts:
        # Activities that are over, or not allowed, are drawn a little fainter.
        ink = "ink2" if line.state in ("done", "missed", "may_not_run") else "ink"
        text = self._text(line, Column(column))
        if column == Column.TIME:
            span = texts.span(line.start, line.end, self._words)
            half = ((f" {span.half}", _HALF, "ink3"),) if span.half else ()
            runs = ((span.start, TITLE, ink), (f"–{span.end}", BODY, ink), *half)
            return CellParts(text, runs=runs)
        if column == Column.STATE:
            _, day, today = self._shown
            return CellParts(text, tone=texts.state(line, day, today, self._words).tone)
        if column != Column.ACTIVITY:
            return CellParts(text, ink=ink)
        parts = (line.partner_name if self.folded else "", texts.conditions(line, self._words))
        return CellParts(text, " · ".join(part for part in parts if part), ink=ink)

    def _text(self, line: DayLine, column: Column) -> str:
        words = self._words
        _, day, today = self._shown
        match column:
            case Column.TIME:
                return words.span(line.start, line.end)
            case Column.ACTIVITY:
                return line.title
            case Column.PARTNER:
                return line.partner_name
            case Column.WHERE:
                return line.place or "–"
            case Column.GRADES:
                return words.grades(line.grade_low, line.grade_high)
            case Column.PEOPLE:
                return texts.people(line, day, today, words)
            case Column.STATE:
                return texts.state(line, day, today, words).text
