"""Draws the rows of every list from their parts."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.pill import paint_pill, pill_size
from cpdesk.ui.widgets.lists.record_model import LEFT, RIGHT, Index, RecordModel
from cpdesk.ui.widgets.lists.row_parts import Heading, PillPlace, RowParts, RowSpec
from cpdesk.ui.widgets.lists.text_wrap import SMALL, Style, font, metrics, width_of, wrapped
from cpdesk.ui.widgets.text.text import shortened

R = TypeVar("R")
_DAY, _GROUP = (12.5, 600), (12.0, 600)


class RowDelegate(QStyledItemDelegate, Generic[R]):
    """A row as `spec` says; a list with more in its rows overrides `paint_row`."""

    model: RecordModel[R]  # an index would hand out a record as Qt understands it

    def __init__(self, theme: Theme, spec: RowSpec[R]) -> None:
        super().__init__()
        self.theme = theme
        self.spec = spec

    @property
    def title_style(self) -> Style:
        return 14.0, self.spec.style.title_weight

    # -- sizes ----------------------------------------------------------------------------------

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        record = self.model.records[index.row()]
        parts, style, px = self.spec.parts(record), self.spec.style, self.theme.px
        if not self.spec.key(record):
            return QSize(0, metrics(self.theme, _GROUP).height() + 2 * px(style.top))
        if style.height:
            return QSize(0, px(style.height))
        high = self.text_height(record, parts, self.text_width(option)) + 2 * px(style.top)
        return QSize(0, high + len(parts.headings) * self.heading_height)

    @property
    def heading_height(self) -> int:
        return metrics(self.theme, _DAY).height() + self.theme.px(12)

    def text_width(self, option: QStyleOptionViewItem) -> int:
        """The room for the texts of a row. It always allows for the scroll bar: rows are measured
        before it is known whether there is one."""
        view, style, px = option.widget, self.spec.style, self.theme.px
        rect: QRect = option.rect
        wide = rect.width()
        if isinstance(view, QListView):
            wide = view.maximumViewportSize().width() - view.verticalScrollBar().sizeHint().width()
        left = px(style.mark[0]) + px(style.gap) if style.mark[0] else 0
        return wide - 2 * px(style.side) - left

    def text_height(self, record: R, parts: RowParts, wide: int) -> int:
        title = len(self.title_lines(parts, wide)) * metrics(self.theme, self.title_style).height()
        lines = len(self.detail_lines(parts, wide)) + bool(parts.about)
        return title + lines * metrics(self.theme, SMALL).height()

    def title_lines(self, parts: RowParts, wide: int) -> tuple[str, ...]:
        most = self.spec.style.title_lines
        if most == 1:
            said = metrics(self.theme, self.title_style)
            return (shortened(said, parts.title, wide, parts.tail),)
        return wrapped(parts.title, self.theme, self.title_style, wide, most)

    def detail_lines(self, parts: RowParts, wide: int) -> tuple[str, ...]:
        """The small lines; where one is broken, a dot between two words is left out."""
        most, right = self.spec.style.lines, Qt.TextElideMode.ElideRight
        if most == 1:
            small = metrics(self.theme, SMALL)
            return tuple(small.elidedText(text, right, wide) for text in parts.details)
        found: list[str] = []
        for text in parts.details:
            *first, last = wrapped(text, self.theme, SMALL, wide, most) or ("",)
            found += [*(line.rstrip(" ·") for line in first), last]
        return tuple(found)

    # -- drawing --------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        record = self.model.records[index.row()]
        parts, rect = self.spec.parts(record), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.spec.key(record):
            rect = self._paint_headings(painter, rect, parts.headings)
            self.paint_ground(painter, rect, option, index)
            self.paint_row(painter, rect, record, parts, option)
        else:
            self.paint_group(painter, rect, parts)
        painter.restore()

    def paint_group(self, painter: QPainter, rect: QRect, parts: RowParts) -> None:
        """A heading that is a row of its own."""
        px, style = self.theme.px, self.spec.style
        room = rect.adjusted(px(style.side), px(style.top), -px(style.side), -px(style.top))
        self.line(painter, room.translated(0, px(4)), parts.title, _GROUP, "ink3")

    def _paint_headings(
        self, painter: QPainter, rect: QRect, headings: tuple[Heading, ...]
    ) -> QRect:
        """Returns what is left for the row itself."""
        px, high = self.theme.px, self.heading_height
        for heading in headings:
            place = QRect(rect.left() + px(10), rect.top(), rect.width() - px(20), high)
            place.setTop(place.top() + px(6))
            self.line(painter, place, heading.text, _DAY, "accent" if heading.now else "ink3")
            if heading.now:
                start = place.left() + width_of(heading.text, self.theme, _DAY) + px(8)
                painter.drawLine(
                    start, place.center().y(), rect.right() - px(4), place.center().y()
                )
            rect = rect.adjusted(0, high, 0, 0)
        return rect

    def paint_ground(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """What shows that a row is selected, pointed at, or has the focus."""
        state: QStyle.StateFlag = option.state
        style, color = self.spec.style, self.theme.color
        selected = bool(state & QStyle.StateFlag.State_Selected)
        box = rect.adjusted(2, 1, -2, -1) if style.boxed else rect
        if selected or (state & QStyle.StateFlag.State_MouseOver and not style.boxed):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent_soft" if selected else "hover"))
            painter.drawRoundedRect(QRectF(box), 8, 8)
        elif style.ruled and not style.boxed:
            painter.setPen(QPen(color("line_soft"), 1))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        led = selected and bool(state & QStyle.StateFlag.State_HasFocus)
        if led and style.focus_frame and not style.boxed:
            painter.setPen(QPen(color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 7, 7)

    def paint_row(
        self,
        painter: QPainter,
        rect: QRect,
        record: R,
        parts: RowParts,
        option: QStyleOptionViewItem,
    ) -> None:
        """The mark, the pill, and the texts."""
        px, style = self.theme.px, self.spec.style
        box = rect.adjusted(2, 1, -2, -1) if style.boxed else rect
        room = box.adjusted(px(style.side), px(style.top), -px(style.side), -px(style.top))
        if parts.mark is not None:
            wide, high = map(px, style.mark)
            top = box.top() + (box.height() - high) / 2
            parts.mark(painter, QRectF(room.left(), top, wide, high), self.theme)
            room.setLeft(room.left() + wide + px(style.gap))
        above = beside = room
        if parts.pill:
            above, beside = self._paint_pill(painter, rect, room, parts)
        self.paint_texts(painter, above, beside, parts)

    def _paint_pill(
        self, painter: QPainter, rect: QRect, room: QRect, parts: RowParts
    ) -> tuple[QRect, QRect]:
        """Returns the room above the pill, for the title, and beside it."""
        style = self.spec.style
        most = room.width() * style.pill_percent // 100
        wide = min(pill_size(parts.pill, self.theme).width(), most)
        aside = QRect(room.right() - wide + 1, rect.top(), wide, rect.height())
        above = beside = room.adjusted(0, 0, -wide - self.theme.px(style.gap), 0)
        whole = " · ".join(part for part in (parts.title, parts.tail) if part)
        long_ = width_of(whole, self.theme, self.title_style) > beside.width()
        if style.pill_place is PillPlace.BELOW:
            aside.setBottom(room.bottom())
        if style.pill_place is not PillPlace.BESIDE and (
            long_ or style.pill_place is PillPlace.BELOW
        ):
            above = room
            aside.setTop(room.top() + metrics(self.theme, self.title_style).height())
        paint_pill(painter, aside, parts.pill, parts.tone, self.theme)
        return above, beside

    def paint_texts(self, painter: QPainter, above: QRect, beside: QRect, parts: RowParts) -> None:
        """The title at the top, the small lines at the bottom."""
        high, small = metrics(self.theme, self.title_style), metrics(self.theme, SMALL).height()
        end = self._paint_aside(painter, above, parts.aside) if parts.aside else 0
        place = QRect(above.left(), above.top(), above.width() - end, high.height())
        titles = self.title_lines(parts, place.width())
        details = self.detail_lines(parts, beside.width())
        if not details and not parts.about:
            place.moveTop(above.top() + (above.height() - len(titles) * high.height()) // 2)
        for text in titles:
            self.line(painter, place, text, self.title_style, parts.ink)
            place.translate(0, high.height())
        place = QRect(beside.left(), 0, beside.width(), small)
        place.moveTop(beside.bottom() + 1 - small * (len(details) + bool(parts.about)))
        if parts.about:
            self.line(painter, place, parts.about, SMALL, "ink2")
            place.translate(0, small)
        for text in details:
            self.line(painter, place, text, SMALL, self.spec.style.detail_ink)
            place.translate(0, small)

    def _paint_aside(self, painter: QPainter, room: QRect, said: str) -> int:
        """Returns the width that it takes from the title."""
        place = QRect(room)
        place.setHeight(metrics(self.theme, self.title_style).height())
        self.line(painter, place, said, SMALL, "ink2", RIGHT)
        return width_of(said, self.theme, SMALL) + self.theme.px(10)

    def line(
        self,
        painter: QPainter,
        room: QRect,
        text: str,
        style: Style,
        ink: str,
        align: Qt.AlignmentFlag = LEFT,
    ) -> None:
        """One line of text, shortened to its room."""
        painter.setFont(font(self.theme, style))
        painter.setPen(self.theme.color(ink))
        said = metrics(self.theme, style).elidedText(
            text, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, int(align), said)
