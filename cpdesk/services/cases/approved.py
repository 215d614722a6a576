"""The approved requests as the desk needs them: whose, when and where; and the findings that
leaders waived.

Read only; a day takes one query over the index of times. The only things about a student that leave
this file are a grade for the rules and the number of meetings in a week.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from cpdesk.errors import DeskError
from cpdesk.models.record_of import record_of
from cpdesk.models.tables.columns import json_value, moment_text
from cpdesk.policy.approval.requests import PURPOSE, Kind, SlotState, State
from cpdesk.policy.case import ApprovalFacts, LiftFacts, StudentLoad
from cpdesk.policy.day_plan import DayPlan, instructional_minutes
from cpdesk.policy.outcome import ExceptionKind, Purpose
from cpdesk.policy.rule_engine.rule import compared
from cpdesk.policy.terms.terms import TermsInForce
from cpdesk.services.school_spans import midnights
from cpdesk.words import N_

PURPOSES = frozenset(PURPOSE.values())

# A used one counts too: others of the group may come later, and people come back.
_IN_FORCE = (State.APPROVED.value, State.USED.value)
_STANDING = (SlotState.PLANNED.value, SlotState.USED.value)
_SOON = timedelta(minutes=10)  # visitors come this long before their time


@dataclass(frozen=True, slots=True)
class Approved:
    """One time of an approved request. `people` are IDs and names; empty: anyone from the
    partner."""

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
    door: ExceptionKind | None
    reason: str
    grade: int | None
    student_key: str
    releases: int | None
    used: bool
    visit_id: str
    activity_id: str = ""
    group_size: int | None = None

    @property
    def purpose(self) -> Purpose:
        return PURPOSE[self.kind]

    def is_for(self, visitor_key: str) -> bool:
        """Whether this visitor is among the people it was approved for."""
        return not self.people or any(f"person:{one}" == visitor_key for one, _ in self.people)

    def distance(self, at: datetime) -> timedelta:
        """How far a moment is from this time; zero within it."""
        return max(self.starts_at - at, at - self.ends_at, timedelta(0))

    def facts(self, visitor_key: str, grade: int | None, partner_id: str) -> ApprovalFacts:
        """As the rules see it. `grade` is the one given at the desk, if any."""
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
    """A request that a question names: its purpose, and its time if it is approved."""

    purpose: Purpose | None  # None: it waives findings or records a verbal approval
    partner_id: str
    approved: Approved | None


def of_day(tx: Connection, school_id: str, day: date, zone: ZoneInfo) -> tuple[Approved, ...]:
    """What is approved for a date, in order of time."""
    rows = tx.exec_driver_sql(_OF_DAY, (*_days(day, 1, zone), school_id))
    return tuple(_approved(row) for row in rows)


def named(tx: Connection, request_id: str, school_id: str, at: datetime) -> Asked:
    """The request with this ID, and its time nearest to `at`. DeskError if this school has no such
    request."""
    rows = tx.exec_driver_sql(_OF_REQUEST, (request_id,)).all()
    if not rows or rows[0].school_id != school_id:
        raise DeskError(
            N_("No request {request} found."),
            N_("Leave the request out and ask a school leader."),
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
    """What leaders approved for this visitor and purpose, nearest in time; otherwise what they
    approved for others of the partner."""
    theirs = [one for one in day if one.purpose is purpose and one.partner_id == partner_id]

    def key(one: Approved) -> tuple[object, ...]:
        # Of two back-to-back times, someone who comes between them comes for the second, and so
        # does someone who was here for the first.
        away, over = one.distance(at), at >= one.ends_at
        due = away <= _SOON and not one.used and not over
        return not one.is_for(visitor_key), not due, away, over, one.starts_at

    return min(theirs, key=key, default=None)


def load_of(
    tx: Connection, one: Approved, plan: DayPlan, zone: ZoneInfo, terms: TermsInForce
) -> StudentLoad | None:
    """What the approved student misses for this meeting, by today's bells, and how many meetings
    the week has. None if no student was named."""
    if not one.student_key:
        return None
    starts, ends = one.starts_at.astimezone(zone), one.ends_at.astimezone(zone)
    monday = starts.date() - timedelta(days=starts.weekday())
    week = (one.student_key, *_days(monday, 7, zone))
    meetings = tx.exec_driver_sql(_MEETINGS, week).scalar_one()
    missed = instructional_minutes(plan, one.grade, starts.time(), ends.time(), terms)
    return StudentLoad(missed, meetings)


def day_off_seen(tx: Connection, request_id: str) -> bool:
    """Whether the last leader who approved a request saw that its day has no school."""
    row = tx.exec_driver_sql(_DAY_OFF_SEEN, (request_id,)).first()
    return row is not None and bool(row.seen)


def lifts_for(
    tx: Connection, school_id: str, visitor_key: str, at: datetime
) -> tuple[LiftFacts, ...]:
    """The findings that leaders waived for this visitor ("person:ID" or "guest:ID") and that are
    waived at this moment. A one-time waiver holds for its day until its request is used; "" as a
    key finds nothing."""
    if not visitor_key:
        return ()
    now = moment_text(at)
    rows = tx.exec_driver_sql(_LIFTS, (visitor_key, school_id, now, now))
    return tuple(
        LiftFacts(
            row.request_id,
            frozenset(json_value(row.lift_codes)),
            date.fromisoformat(row.valid_until) if row.valid_until else None,
            compared(json_value(row.matches)) if row.matches else frozenset(),
        )
        for row in rows
    )


def _days(first: date, many: int, zone: ZoneInfo) -> tuple[str, str]:
    """From midnight of one day to midnight of another, as the tables store it."""
    start, end = midnights(first, first + timedelta(days=many - 1), zone)
    return moment_text(start), moment_text(end)


def _approved(row: Any) -> Approved:
    return record_of(
        Approved,
        row,
        people=tuple((person, name) for person, name in json_value(row.people)),
        starts_at=datetime.fromisoformat(row.starts_at),
        ends_at=datetime.fromisoformat(row.ends_at),
        grade=row.student_grade,
        used=row.slot_state == SlotState.USED.value,
    )


# Every keystroke of a search asks for the day, so these go straight to the driver.
_COLUMNS = """
r.request_id, r.school_id, r.kind, r.state, r.partner_id, r.partner_name, r.people, r.place,
r.teacher, r.host, r.event, r.door, r.reason, r.student_grade, r.student_key, r.releases,
r.activity_id, r.group_size,
s.slot_id, s.starts_at, s.ends_at, s.state AS slot_state, s.visit_id
"""
_KINDS = ", ".join(f"'{kind.value}'" for kind in PURPOSE)
_OF_DAY = f"""
SELECT {_COLUMNS}
FROM request_slot AS s INDEXED BY request_slot_by_time
JOIN request AS r ON r.request_id = s.request_id
WHERE s.starts_at >= ? AND s.starts_at < ? AND s.state IN ('planned', 'used')
  AND r.school_id = ? AND r.state IN ('approved', 'used') AND r.kind IN ({_KINDS})
ORDER BY s.starts_at, s.ends_at, r.request_id
"""
_OF_REQUEST = f"""
SELECT {_COLUMNS}
FROM request AS r LEFT JOIN request_slot AS s ON s.request_id = r.request_id
WHERE r.request_id = ? ORDER BY s.starts_at
"""
_MEETINGS = """
SELECT count(*)
FROM request AS r JOIN request_slot AS s ON s.request_id = r.request_id
WHERE r.student_key = ? AND r.kind = 'meet_student' AND r.state IN ('approved', 'used')
  AND s.starts_at >= ? AND s.starts_at < ? AND s.state IN ('planned', 'used')
"""
_DAY_OFF_SEEN = """
SELECT EXISTS (
  SELECT 1 FROM finding AS f
  WHERE f.subject_id = d.decision_id AND f.code = 'school.open' AND f.outcome = 'ask_leader'
) AS seen
FROM request_decision AS d
WHERE d.request_id = ? AND d.verdict = 'approve' AND d.undone_at IS NULL
ORDER BY d.at DESC LIMIT 1
"""
_LIFTS = """
SELECT request_id, lift_codes, valid_until, (
  SELECT f.facts FROM request_decision AS d
  JOIN finding AS f ON f.subject_id = d.decision_id AND f.code = 'visitor.notice'
  WHERE d.request_id = request.request_id AND d.verdict = 'approve'
  ORDER BY d.at DESC LIMIT 1
) AS matches
FROM request
WHERE visitor_key = ? AND school_id = ? AND kind = 'this_visit' AND state = 'approved'
  AND starts_at <= ? AND ends_at > ?
ORDER BY asked_at
"""
