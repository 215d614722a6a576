"""The left column: which requests are shown, the search by student reference, and the list."""

from __future__ import annotations

from cpdesk.ui.requests.queue.queue_list import QueueList
from cpdesk.ui.theme.theme import Theme
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


def queue_column(theme: Theme, words: Words) -> RecordColumn[QueueList]:
    """Only leaders search by a student's reference: the field is hidden until `let_search`."""
    column = RecordColumn(theme, words, _SPEC, QueueList(theme, words))
    column.search.hide()
    return column
