"""The directory as a list: thousands of partners, drawn as they come into sight."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from cpdesk.records.partners import PartnerRow
from cpdesk.ui.partners import says
from cpdesk.ui.parts import Themed, paint_pill, pill_size
from cpdesk.ui.parts.tooltip import tip
from cpdesk.ui.theme import Theme
from cpdesk.words import Words

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1
_NOWHERE = QModelIndex()
_SIDE, _TOP = 10, 8
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class DirectoryModel(QAbstractListModel):
    """The partners that were found."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._rows: tuple[PartnerRow, ...] = ()

    @property
    def rows(self) -> tuple[PartnerRow, ...]:
        return self._rows

    def set(self, rows: tuple[PartnerRow, ...]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def place_of(self, partner_id: str) -> int:
        """-1 if it isn't in the list."""
        return next((n for n, r in enumerate(self._rows) if r.partner_id == partner_id), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(row.name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = says.standing(row.status, row.outcome, self._words, here=row.here)
            return ", ".join((row.name, state.text, says.row_line(row, self._words)))
        return None


class DirectoryDelegate(QStyledItemDelegate):
    """Name and small line on the left, the standing as a pill on the right."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.theme = theme
        self._words = words

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        title = QFontMetrics(self.theme.font(14, 600)).height()
        small = QFontMetrics(self.theme.font(12.5)).height()
        return QSize(0, title + small + 2 * self.theme.px(_TOP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: PartnerRow = index.data(ROW)
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, option, selected)
        px = self.theme.px
        room = rect.adjusted(px(_SIDE), px(_TOP), -px(_SIDE), -px(_TOP))
        state = says.standing(row.status, row.outcome, self._words, here=row.here)
        pill = min(pill_size(state.text, self.theme).width(), room.width() * 11 // 20)
        aside = QRect(room.right() - pill + 1, rect.top(), pill, rect.height())
        paint_pill(painter, aside, state.text, state.tone, self.theme)
        room.setRight(aside.left() - px(10))
        self._paint_texts(painter, room, row)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, selected: bool
    ) -> None:
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.color("accent_soft" if selected else "hover"))
            painter.drawRoundedRect(QRectF(rect), 8, 8)
        else:
            painter.setPen(QPen(self.theme.color("line_soft"), 1))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if selected and isinstance(option.widget, QWidget) and option.widget.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 8, 8)

    def _paint_texts(self, painter: QPainter, room: QRect, row: PartnerRow) -> None:
        y = room.top()
        small = says.row_line(row, self._words)
        for text, style, color in (
            (row.name, (14.0, 600), "ink" if row.here else "ink2"),
            (small, (12.5, 400), "ink3"),
        ):
            painter.setFont(self.theme.font(*style))
            painter.setPen(self.theme.color(color))
            metrics = painter.fontMetrics()
            said = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(QRect(room.left(), y, room.width(), metrics.height()), _LEFT, said)
            y += metrics.height()


class Directory(QListView, Themed):
    """`chosen` carries a partner's id as the selection moves; `entered` on Enter."""

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._model = DirectoryModel(words)
        self._delegate = DirectoryDelegate(theme, words)
        self._quiet = False
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(words.text("Partners"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.activated.connect(lambda: self.entered.emit())
        self.dress()

    @property
    def rows(self) -> tuple[PartnerRow, ...]:
        return self._model.rows

    @property
    def partner_id(self) -> str:
        """The selected partner; "" if none."""
        index = self.currentIndex()
        return index.data(ROW).partner_id if index.isValid() else ""

    def show_rows(self, rows: tuple[PartnerRow, ...], keep: str) -> None:
        """Shows what was found; `keep` stays selected if it is there, otherwise the first is."""
        if rows != self._model.rows:
            self._quiet = True
            self._model.set(rows)
            self._quiet = False
        place = max(0, self._model.place_of(keep))
        if rows and self.currentIndex().row() != place:
            self.setCurrentIndex(self._model.index(place))
        elif rows:
            self.chosen.emit(self.partner_id)

    def step(self, by: int) -> None:
        """Moves the selection, as the arrow keys in the field do."""
        place = self.currentIndex().row() + by
        if self._model.rows:
            last = len(self._model.rows) - 1
            self.setCurrentIndex(self._model.index(min(max(place, 0), last)))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self._quiet and current.isValid():
            self.chosen.emit(self.partner_id)

    def keyboardSearch(self, search: str) -> None:
        """Typing belongs to the field above the list."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def dress(self) -> None:
        self._delegate.theme = self.theme
        self.setStyleSheet("QListView, QListView:focus { border: 0; }")
        self.scheduleDelayedItemsLayout()
