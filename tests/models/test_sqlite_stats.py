"""Look-ups go by their index, in a file that was just made and in one that was migrated."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from cpdesk.models import schema, sqlite_stats
from cpdesk.models.store import Store

KEY = "ab" * 32
BY_INDEX = [
    ("contract", "issue = 1 AND partner_id = 'P'", "contract_of_partner"),
    ("contract", "issue = 1 AND partner_id IN ('P', 'Q')", "contract_of_partner"),
    ("contract", "issue = 1 AND contract_id = 'C'", "PRIMARY KEY"),
    ("program", "issue = 1 AND partner_id = 'P'", "program_of_partner"),
    ("activity", "issue = 1 AND school_id = 'S'", "activity_at_school"),
    ("activity", "issue = 1 AND program_id = 'G'", "activity_of_program"),
    ("activity_person", "issue = 1 AND person_id = 'V'", "activity_of_person"),
    ("activity_person", "issue = 1 AND activity_id = 'A'", "PRIMARY KEY"),
    ("person", "issue = 1 AND partner_id = 'P'", "person_of_partner"),
    ("person", "issue = 1 AND person_id = 'V'", "PRIMARY KEY"),
    ("visit", "visitor_key = 'person:V' AND left_at IS NULL", "visit_one_open"),
    ("visit", "school_id = 'S' AND arrived_at >= 'a' AND arrived_at < 'b'", "visit_by_day"),
    ("visit", "visitor_key = 'person:V' AND NOT undone", "visit_of_visitor"),
    ("visit", "school_id = 'S' AND left_at IS NULL", "visit_inside"),
    ("visit", "partner_id = 'P' AND arrived_at >= 'a'", "visit_of_partner"),
    ("guest", "name_key = 'ines berg'", "guest_by_name"),
    ("request", "substr(request_id, -10) = 'a'", "request_by_short_form"),
]


@pytest.fixture(params=["made", "migrated", "opened again"])
def tx(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    path = tmp_path / "desk.db"
    store = Store.open(path, KEY) if request.param != "migrated" else Store(path, KEY)
    if request.param == "migrated":
        with store.write() as first:
            schema.upgrade(first, schema.SHIPPED)
            sqlite_stats.give(first)
    elif request.param == "opened again":
        store.close()
        store = Store.open(path, KEY)
    with store.read() as looking:
        yield looking
    store.close()


def test_each_look_up_uses_its_index(tx: Connection) -> None:
    used = {}
    for table, where, _ in BY_INDEX:
        plan = tx.exec_driver_sql(f"EXPLAIN QUERY PLAN SELECT * FROM {table} WHERE {where}")
        used[table, where] = " ".join(row[3] for row in plan)
    for table, where, index in BY_INDEX:
        assert index in used[table, where], f"{table} where {where}: {used[table, where]}"


def test_every_index_of_the_roster_is_spoken_of(tx: Connection) -> None:
    roster = tx.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '%(issue, %'"
    )
    assert set(roster.scalars()) <= set(
        tx.exec_driver_sql("SELECT idx FROM sqlite_stat1").scalars()
    )
