"""What a student has missed and will miss for meetings that were approved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from sqlalchemy import Connection, bindparam, select

from cpdesk.models import request_tables as t
from cpdesk.models.day_tables import school_term
from cpdesk.models.roster_tables import NO_GRADE
from cpdesk.policy.requests import Kind, SlotState, State

YEAR_STARTS = (7, 1)

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
class SchoolSpan:
    """A term of the school, both days included."""

    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Load:
    """The approved meetings of one student, another one's not: (day, class minutes)."""

    meetings: tuple[tuple[date, int], ...] = ()

    def minutes(self, span: SchoolSpan) -> int:
        return sum(n for day, n in self.meetings if span.starts_on <= day <= span.ends_on)

    def in_week(self, day: date) -> int:
        """How many are in the week of this day, from Monday on."""
        monday = day - timedelta(days=day.weekday())
        return sum(monday <= one < monday + timedelta(days=7) for one, _ in self.meetings)


def load_of(
    tx: Connection, school_id: str, student_key: str, zone: tzinfo, *, but_request: str = ""
) -> Load:
    """What was approved for this student, one request left out; nothing for nobody."""
    if not student_key:
        return Load()
    named = {"school": school_id, "student": student_key, "but": but_request}
    rows = tx.execute(_meetings, named)
    return Load(tuple((row.starts_at.astimezone(zone).date(), row.class_minutes) for row in rows))


def span_of(tx: Connection, school_id: str, grade: int | None, day: date) -> SchoolSpan:
    """The school's shortest term that holds a day, for a grade; where the office entered none, the
    school year from July 1."""
    c = school_term.c
    rows = tx.execute(
        select(c.title, c.starts_on, c.ends_on, c.grade_low, c.grade_high).where(
            c.school_id == school_id, c.starts_on <= day, c.ends_on >= day
        )
    ).all()
    speaking = [
        SchoolSpan(row.title, row.starts_on, row.ends_on)
        for row in rows
        if _speaks(row.grade_low, row.grade_high, grade)
    ]
    if speaking:
        return min(speaking, key=lambda span: (span.ends_on - span.starts_on, span.starts_on))
    year = day.year - ((day.month, day.day) < YEAR_STARTS)
    first = date(year, *YEAR_STARTS)
    last = date(year + 1, *YEAR_STARTS) - timedelta(days=1)
    return SchoolSpan(f"{year}-{(year + 1) % 100:02d}", first, last)


def _speaks(low: int, high: int, grade: int | None) -> bool:
    if grade is None:
        return NO_GRADE in (low, high)
    return (low in (NO_GRADE, grade) or low < grade) and (high == NO_GRADE or grade <= high)
