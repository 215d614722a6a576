"""The approved requests as the desk needs them: whose, when and where.

Read only; what a day holds comes from one query over the index of times. Nothing of a student
leaves this file but a grade for the rules and how many meetings a week has.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, func, select

from cpdesk.errors import DeskError
from cpdesk.models import request_tables as t
from cpdesk.policy.case import ApprovalFacts, StudentLoad
from cpdesk.policy.dayplan import DayPlan, instructional_minutes
from cpdesk.policy.outcome import Door, Purpose
from cpdesk.policy.requests import PURPOSE, Kind, SlotState, State
from cpdesk.policy.terms import TermsInForce
from cpdesk.words import N_

PURPOSES = frozenset(PURPOSE.values())

# A used one counts as well: the others of a group come later, and somebody comes back.
_IN_FORCE = (State.APPROVED.value, State.USED.value)
_STANDING = (SlotState.PLANNED.value, SlotState.USED.value)


@dataclass(frozen=True, slots=True)
class Approved:
    """One time of an approved request. `people` are ids and names; none: anyone of the partner."""

    request_id: str
    slot_id: str
    kind: Kind
    partner_id: str
    partner_name: str
    people: tuple[tuple[str, str], ...]
    starts_at: datetime
    ends_at: datetime
    place: str
    teacher: str
    host: str
    event: str
    door: Door | None
    reason: str
    grade: int | None
    student_key: str
    releases: int | None
    used: bool
    visit_id: str

    @property
    def purpose(self) -> Purpose:
        return PURPOSE[self.kind]

    def is_for(self, visitor_key: str) -> bool:
        """Whether this visitor is among those it was approved for."""
        return not self.people or any(f"person:{one}" == visitor_key for one, _ in self.people)

    def distance(self, at: datetime) -> timedelta:
        """How far from its time a moment is; nothing within it."""
        return max(self.starts_at - at, at - self.ends_at, timedelta(0))

    def facts(self, visitor_key: str, grade: int | None, partner_id: str) -> ApprovalFacts:
        """As the rules see it. `grade` is the one named at the desk, if any."""
        return ApprovalFacts(
            request_id=self.request_id,
            purpose=self.purpose,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            place=self.place,
            teacher=self.teacher,
            for_visitor=partner_id == self.partner_id and self.is_for(visitor_key),
            for_grade=grade is None or self.grade is None or grade == self.grade,
            door=self.door,
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that a question names: what it is for, and its time if it is approved."""

    purpose: Purpose | None  # None: it lifts findings or records a leader's yes
    partner_id: str
    approved: Approved | None


def of_day(tx: Connection, school_id: str, day: date, zone: ZoneInfo) -> tuple[Approved, ...]:
    """What is approved for a date, in order of time."""
    midnight = datetime.combine(day, time(), zone)
    rows = tx.execute(
        _of_day,
        {
            "school": school_id,
            "from": midnight,
            "to": datetime.combine(day + timedelta(days=1), time(), zone),
        },
    )
    return tuple(_approved(row) for row in rows)


def named(tx: Connection, request_id: str, school_id: str, at: datetime) -> Asked:
    """The request of this id, with the time of it that is nearest. DeskError where this school has
    no such request."""
    rows = tx.execute(_of_request, {"request": request_id}).all()
    if not rows or rows[0].school_id != school_id:
        raise DeskError(
            N_("There is no request {request}."),
            N_("Leave the request out, and ask a school leader."),
            request=request_id,
        )
    first = rows[0]
    times = [
        _approved(row)
        for row in rows
        if first.state in _IN_FORCE and row.slot_state in _STANDING and Kind(row.kind) in PURPOSE
    ]
    nearest = min(times, key=lambda one: one.distance(at), default=None)
    return Asked(PURPOSE.get(Kind(first.kind)), first.partner_id, nearest)


def nearest(
    day: Iterable[Approved], purpose: Purpose, partner_id: str, visitor_key: str, at: datetime
) -> Approved | None:
    """What the leaders approved for this visitor and purpose, the nearest in time; else what they
    approved for others of the partner."""
    theirs = [one for one in day if one.purpose is purpose and one.partner_id == partner_id]
    return min(
        theirs,
        key=lambda one: (not one.is_for(visitor_key), one.distance(at), one.starts_at),
        default=None,
    )


def load_of(
    tx: Connection, one: Approved, plan: DayPlan, zone: ZoneInfo, terms: TermsInForce
) -> StudentLoad | None:
    """What the approved student misses by this meeting, as today's bells have it, and how many
    meetings the week has. None where no student was named."""
    if not one.student_key:
        return None
    starts, ends = one.starts_at.astimezone(zone), one.ends_at.astimezone(zone)
    monday = starts.date() - timedelta(days=starts.weekday())
    meetings = tx.execute(
        _meetings,
        {
            "student": one.student_key,
            "from": datetime.combine(monday, time(), zone),
            "to": datetime.combine(monday + timedelta(days=7), time(), zone),
        },
    ).scalar_one()
    missed = instructional_minutes(plan, one.grade, starts.time(), ends.time(), terms)
    return StudentLoad(missed, meetings)


def _approved(row: Any) -> Approved:
    return Approved(
        request_id=row.request_id,
        slot_id=row.slot_id,
        kind=Kind(row.kind),
        partner_id=row.partner_id,
        partner_name=row.partner_name,
        people=tuple((person, name) for person, name in row.people),
        starts_at=row.slot_starts_at,
        ends_at=row.slot_ends_at,
        place=row.place,
        teacher=row.teacher,
        host=row.host,
        event=row.event,
        door=Door(row.door) if row.door else None,
        reason=row.reason,
        grade=row.student_grade,
        student_key=row.student_key,
        releases=row.releases,
        used=row.slot_state == SlotState.USED.value,
        visit_id=row.slot_visit_id,
    )


_r, _s = t.request.c, t.request_slot.c
_columns = (
    _r.request_id,
    _r.school_id,
    _r.kind,
    _r.state,
    _r.partner_id,
    _r.partner_name,
    _r.people,
    _r.place,
    _r.teacher,
    _r.host,
    _r.event,
    _r.door,
    _r.reason,
    _r.student_grade,
    _r.student_key,
    _r.releases,
    _s.slot_id,
    _s.starts_at.label("slot_starts_at"),
    _s.ends_at.label("slot_ends_at"),
    _s.state.label("slot_state"),
    _s.visit_id.label("slot_visit_id"),
)
_of_day = (
    select(*_columns)
    .join_from(t.request_slot, t.request, _r.request_id == _s.request_id)
    .where(
        _s.starts_at >= bindparam("from"),
        _s.starts_at < bindparam("to"),
        _s.state.in_(_STANDING),
        _r.school_id == bindparam("school"),
        _r.state.in_(_IN_FORCE),
        _r.kind.in_([kind.value for kind in PURPOSE]),
    )
    .order_by(_s.starts_at, _s.ends_at, _r.request_id)
)
_of_request = (
    select(*_columns)
    .join_from(t.request, t.request_slot, _r.request_id == _s.request_id, isouter=True)
    .where(_r.request_id == bindparam("request"))
    .order_by(_s.starts_at)
)
_meetings = (
    select(func.count())
    .select_from(t.request)
    .join(t.request_slot, _r.request_id == _s.request_id)
    .where(
        _r.student_key == bindparam("student"),
        _r.state.in_(_IN_FORCE),
        _r.kind == Kind.MEET_STUDENT.value,
        _s.starts_at >= bindparam("from"),
        _s.starts_at < bindparam("to"),
        _s.state.in_(_STANDING),
    )
)
