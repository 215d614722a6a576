"""Who is in the building: for how long, who has stayed too long, and check-out."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from cpdesk.policy.phrases import PURPOSE
from cpdesk.records.desk import InsideRow
from cpdesk.ui.desk.field import ENTER_KEYS
from cpdesk.ui.parts import Themed
from cpdesk.ui.parts.text import shortened
from cpdesk.ui.parts.tooltip import tip
from cpdesk.ui.theme import Theme
from cpdesk.words import Words

ROW = Qt.ItemDataRole.UserRole
OUT, BADGE = "out", "badge"  # the links in a row
_ROOT = QModelIndex()


def details_of(row: InsideRow, words: Words) -> tuple[str, str]:
    """Their partner, and where they are."""
    where = row.place or row.activity_title or words.text(PURPOSE[row.purpose])
    return row.partner_name or words.text("Guest"), where


def detail_of(row: InsideRow, words: Words) -> str:
    """The same on one line."""
    return " · ".join(details_of(row, words))


def time_of(row: InsideRow, words: Words) -> tuple[str, bool]:
    """How long they have been here, and whether that needs attention."""
    if row.since_another_day:
        arrived = words.local(row.arrived_at).date()
        lately = row.minutes_here < 6 * 24 * 60
        day = words.weekday(arrived.weekday()) if lately else words.short_day(arrived)
        return words.text("since {day}", day=day), True
    if row.overdue_minutes:
        over = words.duration(row.overdue_minutes)
        return words.text("{time} over", time=over), True
    return words.duration(row.minutes_here), False


class InsideModel(QAbstractListModel):
    """Rows in the desk's order; those past their time are marked at the top, never sorted away."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.rows: tuple[InsideRow, ...] = ()

    def show(self, rows: tuple[InsideRow, ...]) -> None:
        same = [r.visit_id for r in rows] == [r.visit_id for r in self.rows]
        if same and rows:
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.visitor_name
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(f"{row.visitor_name}\n{detail_of(row, self._words)}")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            time, _ = time_of(row, self._words)
            how = self._words.text("Press Enter to check out")
            return ", ".join((row.visitor_name, detail_of(row, self._words), time, how))
        return None


class _InsideDelegate(QStyledItemDelegate):
    """Name and time, below them partner and place, and "Check out" as a link; beside it the badge
    link, in the row under the pointer or with the focus."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.theme = theme
        self._words = words
        self.over: tuple[int, str] = (-1, "")  # the row and the link under the pointer
        self._links = {OUT: words.text("Check out"), BADGE: words.text("Print badge")}

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        name, small = (QFontMetrics(self.theme.font(*f)) for f in ((14, 600), (12.5, 400)))
        return QSize(0, name.height() + small.height() + 2 * self.theme.px(7))

    def link(self, rect: QRect, which: str = OUT) -> QRect:
        """Where a link is in a row, with some margin to click."""
        px, metrics = self.theme.px, QFontMetrics(self.theme.font(12.5, 400))
        wide = metrics.horizontalAdvance(self._links[which]) + px(12)
        high = rect.height() // 2 + px(2)
        right = rect.right() + 1
        if which == BADGE:
            right -= metrics.horizontalAdvance(self._links[OUT]) + px(14)
        return QRect(right - wide, rect.bottom() + 1 - high, wide, high)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: InsideRow = index.data(ROW)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = state & QStyle.StateFlag.State_Selected and state & QStyle.StateFlag.State_HasFocus
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.color("accent_soft"))
            painter.drawRoundedRect(rect, 8, 8)
        elif index.row() + 1 < index.model().rowCount():
            painter.setPen(self.theme.color("line_soft"))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._paint_row(painter, rect, row, index.row(), bool(chosen))
        painter.restore()

    def _paint_row(
        self, painter: QPainter, rect: QRect, row: InsideRow, number: int, chosen: bool
    ) -> None:
        px = self.theme.px
        inner = rect.adjusted(px(4), px(7), -px(4), -px(7))
        time, late = time_of(row, self._words)
        time_font = self.theme.font(14, 600 if late else 400)
        time_wide = QFontMetrics(time_font).horizontalAdvance(time)
        self._text(painter, inner, time, time_font, "no" if late else "ink", right=True)
        room = inner.adjusted(0, 0, -(time_wide + px(8)), 0)
        self._text(painter, room, row.visitor_name, self.theme.font(14, 600), "ink")
        low = inner.adjusted(0, QFontMetrics(self.theme.font(14, 600)).height(), 0, 0)
        font = self.theme.font(12.5)
        room = low
        for which in (OUT, BADGE) if chosen or self.over[0] == number else (OUT,):
            under = self.over == (number, which)
            font.setUnderline(under or (chosen and which == OUT))
            ink = "accent" if under or chosen else "ink3"
            self._text(painter, room, self._links[which], font, ink, right=True)
            wide = QFontMetrics(font).horizontalAdvance(self._links[which])
            room = room.adjusted(0, 0, -(wide + px(12)), 0)
        font.setUnderline(False)
        of, where = details_of(row, self._words)
        said = shortened(QFontMetrics(font), of, room.width(), where)
        self._text(painter, room, said, font, "ink3")

    def _text(
        self, painter: QPainter, box: QRect, text: str, font: object, ink: str, right: bool = False
    ) -> None:
        painter.setFont(font)  # type: ignore[arg-type]
        painter.setPen(self.theme.color(ink))
        said = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, int(side | Qt.AlignmentFlag.AlignTop), said)


class InsideList(QListView, Themed):
    """Tab or F6 moves here, Up and Down move, Enter checks out, Esc goes back to the field."""

    check_out = Signal(str)  # a visit id
    badge = Signal(str)  # a visit id: print its badge again
    left = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.rows_model = InsideModel(words, self)
        self._painter = _InsideDelegate(theme, words)
        self.setModel(self.rows_model)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(words.text("In the building"))
        self.setMouseTracking(True)
        # The pointer never takes the focus from the field; Tab and F6 do.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def show_rows(self, rows: tuple[InsideRow, ...]) -> None:
        """Replaces the rows; the selected one stays selected if it is still there."""
        at = self.currentIndex().row()
        before = self.rows_model.rows[at].visit_id if 0 <= at < len(self.rows_model.rows) else ""
        self.rows_model.show(rows)
        ids = [row.visit_id for row in rows]
        if before in ids:
            self.setCurrentIndex(self.rows_model.index(ids.index(before)))

    def enter(self) -> None:
        """Moves the focus here."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.currentIndex().isValid() and self.rows_model.rows:
            self.setCurrentIndex(self.rows_model.index(0))

    @property
    def marked(self) -> str:
        """The visit of the selected row while the list has the focus, otherwise ""."""
        at = self.currentIndex()
        return self.rows_model.rows[at.row()].visit_id if self.hasFocus() and at.isValid() else ""

    def link_at(self, row: int, which: str = OUT) -> QPoint:
        """The center of a row's link, in viewport coordinates."""
        return self._painter.link(self.visualRect(self.rows_model.index(row)), which).center()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in ENTER_KEYS:
            index = self.currentIndex()
            if index.isValid() and not event.isAutoRepeat():
                self.check_out.emit(self.rows_model.rows[index.row()].visit_id)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.text().isprintable() and event.text():
            event.ignore()  # typing goes to the page's field, not to Qt's search in the list
        else:
            super().keyPressEvent(event)

    def _on_link(self, at: QPoint) -> tuple[int, str]:
        """The row at a point and which of its links; -1 and "" for none."""
        index = self.indexAt(at)
        if not index.isValid():
            return -1, ""
        rect = self.visualRect(index)
        links = (one for one in (OUT, BADGE) if self._painter.link(rect, one).contains(at))
        return index.row(), next(links, "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row, which = self._on_link(event.position().toPoint())
        if which and event.button() == Qt.MouseButton.LeftButton:
            signal = self.check_out if which == OUT else self.badge
            signal.emit(self.rows_model.rows[row].visit_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(*self._on_link(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(-1, "")
        super().leaveEvent(event)

    def _point_at(self, row: int, which: str) -> None:
        self._painter.over = (row, which)
        hand = Qt.CursorShape.PointingHandCursor if which else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(hand)
        self.viewport().update()

    def dress(self) -> None:
        self._painter.theme = self.theme
        self.scheduleDelayedItemsLayout()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(220), self.theme.px(180))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(100), self.theme.px(60))
