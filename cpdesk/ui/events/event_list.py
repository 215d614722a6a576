"""The term's events as a list: by date with today marked, those to record on top."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
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

from cpdesk.records.outreach import EventRow
from cpdesk.ui.events import says
from cpdesk.ui.parts import Themed, paint_pill, pill_size
from cpdesk.ui.parts.tooltip import tip
from cpdesk.ui.theme import Theme
from cpdesk.words import Words

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole + 1
_NOWHERE = QModelIndex()
_SIDE, _TOP = 10, 8
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EventModel(QAbstractListModel):
    """The lines as `says.lines` ordered them."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.now: datetime | None = None
        self.today = date.min
        self.lines: tuple[says.Line, ...] = ()

    def set(self, lines: tuple[says.Line, ...], now: datetime | None, today: date) -> None:
        self.beginResetModel()
        self.lines, self.now, self.today = lines, now, today
        self.endResetModel()

    def place_of(self, slot_id: str) -> int:
        """-1 if it is not in the list."""
        return next((n for n, one in enumerate(self.lines) if one.row.slot_id == slot_id), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self.now is None:
            return None
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return says.title(line.row, self._words)
        if role == Qt.ItemDataRole.ToolTipRole:  # the full text that the row may have cut
            return tip(says.spoken(line.row, self.today, self.now, self._words))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            heads = [head.text for head in line.heads]
            row = says.spoken(line.row, self.today, self.now, self._words)
            return ". ".join((*heads, row))
        return None


class EventDelegate(QStyledItemDelegate):
    """The day above its first row; a title in bold, two small lines, and a pill on the right."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.theme = theme
        self._words = words
        self.now: datetime | None = None
        self.today = date.min

    def head_height(self) -> int:
        return QFontMetrics(self.theme.font(12.5, 600)).height() + self.theme.px(12)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: says.Line = index.data(LINE)
        title = QFontMetrics(self.theme.font(14, 600)).height()
        small = QFontMetrics(self.theme.font(12.5)).height()
        own = title + 2 * small + 2 * self.theme.px(_TOP)
        return QSize(0, own + len(line.heads) * self.head_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: says.Line = index.data(LINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = self._paint_heads(painter, option.rect, line.heads)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, rect, option, selected)
        px = self.theme.px
        room = rect.adjusted(px(_SIDE), px(_TOP), -px(_SIDE), -px(_TOP))
        self._paint_words(painter, room, line.row)
        painter.restore()

    def _paint_heads(self, painter: QPainter, rect: QRect, heads: Sequence[says.Head]) -> QRect:
        """The headings above a row; returns the space left for the row itself."""
        high, px, theme = self.head_height(), self.theme.px, self.theme
        painter.setFont(theme.font(12.5, 600))
        metrics = painter.fontMetrics()
        for head in heads:
            place = QRect(rect.left() + px(_SIDE), rect.top(), rect.width() - px(20), high)
            place.setTop(place.top() + px(6))
            painter.setPen(theme.color("accent" if head.today else "ink3"))
            painter.drawText(place, _LEFT, head.text)
            if head.today:
                start = place.left() + metrics.horizontalAdvance(head.text) + px(8)
                y = place.center().y()
                painter.drawLine(start, y, rect.right() - px(4), y)
            rect = rect.adjusted(0, high, 0, 0)
        return rect

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

    def _paint_words(self, painter: QPainter, room: QRect, row: EventRow) -> None:
        words, theme = self._words, self.theme
        assert self.now is not None
        pill = says.pill(row, self.now, words)
        bold, small = theme.font(14, 600), theme.font(12.5)
        title, line = QFontMetrics(bold).height(), QFontMetrics(small).height()
        wide = min(pill_size(pill.text, theme).width(), room.width() // 2)
        aside = QRect(room.right() - wide + 1, room.top() + title, wide, 2 * line)
        paint_pill(painter, aside, pill.text, pill.tone, theme)
        beside = room.width() - wide - theme.px(10)
        painter.setFont(bold)
        painter.setPen(theme.color("ink" if row.outcome is None else "ink2"))
        self._draw(painter, room.left(), room.top(), room.width(), title, says.title(row, words))
        painter.setFont(small)
        painter.setPen(theme.color("ink3"))
        # The others are under the heading of their day.
        when = says.when(row, self.today, words) if row.to_note else says.times(row, words)
        self._draw(painter, room.left(), room.top() + title, beside, line, when)
        self._draw(painter, room.left(), room.top() + title + line, beside, line, says.about(row))

    def _draw(self, painter: QPainter, x: int, y: int, wide: int, high: int, text: str) -> None:
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, wide)
        painter.drawText(QRect(x, y, wide, high), _LEFT, cut)


class EventList(QListView, Themed):
    """`chosen` when another event is selected; `entered` on Enter. Letters belong to the page."""

    chosen = Signal(object)  # an EventRow
    entered = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._model = EventModel(words)
        self._painter = EventDelegate(theme, words)
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
        self.setAccessibleName(words.text("Tables and presentations"))
        self.selectionModel().currentChanged.connect(self._told)

    @property
    def lines(self) -> tuple[says.Line, ...]:
        return self._model.lines

    @property
    def current(self) -> EventRow | None:
        at = self.currentIndex().row()
        return self._model.lines[at].row if 0 <= at < len(self._model.lines) else None

    def show_lines(
        self, lines: tuple[says.Line, ...], now: datetime, today: date, wanted: str
    ) -> None:
        """Other lines. `wanted` is selected if it is among them; otherwise the first one to record,
        otherwise the first that is not over."""
        self._showing = True
        self._painter.now, self._painter.today = now, today
        self._model.set(lines, now, today)
        at = self._model.place_of(wanted) if wanted else -1
        if at < 0 and lines:
            open_ = (n for n, one in enumerate(lines) if one.row.to_note)
            ahead = (n for n, one in enumerate(lines) if one.row.window.ends_at > now)
            at = next(open_, next(ahead, len(lines) - 1))
        if at >= 0:
            index = self._model.index(at)
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self._showing = False

    def clear(self) -> None:
        """Nothing to show."""
        self._showing = True
        self._model.set((), None, date.min)
        self._showing = False

    def step(self, by: int) -> None:
        if self._model.lines:
            at = min(max(self.currentIndex().row() + by, 0), len(self._model.lines) - 1)
            self.setCurrentIndex(self._model.index(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _ENTER and not held & Qt.KeyboardModifier.ControlModifier:
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) or event.text().isalpha():
            event.ignore()  # the page's: another filter, or how it went
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
            self.chosen.emit(row)
