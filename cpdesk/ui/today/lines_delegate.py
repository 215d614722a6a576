"""Draws the day's lines: the start time in bold, long texts on several lines, the status as a
pill."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cpdesk.records.day import DayLine
from cpdesk.ui.parts import paint_pill, pill_size
from cpdesk.ui.theme import Theme
from cpdesk.ui.today import says
from cpdesk.ui.today.lines_model import LINE, SMALL, SPAN, STATE, Column, Index
from cpdesk.ui.today.wrapping import broken

_BODY, _BOLD, _SMALL, _HALF = (14.0, 400), (14.0, 600), (12.5, 400), (12.0, 400)
_SIDE, _TOP = 8, 9


class LinesDelegate(QStyledItemDelegate):
    """`folded`: no room for the partner's column, so the partner's name goes under the activity."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.folded = False

    # -- sizes ----------------------------------------------------------------------------------

    def width_of(self, index: Index) -> int:
        """The cell's width on one line."""
        side = 2 * self.theme.px(_SIDE)
        if index.column() == Column.TIME:
            span: says.Span = index.data(SPAN)
            return self._span_width(span) + side
        if index.column() == Column.STATE:
            state: says.State = index.data(STATE)
            return pill_size(state.text, self.theme).width() + side
        text = str(index.data() or "")
        return QFontMetrics(self.theme.font(*_BODY)).horizontalAdvance(text) + side + 1

    def least_of(self, index: Index) -> int:
        """The width of its longest word."""
        metrics = QFontMetrics(self.theme.font(*_BODY))
        parts = str(index.data() or "").split()
        side = 2 * self.theme.px(_SIDE) + 1
        return max((metrics.horizontalAdvance(part) for part in parts), default=0) + side

    def height_of(self, index: Index, width: int) -> int:
        """The cell's height at this width."""
        room = width - 2 * self.theme.px(_SIDE)
        pad = 2 * self.theme.px(_TOP)
        if index.column() in (Column.TIME, Column.STATE):
            return self._high(_BODY) + pad
        lines = broken(str(index.data() or ""), self.theme, _BODY, room)
        small = self._small(index, room)
        return len(lines) * self._high(_BODY) + len(small) * self._high(_SMALL) + pad

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        rect: QRect = option.rect
        return QSize(self.width_of(index), self.height_of(index, rect.width()))

    def _high(self, style: tuple[float, int]) -> int:
        return int(QFontMetrics(self.theme.font(*style)).height() * 1.12)

    def _small(self, index: Index, room: int) -> tuple[str, ...]:
        if index.column() != Column.ACTIVITY:
            return ()
        line: DayLine = index.data(LINE)
        parts = (line.partner_name if self.folded else "", str(index.data(SMALL)))
        text = " · ".join(part for part in parts if part)
        return broken(text, self.theme, _SMALL, room)

    def _span_width(self, span: says.Span) -> int:
        bold = QFontMetrics(self.theme.font(*_BOLD)).horizontalAdvance(span.start)
        rest = QFontMetrics(self.theme.font(*_BODY)).horizontalAdvance(f"–{span.end}")
        half = QFontMetrics(self.theme.font(*_HALF)).horizontalAdvance(f" {span.half}")
        return bold + rest + (half if span.half else 0) + 2

    # -- drawing --------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        led = selected and isinstance(option.widget, QWidget) and option.widget.hasFocus()
        self._paint_ground(painter, rect, index, selected=selected, led=led)
        px = self.theme.px
        room = rect.adjusted(px(_SIDE), px(_TOP), -px(_SIDE), -px(_TOP))
        if index.column() == Column.TIME:
            self._paint_span(painter, room, index)
        elif index.column() == Column.STATE:
            self._paint_state(painter, room, index)
        else:
            self._paint_text(painter, room, index)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRect, index: Index, *, selected: bool, led: bool
    ) -> None:
        line: DayLine = index.data(LINE)
        if selected:
            painter.fillRect(rect, self.theme.color("accent_soft"))
        elif line.state == "due":
            painter.fillRect(rect, self.theme.color("row_now"))
        painter.setPen(QPen(self.theme.color("line_soft"), 1))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        if led and index.column() == Column.TIME:
            bar = QRect(rect.left(), rect.top(), max(3, self.theme.px(3)), rect.height())
            painter.fillRect(bar, self.theme.color("accent"))

    def _paint_span(self, painter: QPainter, room: QRect, index: Index) -> None:
        span: says.Span = index.data(SPAN)
        x, high = room.left(), self._high(_BODY)
        for text, style, color in (
            (span.start, _BOLD, "ink"),
            (f"–{span.end}", _BODY, "ink"),
            (f" {span.half}" if span.half else "", _HALF, "ink3"),
        ):
            painter.setFont(self.theme.font(*style))
            painter.setPen(self.theme.color(self._ink(index, color)))
            painter.drawText(QRect(x, room.top(), room.width(), high), _LEFT, text)
            x += painter.fontMetrics().horizontalAdvance(text)

    def _paint_state(self, painter: QPainter, room: QRect, index: Index) -> None:
        state: says.State = index.data(STATE)
        first = QRect(room.left(), room.top(), room.width(), self._high(_BODY))
        paint_pill(painter, first.adjusted(0, -4, 0, 4), state.text, state.tone, self.theme)

    def _paint_text(self, painter: QPainter, room: QRect, index: Index) -> None:
        y = room.top()
        lines = broken(str(index.data() or ""), self.theme, _BODY, room.width())
        small = self._small(index, room.width())
        for texts, style, color in ((lines, _BODY, "ink"), (small, _SMALL, "ink3")):
            painter.setFont(self.theme.font(*style))
            painter.setPen(self.theme.color(self._ink(index, color)))
            for text in texts:
                painter.drawText(
                    QRect(room.left(), y, room.width() + 4, self._high(style)), _LEFT, text
                )
                y += self._high(style)

    def _ink(self, index: Index, color: str) -> str:
        """Activities that are over, or not allowed, are drawn a little fainter."""
        line: DayLine = index.data(LINE)
        faint = line.state in ("done", "missed", "may_not_run")
        return "ink2" if faint and color == "ink" else color


_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
