"""A report's rows as a table that can be sorted by any column."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cpdesk.records.reports import Cell, Column, ColumnKind, Report
from cpdesk.ui.reports import texts
from cpdesk.ui.widgets.text.tooltip import tip
from cpdesk.words import Words

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_UP = Qt.SortOrder.AscendingOrder


class ReportModel(QAbstractTableModel):
    """The report's own order until a column is chosen."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._report: Report | None = None
        self._rows: list[tuple[Cell, ...]] = []
        self.sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._narrow = False
        self._texts: dict[tuple[int, int], list[str]] = {}

    @property
    def columns(self) -> tuple[Column, ...]:
        return self._report.columns if self._report else ()

    def show_report(self, report: Report) -> None:
        """Shows a report. The order stays if it is the same report for another period."""
        same = self._report is not None and self._report.columns == report.columns
        self.beginResetModel()
        self._report = report
        self._rows = list(report.rows)
        if not same:
            self.sorted_by = None
        self._order()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = _UP) -> None:
        """Rows with an empty cell in the column stay at the end in both directions."""
        if not 0 <= column < len(self.columns):
            return
        self.layoutAboutToBeChanged.emit()
        self.sorted_by = (column, order)
        self._order()
        self.layoutChanged.emit()
        last = len(self.columns) - 1
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    def turn(self, column: int) -> None:
        """Sorts by a column; if it is already sorted by that column, reverses the order. Numbers
        start with the largest."""
        if not 0 <= column < len(self.columns):
            return
        down = Qt.SortOrder.DescendingOrder
        first, other = (down, _UP) if self.is_number(column) else (_UP, down)
        self.sort(column, other if self.sorted_by == (column, first) else first)

    def texts(self, column: int, most: int) -> list[str]:
        """The contents of a column's first rows."""
        if (column, most) not in self._texts:
            kind = self.columns[column].kind
            self._texts[column, most] = [
                texts.shown(row[column], kind, self._words) for row in self._rows[:most]
            ]
        return self._texts[column, most]

    def set_narrow(self, narrow: bool) -> None:
        """Whether column titles wrap to two lines, except in text columns."""
        if narrow != self._narrow:
            self._narrow = narrow
            last = len(self.columns) - 1
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    def is_text(self, column: int) -> bool:
        """Whether it is a text column."""
        return self.columns[column].kind is ColumnKind.TEXT

    def wraps(self, column: int) -> bool:
        """Whether the contents of a column may wrap: text, and days with their times."""
        return self.columns[column].kind in (ColumnKind.TEXT, ColumnKind.MOMENT)

    def is_number(self, column: int) -> bool:
        return self.columns[column].kind in texts.NUMBERS

    def total(self, column: int) -> str:
        """The total under a column."""
        if self._report is None or self._report.totals is None:
            return ""
        cell = self._report.totals[column]
        if cell is None and column == 0:
            return self._words.text("Total")
        return "" if cell is None else texts.shown(cell, self.columns[column].kind, self._words)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        title = self._words.text(self.columns[section].title)
        by = self.sorted_by[1] if self.sorted_by and self.sorted_by[0] == section else None
        if role == Qt.ItemDataRole.DisplayRole:
            name = _in_two(title) if self._narrow and not self.is_text(section) else title
            return name if by is None else f"{name} {'↑' if by is _UP else '↓'}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.is_number(section) else _LEFT
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = self._words.text
            if by is None:
                return title
            return (
                text("{column}, smallest first", column=title)
                if by is _UP
                else text("{column}, largest first", column=title)
            )
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return texts.shown(self._rows[index.row()][index.column()], column.kind, self._words)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(index.data())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.kind in texts.NUMBERS else _LEFT
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._words.text(column.title)}: {index.data()}"
        return None

    def _order(self) -> None:
        self._texts.clear()
        if self._report is None or self.sorted_by is None:
            return
        column, order = self.sorted_by
        known = [row for row in self._report.rows if not texts.sort_key(row[column])[0]]
        rest = [row for row in self._report.rows if texts.sort_key(row[column])[0]]
        known.sort(key=lambda row: texts.sort_key(row[column]), reverse=order is not _UP)
        self._rows = known + rest


def _in_two(title: str) -> str:
    """A title in two lines of about equal length."""
    spaces = [n for n, sign in enumerate(title) if sign == " "]
    if not spaces:
        return title
    at = min(spaces, key=lambda n: max(n, len(title) - n - 1))
    return f"{title[:at]}\n{title[at + 1 :]}"
