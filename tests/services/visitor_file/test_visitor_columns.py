"""Nothing of a visitor goes into a file because a table has grown: each column is decided about."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from sqlalchemy import Table
from sqlalchemy.sql.elements import Label

from cpdesk.models import schema as schema  # every table, once it is imported
from cpdesk.models.tables import desk_tables as d
from cpdesk.models.tables import request_tables as t
from cpdesk.models.tables.roster_tables import metadata
from cpdesk.records.reports import FiledRefusal, FiledRequest, FiledVisit
from cpdesk.services.visitor_file.visitor_columns import FATES, Fate, columns

_ABOUT_A_VISITOR = {
    "visitor_key",
    "visitor_name",
    "guest_id",
    "person_id",
    "subject_id",
    "visit_id",
}
# Of the roster: the district answers for it. Of the proof: what is in it is in the tables. Of
# events: how a partner's table went.
_NOT_OURS = {"person", "activity_person", "audit_entry", "outbox", "event_outcome"}


@pytest.mark.parametrize("table", FATES, ids=lambda table: table.name)
def test_every_column_is_decided_about(table: Table) -> None:
    """Fails where a table has a new column: visitor_columns.py says what becomes of it."""
    assert set(FATES[table]) == {column.name for column in table.c}


def test_every_table_that_knows_a_visitor_is_decided_about() -> None:
    known = {
        table.name
        for table in metadata.tables.values()
        if _ABOUT_A_VISITOR & {column.name for column in table.c}
    }
    assert known - _NOT_OURS <= {table.name for table in FATES}


@pytest.mark.parametrize("table", FATES, ids=lambda table: table.name)
def test_of_what_is_private_it_is_read_at_most_that_it_is_there(table: Table) -> None:
    read = {column.name: column for column in columns(table)}
    for name, fate in FATES[table].items():
        assert (name in read) is (fate not in (Fate.NEVER, Fate.OURS)), name
        if name in read:
            assert isinstance(read[name], Label) is (fate in (Fate.COUNTED, Fate.FREE)), name
    given_out = {column.name: column for column in columns(table, read=True)}
    assert [n for n, c in given_out.items() if not isinstance(c, Label)] == [
        n for n, fate in FATES[table].items() if fate in (Fate.TOLD, Fate.READ, Fate.FREE)
    ]


_MADE_OF = {
    "never_ended": "left_how",
    "rules": "turned_away_id",
    "decided_at": "settled_at",
}


@pytest.mark.parametrize(
    ("record", "table"),
    [(FiledVisit, d.visit), (FiledRefusal, d.turned_away), (FiledRequest, t.request)],
)
def test_what_the_file_tells_is_what_it_may(record: Any, table: Table) -> None:
    """Each field of a record comes from a column that may be told, and each such column is told."""
    told = {name for name, fate in FATES[table].items() if fate in (Fate.TOLD, Fate.FREE)}
    made_of = {_MADE_OF.get(one.name, one.name) for one in fields(record)}
    read = {name for name, fate in FATES[table].items() if fate is Fate.READ}
    assert made_of <= told | read
    assert told - made_of == told & {"visitor_name"}  # that is the file's own


def test_a_notice_is_nowhere_told() -> None:
    """What hangs on who was asked, and what was said then."""
    for name in ("outcome", "admitted_by", "lift_reason", "relayed_who", "relayed_how"):
        assert FATES[d.visit][name] is Fate.NEVER
    for name in ("outcome", "told"):
        assert FATES[d.turned_away][name] is Fate.NEVER
    for name in ("lift", "says", "offer", "facts"):
        assert FATES[d.finding][name] is Fate.NEVER
