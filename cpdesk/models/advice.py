"""What SQLite is told about the sizes of the tables, so that it looks things up by their index.

Left to guess, it takes the rows of one issue of the roster for ten, and reads all of an issue's
contracts to find those of one partner. The figures are fixed and rough, as `ANALYZE` would find
them in a large district: a plan never depends on what the tables happened to hold one morning.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Index, Table

from cpdesk.models.desk_tables import visit
from cpdesk.models.roster_tables import OF_ISSUE

_ROWS = 20_000  # of a roster table: two issues, the one in force and the next
_OF_ONE = 10  # rows that share a key which is not the whole key


def give(tx: Connection) -> None:
    """Writes the figures where SQLite looks for them; connections opened later know them too."""
    tx.exec_driver_sql("ANALYZE alembic_version")  # makes the table of figures
    tx.exec_driver_sql("DELETE FROM sqlite_stat1")
    tx.exec_driver_sql(
        "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", list(_figures())
    )
    tx.exec_driver_sql("ANALYZE sqlite_master")  # this one reads them now


def _figures() -> Iterator[tuple[str, str, str]]:
    for table in OF_ISSUE:
        if "issue" in table.primary_key.columns:
            keys = [column.name for column in table.primary_key.columns]
            yield table.name, table.name, _figure(len(keys), unique=True)
            for index in _indexes(table):
                yield table.name, str(index.name), _figure(len(index.columns), unique=False)
    # Years of visits, of which a handful is open.
    yield visit.name, "visit_one_open", "20 1"
    yield visit.name, "visit_by_day", f"{_ROWS} {_ROWS} 1"
    yield visit.name, "visit_of_visitor", f"{_ROWS} {_OF_ONE} 1 1"


def _indexes(table: Table) -> list[Index]:
    return sorted(table.indexes, key=lambda index: str(index.name))


def _figure(columns: int, *, unique: bool) -> str:
    """All rows, then the rows that share the first column, the first two, and so on."""
    shared = [_ROWS // 2, *[_OF_ONE] * (columns - 1)]
    if unique:
        shared[-1] = 1
    return " ".join(map(str, [_ROWS, *shared]))
