"""What the end of a day settles: approved times that no one came to are missed, and requests that
were not decided in time expire. A verbal approval never expires: its visit took place."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, select

from cpdesk.models.tables import request_tables as t
from cpdesk.policy.approval.requests import Kind, SlotState, State
from cpdesk.services.requests import book, rows

_LEAST = timedelta(microseconds=1)
_begun = (
    select(t.request)
    .where(
        t.IS_OPEN,
        t.request.c.state.in_((State.WAITING.value, State.RETURNED.value, State.APPROVED.value)),
        t.request.c.kind != Kind.RELAYED.value,
        t.request.c.starts_at < bindparam("now"),
    )
    .order_by(t.request.c.starts_at)
)


def due(tx: Connection, now: datetime) -> bool:
    """Whether there is anything to settle."""
    return any(_changes(tx, row, now) for row in tx.execute(_begun, {"now": now}).all())


def settle(tx: Connection, now: datetime) -> int:
    """Settles what is due, each change with its proof; returns how many requests that were."""
    settled = 0
    for row in tx.execute(_begun, {"now": now}).all():
        missed, then = _changes(tx, row, now) or ((), None)
        for slot_id in missed:
            book.set_slot(tx, slot_id, SlotState.MISSED, now=now, use_case="request.missed")
        if then is not None:
            change = {"state": then.value, "flag": book.flag_kept(row), "settled_at": now}
            book.change(tx, row, change, now=now, use_case=f"request.{then.value}")
        settled += bool(missed or then)
    return settled


def _changes(
    tx: Connection, row: Any, now: datetime
) -> tuple[tuple[str, ...], State | None] | None:
    """The missed times and the new state of the request; None if there are neither."""
    zone = rows.zone_of(tx, row.school_id)
    today = now.astimezone(zone).date()

    def over(ends_at: datetime) -> bool:
        """The day of the time is over. A time that ends at midnight belongs to the day before."""
        return (ends_at - _LEAST).astimezone(zone).date() < today

    slots = rows.slots_of(tx, row.request_id, zone)
    ends = [slot.window.ends_at for slot in slots if slot.state is not SlotState.CANCELLED]
    ends = ends or ([row.ends_at] if row.ends_at else [])
    if State(row.state) is not State.APPROVED:
        if State(row.state) is State.RETURNED:
            ends += [w.ends_at for w in rows.offered(tx, row.request_id, zone)]
        return ((), State.LAPSED) if ends and all(over(end) for end in ends) else None
    missed = tuple(
        slot.slot_id
        for slot in slots
        if slot.state is SlotState.PLANNED and over(slot.window.ends_at)
    )
    used = bool(row.visit_id) or any(slot.state is SlotState.USED for slot in slots)
    ended = bool(ends) and all(over(end) for end in ends)
    then = (State.USED if used else State.MISSED) if ended else None
    return (missed, then) if missed or then else None
