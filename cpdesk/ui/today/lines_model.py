"""The day's lines as rows of a table."""

from __future__ import annotations

from datetime import date
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cpdesk.records.day import DayLine, DaySchedule
from cpdesk.ui.parts.tooltip import tip
from cpdesk.ui.today import says
from cpdesk.words import N_, Words

LINE = Qt.ItemDataRole.UserRole + 1  # the DayLine
SPAN = Qt.ItemDataRole.UserRole + 2  # says.Span
STATE = Qt.ItemDataRole.UserRole + 3  # says.State
SMALL = Qt.ItemDataRole.UserRole + 4  # the small line under the activity

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


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


class LinesModel(QAbstractTableModel):
    """One row per activity, in schedule order."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._lines: tuple[DayLine, ...] = ()
        self._day = self._today = date.min
        self._folded = False

    @property
    def lines(self) -> tuple[DayLine, ...]:
        return self._lines

    def show_day(self, schedule: DaySchedule, today: date) -> bool:
        """Shows a day; False if nothing visible changed."""
        if (schedule.lines, schedule.day, today) == (self._lines, self._day, self._today):
            return False
        self.beginResetModel()
        self._lines, self._day, self._today = schedule.lines, schedule.day, today
        self.endResetModel()
        return True

    def set_folded(self, folded: bool) -> None:
        """Whether the partner is shown under the activity instead of in a column."""
        if folded != self._folded:
            self._folded = folded
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, Column.ACTIVITY, Column.ACTIVITY)

    def row_of(self, activity_id: str) -> int:
        """-1 if the activity is not on this day."""
        ids = [line.activity_id for line in self._lines]
        return ids.index(activity_id) if activity_id in ids else -1

    def first_of_interest(self) -> int:
        """What is going on now, otherwise what comes next; -1 on a day that is over or is not
        today."""
        if self._day != self._today:
            return -1
        states = [line.state for line in self._lines]
        on = [row for row, state in enumerate(states) if state in ("here", "due")]
        over = [row for row, state in enumerate(states) if state in ("done", "missed")]
        following = over[-1] + 1 if over else 0
        return on[0] if on else following if following < len(states) else -1

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == Column.ACTIVITY and self._folded:
            return self._words.text("Activity and partner")
        return self._words.text(_HEADS[section])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(line, Column(index.column()))
        if role == LINE:
            return line
        if role == SPAN:
            return says.span(line.start, line.end, self._words)
        if role == STATE:
            return says.state(line, self._day, self._today, self._words)
        if role == SMALL:
            return says.conditions(line, self._words)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip("\n".join((*self._whole(line), *says.why(line, self._words))))
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == Column.TIME:
            return says.spoken(line, self._day, self._today, self._words)
        return None

    def _whole(self, line: DayLine) -> tuple[str, ...]:
        return tuple(part for part in (line.title, line.partner_name) if part)

    def _shown(self, line: DayLine, column: Column) -> str:
        words = self._words
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
                return says.people(line, self._day, self._today, words)
            case Column.STATE:
                return says.state(line, self._day, self._today, words).text
