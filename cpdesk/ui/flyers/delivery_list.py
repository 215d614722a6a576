"""The deliveries as a list: a small picture, title, partner, and a pill for the next step."""

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
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from cpdesk.records.flyers import DeliveryRow
from cpdesk.ui.flyers import says
from cpdesk.ui.flyers.thumbnails import Thumbnails
from cpdesk.ui.parts import Themed, paint_pill, pill_size
from cpdesk.ui.parts.tooltip import tip
from cpdesk.ui.theme import Theme
from cpdesk.words import Words

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1
_NOWHERE = QModelIndex()
_SIDE, _TOP = 10, 10
_WIDE, _HIGH = 38, 50
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DeliveryModel(QAbstractListModel):
    """The rows in the service's order."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.today = date.min
        self.rows: tuple[DeliveryRow, ...] = ()

    def set(self, rows: tuple[DeliveryRow, ...], today: date) -> None:
        self.beginResetModel()
        self.rows, self.today = rows, today
        self.endResetModel()

    def place_of(self, delivery_id: str) -> int:
        """-1 if it isn't in the list."""
        return next((n for n, row in enumerate(self.rows) if row.delivery_id == delivery_id), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(row.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return says.spoken(row, self.today, self._words)
        return None


class DeliveryDelegate(QStyledItemDelegate):
    """Picture on the left, title in bold over two small lines, the pill on the right."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.theme = theme
        self._words = words
        self.today = date.min
        self.width = 0  # of a row
        self.thumbnails = Thumbnails(theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        title = QFontMetrics(self.theme.font(14, 600)).height()
        small = QFontMetrics(self.theme.font(12.5)).height()
        px = self.theme.px
        high = title + 2 * small
        if self._apart(index.data(ROW), self._inside(self.width)):
            high += px(4) + self._pill_of(index.data(ROW), self._inside(self.width)).height()
        return QSize(0, max(high, px(_HIGH)) + 2 * px(_TOP))

    def _inside(self, width: int) -> int:
        """The room for text in a row of that width."""
        px = self.theme.px
        return width - 2 * px(_SIDE) - px(_WIDE) - px(12)

    def _said_on_pill(self, row: DeliveryRow, inside: int) -> str:
        pill = says.pill(row, self._words)
        long_ = pill_size(pill.text, self.theme).width() > inside // 2
        return pill.short if pill.short and long_ else pill.text

    def _pill_of(self, row: DeliveryRow, inside: int) -> QSize:
        return pill_size(self._said_on_pill(row, inside), self.theme)

    def _apart(self, row: DeliveryRow, inside: int) -> bool:
        """Whether the pill needs a line of its own: next to the text, one of them would be cut
        off."""
        wide = self._pill_of(row, inside).width()
        beside = inside - wide - self.theme.px(8)
        metrics = QFontMetrics(self.theme.font(12.5))
        about, count = self._lines(row, beside)
        lost = beside < metrics.horizontalAdvance(about) <= inside
        return wide > inside // 2 or lost or metrics.horizontalAdvance(count) > beside

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: DeliveryRow = index.data(ROW)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, option)
        px = self.theme.px
        room = rect.adjusted(px(_SIDE), px(_TOP), -px(_SIDE), -px(_TOP))
        picture = QRect(room.left(), rect.center().y() - px(_HIGH) // 2, px(_WIDE), px(_HIGH))
        self.thumbnails.paint(painter, picture, row.thumbnail)
        room.setLeft(picture.right() + px(12))
        said = self._said_on_pill(row, room.width())
        if self._apart(row, room.width()):
            size = pill_size(said, self.theme)
            low = QRect(room.left(), room.bottom() - size.height() + 1, 0, size.height())
            low.setWidth(min(size.width(), room.width()))
            paint_pill(painter, low, said, says.pill(row, self._words).tone, self.theme)
            room.setBottom(low.top() - px(4))
            self._paint_lines(painter, room, room, row)
            painter.restore()
            return
        wide = pill_size(said, self.theme).width()
        aside = QRect(room.right() - wide + 1, rect.top(), wide, rect.height())
        beside = room.adjusted(0, 0, -wide - px(8), 0)
        metrics = QFontMetrics(self.theme.font(14, 600))
        top = beside
        if metrics.horizontalAdvance(row.title) > top.width():
            top = room  # the title needs the whole width; the pill goes under it
            aside.setTop(room.top() + metrics.height())
        paint_pill(painter, aside, said, says.pill(row, self._words).tone, self.theme)
        self._paint_lines(painter, top, beside, row)
        painter.restore()

    def _lines(self, row: DeliveryRow, room: int) -> tuple[str, str]:
        """The two small lines, if there is room for them."""
        metrics = QFontMetrics(self.theme.font(12.5))
        about = says.row_about(row, self.today, self._words)
        count = says.row_count(row, self.today, self._words)
        if metrics.horizontalAdvance(about) <= room:
            return about, count
        # The partner's line wraps before what follows the name instead of ending in "…".
        step = says.row_step(row, self.today, self._words)
        both = " · ".join(part for part in (step, count) if part)
        first = count if row.next == "hand_out" else step or count
        return row.partner_name, both if metrics.horizontalAdvance(both) <= room else first

    def _paint_ground(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
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

    def _paint_lines(self, painter: QPainter, above: QRect, room: QRect, row: DeliveryRow) -> None:
        theme = self.theme
        bold, small = theme.font(14, 600), theme.font(12.5)
        title, line = QFontMetrics(bold).height(), QFontMetrics(small).height()
        top = above.top() + (above.height() - title - 2 * line) // 2
        painter.setFont(bold)
        painter.setPen(theme.color("ink3" if says.faded(row) else "ink"))
        right = Qt.TextElideMode.ElideRight
        said = painter.fontMetrics().elidedText(row.title, right, above.width())
        painter.drawText(QRect(above.left(), top, above.width(), title), _LEFT, said)
        painter.setFont(small)
        painter.setPen(theme.color("ink3"))
        for n, text in enumerate(self._lines(row, room.width())):
            place = QRect(room.left(), top + title + n * line, room.width(), line)
            cut = painter.fontMetrics().elidedText(text, right, room.width())
            painter.drawText(place, _LEFT, cut)


class DeliveryList(QListView, Themed):
    """`chosen` carries a delivery's id whenever another one is selected; `entered` on Enter."""

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._model = DeliveryModel(words)
        self._painter = DeliveryDelegate(theme, words)
        self._showing = False
        self.setModel(self._model)
        self.setItemDelegate(self._painter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListView, QListView:focus { border: 0; }")  # the selected row shows it
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setAccessibleName(words.text("Flyers"))
        self.selectionModel().currentChanged.connect(self._told)

    @property
    def rows(self) -> tuple[DeliveryRow, ...]:
        return self._model.rows

    @property
    def current(self) -> DeliveryRow | None:
        at = self.currentIndex().row()
        return self._model.rows[at] if 0 <= at < len(self._model.rows) else None

    def show_rows(self, rows: tuple[DeliveryRow, ...], today: date, wanted: str) -> None:
        """Shows other rows. `wanted` is selected if it is there; otherwise the row at the same
        place."""
        before = max(0, self.currentIndex().row())
        place = self.verticalScrollBar().value()
        self._showing = True
        self._painter.today = today
        if (rows, today) != (self._model.rows, self._model.today):
            self._model.set(rows, today)
            self.verticalScrollBar().setValue(place)
        at = self._model.place_of(wanted) if wanted else -1
        at = min(before, len(rows) - 1) if at < 0 else at
        if at >= 0 and at != self.currentIndex().row():
            self.setCurrentIndex(self._model.index(at))
        self._showing = False

    def step(self, by: int) -> None:
        rows = len(self._model.rows)
        if rows:
            at = min(max(self.currentIndex().row() + by, 0), rows - 1)
            self.setCurrentIndex(self._model.index(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()  # the page's key: the other list
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._painter.width = self.viewport().width()
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # a row's height depends on its width

    def keyboardSearch(self, search: str) -> None:
        """Letters belong to the page: they search."""

    def dress(self) -> None:
        self._painter.theme = self.theme
        self._painter.thumbnails = Thumbnails(self.theme)
        self.scheduleDelayedItemsLayout()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(160), self.theme.px(80))

    def _told(self) -> None:
        row = self.current
        if row is not None and not self._showing:
            self.chosen.emit(row.delivery_id)
