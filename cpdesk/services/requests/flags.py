"""Approved meetings whose time became class time because the day plan changed.

They wait again, with their old decision kept. A meeting that a leader allowed in class time under
one of the two exceptions stays as it is: it was approved as class time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from cpdesk.models.record_of import record_of
from cpdesk.models.tables import request_tables as t
from cpdesk.policy.approval.requests import Flag, Kind, SlotState, State, Verdict
from cpdesk.policy.case import Case
from cpdesk.policy.day_plan import grade_day
from cpdesk.policy.decision import Finding
from cpdesk.policy.judgment import assess_only
from cpdesk.policy.outcome import Purpose
from cpdesk.policy.terms.terms import Terms
from cpdesk.records.requests import Flagged, Window
from cpdesk.services.requests import book, rows
from cpdesk.services.requests.times import timing
from cpdesk.services.school_context import SchoolContext

_approved = (
    select(
        t.request,
        t.request_slot.c.slot_id,
        t.request_slot.c.starts_at.label("slot_starts_at"),
        t.request_slot.c.ends_at.label("slot_ends_at"),
    )
    .join_from(t.request, t.request_slot)
    .where(
        t.IS_OPEN,
        t.request.c.school_id == bindparam("school"),
        t.request.c.state == State.APPROVED.value,
        t.request.c.kind == Kind.MEET_STUDENT.value,
        t.request.c.door == "",
        t.request_slot.c.state == SlotState.PLANNED.value,
        t.request_slot.c.ends_at > bindparam("now"),
    )
    .order_by(t.request_slot.c.starts_at, t.request_slot.c.slot_id)
)


@dataclass(frozen=True, slots=True)
class _Hit:
    """An approved time that is now in class time."""

    row: Any
    window: Window
    class_minutes: int


def flag_changed(
    tx: Connection, school_context: SchoolContext, terms: Terms, now: datetime
) -> tuple[Flagged, ...]:
    """Sets approved meetings back to waiting if one of their future times is now class time by the
    current ground, each with its proof: a decision (`reopen`, with no person and the finding) and a
    change. `ground` is read inside this transaction (context.ground_now). One line per request,
    with the first of its times, in order of time."""
    flagged: dict[str, list[_Hit]] = {}
    for hit in _hits(tx, school_context, terms, now):
        flagged.setdefault(hit.row.request_id, []).append(hit)
    for hits in flagged.values():
        _reopen(tx, school_context, terms, hits, now)
    return tuple(_flagged(hits[0]) for hits in flagged.values())


def _hits(tx: Connection, school_context: SchoolContext, terms: Terms, now: datetime) -> list[_Hit]:
    hits = []
    for row in tx.execute(_approved, {"school": school_context.school_id, "now": now}).all():
        window = rows.window(row.slot_starts_at, row.slot_ends_at, school_context.zone)
        day = window.starts_at.date()
        grades_day = grade_day(school_context.plan(day), row.student_grade, terms.on(day))
        minutes = timing.class_minutes(grades_day, window) if grades_day.open else 0
        if minutes:
            hits.append(_Hit(row, window, minutes))
    return hits


def _reopen(
    tx: Connection, school_context: SchoolContext, terms: Terms, hits: list[_Hit], now: datetime
) -> None:
    first = hits[0]
    day = first.window.starts_at.date()
    book.add_decision(
        tx,
        first.row,
        Verdict.REOPEN,
        None,
        _findings(school_context, terms, first),
        now=now,
        terms_on=day,
        issue_sequence=school_context.sequence,
        changed=Flag.DAY_PLAN.value,
    )
    known = grade_day(school_context.plan(day), first.row.student_grade, terms.on(day)).known
    change = {
        "state": State.WAITING.value,
        "flag": Flag.DAY_PLAN.value,
        "timing": timing.IN_CLASS if known else timing.UNKNOWN,
        "settled_at": None,
    }
    minutes = {hit.row.slot_id: hit.class_minutes for hit in hits}
    book.change(tx, first.row, change, now=now, use_case="request.day_plan", minutes=minutes)


def _findings(school_context: SchoolContext, terms: Terms, hit: _Hit) -> tuple[Finding, ...]:
    """The rule's current finding; it names the period, and nothing about the student."""
    day = hit.window.starts_at.date()
    case = Case(
        purpose=Purpose.STUDENT_MEETING,
        at=hit.window.starts_at,
        until=hit.window.ends_at,
        school=school_context.school,
        day=school_context.plan(day),
        grade=hit.row.student_grade,
    )
    return assess_only(case, terms.on(day), "meeting.instructional-time").findings


def _flagged(hit: _Hit) -> Flagged:
    return record_of(Flagged, hit.row, window=hit.window, class_minutes=hit.class_minutes)
