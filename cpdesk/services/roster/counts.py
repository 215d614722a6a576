"""What a new roster adds, changes and withdraws, file by file."""

from __future__ import annotations

from itertools import chain

from sqlalchemy import Connection, Table

from cpdesk.records.office import Counts
from cpdesk.services.roster.draft import Filling, Row


def counts(tx: Connection, before: int | None, filling: Filling) -> Counts:
    """Compares the rows of one file with those of the issue before; a row counts as changed
    also where only a list in one of its cells did."""
    table = filling.table
    names = [column.name for column in table.columns if column.name != "issue"]
    keys = [names.index(c.name) for c in table.primary_key.columns if c.name != "issue"]
    old = {_key(row, keys): row for row in _rows(tx, table, before)}
    if not old:
        return Counts(filling.file, len(filling.rows), len(filling.rows), 0, 0)
    added = changed = 0
    lists = _changed_lists(tx, before, filling)
    for row in filling.rows:
        key = _key(row, keys)
        other = old.pop(key, None)
        if other is None:
            added += 1
        elif other != row or key[0] in lists:
            changed += 1
    return Counts(filling.file, len(filling.rows), added, changed, len(old))


def _key(row: Row, places: list[int]) -> Row:
    return tuple([row[n] for n in places])


def _changed_lists(tx: Connection, before: int | None, filling: Filling) -> set[object]:
    """The ids of the rows whose list is another than before."""
    if filling.list_table is None:
        return set()
    old = set(_rows(tx, filling.list_table, before))
    return {owner for owner, _ in chain(old.symmetric_difference(filling.list_rows))}


def _rows(tx: Connection, table: Table, issue: int | None) -> list[Row]:
    if issue is None:
        return []
    names = ", ".join(column.name for column in table.columns if column.name != "issue")
    sql = f"SELECT {names} FROM {table.name} WHERE issue = ?"
    found: list[Row] = tx.connection.driver_connection.execute(sql, (issue,)).fetchall()  # type: ignore[union-attr]
    return found
