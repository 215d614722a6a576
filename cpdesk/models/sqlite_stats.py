"""What SQLite is told about the sizes of the tables, so that it uses their indexes.

Left to guess, it assumes that one issue of the roster has ten rows, and reads all of an issue's
contracts to find those of one partner; or it looks for the open visits of a school among all visits
there ever were. The figures are fixed and rough: a plan never depends on what the tables happened
to hold one morning. For the roster they are those of a large district; for what the office keeps,
those that `ANALYZE` found in a file of ten years (benchmarks/ten_years.py --figures), rounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from sqlalchemy import Connection, Index, Table

from cpdesk.models.tables.roster_tables import OF_ISSUE

_ROWS = 20_000  # of a roster table: two issues, the current one and the next
_OF_ONE = 10  # rows that share a key which is not the whole key

# For each table that grows over the years, its rows and those of each index in SQLite's form: all
# of them, then those that share the first column, the first two, and so on. A column that is mostly
# empty counts as if it never were, since no one looks for what is empty.
KEPT: Mapping[str, tuple[int, Mapping[str, str]]] = MappingProxyType(
    {
        "local_person": (
            1_500,
            {"local_person_of_partner": "1500 10", "local_person_by_name": "1500 1"},
        ),
        "guest": (25_000, {"guest_by_name": "25000 2 1"}),
        "visit": (
            200_000,
            {
                "visit_one_open": "20 1",
                "visit_inside": "20 20 1",
                "visit_by_day": "200000 200000 1",
                "visit_of_partner": "200000 1300 1",
                "visit_of_visitor": "200000 7 1 1",
            },
        ),
        "turned_away": (
            5_000,
            {
                "turned_away_by_day": "5000 5000 1",
                "turned_away_of_partner": "5000 34 1",
                "turned_away_visitor": "5000 3 1 1 1",
            },
        ),
        "finding": (3_000_000, {"finding": "3000000 15 1"}),
        "audit_entry": (650_000, {}),
        "outbox": (650_000, {}),
        "request": (
            15_000,
            {
                "request_open": "60 60 1",
                "request_by_asking": "15000 15000 1",
                "request_counted": "15000 15000 15000 2500 200",
                "request_of_partner": "15000 100 1",
                "request_by_short_form": "15000 1",
                "request_of_student": "15000 10",
                "request_of_visitor": "15000 10",
                "request_of_visit": "15000 1",
            },
        ),
        "request_slot": (
            45_000,
            {"request_slot_by_time": "45000 1", "request_slot_of": "45000 3 1"},
        ),
        "request_person": (
            15_000,
            {"request_person": "15000 1 1", "request_person_by": "15000 3"},
        ),
        "request_decision": (12_500, {"request_decision_of": "12500 1 1"}),
        "event_outcome": (9_000, {"event_outcome_of_partner": "9000 9000 60"}),
        "photo_release": (400, {"photo_release_here": "30 30 1"}),
        "release_child": (2_000, {"release_child_of": "200 200 7 1"}),
        "flyer_memo": (600, {"flyer_memo_here": "600 600 5", "flyer_memo_by_number": "600 1"}),
        "flyer_delivery": (
            3_000,
            {
                "flyer_delivery_open": "12 12 1",
                "flyer_delivery_by_day": "3000 3000 1",
                "flyer_delivery_by_end": "3000 3000 1",
                "flyer_delivery_of_partner": "3000 20 1",
                "flyer_delivery_of_name": "100 1",
                "flyer_delivery_of_approval": "3000 6",
            },
        ),
        "flyer_return": (300, {"flyer_return_of": "300 1 1", "flyer_return_at": "300 1"}),
        "flyer_line": (36_000, {"flyer_line_of": "36000 12 1"}),
        "flyer_board": (6, {"flyer_board_of": "6 6 1"}),
        "flyer_post": (3_000, {"flyer_post_of": "3000 1", "flyer_post_up": "3000 1 1"}),
        "flyer_file": (3_000, {"flyer_file_of": "3000 1"}),
        "printed_paper": (200_000, {"printed_paper_by_day": "200000 200000 1"}),
        "printed_pdf": (200, {}),
        "print_run": (200_000, {"print_run_of": "200000 1 1", "print_run_at": "200000 1"}),
        "delegation": (200, {"delegation_to": "200 25 1"}),
    }
)


def give(tx: Connection) -> None:
    """Writes the figures where SQLite looks for them; connections opened later use them, too."""
    tx.exec_driver_sql("ANALYZE alembic_version")  # creates the table of figures
    tx.exec_driver_sql("DELETE FROM sqlite_stat1")
    tx.exec_driver_sql(
        "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", list(_figures())
    )
    tx.exec_driver_sql("ANALYZE sqlite_master")  # this connection reads them now


def _figures() -> Iterator[tuple[str, str | None, str]]:
    for table in OF_ISSUE:
        if "issue" in table.primary_key.columns:
            keys = [column.name for column in table.primary_key.columns]
            yield table.name, table.name, _figure(len(keys), unique=True)
            for index in _indexes(table):
                yield table.name, str(index.name), _figure(len(index.columns), unique=False)
    for name, (rows, indexes) in KEPT.items():
        if name not in indexes:  # the table's own tree, or the index of its key
            yield name, None, str(rows)
        for named, figure in indexes.items():
            yield name, named, figure


def _indexes(table: Table) -> list[Index]:
    return sorted(table.indexes, key=lambda index: str(index.name))


def _figure(columns: int, *, unique: bool) -> str:
    """All rows, then the rows that share the first column, the first two, and so on."""
    shared = [_ROWS // 2, *[_OF_ONE] * (columns - 1)]
    if unique:
        shared[-1] = 1
    return " ".join(map(str, [_ROWS, *shared]))
