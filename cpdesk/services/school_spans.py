"""A school's terms as the office entered them, or else the school year; and the spans of days that
logs and reports offer by name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from sqlalchemy import Connection, select

from cpdesk.models.tables.day_tables import school_term
from cpdesk.models.tables.roster_tables import NO_GRADE
from cpdesk.policy.school_year import SchoolYear
from cpdesk.records.reports import Period, Periods

_NAMED = re.compile(r"\D*((?:19|20|21)\d\d)\s*[-–/]\s*((?:\d\d)?\d\d)\D*")


@dataclass(frozen=True, slots=True)
class SchoolSpan:
    """A term of the school, both days included."""

    name: str
    starts_on: date
    ends_on: date


def span_of(tx: Connection, school_id: str, grade: int | None, day: date) -> SchoolSpan:
    """The school's shortest term that contains a day, for a grade; if the office entered none, the
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
    return school_year(day)


def midnights(first: date, last: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """From the midnight that begins the first day to the one that ends the last, in the school's
    zone: 23 or 25 hours when the clock changes."""
    following = last + timedelta(days=1)
    return datetime.combine(first, time(), zone), datetime.combine(following, time(), zone)


def school_year(day: date) -> SchoolSpan:
    """The school year that contains a day, from July 1, named like "2026-27"."""
    year = SchoolYear.of(day)
    return SchoolSpan(year.short_title, year.starts_on, year.ends_on)


def year_ends_on(named: str, published: date) -> date:
    """The last day of the school year that a roster names, such as "2026-27"; if that can't be
    read, of the school year in which the roster was published."""
    found = _NAMED.fullmatch(named.strip())
    if found and (int(found[1]) + 1) % 100 == int(found[2]) % 100:
        return SchoolYear(int(found[1])).ends_on
    return SchoolYear.of(published).ends_on


def periods(today: date) -> Periods:
    """This school year, this month and the last."""
    year, this = school_year(today), today.replace(day=1)
    before = this - timedelta(days=1)
    following = (this + timedelta(days=31)).replace(day=1)
    return Periods(
        school_year=Period(year.starts_on, year.ends_on),
        this_month=Period(this, following - timedelta(days=1)),
        last_month=Period(before.replace(day=1), before),
    )


def _speaks(low: int, high: int, grade: int | None) -> bool:
    if grade is None:
        return NO_GRADE in (low, high)
    return (low in (NO_GRADE, grade) or low < grade) and (high == NO_GRADE or grade <= high)
