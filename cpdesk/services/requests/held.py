"""The times that requests hold: for conflicts, for the day, and for what comes next."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, select

from cpdesk.models.record_of import columns_of, record_of
from cpdesk.models.tables import request_tables as t
from cpdesk.policy.approval.requests import Kind, SlotState, State

OPEN = (State.WAITING, State.APPROVED)
# A time begins and ends on one day, which has an extra hour when the clock is set back. So what
# overlaps a moment began not long before it, and the years before are not searched.
_A_DAY = timedelta(hours=25)


@dataclass(frozen=True, slots=True)
class HeldSlot:
    """One time of a request that holds it. For use inside the services: `student_key` stays here.

    `people` are (id, name); none means anyone from the partner. Times are UTC.
    """

    slot_id: str
    starts_at: datetime
    ends_at: datetime
    class_minutes: int
    state: SlotState
    visit_id: str
    request_id: str
    kind: Kind
    request_state: State
    partner_id: str
    partner_name: str
    people: tuple[tuple[str, str], ...]
    place: str
    place_key: str
    event: str
    teacher: str
    host: str
    visitor_key: str
    student_key: str
    student_grade: int | None
    door: str


_between = (
    select(*columns_of(HeldSlot, t.request_slot, t.request, request_state=t.request.c.state))
    .join_from(t.request_slot, t.request)
    .where(
        t.request.c.school_id == bindparam("school"),
        t.request.c.state.in_(bindparam("states", expanding=True)),
        t.request_slot.c.state.in_(bindparam("slot_states", expanding=True)),
        t.request_slot.c.starts_at > bindparam("since"),
        t.request_slot.c.starts_at < bindparam("end"),
        t.request_slot.c.ends_at > bindparam("start"),
    )
    .order_by(t.request_slot.c.starts_at, t.request_slot.c.slot_id)
)


def slots_between(
    tx: Connection,
    school_id: str,
    start: datetime,
    end: datetime,
    *,
    states: Collection[State] = OPEN,
    slot_states: Collection[SlotState] = (SlotState.PLANNED, SlotState.USED),
) -> tuple[HeldSlot, ...]:
    """The times of a school's waiting and approved requests (or those in `states`) that overlap
    [start, end), in order of time."""
    rows = tx.execute(
        _between,
        {
            "school": school_id,
            "states": [state.value for state in states],
            "slot_states": [state.value for state in slot_states],
            "since": start - _A_DAY,
            "start": start,
            "end": end,
        },
    )
    return tuple(record_of(HeldSlot, row) for row in rows)
