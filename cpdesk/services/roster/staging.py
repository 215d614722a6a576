"""Putting a roster beside the one in use, switching, and deleting what is no longer in use.

The desk works on in the meantime: rows are added and deleted in short transactions that leave room
for the desk's own writes, and the switch is one short transaction of its own.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from cpdesk.errors import DeskError
from cpdesk.models import journal
from cpdesk.models.record_of import values_of
from cpdesk.models.store import Store
from cpdesk.models.tables import name_index
from cpdesk.models.tables.roster_tables import OF_ISSUE, roster_issue
from cpdesk.services.roster.draft import Draft, Filling, Row
from cpdesk.words import N_

Progress = Callable[[int], None]
"""Hears how many rows more are done; may raise to stop."""

_AT_MOST = 0.040  # seconds that one piece should hold the write lock
# What is left to other writers after each piece, as a share of the time it took: SQLite's waiting
# writers do not queue, they look again every 1 to 100 ms.
_PAUSE = 0.10
_SMALLEST, _LARGEST = 200, 8_000


class Pace:
    """How many rows fit into one short transaction on this computer.

    `rest(seconds)` is how the time between two of them is spent.
    """

    def __init__(self, rest: Callable[[float], None] = time.sleep) -> None:
        self.rows = 1_000
        self._rest = rest

    def took(self, rows: int, seconds: float) -> None:
        """Learns from the last piece, and lets others in before the next."""
        if rows == self.rows and seconds:
            fits = int(rows * _AT_MOST / seconds)
            self.rows = max(_SMALLEST, min(_LARGEST, fits, self.rows * 2))
        self._rest(seconds * _PAUSE)


def begin(store: Store, of: Draft, at: datetime, sample: bool) -> int:
    """Opens a new issue in the state `staged` and returns its number."""
    about = of.manifest
    office, phone, email, url = about.contact
    with store.write() as tx:
        issue = int(
            tx.execute(select(func.coalesce(func.max(roster_issue.c.issue), 0))).scalar_one()
        )
        issue += 1
        tx.execute(
            insert(roster_issue).values(
                issue=issue,
                state="staged",
                **values_of(about, roster_issue),
                contact_office=office,
                contact_phone=phone,
                contact_email=email,
                become_partner_url=url,
                taken_in_at=at,
                sample=sample,
                summary={},
            )
        )
        name_index.create(tx, issue)
    return issue


def stage(store: Store, issue: int, filling: Filling, pace: Pace, progress: Progress) -> None:
    """Adds one file's rows."""
    pairs: list[tuple[Table, Sequence[Row]]] = [(filling.table, filling.rows)]
    if filling.list_table is not None:
        pairs.append((filling.list_table, filling.list_rows))
    for table, rows in pairs:
        places = ", ".join("?" * (len(table.columns) - 1))
        sql = f"INSERT INTO {table.name} VALUES ({issue}, {places})"
        _in_pieces(store, rows, pace, progress, partial(_insert, sql))


def _insert(sql: str, tx: Connection, rows: Sequence[Row]) -> None:
    raw(tx).executemany(sql, rows)


def stage_names(
    store: Store, issue: int, names: Sequence[name_index.Row], pace: Pace, progress: Progress
) -> None:
    """Fills the index of names, which are in alphabetical order."""
    _in_pieces(store, names, pace, progress, lambda tx, piece: name_index.fill(tx, issue, piece))


def _in_pieces(
    store: Store,
    rows: Sequence[Any],
    pace: Pace,
    progress: Progress,
    put: Callable[[Connection, Sequence[Any]], object],
) -> None:
    at = 0
    while at < len(rows):
        piece = rows[at : at + pace.rows]
        began = time.perf_counter()
        with store.write() as tx:
            put(tx, piece)
        pace.took(len(piece), time.perf_counter() - began)
        at += len(piece)
        progress(len(piece))


def switch(
    store: Store,
    issue: int,
    before: int | None,
    at: datetime,
    summary: dict[str, Any],
    by: str = "desk",
    then: Callable[[Connection], object] | None = None,
) -> None:
    """Makes the staged issue the current one, if the issue it was compared with still is. `by` is
    who imports it; `then` runs in the same transaction, once the new one is in use."""
    with store.write(by) as tx:
        current = tx.execute(
            select(roster_issue.c.issue).where(roster_issue.c.state == "current")
        ).scalar()
        if current != before:
            raise DeskError(
                N_("Another roster was imported in the meantime. This one was not."),
                N_("Check what the other one changed, and try again if this one is newer."),
            )
        tx.execute(
            update(roster_issue).where(roster_issue.c.state == "current").values(state="withdrawn")
        )
        done = tx.execute(
            update(roster_issue)
            .where(roster_issue.c.issue == issue, roster_issue.c.state == "staged")
            .values(state="current", summary=summary)
            .returning(
                *(
                    roster_issue.c[name]
                    for name in ("district", "school_year", "sequence", "sample")
                )
            )
        ).one()
        journal.record(
            tx,
            at=at,
            use_case="roster.take_in",
            subject_id=str(issue),
            payload={"issue": issue, "counts": summary["counts"], **done._asdict()},
        )
        if then is not None:
            then(tx)


def sweep(store: Store) -> None:
    """Deletes the rows of every issue that is not in use: those that were replaced, and those whose
    import was interrupted."""
    with store.read() as tx:
        gone = tx.execute(
            select(roster_issue.c.issue, roster_issue.c.state).where(
                roster_issue.c.state.in_(("staged", "withdrawn"))
            )
        ).all()
    for issue, state in gone:
        with store.write() as tx:
            name_index.drop(tx, issue)
        pace = Pace()
        for table in OF_ISSUE:
            _sweep_table(store, table, issue, pace)
        mine = roster_issue.c.issue == issue
        with store.write() as tx:
            if state == "staged":
                tx.execute(delete(roster_issue).where(mine))
            else:
                tx.execute(update(roster_issue).where(mine).values(state="swept"))


def _sweep_table(store: Store, table: Table, issue: int, pace: Pace) -> None:
    columns = [c.name for c in table.primary_key.columns if c.name != "issue"]
    keys, places = ", ".join(columns), ", ".join("?" * len(columns))
    mine = f"FROM {table.name} WHERE issue = {issue}"
    last: tuple[Any, ...] | None = ()
    while last is not None:
        began = time.perf_counter()
        with store.write() as tx:
            run = raw(tx).execute
            last = run(
                f"SELECT {keys} {mine} ORDER BY {keys} LIMIT 1 OFFSET {pace.rows}"
            ).fetchone()
            if last is None:
                run(f"DELETE {mine}")
            else:
                run(f"DELETE {mine} AND ({keys}) <= ({places})", last)
        pace.took(pace.rows, time.perf_counter() - began)


def raw(tx: Connection) -> Any:
    """The driver's own connection: rows that were already checked need no second look."""
    return tx.connection.driver_connection
