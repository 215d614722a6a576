"""Real bell schedules of one district, file by file, with the class minutes of each day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from cpdesk.policy.day_plan import (
    DayPlan,
    DayRow,
    Period,
    PeriodKind,
    grade_day,
    instructional_minutes,
    next_free,
)
from cpdesk.records.day_plans import CalendarFile, OwnSchedule
from cpdesk.services.day_plan.adoption import named_in
from cpdesk.services.day_plan.importers.read import read
from tests.policy.day_plan_oracle import is_class
from tests.policy.policy_samples import TERMS

THERE = ZoneInfo("America/Los_Angeles")
GRADES = {"bhs": (9, 12), "king-6": (6, 6), "king-7": (7, 7), "king-8": (8, 8),
          "longfellow-6": (6, 6), "longfellow-78": (7, 8)}  # fmt: skip
BESIDE = (PeriodKind.OPTIONAL, PeriodKind.AFTER)  # some students': they run beside others


def span(path: Path) -> tuple[int, int]:
    return GRADES[path.stem[: -len("-2026-2027")]]


def opened(path: Path) -> CalendarFile:
    low, high = span(path)
    return read(path, zone=THERE, school_year_hint="", grade_low=low, grade_high=high)


def day_plan(file: CalendarFile, schedule: OwnSchedule, low: int, high: int) -> DayPlan:
    rows = (DayRow(schedule.name),)
    periods = tuple(
        Period(schedule.name, p.name, p.kind, p.start, p.end, p.grade_low, p.grade_high)
        for p in schedule.periods
    )
    return DayPlan(date(2026, 11, 24), low, high, own_days=rows, has_week=True, periods=periods)


def in_order(schedule: OwnSchedule) -> bool:
    """Every period ends after it starts, and none that all students have overlaps another."""
    whole = [p for p in schedule.periods if p.kind not in BESIDE]
    return all(p.start < p.end for p in schedule.periods) and all(
        one.end <= other.start for one, other in pairwise(whole)
    )


def test_every_file(shared_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each period in order, no overlap within a grade, and what the day's class minutes are."""
    files = sorted((shared_data / "bells").rglob("*.json"))
    assert len(files) == 10
    told = []
    for path in files:
        found = opened(path)
        assert found.unread == ()
        brought = {schedule.name for schedule in found.schedules}
        assert (
            set(named_in(found)) <= brought
        )  # every schedule that a day or weekday names is there
        assert found.events == found.understood + len(found.passed_over)
        assert path.stem.endswith(found.school_year)
        low, high = span(path)
        minutes: dict[str, int] = {}
        for schedule in found.schedules:
            assert in_order(schedule), (path.name, schedule.name)
            plan = day_plan(found, schedule, low, high)
            for grade in range(low, high + 1):
                bands = grade_day(plan, grade, TERMS).bands
                assert all(one.end == other.start for one, other in pairwise(bands))
                taught = instructional_minutes(plan, grade, time(0), time(23, 59), TERMS)
                assert minutes.setdefault(schedule.name, taught) == taught
                assert taught == by_hand(schedule)
        told.append(f"{path.name}: " + ", ".join(f"{n} {m}" for n, m in minutes.items()))
    with capsys.disabled():
        print("\nclass minutes of each day")  # noqa: T201
        print("\n".join(told))  # noqa: T201


def by_hand(schedule: OwnSchedule) -> int:
    """Minute by minute: is there class in it, also where nothing explains a gap between two?"""
    periods = [
        Period(schedule.name, p.name, p.kind, p.start, p.end, p.grade_low, p.grade_high)
        for p in schedule.periods
    ]
    return sum(is_class(periods, minute) for minute in range(24 * 60))


def test_an_hour_without_its_half_of_the_day(shared_data: Path) -> None:
    found = opened(shared_data / "bells/berkeley/bhs-2026-2027.json")
    normal = next(s for s in found.schedules if s.name.startswith("NORMAL"))
    at = {p.name: (p.start, p.end) for p in normal.periods}
    assert at["Period 4"] == (time(12, 27), time(13, 25))
    assert at["Period 7"] == (time(15, 39), time(16, 37))


def test_a_passing_gap_of_six_minutes_is_not_class(shared_data: Path) -> None:
    found = opened(shared_data / "bells/berkeley/bhs-2026-2027.json")
    normal = next(s for s in found.schedules if s.name.startswith("NORMAL"))
    plan = day_plan(found, normal, 9, 12)
    assert instructional_minutes(plan, 9, time(9, 28), time(9, 34), TERMS) == 0
    assert instructional_minutes(plan, 9, time(9, 27), time(9, 35), TERMS) == 2
    assert next_free(plan, 9, time(9), 6, TERMS) == (time(9, 28), time(9, 34))
    assert next_free(plan, 9, time(9), 7, TERMS) == (time(11, 41), time(12, 27))


def test_days_of_the_year(shared_data: Path) -> None:
    found = opened(shared_data / "bells/berkeley/king-7-2026-2027.json")
    days = {d.day: d for d in found.days}
    assert days[date(2026, 11, 26)].schedule == ""
    assert days[date(2026, 11, 27)].note == "Fall Recess"
    (term,) = found.terms
    assert (term.starts_on, term.ends_on) == (date(2026, 8, 12), date(2027, 6, 3))
    clocks = datetime(2026, 11, 1, tzinfo=THERE)  # the clocks go back; bells do not care
    assert clocks.utcoffset() != (clocks + timedelta(days=1)).utcoffset()
    assert [d.schedule for d in found.week] == [
        "NORMAL [7]",
        "NORMAL [7]",
        "EARLY RELEASE [7]",
        "THURSDAY [7]",
        "FRIDAY [7]",
    ]
