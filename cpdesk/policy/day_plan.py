"""A school day by the bell: which minutes are instructional, for which grade.

Facts come from the roster (or the office's own entries): rows for special days, rows for the
week, and the periods of each schedule. Intervals are half-open; times are the school's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from cpdesk.policy.grades import Graded

if TYPE_CHECKING:
    from cpdesk.policy.terms.terms import TermsInForce


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
class Period(Graded):
    """One row of a bell schedule. Without grades it is for every grade of the school."""

    schedule: str
    name: str
    kind: PeriodKind
    start: time
    end: time
    grade_low: int | None = None
    grade_high: int | None = None


@dataclass(frozen=True, slots=True)
class DayRow(Graded):
    """A day of the calendar or a weekday of the pattern. `schedule` "" means no school."""

    schedule: str
    note: str = ""
    grade_low: int | None = None
    grade_high: int | None = None


@dataclass(frozen=True, slots=True)
class DayPlan:
    """Everything known about one date at one school.

    `special` are the calendar's rows for this date, `week` those of its weekday, `has_week` says
    whether the school has any week rows (a school without any is open Monday to Friday). `periods`
    holds the bell rows of the schedules named in any of the rows. `own_days` and `own_week` are the
    office's own entries, which win over the roster's of the same kind; `outside_years` are the
    grades for which the date lies outside every school year that the office entered.
    """

    day: date
    grade_low: int
    grade_high: int
    special: tuple[DayRow, ...] = ()
    week: tuple[DayRow, ...] = ()
    has_week: bool = False
    periods: tuple[Period, ...] = ()
    own_days: tuple[DayRow, ...] = ()
    own_week: tuple[DayRow, ...] = ()
    outside_years: tuple[DayRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """Part of one grade's day: [start, end). `name` is the period's, "" for a gap."""

    start: time
    end: time
    kind: PeriodKind
    name: str = ""


@dataclass(frozen=True, slots=True)
class GradeDay:
    """One grade's day. `known` is False if no bell schedule covers it: then `bands` holds one band,
    the term `school_day.default`, which counts as instructional."""

    open: bool
    known: bool
    schedule: str
    note: str
    bands: tuple[Band, ...]


def school_open(plan: DayPlan) -> bool:
    """Whether there is school that day for any grade of the school."""
    named = [_named(plan, grade) for grade in range(plan.grade_low, plan.grade_high + 1)]
    if any(one is not None and one.open for one in named):
        return True
    return None in named and not plan.has_week and plan.day.weekday() < 5


def contradictions(rows: Iterable[DayRow]) -> list[tuple[DayRow, DayRow]]:
    """Rows of one day that name the same grade and contradict each other. A row with grades next to
    one without does not contradict it: it is an exception."""
    graded = [row for row in rows if row.names_grades]
    return [
        (one, other)
        for one, other in combinations(graded, 2)
        if one.schedule != other.schedule and one.shares_a_grade(other)
    ]


def day_note(plan: DayPlan) -> str:
    """What the calendar says about the day, such as "Winter break"; "" if nothing."""
    rows = (*plan.own_days, *plan.special, *plan.outside_years, *plan.own_week, *plan.week)
    return next((row.note for row in rows if row.note), "")


def grade_day(plan: DayPlan, grade: int | None, terms: TermsInForce) -> GradeDay:
    """The day of one grade, from its first period to its last.

    A row of the bell schedule with grades beats one without; if rows of the same kind overlap,
    instructional time wins. A gap between two periods is passing time. A gap between two classes
    that is longer than the term `passing.gap_minutes` and that nothing explains is a class without
    a name, as far as it lies within `school_day.default`. The time before the first period and
    after the last has no band and is not instructional. A grade that is not known, that the school
    does not have, or that no class row covers gets the default of an unknown schedule.
    """
    if grade is None or not plan.grade_low <= grade <= plan.grade_high:
        if not school_open(plan):
            return GradeDay(False, True, "", day_note(plan), ())
        return _unknown("", day_note(plan), terms)
    standing = _standing(plan, grade)
    if not standing.open:
        return GradeDay(False, True, "", standing.note, ())
    name = standing.schedules[0] if standing.schedules else ""
    rows = [p for p in plan.periods if p.schedule in standing.schedules and p.covers(grade)]
    taught = {p.schedule for p in rows if p.kind in INSTRUCTIONAL}
    if not taught or not taught.issuperset(standing.schedules):
        return _unknown(name, standing.note, terms)
    return GradeDay(True, True, name, standing.note, _bands(rows, terms))


def instructional_minutes(
    plan: DayPlan, grade: int | None, start: time, end: time, terms: TermsInForce
) -> int:
    """How many minutes of [start, end) are class time for a grade."""
    return class_minutes(grade_day(plan, grade, terms), start, end)


def class_minutes(day: GradeDay, start: time, end: time) -> int:
    """The same for a grade's day that has already been worked out. A minute counts if any part of
    it is touched; an `end` of midnight is the end of the day."""
    first, last = whole_minutes(start, end)
    return sum(
        max(0, min(last, minute_of(band.end)) - max(first, minute_of(band.start)))
        for band in day.bands
        if band.kind in INSTRUCTIONAL
    )


def next_free(
    plan: DayPlan, grade: int | None, after: time, minutes: int, terms: TermsInForce
) -> tuple[time, time] | None:
    """The next window outside class with at least this many minutes, not before `after`.

    None if nothing is left of the day, and on a day without school. Times before the start of
    `school_day.default` are not offered; after the last class the window lasts until its end, or
    only as long as asked for if class ends late.
    """
    return free_in(grade_day(plan, grade, terms), after, minutes, terms)


def free_in(
    day: GradeDay, after: time, minutes: int, terms: TermsInForce
) -> tuple[time, time] | None:
    """`next_free` for a grade's day that has already been worked out."""
    if not day.open:
        return None
    opens, closes = (minute_of(t) for t in terms.school_day_default)
    opens = min([opens, *(minute_of(band.start) for band in day.bands)])
    begin = max(opens, whole_minutes(after, after)[1])
    for band in day.bands:
        if band.kind not in INSTRUCTIONAL:
            continue
        if minute_of(band.start) - begin >= minutes:
            return _time(begin), band.start
        begin = max(begin, minute_of(band.end))
    closes = max(closes, begin + minutes)
    return (_time(begin), _time(closes)) if closes < _MIDNIGHT else None


def whole_minutes(start: time, end: time) -> tuple[int, int]:
    """[start, end) as minutes of the day, rounded outward to whole ones."""
    rest = 1 if end.second or end.microsecond else 0
    last = minute_of(end) + rest
    return minute_of(start), _MIDNIGHT if last == 0 and minute_of(start) else last


def minute_of(t: time) -> int:
    """The minute of the day that a time lies in."""
    return t.hour * 60 + t.minute


_MIDNIGHT = 24 * 60


def _time(minute: int) -> time:
    return time(minute // 60, minute % 60)


@dataclass(frozen=True, slots=True)
class _Standing:
    """What the calendar says about one grade's day. Without schedules, the bell schedule is
    unknown."""

    open: bool
    schedules: tuple[str, ...]
    note: str


def _standing(plan: DayPlan, grade: int) -> _Standing:
    """A grade that no row names has school if any other grade does, with an unknown schedule; if no
    grade has school, neither does this one."""
    return _named(plan, grade) or _Standing(school_open(plan), (), "")


def _named(plan: DayPlan, grade: int) -> _Standing | None:
    """What the rows in force that day say about this grade. None if no row names it."""
    levels = (plan.own_days, plan.special, plan.outside_years, plan.own_week, plan.week)
    speaking = next((found for level in levels if (found := _speaking(level, grade))), ())
    if not speaking:
        return None
    least = min(_reach(row, plan) for row in speaking)
    rows = [row for row in speaking if _reach(row, plan) == least]
    # Among equal rows, the one with school counts; among several of those, the stricter one, minute
    # by minute.
    rows = [row for row in rows if row.schedule] or rows
    schedules = tuple(dict.fromkeys(row.schedule for row in rows if row.schedule))
    note = next((row.note for row in rows if row.note), "")
    return _Standing(bool(schedules), schedules, note)


def _speaking(rows: tuple[DayRow, ...], grade: int) -> tuple[DayRow, ...]:
    return tuple(row for row in rows if row.covers(grade))


def _reach(row: DayRow, plan: DayPlan) -> tuple[bool, int]:
    """How many of the school's grades a row covers; the smallest wins. A row that names no grade
    covers all."""
    low = plan.grade_low if row.grade_low is None else max(plan.grade_low, row.grade_low)
    high = plan.grade_high if row.grade_high is None else min(plan.grade_high, row.grade_high)
    return not row.names_grades, high - low


def _unknown(schedule: str, note: str, terms: TermsInForce) -> GradeDay:
    start, end = terms.school_day_default
    return GradeDay(True, False, schedule, note, (Band(start, end, PeriodKind.INSTRUCTIONAL),))


def _bands(rows: list[Period], terms: TermsInForce) -> tuple[Band, ...]:
    rows.sort(key=lambda row: (row.start, row.end))
    cuts = sorted({cut for row in rows for cut in (row.start, row.end)})
    bands: list[Band] = []
    before: Period | None = None
    for start, end in pairwise(cuts):
        row = _strongest(row for row in rows if row.start <= start and end <= row.end)
        if bands and row is before:
            bands[-1] = Band(bands[-1].start, end, bands[-1].kind, bands[-1].name)
        else:
            kind, name = (row.kind, row.name) if row else (PeriodKind.PASSING, "")
            bands.append(Band(start, end, kind, name))
        before = row
    return tuple(part for band in bands for part in _explained(band, rows, terms))


def _explained(band: Band, rows: list[Period], terms: TermsInForce) -> tuple[Band, ...]:
    """A gap too long for passing time, with class before and after it, is class within the default
    school day. Periods stay as they are."""
    length = minute_of(band.end) - minute_of(band.start)
    if band.name or band.kind is not PeriodKind.PASSING or length <= terms.passing_gap_minutes:
        return (band,)
    classes = [row for row in rows if row.kind in INSTRUCTIONAL]
    if not any(row.end <= band.start for row in classes):
        return (band,)
    if not any(band.end <= row.start for row in classes):
        return (band,)
    start, end = (max(band.start, min(band.end, bound)) for bound in terms.school_day_default)
    parts = (
        Band(band.start, start, PeriodKind.PASSING),
        Band(start, end, PeriodKind.INSTRUCTIONAL),
        Band(end, band.end, PeriodKind.PASSING),
    )
    return tuple(part for part in parts if part.start < part.end)


def _strongest(rows: Iterable[Period]) -> Period | None:
    """Of rows that cover the same minutes: one with grades first, then instructional, then the
    first."""
    return max(rows, key=lambda row: (row.names_grades, row.kind in INSTRUCTIONAL), default=None)
