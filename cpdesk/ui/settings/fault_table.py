"""A list of problems or notes: all of them, to read, copy and save."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from cpdesk.errors import Fault
from cpdesk.ui.parts.themed import Themed
from cpdesk.ui.parts.tooltip import tip
from cpdesk.ui.theme import Theme
from cpdesk.words import Words

_Index = QModelIndex | QPersistentModelIndex
_SIDE = 8  # the space on each side of a cell's text
_MEASURED = 1000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class FaultModel(QAbstractTableModel):
    """One row per problem; its words are made when they are needed."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._faults: tuple[Fault, ...] = ()
        self._heads = (
            words.text("File"),
            words.text("Line"),
            words.text("Column"),
            words.text("Problem"),
        )

    def set(self, faults: Sequence[Fault]) -> None:
        self.beginResetModel()
        self._faults = tuple(faults)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._faults)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._heads[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._line(self._faults[index.row()])[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == 3:
            return tip(self._line(self._faults[index.row()])[3])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def lines(self, rows: Sequence[int] | None = None) -> list[tuple[str, str, str, str]]:
        """The rows as words; all rows if `rows` isn't given."""
        chosen = range(len(self._faults)) if rows is None else rows
        return [self._line(self._faults[row]) for row in chosen]

    def as_csv(self) -> str:
        """The whole list for a spreadsheet; cells that would be read as formulas are quoted."""
        out = io.StringIO()
        sheet = csv.writer(out)
        sheet.writerow(self._heads)
        for line in self.lines():
            sheet.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in line])
        return out.getvalue()

    def as_text(self, rows: Sequence[int] | None = None) -> str:
        """Rows for the clipboard, with tabs between the columns."""
        return "\n".join("\t".join(line) for line in self.lines(rows))

    def _line(self, fault: Fault) -> tuple[str, str, str, str]:
        where = str(fault.line) if fault.line else ""
        return fault.file, where, fault.column, self._words.fault(fault)


class _Cell(QStyledItemDelegate):
    """A cell as in the design: a soft line below it, the sentence on as many lines as fit."""

    def __init__(self, table: FaultTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, rect = self._table.theme, option.rect
        px = theme.px
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("accent_soft"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.color("line_soft"))
        painter.setFont(theme.font(13))
        painter.setPen(theme.color("ink" if index.column() == 3 else "ink2"))
        room = rect.adjusted(px(_SIDE), 2, -px(_SIDE), -3)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(flags), str(index.data()))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As tall as its text needs in the column's width."""
        px, metrics = self._table.theme.px, QFontMetrics(self._table.theme.font(13))
        wide = self._table.columnWidth(index.column()) - 2 * px(_SIDE)
        words = metrics.boundingRect(
            QRect(0, 0, max(wide, 40), 10_000), Qt.TextFlag.TextWordWrap, str(index.data())
        )
        return QSize(words.width() + 2 * px(_SIDE), words.height() + px(18))


class FaultTable(QTableView, Themed):
    """The table; Ctrl+C copies the selected rows, or all if none is selected."""

    def __init__(
        self, theme: Theme, words: Words, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.faults = FaultModel(words)
        self.setModel(self.faults)
        self.setItemDelegate(_Cell(self))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.dress()

    def set(self, faults: Sequence[Fault]) -> None:
        self.faults.set(faults)
        self._fit()

    def dress(self) -> None:
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.theme.px(42))
        self.setMinimumHeight(self.theme.px(100))
        self._fit()

    def copy(self) -> None:
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        QGuiApplication.clipboard().setText(self.faults.as_text(rows or None))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Makes rows as tall as their sentence, unless there are so many that measuring takes
        noticeable time."""
        if self.faults.rowCount() <= _MEASURED:
            self.resizeRowsToContents()

    def _fit(self) -> None:
        """Columns as wide as their longest word; the sentence takes the rest."""
        metrics, px = QFontMetrics(self.theme.font(13)), self.theme.px
        for column, least in ((0, 90), (1, 50), (2, 80)):
            longest = max(
                (metrics.horizontalAdvance(line[column]) for line in self.faults.lines()[:500]),
                default=0,
            )
            self.setColumnWidth(column, min(max(px(least), longest + px(20)), px(190)))
        self._fit_rows()
