"""One model for every list and table: frozen records, and what each column says of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from cpdesk.ui.widgets.text.tooltip import tip

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NOWHERE = QModelIndex()


def nothing(record: object) -> str:
    """The text of what says nothing."""
    return ""


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """What a column says of a record. All of it is asked for only when it is shown, pointed at or
    read aloud. Tooltips are plain text; `spoken` is what a screen reader reads instead of `text`.
    """

    text: Callable[[R], str]
    title: str = ""
    tooltip: Callable[[R], str] = nothing
    spoken: Callable[[R], str] = nothing


class RecordModel(QAbstractTableModel, Generic[R]):
    """Records as rows. `key` tells one from another and is "" for a heading, which can't be
    selected."""

    def __init__(self, columns: Sequence[Column[R]], key: Callable[[R], str]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.key = key
        self.records: tuple[R, ...] = ()
        self._context: Hashable = None

    def show(self, records: Sequence[R], context: Hashable = None) -> bool:
        """Shows other records; False if the rows are the same, even if some say something else now.
        Only those are announced. `context` is what the texts depend on besides the record, for
        example today's date."""
        new, old = tuple(records), self.records
        if [self.key(one) for one in new] != [self.key(one) for one in old]:
            self.beginResetModel()
            self.records, self._context = new, context
            self.endResetModel()
            return True
        everything = context != self._context
        self.records, self._context = new, context
        last = len(self.columns) - 1
        for row, (one, before) in enumerate(zip(new, old, strict=True)):
            if everything or one != before:
                self.dataChanged.emit(self.index(row, 0), self.index(row, last))
        return False

    def rename(self, column: int, title: str) -> None:
        """Another title for a column."""
        if title != self.columns[column].title:
            columns = list(self.columns)
            columns[column] = replace(columns[column], title=title)
            self.columns = tuple(columns)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, column, column)

    def place_of(self, key: str) -> int:
        """The row of a record; -1 if it isn't there."""
        found = (n for n, one in enumerate(self.records) if self.key(one) == key)
        return next(found, -1) if key else -1

    @property
    def places(self) -> list[int]:
        """The rows that can be selected."""
        return [n for n, one in enumerate(self.records) if self.key(one)]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.records)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or not self.key(self.records[index.row()]):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        record, column = self.records[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(record)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(column.tooltip(record))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return column.spoken(record) or None
        return None
