"""The left column: what needs work or was finished this term, as a list with a small picture,
title, partner, and a pill for the next step."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from cpdesk.records.flyers import DeliveryRow
from cpdesk.ui.flyers import texts
from cpdesk.ui.flyers.queue.thumbnails import Thumbnails
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.pill import paint_pill, pill_size
from cpdesk.ui.widgets.lists.record_list import RecordList
from cpdesk.ui.widgets.lists.row_delegate import RowDelegate
from cpdesk.ui.widgets.lists.row_parts import RowParts, RowSpec, RowStyle
from cpdesk.ui.widgets.lists.text_wrap import SMALL, metrics, width_of
from cpdesk.ui.widgets.page.record_column import ColumnSpec, Filter, RecordColumn, SearchField
from cpdesk.words import N_, Words, dotted

TO_DO, DONE = ("to_do", "done")
_SPEC = ColumnSpec(
    "newspaper",
    N_("Loading flyers…"),
    N_("Flyers to show"),
    (
        Filter(
            TO_DO,
            N_("To do {n}"),
            N_("Nothing to do"),
            N_("Press Ctrl+N to log flyers that a partner delivers."),
        ),
        Filter(
            DONE,
            N_("Done this term {n}"),
            N_("Nothing finished this term"),
            N_("Flyers that were handed out or returned show up here."),
        ),
    ),
    SearchField(
        N_("Search flyers"),
        N_("Title, partner, or number"),
        N_("No matching flyers in this list"),
        N_("Search by title, partner, or approval number."),
        leads=True,
    ),
)
_WIDE, _HIGH = 38, 50  # of the picture
_STYLE = RowStyle(top=10, gap=12, mark=(_WIDE, _HIGH))


class DeliveryDelegate(RowDelegate[DeliveryRow]):
    """Picture on the left, title in bold over two small lines, the pill on the right. What the
    small lines say depends on the room for them."""

    def __init__(self, theme: Theme, words: Words, spec: RowSpec[DeliveryRow]) -> None:
        super().__init__(theme, spec)
        self._words = words
        self.today = date.min
        self.thumbnails = Thumbnails(theme)

    def text_width(self, option: QStyleOptionViewItem) -> int:
        view, px = option.widget, self.theme.px
        wide = view.viewport().width() if isinstance(view, RecordList) else 0
        return wide - 2 * px(_STYLE.side) - px(_WIDE) - px(_STYLE.gap)

    def text_height(self, record: DeliveryRow, parts: RowParts, wide: int) -> int:
        small = metrics(self.theme, SMALL).height()
        high = metrics(self.theme, self.title_style).height() + 2 * small
        if self._apart(record, wide):
            high += self.theme.px(4) + self._pill_size(record, wide).height()
        return max(high, self.theme.px(_HIGH))

    def _said_on_pill(self, row: DeliveryRow, inside: int) -> str:
        pill = texts.pill(row, self._words)
        long_ = pill_size(pill.text, self.theme).width() > inside // 2
        return pill.short if pill.short and long_ else pill.text

    def _pill_size(self, row: DeliveryRow, inside: int) -> QSize:
        return pill_size(self._said_on_pill(row, inside), self.theme)

    def _apart(self, row: DeliveryRow, inside: int) -> bool:
        """Whether the pill needs a line of its own: next to the text, one of them would be cut
        off."""
        wide = self._pill_size(row, inside).width()
        beside = inside - wide - self.theme.px(8)
        about, count = self._lines(row, beside)
        lost = beside < width_of(about, self.theme, SMALL) <= inside
        return wide > inside // 2 or lost or width_of(count, self.theme, SMALL) > beside

    def _lines(self, row: DeliveryRow, room: int) -> tuple[str, str]:
        """The two small lines, if there is room for them."""
        about = texts.row_about(row, self.today, self._words)
        count = texts.row_count(row, self.today, self._words)
        if width_of(about, self.theme, SMALL) <= room:
            return about, count
        # The partner's line wraps before what follows the name instead of ending in "…".
        step = texts.row_step(row, self.today, self._words)
        both = dotted(step, count)
        first = count if row.next == "hand_out" else step or count
        return row.partner_name, both if width_of(both, self.theme, SMALL) <= room else first

    def paint_row(
        self,
        painter: QPainter,
        rect: QRect,
        record: DeliveryRow,
        parts: RowParts,
        option: QStyleOptionViewItem,
    ) -> None:
        px = self.theme.px
        room = rect.adjusted(px(_STYLE.side), px(_STYLE.top), -px(_STYLE.side), -px(_STYLE.top))
        picture = QRect(room.left(), rect.center().y() - px(_HIGH) // 2, px(_WIDE), px(_HIGH))
        self.thumbnails.paint(painter, picture, record.thumbnail)
        room.setLeft(picture.right() + px(_STYLE.gap))
        said = self._said_on_pill(record, room.width())
        size = pill_size(said, self.theme)
        if self._apart(record, room.width()):
            wide = min(size.width(), room.width())
            aside = QRect(room.left(), room.bottom() - size.height() + 1, wide, size.height())
            above = beside = room.adjusted(0, 0, 0, -size.height() - px(4))
        else:
            aside = QRect(room.right() - size.width() + 1, rect.top(), size.width(), rect.height())
            above = beside = room.adjusted(0, 0, -size.width() - px(8), 0)
            if width_of(parts.title, self.theme, self.title_style) > beside.width():
                above = room  # the title needs the whole width; the pill goes under it
                aside.setTop(room.top() + metrics(self.theme, self.title_style).height())
        paint_pill(painter, aside, said, parts.tone, self.theme)
        self._paint_lines(painter, above, beside, record, parts)

    def _paint_lines(
        self, painter: QPainter, above: QRect, beside: QRect, row: DeliveryRow, parts: RowParts
    ) -> None:
        title = metrics(self.theme, self.title_style).height()
        small = metrics(self.theme, SMALL).height()
        top = above.top() + (above.height() - title - 2 * small) // 2
        place = QRect(above.left(), top, above.width(), title)
        self.line(painter, place, parts.title, self.title_style, parts.ink)
        for n, text in enumerate(self._lines(row, beside.width())):
            place = QRect(beside.left(), top + title + n * small, beside.width(), small)
            self.line(painter, place, text, SMALL, "ink3")


class DeliveryList(RecordList[DeliveryRow]):
    """`chosen` carries a delivery's id."""

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        def parts(row: DeliveryRow) -> RowParts:
            pill = texts.pill(row, words)
            ink = "ink3" if texts.faded(row) else "ink"
            return RowParts(row.title, pill=pill.text, tone=pill.tone, ink=ink)

        spec = RowSpec(
            key=lambda row: str(row.delivery_id),
            parts=parts,
            spoken=lambda row: texts.spoken(row, self._painter.today, words),
            tooltip=lambda row: row.title,
            style=_STYLE,
        )
        self._painter = DeliveryDelegate(theme, words, spec)
        super().__init__(theme, words.text("Flyers"), spec, parent, delegate=self._painter)

    def show_rows(self, rows: tuple[DeliveryRow, ...], today: date, wanted: str) -> None:
        """Shows other rows. `wanted` is selected if it is there; otherwise the row at the same
        place."""
        self._painter.today = today
        self.show_records(rows, wanted, max(0, self.currentIndex().row()), today)

    def apply_theme(self) -> None:
        self._painter.thumbnails = Thumbnails(self.theme)
        super().apply_theme()


def delivery_column(theme: Theme, words: Words) -> RecordColumn[DeliveryList]:
    return RecordColumn(theme, words, _SPEC, DeliveryList(theme, words))
