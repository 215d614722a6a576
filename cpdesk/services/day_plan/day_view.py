"""One date as shown: the day of each group of grades that share it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from cpdesk.models.record_of import record_of
from cpdesk.policy.day_plan import (
    DayPlan,
    GradeDay,
    class_minutes,
    day_note,
    grade_day,
    school_open,
)
from cpdesk.policy.terms.terms import TermsInForce
from cpdesk.records.day_plans import DayView, GradeBand
from cpdesk.services.school_context import SchoolContext

OFFICE, ROSTER, DEFAULT = "office", "roster", "default"


def day_view(school_context: SchoolContext, day: date, terms: TermsInForce) -> DayView:
    plan = school_context.plan(day)
    bands: list[GradeBand] = []
    days: list[GradeDay] = []
    for grade in range(plan.grade_low, plan.grade_high + 1):
        one = grade_day(plan, grade, terms)
        if days and days[-1] == one:
            bands[-1] = replace(bands[-1], grade_high=grade)
        else:
            days.append(one)
            minutes = class_minutes(one, time(0), time.max)
            bands.append(
                record_of(
                    GradeBand,
                    one,
                    grade_low=grade,
                    grade_high=grade,
                    instructional_minutes=minutes,
                )
            )
    return DayView(
        day, school_open(plan), _whose(school_context, plan), day_note(plan), tuple(bands)
    )


def _whose(school_context: SchoolContext, plan: DayPlan) -> str:
    """Whose entries make the day: the office's as soon as one of them affects any grade."""
    found = {
        _of_grade(school_context, plan, grade)
        for grade in range(plan.grade_low, plan.grade_high + 1)
    }
    return next((whose for whose in (OFFICE, ROSTER) if whose in found), DEFAULT)


def _of_grade(school_context: SchoolContext, plan: DayPlan, grade: int) -> str:
    levels = (
        (OFFICE, plan.own_days),
        (ROSTER, plan.special),
        (OFFICE, plan.outside_years),
        (OFFICE, plan.own_week),
        (ROSTER, plan.week),
    )
    for whose, rows in levels:
        speaking = [row for row in rows if row.covers(grade)]
        if speaking:
            own_bells = any(row.schedule in school_context.own.periods for row in speaking)
            return OFFICE if own_bells else whose
    return DEFAULT
