"""A school day by the bell: which minutes are instructional, for which grade.

Facts come from the roster (or the office's own entries): rows for special days, rows for the
week, and the periods of each schedule. Intervals are half-open; times are the school's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class PeriodKind(StrEnum):
    """What a period is, as the roster writes it. A gap between two periods is passing time."""

    INSTRUCTIONAL = "instructional"
    ADVISORY = "advisory"
    OPTIONAL = "optional"
    LUNCH = "lunch"
    RECESS = "recess"
    PASSING = "passing"
    BEFORE = "before"
    AFTER = "after"


INSTRUCTIONAL = frozenset({PeriodKind.INSTRUCTIONAL, PeriodKind.ADVISORY, PeriodKind.OPTIONAL})


@dataclass(frozen=True, slots=True)
class Period:
    """One row of a bell schedule. Without grades it is for every grade of the school."""

    schedule: str
    name: str
    kind: PeriodKind
    start: time
    end: time
    grade_low: int | None = None
    grade_high: int | None = None


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day of the calendar or a weekday of the pattern. `schedule` "" means no school."""

    schedule: str
    note: str = ""
    grade_low: int | None = None
    grade_high: int | None = None


@dataclass(frozen=True, slots=True)
class DayPlan:
    """Everything known about one date at one school.

    `special` are the calendar's rows for this date, `week` those of its weekday, `has_week` tells
    whether the school has any week rows at all (one without is open Monday to Friday). `periods`
    holds the bell rows of the schedules named in `special` and `week`.
    """

    day: date
    grade_low: int
    grade_high: int
    special: tuple[DayRow, ...] = ()
    week: tuple[DayRow, ...] = ()
    has_week: bool = False
    periods: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the day for one grade: [start, end). `name` is the period's, "" for a gap."""

    start: time
    end: time
    kind: PeriodKind
    name: str = ""


@dataclass(frozen=True, slots=True)
class GradeDay:
    """One grade's day. `known` is False where no bell plan speaks of it: then `bands` holds the
    one stretch of the term `school_day.default`, which counts as instructional."""

    open: bool
    known: bool
    schedule: str
    note: str
    bands: tuple[Band, ...]
