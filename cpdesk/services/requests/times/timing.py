"""Where a time falls in a school day: in class, outside it, before it, after it."""

from __future__ import annotations

from cpdesk.policy import day_plan
from cpdesk.policy.day_plan import (
    INSTRUCTIONAL,
    DayPlan,
    GradeDay,
    grade_day,
    minute_of,
    school_open,
    whole_minutes,
)
from cpdesk.policy.terms.terms import TermsInForce
from cpdesk.records.requests import Window

OUTSIDE, IN_CLASS, BEFORE, AFTER = "outside_class", "in_class", "before_school", "after_school"
NO_SCHOOL, UNKNOWN = "no_school", "unknown_plan"
# The first one is shown in a list where the times of a request differ.
_WORST = (IN_CLASS, UNKNOWN, NO_SCHOOL, OUTSIDE, BEFORE, AFTER, "")


def timing(plan: DayPlan, day: GradeDay | None, asked: Window, terms: TermsInForce) -> str:
    """One of the words above. If no class is affected, "" for a time within the school day of any
    grade."""
    if day is None:
        if not school_open(plan):
            return NO_SCHOOL
        every = [grade_day(plan, g, terms) for g in range(plan.grade_low, plan.grade_high + 1)]
        return _around(every, asked)
    if not day.open:
        return NO_SCHOOL
    if class_minutes(day, asked):
        return IN_CLASS if day.known else UNKNOWN
    return _around([day], asked) or OUTSIDE


def class_minutes(day: GradeDay, asked: Window) -> int:
    """How many minutes of class the time takes."""
    return day_plan.class_minutes(day, asked.starts_at.time(), asked.ends_at.time())


def period(day: GradeDay | None, asked: Window) -> str:
    """The name of the period in which the time begins; "" in a gap and outside the day."""
    if day is None or not day.known:
        return ""
    begins = asked.starts_at.time()
    return next((band.name for band in day.bands if band.start <= begins < band.end), "")


def worst(timings: list[str]) -> str:
    return min(timings, key=_WORST.index, default="")


def _around(days: list[GradeDay], asked: Window) -> str:
    classes = [
        (minute_of(band.start), minute_of(band.end))
        for day in days
        if day.open
        for band in day.bands
        if band.kind in INSTRUCTIONAL
    ]
    if not classes:
        return ""
    first, last = whole_minutes(asked.starts_at.time(), asked.ends_at.time())
    if last <= min(start for start, _ in classes):
        return BEFORE
    return AFTER if first >= max(end for _, end in classes) else ""
