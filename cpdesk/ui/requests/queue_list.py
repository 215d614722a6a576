"""The requests as a list: type and time, requester, and a pill for what matters most."""

from __future__ import annotations

from datetime import date
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
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from cpdesk.records.requests import RequestRow
from cpdesk.ui.parts import Themed, paint_pill, pill_size
from cpdesk.ui.parts.text import shortened
from cpdesk.ui.parts.tooltip import tip
from cpdesk.ui.requests import says
from cpdesk.ui.theme import Theme
from cpdesk.words import Words

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1
_NOWHERE = QModelIndex()
_SIDE, _TOP = 10, 9
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QueueModel(QAbstractListModel):
    """The rows as the service sorted them."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.today = date.min
        self.rows: tuple[RequestRow, ...] = ()

    def set(self, rows: tuple[RequestRow, ...], today: date) -> None:
        self.beginResetModel()
        self.rows, self.today = rows, today
        self.endResetModel()

    def place_of(self, request_id: str) -> int:
        """-1 if it is not in the list."""
        return next((n for n, row in enumerate(self.rows) if row.request_id == request_id), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return says.row_title(row, self.today, self._words)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(says.row_title(row, self.today, self._words))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return says.spoken(row, self.today, self._words)
        return None


class QueueDelegate(QStyledItemDelegate):
    """Title in bold, two small lines below it, the pill on the right. Closed requests are faded."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.theme = theme
        self._words = words
        self.today = date.min

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        title = QFontMetrics(self.theme.font(14, 600)).height()
        small = QFontMetrics(self.theme.font(12.5)).height()
        return QSize(0, title + 2 * small + 2 * self.theme.px(_TOP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: RequestRow = index.data(ROW)
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, option, selected)
        px = self.theme.px
        room = rect.adjusted(px(_SIDE), px(_TOP), -px(_SIDE), -px(_TOP))
        pill = says.pill(row, self._words)
        wide = min(pill_size(pill.text, self.theme).width(), room.width() // 2)
        aside = QRect(room.right() - wide + 1, rect.top(), wide, rect.height())
        beside = room.adjusted(0, 0, -wide - px(10), 0)
        metrics = QFontMetrics(self.theme.font(14, 600))
        top = beside
        if metrics.horizontalAdvance(says.row_title(row, self.today, self._words)) > top.width():
            top = room  # the title needs the full width; the pill is below it
            aside.setTop(room.top() + metrics.height())
        paint_pill(painter, aside, pill.text, pill.tone, self.theme)
        self._paint_lines(painter, top, beside, row)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, selected: bool
    ) -> None:
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.color("accent_soft" if selected else "hover"))
            painter.drawRoundedRect(QRectF(rect), 8, 8)
            if selected and option.state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(self.theme.color("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 7, 7)
        else:
            painter.setPen(QPen(self.theme.color("line_soft"), 1))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_lines(self, painter: QPainter, above: QRect, room: QRect, row: RequestRow) -> None:
        words, theme = self._words, self.theme
        over = says.faded(row)
        bold, small = theme.font(14, 600), theme.font(12.5)
        title, line = QFontMetrics(bold).height(), QFontMetrics(small).height()
        top = QRect(above.left(), above.top(), above.width(), title)
        painter.setFont(bold)
        painter.setPen(theme.color("ink3" if over else "ink"))
        named = says.kind(row.kind, words, row.event)
        when = says.row_when(row, self.today, words)
        said = shortened(painter.fontMetrics(), named, above.width(), when)
        painter.drawText(top, _LEFT, said)
        painter.setFont(small)
        painter.setPen(theme.color("ink3"))
        for n, text in enumerate(
            (says.row_about(row, words), says.row_asked(row, self.today, words))
        ):
            place = QRect(room.left(), room.top() + title + n * line, room.width(), line)
            cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(place, _LEFT, cut)


class QueueList(QListView, Themed):
    """`chosen` carries a request's id when another one is selected; `entered` on Enter."""

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._model = QueueModel(words)
        self._painter = QueueDelegate(theme, words)
        self._showing = False
        self.setModel(self._model)
        self.setItemDelegate(self._painter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListView, QListView:focus { border: 0; }")  # on the selected row
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setAccessibleName(words.text("Requests"))
        self.selectionModel().currentChanged.connect(self._told)

    @property
    def rows(self) -> tuple[RequestRow, ...]:
        return self._model.rows

    @property
    def current(self) -> RequestRow | None:
        at = self.currentIndex().row()
        return self._model.rows[at] if 0 <= at < len(self._model.rows) else None

    def show_rows(self, rows: tuple[RequestRow, ...], today: date, wanted: str) -> None:
        """Other rows. `wanted` is selected if it is among them, otherwise the row at the same
        place, so that after a decision the next one in the queue is selected."""
        before = max(0, self.currentIndex().row())
        self._showing = True
        self._painter.today = today
        self._model.set(rows, today)
        at = self._model.place_of(wanted) if wanted else -1
        at = min(before, len(rows) - 1) if at < 0 else at
        if at >= 0:
            self.setCurrentIndex(self._model.index(at))
        self._showing = False

    def mark(self, request_id: str) -> bool:
        """Selects a request; False if it is not in the list."""
        at = self._model.place_of(request_id)
        if at >= 0:
            self.setCurrentIndex(self._model.index(at))
        return at >= 0

    def step(self, by: int) -> None:
        rows = len(self._model.rows)
        if rows:
            at = min(max(self.currentIndex().row() + by, 0), rows - 1)
            self.setCurrentIndex(self._model.index(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()  # the page's: the next or the previous filter
        else:
            super().keyPressEvent(event)

    def dress(self) -> None:
        self._painter.theme = self.theme
        self.scheduleDelayedItemsLayout()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(160), self.theme.px(80))

    def _told(self) -> None:
        row = self.current
        if row is not None and not self._showing:
            self.chosen.emit(row.request_id)
