"""A small table of facts in a scrolling page: as tall as its rows, never scrolling itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from cpdesk.ui.partners.cell import Cell
from cpdesk.ui.parts import Themed, paint_pill, pill_size
from cpdesk.ui.parts.tooltip import tip
from cpdesk.ui.theme import Theme
from cpdesk.ui.today.wrapping import broken

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole + 1
_NOWHERE = QModelIndex()
_BODY, _SMALL = (14.0, 400), (12.5, 400)
_SIDE, _TOP = 8, 7
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class FactModel(QAbstractTableModel):
    """Rows of cells under fixed column titles."""

    def __init__(self, heads: Sequence[str]) -> None:
        super().__init__()
        self._heads = tuple(heads)
        self._rows: tuple[tuple[Cell, ...], ...] = ()

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        return self._rows

    def set(self, rows: Sequence[tuple[Cell, ...]]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._heads[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cells = self._rows[index.row()]
        cell = cells[index.column()]
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip("\n".join(part for part in (cell.text, cell.small) if part))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = cells if index.column() == 0 else (cell,)
            return "; ".join(one.spoken for one in said)
        return None


class FactDelegate(QStyledItemDelegate):
    """Draws cells on as many lines as they need."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def width_of(self, cell: Cell) -> int:
        side = 2 * self.theme.px(_SIDE) + 1
        if cell.tone is not None:
            return pill_size(cell.text, self.theme).width() + side
        wide = QFontMetrics(self.theme.font(*_BODY)).horizontalAdvance(cell.text)
        small = QFontMetrics(self.theme.font(*_SMALL)).horizontalAdvance(cell.small)
        return max(wide, small) + side

    def least_of(self, cell: Cell) -> int:
        """The width of the longest word. A no-break space doesn't end a word."""
        side = 2 * self.theme.px(_SIDE) + 1
        words = (
            QFontMetrics(self.theme.font(*style)).horizontalAdvance(word)
            for text, style in ((cell.text, _BODY), (cell.small, _SMALL))
            for word in text.split(" ")
        )
        return max(words) + side

    def height_of(self, cell: Cell, width: int) -> int:
        pad = 2 * self.theme.px(_TOP)
        if cell.tone is not None:
            return pill_size(cell.text, self.theme).height() + pad - 4
        return (
            sum(len(texts) * self._high(style) for texts, style in self._texts(cell, width)) + pad
        )

    def _texts(
        self, cell: Cell, width: int
    ) -> tuple[tuple[tuple[str, ...], tuple[float, int]], ...]:
        room = width - 2 * self.theme.px(_SIDE)
        return tuple(
            (broken(text, self.theme, style, room), style)
            for text, style in ((cell.text, _BODY), (cell.small, _SMALL))
        )

    def _high(self, style: tuple[float, int]) -> int:
        return int(QFontMetrics(self.theme.font(*style)).height() * 1.1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        cell: Cell = index.data(CELL)
        px = self.theme.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        led = isinstance(option.widget, QWidget) and option.widget.hasFocus()
        if led and option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self.theme.color("accent_soft"))
        painter.setPen(QPen(self.theme.color("line_soft"), 1))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        if led and option.state & QStyle.StateFlag.State_Selected:
            self._frame(painter, rect, index)
        room = rect.adjusted(px(_SIDE), px(_TOP), -px(_SIDE), -px(_TOP))
        if cell.tone is not None:
            line = QRect(room.left(), room.top(), room.width(), self._high(_BODY))
            paint_pill(painter, line.adjusted(0, -4, 0, 4), cell.text, cell.tone, self.theme)
        else:
            self._paint_texts(painter, room, cell, rect.width())
        painter.restore()

    def _frame(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """A line around the focused row: its background alone is hard to tell apart."""
        painter.setPen(QPen(self.theme.color("accent"), 2))
        painter.drawLine(rect.left(), rect.top() + 1, rect.right(), rect.top() + 1)
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        if index.column() == 0:
            painter.drawLine(rect.left() + 1, rect.top(), rect.left() + 1, rect.bottom())
        if index.column() == index.model().columnCount() - 1:
            painter.drawLine(rect.right(), rect.top(), rect.right(), rect.bottom())

    def _paint_texts(self, painter: QPainter, room: QRect, cell: Cell, width: int) -> None:
        y = room.top()
        for (texts, style), color in zip(self._texts(cell, width), ("ink", "ink3"), strict=True):
            painter.setFont(self.theme.font(*style))
            painter.setPen(self.theme.color(color))
            for text in texts:
                painter.drawText(
                    QRect(room.left(), y, room.width() + 4, self._high(style)), _LEFT, text
                )
                y += self._high(style)


class FactTable(QTableView, Themed):
    """`shares` say how the width that pills leave is divided; 0 for a column of pills."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        heads: Sequence[str],
        shares: Sequence[float],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._model = FactModel(heads)
        self._delegate = FactDelegate(theme)
        self._shares = tuple(shares)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(20)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.dress()

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        return self._model.rows

    def set(self, rows: Sequence[tuple[Cell, ...]]) -> None:
        self._model.set(rows)
        self._fit()

    def dress(self) -> None:
        self._delegate.theme = self.theme
        size = self.theme.font(12).pixelSize()
        self.setStyleSheet(
            "QTableView, QTableView:focus { border: 0; }"
            f"QHeaderView::section {{ font-size: {size}px; }}"
        )
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Selects a row, so that the focus is visible."""
        super().focusInEvent(event)
        if self._model.rows and not self.selectionModel().hasSelection():
            self.selectRow(max(self.currentIndex().row(), 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls

    def keyboardSearch(self, search: str) -> None:
        """Typing belongs to the page's field."""

    def _fit(self) -> None:
        rows = self._model.rows
        pills = {n for n, share in enumerate(self._shares) if not share}
        widths = [
            max([self._head(n), *(self._delegate.width_of(row[n]) for row in rows)])
            if n in pills
            else 0
            for n in range(len(self._shares))
        ]
        left = max(0, self.viewport().width() - sum(widths))
        for n, wide in self._shared(left).items():
            widths[n] = wide
        for n, wide in enumerate(widths):
            self.setColumnWidth(n, wide)
        high = 0
        for number, row in enumerate(rows):
            tallest = max(
                self._delegate.height_of(cell, wide) for cell, wide in zip(row, widths, strict=True)
            )
            self.setRowHeight(number, tallest)
            high += tallest
        self.setFixedHeight(high + self.horizontalHeader().sizeHint().height())

    def _shared(self, left: int) -> dict[int, int]:
        """Text columns: by their shares, but none narrower than its longest word."""
        columns = {n: share for n, share in enumerate(self._shares) if share}
        least = {
            n: max((self._delegate.least_of(row[n]) for row in self._model.rows), default=0)
            for n in columns
        }
        whole = sum(columns.values())
        widths = {n: int(left * share / whole) for n, share in columns.items()}
        if sum(least.values()) > left or all(widths[n] >= least[n] for n in columns):
            return widths
        spare = left - sum(least.values())
        return {n: least[n] + int(spare * share / whole) for n, share in columns.items()}

    def _head(self, column: int) -> int:
        return self.horizontalHeader().sectionSizeHint(column)
