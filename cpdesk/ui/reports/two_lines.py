"""List entries with a bold name and small text under it, on as many lines as it takes."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
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

from cpdesk.ui.parts import Themed
from cpdesk.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
SMALL = Qt.ItemDataRole.UserRole + 1
_SIDE, _TOP = 10, 8
_NAME, _SMALL = (14.0, 600), (12.5, 400)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
_HIGH = 10_000


class TwoLinesDelegate(QStyledItemDelegate):
    """The model provides the name as display text, and the small line as `SMALL`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        wide = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        high = self._name_height + self._small_height(str(index.data(SMALL)), wide)
        return QSize(0, high + 2 * self.theme.px(_TOP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, option)
        px = self.theme.px
        room = rect.adjusted(px(_SIDE), px(_TOP), -px(_SIDE), -px(_TOP))
        painter.setFont(self.theme.font(*_NAME))
        painter.setPen(self.theme.color("ink"))
        name = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(
            QRect(room.left(), room.top(), room.width(), self._name_height), _LEFT, name
        )
        painter.setFont(self.theme.font(*_SMALL))
        painter.setPen(self.theme.color("ink3"))
        painter.drawText(
            room.adjusted(0, self._name_height, 0, 0), _WRAPPED, str(index.data(SMALL))
        )
        painter.restore()

    @property
    def _name_height(self) -> int:
        return QFontMetrics(self.theme.font(*_NAME)).height()

    def _small_height(self, text: str, wide: int) -> int:
        room = QRect(0, 0, wide - 2 * self.theme.px(_SIDE), _HIGH)
        metrics = QFontMetrics(self.theme.font(*_SMALL))
        return max(metrics.boundingRect(room, _WRAPPED, text).height(), metrics.height())

    def _paint_ground(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem) -> None:
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
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


class TwoLinesList(QListView, Themed):
    """A list of such entries, used with the arrow keys. Letters belong to the page."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._delegate = TwoLinesDelegate(theme)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.dress()

    def keyboardSearch(self, search: str) -> None:
        """Typing letters doesn't search in the list."""

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
