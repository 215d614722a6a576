"""The left column: which requests are shown, the search by student reference, and the list."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from cpdesk.records.requests import RequestRow
from cpdesk.ui.requests import texts
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.domain import request_words
from cpdesk.ui.widgets.lists.record_list import RecordList
from cpdesk.ui.widgets.lists.row_parts import PillPlace, RowParts, RowSpec, RowStyle
from cpdesk.ui.widgets.page.record_column import ColumnSpec, Filter, RecordColumn, SearchField
from cpdesk.words import N_, Words

WAITING, APPROVED, DECLINED, EVERY = ("waiting", "approved", "declined", "all")
_SPEC = ColumnSpec(
    "inbox",
    N_("Loading requests…"),
    N_("Filter requests"),
    (
        Filter(
            WAITING,
            N_("Waiting {n}"),
            N_("No requests waiting"),
            N_("Press Ctrl+N to start a new request."),
        ),
        Filter(APPROVED, N_("Approved {n}"), N_("No upcoming approved requests")),
        Filter(DECLINED, N_("Declined {n}"), N_("No declined requests")),
        Filter(
            EVERY, N_("All {n}"), N_("No requests yet"), N_("Press Ctrl+N to start the first one.")
        ),
    ),
    SearchField(
        N_("Search by student reference"),
        N_("Search by student reference"),
        N_("No requests with this reference"),
        N_("Enter it as it is in the request, such as S-2207."),
    ),
)


class QueueList(RecordList[RequestRow]):
    """The rows as the service sorted them; closed requests are faded."""

    typing_searches = True

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        self._words = words
        self._today = date.min
        spec = RowSpec(
            key=lambda row: row.request_id,
            parts=self._parts,
            spoken=lambda row: texts.spoken(row, self._today, words),
            tooltip=lambda row: texts.row_title(row, self._today, words),
            style=RowStyle(top=9, pill_place=PillPlace.BELOW_LONG_TITLE),
        )
        super().__init__(theme, words.text("Requests"), spec, parent)

    def show_rows(self, rows: tuple[RequestRow, ...], today: date, wanted: str) -> None:
        """Other rows. `wanted` is selected if it is among them, otherwise the row at the same
        place, so that after a decision the next one in the queue is selected."""
        self._today = today
        self.show_records(rows, wanted, max(0, self.currentIndex().row()), today)

    def _parts(self, row: RequestRow) -> RowParts:
        words = self._words
        pill = texts.pill(row, words)
        return RowParts(
            request_words.kind(row.kind, words, row.event),
            (texts.row_about(row, words), texts.row_asked(row, self._today, words)),
            tail=texts.row_when(row, self._today, words),
            pill=pill.text,
            tone=pill.tone,
            ink="ink3" if texts.faded(row) else "ink",
        )


def queue_column(theme: Theme, words: Words) -> RecordColumn[QueueList]:
    """Only leaders search by a student's reference: the field is hidden until `let_search`."""
    column = RecordColumn(theme, words, _SPEC, QueueList(theme, words))
    column.search.hide()
    return column
