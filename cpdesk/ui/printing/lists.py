"""Lists of papers: group headings, and entries with two lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPen, QResizeEvent
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
from cpdesk.ui.parts.tooltip import tip
from cpdesk.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROW = Qt.ItemDataRole.UserRole + 1
_SIDE, _TOP = 10, 7
_HEADING, _NAME, _SMALL = (12.0, 600), (14.0, 600), (12.5, 400)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class Row:
    """An entry; a heading if it has no key. `right` is shown at the end of the first line, `about`
    on a line of its own."""

    key: str
    name: str
    small: str = ""
    right: str = ""
    about: str = ""


class _Rows(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()

    def put(self, rows: tuple[Row, ...]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The keys skip headings."""
        entry = index.isValid() and bool(self.rows[index.row()].key)
        on = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return on if entry else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip("\n".join(part for part in (row.about, row.small) if part))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (row.name, row.about, row.right, row.small)
            return ". ".join(part for part in parts if part)
        return None


class PaperList(QListView, Themed):
    """`chosen` carries the key of the selected entry; `entered` on Enter or a double click."""

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._rows = _Rows()
        self._delegate = _Delegate(theme)
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)  # in a narrower list the entries are taller
        self.setMouseTracking(True)
        self.activated.connect(lambda index: self.entered.emit())
        self.dress()

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._rows.rows

    @property
    def key(self) -> str:
        """The key of the selected entry; "" for none."""
        index = self.currentIndex()
        return self.rows[index.row()].key if index.isValid() else ""

    def put(self, rows: Sequence[Row]) -> None:
        """Shows other entries; the selected one stays selected, otherwise the first is."""
        if tuple(rows) == self.rows:
            return
        before = self.key
        self._rows.put(tuple(rows))
        keys = [row.key for row in self.rows]
        known = before and before in keys
        wanted = before if known else next((key for key in keys if key), "")
        if wanted:
            self.mark(wanted)

    def mark(self, key: str) -> None:
        """Selects an entry, as the arrow keys do."""
        for n, row in enumerate(self.rows):
            if row.key == key:
                self.setCurrentIndex(self._rows.index(n))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and self.rows[current.row()].key:
            if current.row() == 1:
                self.scrollToTop()  # with its heading
            self.chosen.emit(self.rows[current.row()].key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the selected entry in sight when a banner takes some of the room."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

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


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(_ROW)
        styles: tuple[tuple[float, int], ...] = (_HEADING,)
        if row.key:
            styles = (_NAME, *[_SMALL for _ in self._lines(row, option)])
        high = sum(QFontMetrics(self.theme.font(*style)).height() for style in styles)
        return QSize(0, high + 2 * self.theme.px(_TOP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        row: Row = index.data(_ROW)
        px = self.theme.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.key:
            self._paint_ground(painter, rect, option)
        room = rect.adjusted(px(_SIDE), px(_TOP), -px(_SIDE), -px(_TOP))
        if not row.key:
            self._line(painter, room.adjusted(0, px(4), 0, px(4)), row.name, _HEADING, "ink3")
        else:
            room.setHeight(QFontMetrics(self.theme.font(*_NAME)).height())
            first = QRect(room)
            first.setRight(room.right() - self._right(painter, room, row.right))
            self._line(painter, first, row.name, _NAME, "ink")
            room.translate(0, room.height())
            room.setHeight(QFontMetrics(self.theme.font(*_SMALL)).height())
            for line, color in self._lines(row, option):
                self._line(painter, room, line, _SMALL, color)
                room.translate(0, room.height())
        painter.restore()

    def _lines(self, row: Row, option: QStyleOptionViewItem) -> list[tuple[str, str]]:
        """What is shown under the name, and in which color: the small text in two lines at most.
        The width always allows for the scroll bar, whether or not it is there yet."""
        view = option.widget
        room = 0
        if isinstance(view, QListView):
            bar = view.verticalScrollBar().sizeHint().width()
            room = view.width() - bar - 2 * self.theme.px(_SIDE)
        lines = [(row.about, "ink2")] if row.about else []
        metrics = QFontMetrics(self.theme.font(*_SMALL))
        words = row.small.split(" ")
        fits = len(words)
        while fits > 1 and metrics.horizontalAdvance(" ".join(words[:fits])) > room:
            fits -= 1
        first, rest = " ".join(words[:fits]), " ".join(words[fits:])
        if rest:
            return [*lines, (first.rstrip(" ·"), "ink3"), (rest, "ink3")]
        return [*lines, (first, "ink3")]

    def _right(self, painter: QPainter, room: QRect, said: str) -> int:
        """Draws the text at the end of the first line and returns its width."""
        if not said:
            return 0
        painter.setFont(self.theme.font(*_SMALL))
        painter.setPen(self.theme.color("ink2"))
        painter.drawText(room, _RIGHT, said)
        return painter.fontMetrics().horizontalAdvance(said) + self.theme.px(10)

    def _line(
        self, painter: QPainter, room: QRect, said: str, style: tuple[float, int], color: str
    ) -> None:
        painter.setFont(self.theme.font(*style))
        painter.setPen(self.theme.color(color))
        shown = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, shown)

    def _paint_ground(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem) -> None:
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.color("accent_soft" if selected else "hover"))
            painter.drawRoundedRect(QRectF(rect), 8, 8)
        if selected and isinstance(option.widget, QWidget) and option.widget.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 8, 8)
