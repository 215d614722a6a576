"""Draws the cells of every table from their parts, and measures them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.pill import paint_pill, pill_size
from cpdesk.ui.widgets.lists.cell_parts import CellParts, CellStyle, FocusMark
from cpdesk.ui.widgets.lists.record_model import LEFT, Index, RecordModel, nothing
from cpdesk.ui.widgets.lists.text_wrap import SMALL, Style, font, metrics, width_of, wrapped

R = TypeVar("R")


class CellDelegate(QStyledItemDelegate, Generic[R]):
    """`cell` is what a column shows of a record, `ground` the background of its row, or ""."""

    def __init__(
        self,
        theme: Theme,
        model: RecordModel[R],
        cell: Callable[[R, int], CellParts],
        style: CellStyle,
        background: Callable[[R], str] = nothing,
    ) -> None:
        super().__init__()
        self.theme = theme
        self.model = model
        self.cell = cell
        self.style = style
        self.background = background

    # -- sizes ----------------------------------------------------------------------------------

    def width_of(self, row: int, column: int) -> int:
        """A cell's width, with its text on one line."""
        cell, theme = self.cell(self.model.records[row], column), self.theme
        side = 2 * theme.px(self.style.side) + 1
        if cell.tone is not None:
            return pill_size(cell.text, theme).width() + side
        if cell.runs:
            return sum(width_of(text, theme, style) for text, style, _ in cell.runs) + side + 1
        text = width_of(cell.text, theme, self.style.body)
        return max(text, width_of(cell.small, theme, SMALL)) + side

    def least_of(self, row: int, column: int) -> int:
        """The width of its longest word. A no-break space doesn't end a word."""
        cell, theme = self.cell(self.model.records[row], column), self.theme
        words = [
            width_of(word, theme, style)
            for text, style in ((cell.text, self.style.body), (cell.small, SMALL))
            for word in text.split(" ")
        ]
        return max(words) + 2 * theme.px(self.style.side) + 1

    def height_of(self, row: int, column: int, width: int) -> int:
        """A cell's height at a width."""
        cell, pad = self.cell(self.model.records[row], column), 2 * self.theme.px(self.style.top)
        if cell.tone is not None:
            tall = pill_size(cell.text, self.theme).height() - 4
            return (tall if self.style.tall_pills else self._high(self.style.body)) + pad
        if cell.runs:
            return self._high(self.style.body) + pad
        return sum(self._high(style) for _, style, _ in self._lines(cell, width)) + pad

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        rect: QRect = option.rect
        row, column = index.row(), index.column()
        return QSize(self.width_of(row, column), self.height_of(row, column, rect.width()))

    def _high(self, style: Style) -> int:
        return int(metrics(self.theme, style).height() * self.style.spacing)

    def _lines(self, cell: CellParts, width: int) -> list[tuple[str, Style, str]]:
        """The lines of a cell with their styles and colors."""
        room = width - 2 * self.theme.px(self.style.side)
        body = self.style.body
        if self.style.lines == 1:
            right = Qt.TextElideMode.ElideRight
            return [(metrics(self.theme, body).elidedText(cell.text, right, room), body, cell.ink)]
        return [
            (line, style, ink)
            for text, style, ink in ((cell.text, body, cell.ink), (cell.small, SMALL, "ink3"))
            for line in wrapped(text, self.theme, style, room, self.style.lines)
        ]

    # -- drawing --------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        record, side = self.model.records[index.row()], self.theme.px(self.style.side)
        cell, top = self.cell(record, index.column()), self.theme.px(self.style.top)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, option, index, record)
        room = rect.adjusted(side, top, -side, -top)
        if cell.tone is not None:
            high = self._high(self.style.body) if top else room.height()
            place = QRect(room.left(), room.top(), room.width(), high)
            paint_pill(painter, place.adjusted(0, -4, 0, 4), cell.text, cell.tone, self.theme)
        elif cell.runs:
            self._paint_runs(painter, room, cell)
        else:
            self._paint_lines(painter, room, self._lines(cell, rect.width()))
        painter.restore()

    def _paint_ground(
        self,
        painter: QPainter,
        rect: QRect,
        option: QStyleOptionViewItem,
        index: Index,
        record: R,
    ) -> None:
        color, focus = self.theme.color, self.style.focus
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        led = selected and isinstance(option.widget, QWidget) and option.widget.hasFocus()
        background = self.style.selected if led else self.style.unfocused if selected else ""
        if background or not selected:
            background = background or self.background(record)
        if background:
            painter.fillRect(rect, color(background))
        painter.setPen(QPen(color("line_soft"), 1))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        if led and focus is FocusMark.BAR and index.column() == 0:
            wide = max(3, self.theme.px(3))
            painter.fillRect(QRect(rect.left(), rect.top(), wide, rect.height()), color("accent"))
        elif led and focus is FocusMark.FRAME:
            self._paint_frame(painter, rect, index)

    def _paint_frame(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """A line around the focused row: its background alone is hard to tell apart."""
        painter.setPen(QPen(self.theme.color("accent"), 2))
        painter.drawLine(rect.left(), rect.top() + 1, rect.right(), rect.top() + 1)
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        if index.column() == 0:
            painter.drawLine(rect.left() + 1, rect.top(), rect.left() + 1, rect.bottom())
        if index.column() == self.model.columnCount() - 1:
            painter.drawLine(rect.right(), rect.top(), rect.right(), rect.bottom())

    def _paint_runs(self, painter: QPainter, room: QRect, cell: CellParts) -> None:
        x, high = room.left(), self._high(self.style.body)
        for text, style, ink in cell.runs:
            painter.setFont(font(self.theme, style))
            painter.setPen(self.theme.color(ink))
            painter.drawText(QRect(x, room.top(), room.width(), high), int(LEFT), text)
            x += width_of(text, self.theme, style)

    def _paint_lines(
        self, painter: QPainter, room: QRect, lines: list[tuple[str, Style, str]]
    ) -> None:
        y, alone = room.top(), self.style.middle and len(lines) == 1
        if self.style.middle and not alone:
            y += (room.height() - sum(self._high(style) for _, style, _ in lines)) // 2
        for text, style, ink in lines:
            high = room.height() if alone else self._high(style)
            painter.setFont(font(self.theme, style))
            painter.setPen(self.theme.color(ink))
            painter.drawText(QRect(room.left(), y, room.width() + 4, high), int(LEFT), text)
            y += high
