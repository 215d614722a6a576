"""Putting a roster beside the one in force, switching, and sweeping what is in force no longer.

The desk works on meanwhile: rows go in and out in short transactions, between which the desk's
own writes find room, and the switch is one short transaction of its own.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Table, delete, func, insert, select, update

from cpdesk.errors import DeskError
from cpdesk.models import journal, name_index
from cpdesk.models.roster_tables import OF_ISSUE, roster_issue
from cpdesk.models.store import Store
from cpdesk.services.roster.draft import Draft, Filling, Row, names
from cpdesk.words import N_

Told = Callable[[int], None]
"""Hears how many rows more are done; may raise to stop."""

_AT_MOST = 0.020  # seconds that one piece may hold the write lock, its commit aside
_PAUSE = 0.004  # seconds left to other writers: SQLite's waiting writers look again every 1-25 ms
_SMALLEST, _LARGEST = 200, 8_000


class Pace:
    """How many rows fit into one short transaction on this computer."""

    def __init__(self) -> None:
        self.rows = 1_000

    def took(self, rows: int, seconds: float) -> None:
        if rows and seconds:
            fits = int(rows * _AT_MOST / seconds)
            self.rows = max(_SMALLEST, min(_LARGEST, fits, self.rows * 2))


def begin(store: Store, of: Draft, at: datetime, sample: bool) -> int:
    """Opens a new issue in the state `staged` and gives its number."""
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
                district=about.district,
                school_year=about.school_year,
                sequence=about.sequence,
                published_at=about.published_at,
                valid_until=about.valid_until,
                time_zone=about.time_zone,
                partner_term=about.partner_term,
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


def stage(store: Store, issue: int, filling: Filling, pace: Pace, told: Told) -> None:
    """Puts one file's rows in."""
    pairs: list[tuple[Table, Sequence[Row]]] = [(filling.table, filling.rows)]
    if filling.list_table is not None:
        pairs.append((filling.list_table, filling.list_rows))
    for table, rows in pairs:
        places = ", ".join("?" * (len(table.columns) - 1))
        sql = f"INSERT INTO {table.name} VALUES ({issue}, {places})"
        _in_pieces(store, rows, pace, told, partial(_insert, sql))


def _insert(sql: str, tx: Connection, rows: Sequence[Row]) -> None:
    raw(tx).executemany(sql, rows)


def stage_names(store: Store, issue: int, of: Draft, told: Told) -> None:
    """Fills the index of names."""
    rows = names(of)
    _in_pieces(store, rows, Pace(), told, lambda tx, piece: name_index.fill(tx, issue, piece))


def _in_pieces(
    store: Store,
    rows: Sequence[Any],
    pace: Pace,
    told: Told,
    put: Callable[[Connection, Sequence[Any]], object],
) -> None:
    at = 0
    while at < len(rows):
        piece = rows[at : at + pace.rows]
        with store.write() as tx:
            began = time.perf_counter()
            put(tx, piece)
            took = time.perf_counter() - began
        pace.took(len(piece), took)
        at += len(piece)
        told(len(piece))
        time.sleep(_PAUSE)


def switch(
    store: Store, issue: int, before: int | None, at: datetime, summary: dict[str, Any]
) -> None:
    """Makes the staged issue the current one, if what it was compared with still is."""
    with store.write() as tx:
        current = tx.execute(
            select(roster_issue.c.issue).where(roster_issue.c.state == "current")
        ).scalar()
        if current != before:
            raise DeskError(
                N_("Another roster was taken in meanwhile. This one was not."),
                N_("Look at what the other one brought, and try again if this one is newer."),
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


def sweep(store: Store) -> None:
    """Takes away the rows of every issue that is not in force: those that were withdrawn, and
    those whose import was interrupted."""
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
    keys = ", ".join(c.name for c in table.primary_key.columns if c.name != "issue")
    first = f"SELECT {keys} FROM {table.name} WHERE issue = {issue}"
    while True:
        with store.write() as tx:
            began = time.perf_counter()
            done = raw(tx).execute(
                f"DELETE FROM {table.name} WHERE issue = {issue}"
                f" AND ({keys}) IN ({first} LIMIT {pace.rows})"
            )
            took = time.perf_counter() - began
        if done.rowcount < pace.rows:
            return
        pace.took(done.rowcount, took)
        time.sleep(_PAUSE)


def raw(tx: Connection) -> Any:
    """The driver's own connection: rows that were checked already need no second look."""
    return tx.connection.driver_connection


def no_room(trouble: BaseException) -> bool:
    """Whether the disk is full."""
    return isinstance(trouble, driver.OperationalError) and "full" in str(trouble)
