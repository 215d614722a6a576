"""Visits that nobody ended on their day. When their visitor stands at the desk again they are over:
they are closed as not checked out, without an end that somebody made up.

`left_at` is then when the book was closed; no report reads it as the time when somebody left.
"""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from typing import Any

from sqlalchemy import Connection, bindparam, select

from cpdesk.errors import DeskError
from cpdesk.models import desk_tables as d
from cpdesk.services import visits
from cpdesk.services.visit_book import SWEPT, of_earlier_day
from cpdesk.words import N_

_v = d.visit.c
_open = select(d.visit).where(_v.visitor_key == bindparam("visitor"), _v.left_at.is_(None))
_swept = select(d.visit).where(
    _v.visitor_key == bindparam("visitor"), _v.left_how == SWEPT, _v.left_at == bindparam("at")
)
_of_code = select(d.visit).where(_v.badge_code == bindparam("code"))


def close(tx: Connection, visitor_key: str, zone: tzinfo, day: date, *, now: datetime) -> None:
    """Closes what this visitor left open before this day, for here they stand."""
    row = tx.execute(_open, {"visitor": visitor_key}).first()
    if row is not None and of_earlier_day(row.arrived_at, zone, day):
        visits.close(tx, row, now=now, at=now, how=SWEPT)


def reopen(tx: Connection, visitor_key: str, at: datetime, *, now: datetime) -> None:
    """What made a visit close at this moment never was: it is as open as before."""
    for row in tx.execute(_swept, {"visitor": visitor_key, "at": at}).all():
        visits.reopen(tx, row, now=now)


def scanned(tx: Connection, code: str, zone: tzinfo, *, now: datetime) -> str:
    """Ends the visit whose badge this is, and no other one. One of an earlier day is closed as not
    checked out: its visitor may as well be coming as going. DeskError for a code of no badge, or
    of a visit that is over."""
    row = _by_code(tx, code)
    if of_earlier_day(row.arrived_at, zone, now.astimezone(zone).date()):
        visits.close(tx, row, now=now, at=now, how=SWEPT)
    else:
        visits.close(tx, row, now=now, at=max(now, row.arrived_at), how="scanned")
    return str(row.visit_id)


def _by_code(tx: Connection, code: str) -> Any:
    row = tx.execute(_of_code, {"code": code.strip().upper()}).first()
    if row is None:
        raise DeskError(
            N_("This code is not from one of this desk's badges."),
            N_("Type the visitor's name to check them out."),
        )
    if row.left_how == SWEPT:
        raise DeskError(
            N_("This badge is from {came}. {name} was not checked out that day."),
            N_("Scan today’s badge, or type the visitor’s name."),
            name=row.visitor_name,
            came=row.arrived_at,
        )
    if row.left_at is not None:
        raise DeskError(
            N_("{name} has left already, at {left}."),
            N_("If they are here again, check them in by name."),
            name=row.visitor_name,
            left=row.left_at,
        )
    return row
