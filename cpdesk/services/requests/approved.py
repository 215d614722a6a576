"""What leaders approved, for the desk: times at which somebody is expected, and lifted findings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy import Connection, bindparam, select

from cpdesk.models import request_tables as t
from cpdesk.policy.case import ApprovalFacts, LiftFacts
from cpdesk.policy.outcome import Door, Purpose
from cpdesk.policy.requests import PURPOSE, Kind, State
from cpdesk.services.requests.held import HeldSlot, slots_between

_lifts = select(t.request.c.request_id, t.request.c.lift_codes, t.request.c.valid_until).where(
    t.request.c.school_id == bindparam("school"),
    t.request.c.visitor_key == bindparam("visitor"),
    t.request.c.kind == Kind.THIS_VISIT.value,
    t.request.c.state == State.APPROVED.value,
    t.request.c.starts_at <= bindparam("at"),
    t.request.c.ends_at > bindparam("at"),
)


@dataclass(frozen=True, slots=True)
class Approved:
    """An approved time. `for_visitor`: it names the person who was asked about, or nobody of the
    partner in particular."""

    slot: HeldSlot
    purpose: Purpose
    for_visitor: bool


def approvals_for(
    tx: Connection,
    school_id: str,
    start: datetime,
    end: datetime,
    *,
    partner_id: str = "",
    person_id: str = "",
    purpose: Purpose | None = None,
) -> tuple[Approved, ...]:
    """The approved times that touch [start, end), in order of time: of this partner ("" of all),
    for this purpose (None for all). A time that was used is among them, with that state, since one
    request may name several people who come one after another. Those for other people of the
    partner are among them too, with `for_visitor` False: then the desk says so.
    """
    held = slots_between(tx, school_id, start, end, states=(State.APPROVED, State.USED))
    found = []
    for slot in held:
        meant = PURPOSE.get(slot.kind)
        if meant is None or (purpose and meant is not purpose):
            continue
        if partner_id and slot.partner_id != partner_id:
            continue
        theirs = not slot.people or person_id in (person for person, _ in slot.people)
        found.append(Approved(slot, meant, theirs))
    return tuple(found)


def approval_facts(approved: Approved, zone: tzinfo, *, grade: int | None = None) -> ApprovalFacts:
    """An approved time as the rules know it, in the school's zone. `grade` is the one that was said
    at the desk: where it is another student's, the approval is not for it."""
    slot = approved.slot
    asked = grade is not None and slot.student_grade is not None
    return ApprovalFacts(
        request_id=slot.request_id,
        purpose=approved.purpose,
        starts_at=slot.starts_at.astimezone(zone),
        ends_at=slot.ends_at.astimezone(zone),
        place=slot.place,
        teacher=slot.teacher,
        for_visitor=approved.for_visitor,
        for_grade=not asked or grade == slot.student_grade,
        door=Door(slot.door) if slot.door else None,
    )


def lifts_for(
    tx: Connection, school_id: str, visitor_key: str, at: datetime
) -> tuple[LiftFacts, ...]:
    """The findings that leaders lifted for this visitor ("person:ID" or "guest:ID") and that are
    lifted at this moment. One that holds once is for its day until its request is used; "" as a key
    finds nothing."""
    if not visitor_key:
        return ()
    rows = tx.execute(_lifts, {"school": school_id, "visitor": visitor_key, "at": at})
    return tuple(
        LiftFacts(row.request_id, frozenset(row.lift_codes), row.valid_until) for row in rows
    )
