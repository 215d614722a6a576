"""A report's rows as a table that can be sorted by any column."""

from __future__ import annotations

from itertools import count

from PySide6.QtCore import Qt

from cpdesk.records import reports
from cpdesk.records.reports import Cell, ColumnKind, Report
from cpdesk.ui.reports import texts
from cpdesk.ui.widgets.lists.record_model import LEFT, RIGHT, Column, Index, RecordModel
from cpdesk.words import Words

Line = tuple[Cell, ...]
_UP = Qt.SortOrder.AscendingOrder


class ReportModel(RecordModel[Line]):
    """The report's own order until a column is chosen."""

    def __init__(self, words: Words) -> None:
        super().__init__((), key=lambda line: "line")  # no line is a heading
        self._words = words
        self._report: Report | None = None
        self.sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._narrow = False
        self._texts: dict[tuple[int, int], list[str]] = {}

    def show_report(self, report: Report) -> None:
        """Shows a report. The order stays if it is the same report for another period."""
        same = self._report is not None and self._report.columns == report.columns
        self.beginResetModel()
        self._report = report
        self.columns = tuple(map(self._column, count(), report.columns))
        self.records = report.rows
        if not same:
            self.sorted_by = None
        self._order()
        self.endResetModel()

    def _column(self, n: int, of: reports.Column) -> Column[Line]:
        title, kind = self._words.text(of.title), of.kind

        def said(line: Line) -> str:
            return texts.shown(line[n], kind, self._words)

        return Column(said, title, tooltip=said, spoken=lambda line: f"{title}: {said(line)}")

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
            said = self.columns[column].text
            self._texts[column, most] = [said(line) for line in self.records[:most]]
        return self._texts[column, most]

    def set_narrow(self, narrow: bool) -> None:
        """Whether column titles wrap to two lines, except in text columns."""
        if narrow != self._narrow:
            self._narrow = narrow
            last = len(self.columns) - 1
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    def is_text(self, column: int) -> bool:
        """Whether it is a text column."""
        return self._kind(column) is ColumnKind.TEXT

    def wraps(self, column: int) -> bool:
        """Whether the contents of a column may wrap: text, and days with their times."""
        return self._kind(column) in (ColumnKind.TEXT, ColumnKind.MOMENT)

    def is_number(self, column: int) -> bool:
        return self._kind(column) in texts.NUMBERS

    def total(self, column: int) -> str:
        """The total under a column."""
        if self._report is None or self._report.totals is None:
            return ""
        cell = self._report.totals[column]
        if cell is None and column == 0:
            return self._words.text("Total")
        return "" if cell is None else texts.shown(cell, self._kind(column), self._words)

    def _kind(self, column: int) -> ColumnKind:
        assert self._report is not None
        return self._report.columns[column].kind

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        title = self.columns[section].title
        by = self.sorted_by[1] if self.sorted_by and self.sorted_by[0] == section else None
        if role == Qt.ItemDataRole.DisplayRole:
            name = _in_two(title) if self._narrow and not self.is_text(section) else title
            return name if by is None else f"{name} {'↑' if by is _UP else '↓'}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self.is_number(section) else LEFT
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

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if index.isValid() and role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self.is_number(index.column()) else LEFT
        return super().data(index, role)

    def _order(self) -> None:
        self._texts.clear()
        if self._report is None or self.sorted_by is None:
            return
        column, order = self.sorted_by
        known = [row for row in self._report.rows if not texts.sort_key(row[column])[0]]
        rest = [row for row in self._report.rows if texts.sort_key(row[column])[0]]
        known.sort(key=lambda row: texts.sort_key(row[column]), reverse=order is not _UP)
        self.records = (*known, *rest)


def _in_two(title: str) -> str:
    """A title in two lines of about equal length."""
    spaces = [n for n, sign in enumerate(title) if sign == " "]
    if not spaces:
        return title
    at = min(spaces, key=lambda n: max(n, len(title) - n - 1))
    return f"{title[:at]}\n{title[at + 1 :]}"
