"""What a new roster adds, changes and withdraws, file by file."""

from __future__ import annotations

from operator import eq, itemgetter

from sqlalchemy import Connection, Table

from cpdesk.records.office import Counts
from cpdesk.services.roster.draft import Filling, Row


def counts(tx: Connection, before: int | None, filling: Filling) -> Counts:
    """Compares the rows of one file with those of the previous issue. A row also counts as changed
    if only a list in one of its cells changed."""
    table, rows = filling.table, filling.rows
    names = [column.name for column in table.columns if column.name != "issue"]
    key = itemgetter(*(names.index(c.name) for c in table.primary_key.columns if c.name != "issue"))
    stored = _rows(tx, table, before)
    if not stored:
        return Counts(filling.file, len(rows), len(rows), 0, 0)
    old = dict(zip(map(key, stored), stored, strict=True))
    new = dict(zip(map(key, rows), rows, strict=True))
    both = old.keys() & new.keys()
    same = sum(map(eq, map(old.__getitem__, both), map(new.__getitem__, both)))
    # IDs whose row is the same, but whose list is not.
    lists = [one for one in _changed_lists(tx, before, filling) & both if old[one] == new[one]]
    return Counts(
        filling.file,
        rows=len(rows),
        added=len(new) - len(both),
        changed=len(both) - same + len(lists),
        withdrawn=len(old) - len(both),
    )


def _changed_lists(tx: Connection, before: int | None, filling: Filling) -> set[object]:
    """The IDs of rows whose list changed."""
    if filling.list_table is None or before is None:
        return set()
    old = set(_rows(tx, filling.list_table, before))
    return {owner for owner, _ in old.symmetric_difference(filling.list_rows)}


def _rows(tx: Connection, table: Table, issue: int | None) -> list[Row]:
    if issue is None:
        return []
    names = ", ".join(column.name for column in table.columns if column.name != "issue")
    sql = f"SELECT {names} FROM {table.name} WHERE issue = ?"
    found: list[Row] = tx.connection.driver_connection.execute(sql, (issue,)).fetchall()  # type: ignore[union-attr]
    return found
