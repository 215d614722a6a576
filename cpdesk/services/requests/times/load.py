"""Class time that a student has missed and will miss for approved meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from sqlalchemy import Connection, bindparam, select

from cpdesk.models.tables import request_tables as t
from cpdesk.policy.approval.requests import Kind, SlotState, State
from cpdesk.services.school_spans import SchoolSpan

_meetings = (
    select(t.request_slot.c.starts_at, t.request_slot.c.class_minutes)
    .join_from(t.request_slot, t.request)
    .where(
        t.request.c.school_id == bindparam("school"),
        t.request.c.student_key == bindparam("student"),
        t.request.c.request_id != bindparam("but"),
        t.request.c.kind == Kind.MEET_STUDENT.value,
        t.request.c.state.in_((State.APPROVED.value, State.USED.value)),
        t.request_slot.c.state.in_((SlotState.PLANNED.value, SlotState.USED.value)),
    )
)


@dataclass(frozen=True, slots=True)
class Load:
    """The approved meetings of one student: (day, class minutes)."""

    meetings: tuple[tuple[date, int], ...] = ()

    def minutes(self, span: SchoolSpan) -> int:
        return sum(n for day, n in self.meetings if span.starts_on <= day <= span.ends_on)

    def in_week(self, day: date) -> int:
        """How many are in this day's week, which begins on Monday."""
        monday = day - timedelta(days=day.weekday())
        return sum(monday <= one < monday + timedelta(days=7) for one, _ in self.meetings)


def load_of(
    tx: Connection, school_id: str, student_key: str, zone: tzinfo, *, but_request: str = ""
) -> Load:
    """The approved meetings of this student, except for one request; empty without a student."""
    if not student_key:
        return Load()
    named = {"school": school_id, "student": student_key, "but": but_request}
    rows = tx.execute(_meetings, named)
    return Load(tuple((row.starts_at.astimezone(zone).date(), row.class_minutes) for row in rows))
