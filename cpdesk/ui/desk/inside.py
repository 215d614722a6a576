"""Who is in the building: for how long, who has stayed too long, and check-out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from cpdesk.policy.phrases import PURPOSE
from cpdesk.records.desk import InsideRow
from cpdesk.ui.desk.search.field import ENTER_KEYS
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.lists.record_list import RecordList
from cpdesk.ui.widgets.lists.record_model import Index
from cpdesk.ui.widgets.lists.row_delegate import RowDelegate
from cpdesk.ui.widgets.lists.row_parts import RowParts, RowSpec, RowStyle
from cpdesk.ui.widgets.lists.text_wrap import BODY, SMALL, TITLE, metrics, width_of
from cpdesk.ui.widgets.text.text import shortened
from cpdesk.words import Words

OUT, BADGE = "out", "badge"  # the links in a row
_STYLE = RowStyle(side=4, top=7)
_TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_TOP_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


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


def _led(option: QStyleOptionViewItem) -> bool:
    """Whether it is the selected row of a list with the focus."""
    state: QStyle.StateFlag = option.state
    return bool(state & QStyle.StateFlag.State_Selected and state & QStyle.StateFlag.State_HasFocus)


class _InsideDelegate(RowDelegate[InsideRow]):
    """Name and time, below them partner and place, and "Check out" as a link; beside it the badge
    link, in the row under the pointer or with the focus."""

    def __init__(self, theme: Theme, words: Words, spec: RowSpec[InsideRow]) -> None:
        super().__init__(theme, spec)
        self._words = words
        self.over: tuple[str, str] = ("", "")  # the visit and the link under the pointer
        self._links = {OUT: words.text("Check out"), BADGE: words.text("Print badge")}

    def link(self, rect: QRect, which: str = OUT) -> QRect:
        """Where a link is in a row, with some margin to click."""
        px = self.theme.px
        wide = width_of(self._links[which], self.theme, SMALL) + px(12)
        high = rect.height() // 2 + px(2)
        right = rect.right() + 1
        if which == BADGE:
            right -= width_of(self._links[OUT], self.theme, SMALL) + px(14)
        return QRect(right - wide, rect.bottom() + 1 - high, wide, high)

    def paint_ground(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index
    ) -> None:
        if _led(option):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.color("accent_soft"))
            painter.drawRoundedRect(rect, 8, 8)
        elif index.row() + 1 < self.model.rowCount():
            painter.setPen(self.theme.color("line_soft"))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def paint_row(
        self,
        painter: QPainter,
        rect: QRect,
        record: InsideRow,
        parts: RowParts,
        option: QStyleOptionViewItem,
    ) -> None:
        chosen = _led(option)
        px = self.theme.px
        inner = rect.adjusted(px(4), px(7), -px(4), -px(7))
        time, late = time_of(record, self._words)
        style = TITLE if late else BODY
        self.line(painter, inner, time, style, "no" if late else "ink", _TOP_RIGHT)
        room = inner.adjusted(0, 0, -(width_of(time, self.theme, style) + px(8)), 0)
        self.line(painter, room, record.visitor_name, TITLE, "ink", _TOP_LEFT)
        low = inner.adjusted(0, metrics(self.theme, TITLE).height(), 0, 0)
        font, room = self.theme.font(SMALL[0]), low
        for which in (OUT, BADGE) if chosen or self.over[0] == record.visit_id else (OUT,):
            under = self.over == (record.visit_id, which)
            font.setUnderline(under or (chosen and which == OUT))
            painter.setFont(font)
            painter.setPen(self.theme.color("accent" if under or chosen else "ink3"))
            painter.drawText(room, int(_TOP_RIGHT), self._links[which])
            wide = width_of(self._links[which], self.theme, SMALL)
            room = room.adjusted(0, 0, -(wide + px(12)), 0)
        of, where = details_of(record, self._words)
        said = shortened(metrics(self.theme, SMALL), of, room.width(), where)
        self.line(painter, room, said, SMALL, "ink3", _TOP_LEFT)


class InsideList(RecordList[InsideRow]):
    """Rows in the desk's order; those past their time are marked at the top, never sorted away.
    Tab or F6 moves here, Up and Down move, Enter checks out, Esc goes back to the field."""

    check_out = Signal(str)  # a visit id
    badge = Signal(str)  # a visit id: print its badge again
    left = Signal()
    least = (100, 60)

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        def spoken(row: InsideRow) -> str:
            how = words.text("Press Enter to check out")
            return ", ".join((row.visitor_name, detail_of(row, words), time_of(row, words)[0], how))

        spec: RowSpec[InsideRow] = RowSpec(
            key=lambda row: row.visit_id,
            parts=lambda row: RowParts(row.visitor_name, (detail_of(row, words),)),
            spoken=spoken,
            tooltip=lambda row: f"{row.visitor_name}\n{detail_of(row, words)}",
            style=_STYLE,
        )
        self._painter = _InsideDelegate(theme, words, spec)
        super().__init__(
            theme, words.text("In the building"), spec, parent, delegate=self._painter, framed=True
        )
        # The pointer never takes the focus from the field; Tab and F6 do.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_rows(self, rows: tuple[InsideRow, ...]) -> None:
        """Replaces the rows; the selected one stays selected if it is still there."""
        self.show_records(rows, self.key)

    def enter(self) -> None:
        """Moves the focus here."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.currentIndex().isValid():
            self.step(1)

    @property
    def marked(self) -> str:
        """The visit of the selected row while the list has the focus, otherwise ""."""
        return self.key if self.hasFocus() else ""

    def link_at(self, row: int, which: str = OUT) -> QPoint:
        """The center of a row's link, in viewport coordinates."""
        return self._painter.link(self.visualRect(self.record_model.index(row, 0)), which).center()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in ENTER_KEYS:
            if self.key and not event.isAutoRepeat():
                self.check_out.emit(self.key)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.text() == " ":
            event.ignore()  # as letters are: typing goes to the page's field
        else:
            super().keyPressEvent(event)

    def _on_link(self, at: QPoint) -> tuple[str, str]:
        """The visit at a point and which of its links; "" for none."""
        index = self.indexAt(at)
        if not index.isValid():
            return "", ""
        rect = self.visualRect(index)
        links = (one for one in (OUT, BADGE) if self._painter.link(rect, one).contains(at))
        return self.rows[index.row()].visit_id, next(links, "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        visit, which = self._on_link(event.position().toPoint())
        if which and event.button() == Qt.MouseButton.LeftButton:
            signal = self.check_out if which == OUT else self.badge
            signal.emit(visit)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(*self._on_link(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at("", "")
        super().leaveEvent(event)

    def _point_at(self, visit: str, which: str) -> None:
        self._painter.over = (visit, which)
        hand = Qt.CursorShape.PointingHandCursor if which else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(hand)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(220), self.theme.px(180))
