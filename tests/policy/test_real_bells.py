"""Real bell plans of a roster, read as days. They are not part of the project."""

from __future__ import annotations

import csv
from datetime import date, time, timedelta
from pathlib import Path

from cpdesk.policy import grades
from cpdesk.policy.day_plan import (
    INSTRUCTIONAL,
    DayPlan,
    DayRow,
    Period,
    PeriodKind,
    grade_day,
    instructional_minutes,
    next_free,
    school_open,
)
from tests.policy.policy_samples import TERMS

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONDAY = date(2026, 11, 16)


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def span(row: dict[str, str]) -> tuple[int | None, int | None]:
    low, high = row["grade_low"], row["grade_high"]
    return (grades.grade(low) if low else None, grades.grade(high) if high else None)


def plans(roster: Path, day: date) -> list[DayPlan]:
    """The day plan of every school of the roster that has a week."""
    bells, week, days = (rows(roster / f"{name}.csv") for name in ("bells", "week", "days"))
    made = []
    for school in rows(roster / "schools.csv"):
        key = school["school_id"]
        here = [r for r in week if r["school_id"] == key]
        if not here:
            continue
        low, high = span(school)
        made.append(
            DayPlan(
                day,
                low or 0,
                high or 0,
                special=tuple(
                    DayRow(r["schedule"], r["note"], *span(r))
                    for r in days
                    if r["school_id"] == key and r["date"] == day.isoformat()
                ),
                week=tuple(
                    DayRow(r["schedule"], "", *span(r))
                    for r in here
                    if r["weekday"] == WEEKDAYS[day.weekday()]
                ),
                has_week=True,
                periods=tuple(
                    Period(
                        r["schedule"],
                        r["period"],
                        PeriodKind(r["kind"]),
                        time.fromisoformat(r["start_time"]),
                        time.fromisoformat(r["end_time"]),
                        *span(r),
                    )
                    for r in bells
                    if r["school_id"] == key
                ),
            )
        )
    return made


def test_days_of_real_schools_add_up(shared_data: Path) -> None:
    known = 0
    for ahead in (1, 2, 5):  # a Tuesday, a Wednesday with early release, a Saturday
        day = MONDAY + timedelta(days=ahead)
        for plan in plans(shared_data / "roster-nyc", day):
            assert not (day.weekday() == 5 and school_open(plan))
            for grade in range(plan.grade_low, plan.grade_high + 1):
                found = grade_day(plan, grade, TERMS)
                if not (found.open and found.known):
                    continue
                known += 1
                taught = [b for b in found.bands if b.kind in INSTRUCTIONAL]
                minutes = instructional_minutes(plan, grade, time(0), time(0), TERMS)
                assert minutes == 0  # no time at all
                minutes = instructional_minutes(plan, grade, time(0), time(23, 59), TERMS)
                assert 120 <= minutes <= 540
                free = next_free(plan, grade, taught[0].start, 20, TERMS)
                assert free is not None
                assert instructional_minutes(plan, grade, *free, TERMS) == 0
    assert known > 50


def test_a_holiday_of_the_calendar_is_closed(shared_data: Path) -> None:
    closed = plans(shared_data / "roster-nyc", date(2026, 11, 26))
    assert len(closed) > 10
    assert not any(school_open(plan) for plan in closed)
