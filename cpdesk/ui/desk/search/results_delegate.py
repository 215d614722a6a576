"""Draws the lines of the list: name and partner, and on the right the time and place or the
pill."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QAbstractScrollArea, QStyle, QStyleOptionViewItem

from cpdesk.ui.desk.search.listing import Line
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.pill import paint_pill, pill_size
from cpdesk.ui.widgets.lists.record_model import Index
from cpdesk.ui.widgets.lists.row_delegate import RowDelegate
from cpdesk.ui.widgets.lists.row_parts import RowParts, RowSpec
from cpdesk.ui.widgets.lists.text_wrap import SMALL, TITLE, Style, font, metrics, width_of, wrapped
from cpdesk.ui.widgets.text.avatar import paint_avatar

_HEADING: Style = (13.0, 600)
_RIGHT = Qt.AlignmentFlag.AlignRight
_pill_size = lru_cache(256)(pill_size)  # asked for with every row


class ResultsDelegate(RowDelegate[Line]):
    """Two lines of text beside a circle of initials; long ones end in "…". `answers` are pills that
    may arrive later; room is kept for them so that no row moves then."""

    def __init__(self, theme: Theme, spec: RowSpec[Line], answers: tuple[str, ...] = ()) -> None:
        super().__init__(theme, spec)
        self._answers = answers

    # -- sizes ----------------------------------------------------------------------------------

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line, px = self.model.records[index.row()], self.theme.px
        if not line.takes:
            above = px(4) if index.row() == 0 else px(16)
            return QSize(0, above + metrics(self.theme, _HEADING).height() + px(6))
        room = self._room(option, line, self._aside_width(line))
        small = metrics(self.theme, SMALL).height() * len(self._detail(line, room))
        return QSize(0, max(metrics(self.theme, TITLE).height() + small, px(36)) + 2 * px(9))

    def _left(self, line: Line) -> int:
        """Where the texts begin, from the left edge of a row."""
        return self.theme.px(10) + (self.theme.px(48) if line.hit else 0)

    def _room(self, option: QStyleOptionViewItem, line: Line, aside: int) -> int:
        """The width of the texts beside so wide an aside. It always allows for the scroll bar: rows
        are measured before it is known whether there is one."""
        view, px = option.widget, self.theme.px
        rect: QRect = option.rect
        wide = rect.width()
        if isinstance(view, QAbstractScrollArea):
            wide = view.width() - view.verticalScrollBar().sizeHint().width()
        return wide - self._left(line) - px(10) - (aside + px(12) if aside else 0)

    def _aside_width(self, line: Line) -> int:
        """The width of what is on the right: the time, the place, and the pill, also one that has
        not arrived yet."""
        pills = self._answers if line.asks else (line.pill,) if line.pill else ()
        texts = wide_as(line.time, self.theme, TITLE), wide_as(line.place, self.theme, SMALL)
        wide = max(*texts, *(_pill_size(pill, self.theme).width() for pill in pills))
        return min(wide, self.theme.px(110))

    def _detail(self, line: Line, width: int) -> tuple[str, ...]:
        return wrapped(line.detail, self.theme, SMALL, width, 2)

    # -- drawing --------------------------------------------------------------------------------

    def paint_group(self, painter: QPainter, rect: QRect, parts: RowParts) -> None:
        low = rect.adjusted(0, 0, 0, -self.theme.px(6))
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        self.line(painter, low, parts.title, _HEADING, "ink2", align)

    def paint_ground(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """The line below a row is left out above a heading, and after the last row."""
        state: QStyle.StateFlag = option.state
        plain = not state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver)
        following = self.model.records[index.row() + 1 : index.row() + 2]
        if not plain or any(line.takes for line in following):
            super().paint_ground(painter, rect, option, index)

    def paint_row(
        self,
        painter: QPainter,
        rect: QRect,
        record: Line,
        parts: RowParts,
        option: QStyleOptionViewItem,
    ) -> None:
        px, theme = self.theme.px, self.theme
        aside, left = self._aside_width(record), rect.left() + self._left(record)
        beside = self._room(option, record, aside)
        # A name that is longer than its room beside the pill goes over it, and the pill is lower
        # then. A time stays beside it.
        over = not record.time and wide_as(record.title, theme, TITLE) > beside
        time = min(wide_as(record.time, theme, TITLE), px(110))
        wide = self._room(option, record, time) if record.time or over else beside
        detail = self._detail(record, beside)
        title, small = metrics(theme, TITLE).height(), metrics(theme, SMALL)
        top = rect.top() + (rect.height() - title - len(detail) * small.height()) // 2
        if record.hit:
            side = px(36)
            circle = QRectF(rect.left() + px(10), rect.center().y() + 1 - side / 2, side, side)
            paint_avatar(painter, circle, record.title, theme)
        self._paint_title(painter, QPoint(left, top), wide, record)
        painter.setFont(font(theme, SMALL))
        painter.setPen(theme.color("ink3"))
        for n, text in enumerate(detail):
            painter.drawText(left, top + title + n * small.height() + small.ascent(), text)
        if aside:
            place = QRect(rect.right() + 1 - px(10) - aside, rect.top(), aside, rect.height())
            self._paint_beside(painter, place, record, parts, title if over else 0)

    def _paint_title(self, painter: QPainter, at: QPoint, width: int, line: Line) -> None:
        said = metrics(self.theme, TITLE).elidedText(line.title, Qt.TextElideMode.ElideRight, width)
        shown = len(said) if said == line.title else len(said) - 1
        layout = QTextLayout(said, font(self.theme, TITLE))
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

    def _paint_beside(
        self, painter: QPainter, box: QRect, line: Line, parts: RowParts, lower: int
    ) -> None:
        """The time with the pill or the place under it, or one of these in the middle: `lower` if
        there is a title over it."""
        align = Qt.AlignmentFlag.AlignVCenter
        if line.time:
            title = metrics(self.theme, TITLE).height()
            small = _pill_size(line.pill, self.theme).height() if line.pill else self.theme.px(18)
            top = box.top() + (box.height() - title - small) // 2
            painter.setFont(font(self.theme, TITLE))
            painter.setPen(self.theme.color("ink"))
            painter.drawText(QRect(box.left(), top, box.width(), title), _RIGHT, line.time)
            box = QRect(box.left(), top + title, box.width(), small)
            align = Qt.AlignmentFlag.AlignTop
        elif line.pill:
            box.setTop(box.top() + lower)
        if line.pill:
            paint_pill(painter, box, line.pill, parts.tone, self.theme, _RIGHT)
        else:
            self.line(painter, box, line.place, SMALL, "ink3", _RIGHT | align)


def wide_as(text: str, theme: Theme, style: Style) -> int:
    """How wide a text is on one line."""
    # One extra pixel: widths are fractional, so a text exactly as wide as its room would be
    # shortened.
    return width_of(text, theme, style) + 1 if text else 0
