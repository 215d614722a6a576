"""The left column: which of the term's events are shown, and the list."""

from __future__ import annotations

from cpdesk.ui.events import texts
from cpdesk.ui.events.event_list import EventList
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.page.record_column import ColumnSpec, Filter, RecordColumn
from cpdesk.words import N_, Words

_SPEC = ColumnSpec(
    "calendar-days",
    N_("Loading events…"),
    N_("Filter events"),
    (
        Filter(
            texts.TO_NOTE,
            N_("To record {n}"),
            N_("Nothing to record"),
            N_("Every past event has an outcome."),
        ),
        Filter(texts.AHEAD, N_("Upcoming {n}"), N_("No upcoming events this term")),
        Filter(texts.PAST, N_("Past {n}"), N_("No past events this term")),
        Filter(
            texts.EVERY,
            N_("All {n}"),
            N_("No tables or presentations this term"),
            N_("They show up here after a school leader approves the request."),
        ),
    ),
    begins=texts.EVERY,
)


def event_column(theme: Theme, words: Words) -> RecordColumn[EventList]:
    return RecordColumn(theme, words, _SPEC, EventList(theme, words))
