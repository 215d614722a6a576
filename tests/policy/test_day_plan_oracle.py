"""The school day against a second reading of the rule, on thousands of days made up by chance."""

from __future__ import annotations

from datetime import date, time

import pytest

from cpdesk.policy.day_plan import (
    DayPlan,
    DayRow,
    GradeDay,
    Period,
    PeriodKind,
    grade_day,
    instructional_minutes,
    school_open,
)
from tests.policy.day_plan_oracle import Asked, class_minutes, clock, has_school, questions
from tests.policy.policy_samples import TERMS

MANY = 2_000
SATURDAY, TUESDAY = date(2026, 11, 28), date(2026, 11, 24)


def answers(asked: Asked) -> tuple[bool, bool, int]:
    day = grade_day(asked.plan, asked.grade, TERMS)
    minutes = instructional_minutes(
        asked.plan, asked.grade, clock(asked.start), clock(asked.end), TERMS
    )
    return day.open, school_open(asked.plan), minutes


def expected(asked: Asked) -> tuple[bool, bool, int]:
    minutes = class_minutes(asked.plan, asked.grade, range(asked.start, asked.end))
    return has_school(asked.plan, asked.grade), has_school(asked.plan, None), minutes


def differences(seed: int, many: int) -> list[Asked]:
    return [asked for asked in questions(seed, many) if answers(asked) != expected(asked)]


def test_both_readings_agree() -> None:
    assert differences(seed=20261124, many=MANY) == []


def test_the_days_by_chance_reach_every_clause() -> None:
    """Or the agreement would say nothing."""
    asked = questions(20261124, MANY)
    days: list[GradeDay] = [grade_day(one.plan, one.grade, TERMS) for one in asked]
    assert sum(not day.open for day in days) > 150
    assert sum(day.open and not day.known for day in days) > 150
    gaps = [b for day in days if day.known for b in day.bands if not b.name]
    assert sum(b.kind is PeriodKind.PASSING for b in gaps) > 80
    assert sum(b.kind is PeriodKind.INSTRUCTIONAL for b in gaps) > 80
    assert sum(0 < answers(one)[2] < one.end - one.start for one in asked) > 80


EARLY = Period("regular", "1", PeriodKind.INSTRUCTIONAL, time(8), time(9))


@pytest.mark.parametrize("grade", [2, None])
def test_school_of_others_is_asked_of_the_rows_in_force(grade: int | None) -> None:
    """The week has school for grades 6 to 8, but that day they have none: nobody has."""
    closed = DayPlan(
        TUESDAY, 0, 8, special=(DayRow("", "Trip", 6, 8),), week=(DayRow("regular", "", 6, 8),),
        has_week=True, periods=(EARLY,),
    )  # fmt: skip
    assert not grade_day(closed, grade, TERMS).open
    assert not school_open(closed)


@pytest.mark.parametrize("has_week", [True, False])
def test_a_saturday_with_school_for_some_is_an_unknown_plan_for_the_others(has_week: bool) -> None:
    """The week says nothing of Saturday, the calendar opens it for grades 6 to 8."""
    plan = DayPlan(
        SATURDAY, 0, 8, special=(DayRow("regular", "", 6, 8),), has_week=has_week, periods=(EARLY,)
    )
    assert (grade_day(plan, 6, TERMS).open, grade_day(plan, 6, TERMS).known) == (True, True)
    assert (grade_day(plan, 2, TERMS).open, grade_day(plan, 2, TERMS).known) == (True, False)
    assert instructional_minutes(plan, 2, time(12), time(12, 30), TERMS) == 30
