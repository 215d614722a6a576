"""The left column: what needs work or was finished this term, a search field, and the list."""

from __future__ import annotations

from cpdesk.ui.flyers.queue.delivery_list import DeliveryList
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.page.record_column import ColumnSpec, Filter, RecordColumn, SearchField
from cpdesk.words import N_, Words

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


def delivery_column(theme: Theme, words: Words) -> RecordColumn[DeliveryList]:
    return RecordColumn(theme, words, _SPEC, DeliveryList(theme, words))
