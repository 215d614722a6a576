"""Visits that no one ended on their day. When the visitor is at the desk again they are over: they
are closed as not checked out, without a made-up end.

`left_at` is then when they were closed; no report reads it as the time the visitor left.
"""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from typing import Any

from sqlalchemy import Connection, bindparam, select

from cpdesk.errors import DeskError
from cpdesk.models.tables import desk_tables as d
from cpdesk.services.visits import visits
from cpdesk.services.visits.endings import SWEPT, of_earlier_day
from cpdesk.words import N_

_v = d.visit.c
_open = select(d.visit).where(_v.visitor_key == bindparam("visitor"), _v.left_at.is_(None))
_swept = select(d.visit).where(
    _v.visitor_key == bindparam("visitor"), _v.left_how == SWEPT, _v.left_at == bindparam("at")
)
_later = (
    select(_v.arrived_at, _v.left_at)
    .where(
        _v.visitor_key == bindparam("visitor"),
        _v.arrived_at >= bindparam("since"),
        _v.visit_id != bindparam("visit"),
        _v.undone.is_(False),
    )
    .order_by(_v.arrived_at.desc())
    .limit(1)
)
_of_code = select(d.visit).where(_v.badge_code == bindparam("code"))


def close(
    tx: Connection, visitor_key: str, zone: tzinfo, day: date, *, now: datetime
) -> datetime | None:
    """Closes the visit this visitor left open before this day, since they are here now. Returns
    when that visit began."""
    row = tx.execute(_open, {"visitor": visitor_key}).first()
    if row is None or not of_earlier_day(row.arrived_at, zone, day):
        return None
    visits.close(tx, row, now=now, at=now, how=SWEPT)
    came: datetime = row.arrived_at
    return came


def reopen(tx: Connection, visitor_key: str, at: datetime, *, now: datetime) -> None:
    """Undoes closing at this moment: the visit is as open as before."""
    for row in tx.execute(_swept, {"visitor": visitor_key, "at": at}).all():
        visits.reopen(tx, row, now=now)


def end(tx: Connection, row: Any, zone: tzinfo, *, how: str, now: datetime) -> None:
    """Ends an open visit now. A visit of an earlier day is closed as not checked out: no one saw
    its visitor leave."""
    if of_earlier_day(row.arrived_at, zone, now.astimezone(zone).date()):
        visits.close(tx, row, now=now, at=now, how=SWEPT)
    else:
        visits.close(tx, row, now=now, at=max(now, row.arrived_at), how=how)


def refuse_after_another(tx: Connection, row: Any) -> None:
    """DeskError if this visitor has come in again since this visit: it can't be opened again."""
    since = tx.execute(
        _later, {"visitor": row.visitor_key, "visit": row.visit_id, "since": row.arrived_at}
    ).first()
    if since is None:
        return
    if since.left_at is None:
        raise visits.already_inside(row.visitor_name, since.arrived_at)
    raise DeskError(
        N_("{name} checked in again at {since}, so the earlier visit stays closed."),
        N_("If they are in the building, check them in again."),
        name=row.visitor_name,
        since=since.arrived_at,
    )


def scanned(tx: Connection, code: str, zone: tzinfo, *, now: datetime) -> str:
    """Ends the visit that this badge belongs to, and no other. A visit of an earlier day is closed
    as not checked out: its visitor may just as well be coming as going. DeskError for a code that
    is on no badge, or of a visit that is over."""
    row = _by_code(tx, code)
    end(tx, row, zone, how="scanned", now=now)
    return str(row.visit_id)


def _by_code(tx: Connection, code: str) -> Any:
    row = tx.execute(_of_code, {"code": code.strip().upper()}).first()
    if row is None:
        raise DeskError(
            N_("This code is not from a badge printed at this front desk."),
            N_("Type the visitor’s name to check them out."),
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
            N_("{name} already checked out at {left}."),
            N_("If they are here again, check them in by name."),
            name=row.visitor_name,
            left=row.left_at,
        )
    return row
