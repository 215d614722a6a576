"""Draws the lines of the list: name and partner, and on the right the time and place or the
pill."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cpdesk.ui.desk.search.listing import Line
from cpdesk.ui.desk.search.results_model import LINE
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.pill import paint_pill, pill_size
from cpdesk.ui.widgets.lists.text_wrap import SMALL, TITLE, Style, font, metrics, width_of, wrapped
from cpdesk.ui.widgets.text.avatar import paint_avatar

_HEADING: Style = (13.0, 600)


class ResultsDelegate(QStyledItemDelegate):
    """Two lines of text beside a circle of initials; long ones end in "…"."""

    def __init__(self, theme: Theme, answers: tuple[str, ...] = (), view_width: int = 320) -> None:
        """`answers` are pills that may arrive later; room is kept for them so that no row moves
        then."""
        super().__init__()
        self._answers = answers
        self.width = view_width
        self.apply_theme(theme)

    def apply_theme(self, theme: Theme) -> None:
        """Takes on another theme."""
        self.theme = theme
        self._pills: dict[str, QSize] = {}
        self._answer_width = max((self._pill_size(one).width() for one in self._answers), default=0)

    # -- sizes ----------------------------------------------------------------------------------

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        line: Line = index.data(LINE)
        px = self.theme.px
        if line.kind == "heading":
            above = px(4) if index.row() == 0 else px(16)
            return QSize(0, above + self._metrics(_HEADING).height() + px(6))
        rows = len(self._detail(line, self._text_width(line, self._aside_width(line))))
        high = self._metrics(TITLE).height() + rows * self._metrics(SMALL).height()
        return QSize(0, max(high, px(36)) + 2 * px(9))

    def _metrics(self, style: Style) -> QFontMetrics:
        return metrics(self.theme, style)

    def _font(self, style: Style) -> QFont:
        return font(self.theme, style)

    def _left(self, line: Line) -> int:
        """Where the texts begin, from the left edge of a row."""
        px = self.theme.px
        return px(10) + (px(48) if line.hit else 0)

    def _text_width(self, line: Line, aside: int) -> int:
        """The room of the texts in a row as wide as the view, beside so wide an aside."""
        px = self.theme.px
        return self.width - self._left(line) - px(10) - (aside + px(12) if aside else 0)

    def _aside_width(self, line: Line) -> int:
        """The width of what is on the right: the time, the place, and the pill, also one that has
        not arrived yet."""
        px = self.theme.px
        pill = self._pill_size(line.pill).width() if line.pill else 0
        wide = max(
            self._time_width(line),
            wide_as(line.place, self.theme, SMALL),
            self._answer_width if line.asks else pill,
        )
        return min(wide, px(110))

    def _time_width(self, line: Line) -> int:
        return wide_as(line.time, self.theme, TITLE)

    def _pill_size(self, text: str) -> QSize:
        if text not in self._pills:
            self._pills[text] = pill_size(text, self.theme)
        return self._pills[text]

    def _detail(self, line: Line, width: int) -> tuple[str, ...]:
        return wrapped(line.detail, self.theme, SMALL, width, 2)

    # -- drawing --------------------------------------------------------------------------------

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line: Line = index.data(LINE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.kind == "heading":
            self._paint_heading(painter, rect, line)
        else:
            selected = bool(state & QStyle.StateFlag.State_Selected)
            over = bool(state & QStyle.StateFlag.State_MouseOver)
            self._paint_ground(painter, rect, index, selected, over)
            self._paint_line(painter, rect, line)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, line: Line) -> None:
        painter.setFont(self._font(_HEADING))
        painter.setPen(self.theme.color("ink2"))
        low = rect.adjusted(0, 0, 0, -self.theme.px(6))
        painter.drawText(low, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, line.title)

    def _paint_ground(
        self,
        painter: QPainter,
        rect: QRect,
        index: QModelIndex | QPersistentModelIndex,
        selected: bool,
        over: bool,
    ) -> None:
        if selected or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.color("accent_soft" if selected else "hover"))
            painter.drawRoundedRect(QRectF(rect), 8, 8)
            return
        following = index.sibling(index.row() + 1, 0)
        if following.isValid() and following.data(LINE).takes:
            painter.setPen(self.theme.color("line_soft"))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_line(self, painter: QPainter, rect: QRect, line: Line) -> None:
        px = self.theme.px
        aside, left = self._aside_width(line), rect.left() + self._left(line)
        beside = self._text_width(line, aside)
        # A name that is longer than its room beside the pill goes over it, and the pill is lower
        # then. A time stays beside it.
        over = not line.time and wide_as(line.title, self.theme, TITLE) > beside
        time = min(self._time_width(line), px(110))
        wide = self._text_width(line, time) if line.time or over else beside
        detail = self._detail(line, beside)
        title, small = self._metrics(TITLE), self._metrics(SMALL)
        high = title.height() + len(detail) * small.height()
        top = rect.top() + (rect.height() - high) // 2
        if line.hit:
            side = px(36)
            circle = QRectF(rect.left() + px(10), rect.center().y() + 1 - side / 2, side, side)
            paint_avatar(painter, circle, line.title, self.theme)
        self._paint_title(painter, QPoint(left, top), wide, line)
        painter.setFont(self._font(SMALL))
        painter.setPen(self.theme.color("ink3"))
        for n, text in enumerate(detail):
            base = top + title.height() + n * small.height() + small.ascent()
            painter.drawText(left, base, text)
        self._paint_aside(painter, rect, line, aside, over=over)

    def _paint_title(self, painter: QPainter, at: QPoint, width: int, line: Line) -> None:
        metrics = self._metrics(TITLE)
        said = metrics.elidedText(line.title, Qt.TextElideMode.ElideRight, width)
        shown = len(said) if said == line.title else len(said) - 1
        layout = QTextLayout(said, self._font(TITLE))
        underlined = QTextCharFormat()
        underlined.setFontUnderline(True)
        stretches = []
        for start, length in line.marks:
            stretch = QTextLayout.FormatRange()
            stretch.start = start
            stretch.length = max(0, min(start + length, shown) - start)
            stretch.format = underlined
            stretches.append(stretch)
        layout.setFormats(stretches)
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        painter.setPen(self.theme.color("ink"))
        layout.draw(painter, QPointF(at))

    def _paint_aside(
        self, painter: QPainter, rect: QRect, line: Line, wide: int, *, over: bool
    ) -> None:
        px = self.theme.px
        if not wide:
            return
        box = QRect(rect.right() + 1 - px(10) - wide, rect.top(), wide, rect.height())
        right = Qt.AlignmentFlag.AlignRight
        if not line.time:
            if line.pill:
                if over:
                    box.setTop(box.top() + self._metrics(TITLE).height())
                paint_pill(painter, box, line.pill, Tone(line.tone), self.theme, right)
            else:
                self._paint_place(painter, box, line.place, Qt.AlignmentFlag.AlignVCenter)
            return
        title = self._metrics(TITLE)
        small = self._pill_size(line.pill).height() if line.pill else px(18)
        top = rect.top() + (rect.height() - title.height() - small) // 2
        painter.setFont(self._font(TITLE))
        painter.setPen(self.theme.color("ink"))
        painter.drawText(
            QRect(box.left(), top, wide, title.height()),
            right | Qt.AlignmentFlag.AlignTop,
            line.time,
        )
        under = QRect(box.left(), top + title.height(), wide, small)
        if line.pill:
            paint_pill(painter, under, line.pill, Tone(line.tone), self.theme, right)
        else:
            self._paint_place(painter, under, line.place, Qt.AlignmentFlag.AlignTop)

    def _paint_place(
        self, painter: QPainter, box: QRect, place: str, align: Qt.AlignmentFlag
    ) -> None:
        painter.setFont(self._font(SMALL))
        painter.setPen(self.theme.color("ink3"))
        said = self._metrics(SMALL).elidedText(place, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | align, said)


def wide_as(text: str, theme: Theme, style: Style) -> int:
    """How wide a text is on one line."""
    # One extra pixel: widths are fractional, so a text exactly as wide as its room would be
    # shortened.
    return width_of(text, theme, style) + 1 if text else 0
