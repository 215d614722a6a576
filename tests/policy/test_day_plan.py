"""A school day by the bell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdesk.policy.day_plan import (
    INSTRUCTIONAL,
    Band,
    DayPlan,
    DayRow,
    Period,
    PeriodKind,
    day_note,
    grade_day,
    instructional_minutes,
    minute_of,
    next_free,
    school_open,
)
from tests.examples import examples
from tests.policy.day_plan_oracle import covering, is_class, known_periods
from tests.policy.policy_samples import CLASS, LUNCH, PLAN, REGULAR, TERMS, TUESDAY, period

SATURDAY = date(2026, 11, 28)


def at(text: str) -> time:
    return time.fromisoformat(text)


def minutes(plan: DayPlan, grade: int | None, start: str, end: str) -> int:
    return instructional_minutes(plan, grade, at(start), at(end), TERMS)


def free(plan: DayPlan, grade: int | None, after: str, for_minutes: int) -> str:
    found = next_free(plan, grade, at(after), for_minutes, TERMS)
    return "–".join(t.isoformat("minutes") for t in found) if found else "none"


def test_a_day_has_its_periods_and_the_passing_time_between_them() -> None:
    day = grade_day(PLAN, 6, TERMS)
    assert (day.open, day.known, day.schedule, day.note) == (True, True, "regular", "")
    assert day.bands[:3] == (
        Band(at("08:00"), at("09:30"), CLASS, "Period 1"),
        Band(at("09:30"), at("09:34"), PeriodKind.PASSING),
        Band(at("09:34"), at("10:40"), CLASS, "Period 2"),
    )
    assert len(day.bands) == 8


def test_a_row_with_grades_beats_one_without() -> None:
    lunch = replace(period("Early lunch", LUNCH, "11:00", "11:30"), grade_low=0, grade_high=2)
    plan = replace(PLAN, periods=(*REGULAR, lunch))
    assert minutes(plan, 1, "11:00", "11:30") == 0
    assert minutes(plan, 6, "11:00", "11:30") == 30
    assert [b.name for b in grade_day(plan, 1, TERMS).bands][3:7] == [
        "Period 3",
        "Early lunch",
        "Period 3",
        "Lunch",
    ]


def test_where_rows_overlap_class_wins() -> None:
    help_desk = period("Help desk", PeriodKind.OPTIONAL, "11:45", "12:00")
    plan = replace(PLAN, periods=(*REGULAR, help_desk))
    assert minutes(plan, 6, "11:35", "12:05") == 15


def test_advisory_and_optional_periods_are_class_time_too() -> None:
    later = period("Period 2", CLASS, "09:00", "10:00")
    for kind in PeriodKind:
        plan = replace(PLAN, periods=(period("X", kind, "08:00", "09:00"), later))
        assert minutes(plan, 6, "08:00", "09:00") == (60 if kind in INSTRUCTIONAL else 0)


def test_a_plan_is_known_only_where_class_rows_speak_of_the_grade() -> None:
    """Before, Lunch and the like alone are no plan, also where another grade has one."""
    lunch = period("Lunch", LUNCH, "11:30", "12:00")
    taught = replace(period("Period 1", CLASS, "08:00", "09:00"), grade_low=6, grade_high=8)
    plan = replace(PLAN, periods=(lunch, taught))
    assert [grade_day(plan, g, TERMS).known for g in (5, 6)] == [False, True]
    assert minutes(plan, 5, "11:30", "12:00") == 30
    assert minutes(plan, 6, "11:30", "12:00") == 0


@pytest.mark.parametrize(("gap", "taught"), [(10, 0), (11, 11)])
def test_a_gap_longer_than_passing_between_two_classes_is_class(gap: int, taught: int) -> None:
    second = period("Period 2", CLASS, f"09:{gap}", "10:00")
    plan = replace(PLAN, periods=(period("Period 1", CLASS, "08:00", "09:00"), second))
    assert minutes(plan, 6, "09:00", f"09:{gap}") == taught


def test_a_gap_is_class_only_between_classes_and_in_the_default_day() -> None:
    """Not before the first class and not after the last; of what reaches past 4 pm, up to then."""
    plan = replace(
        PLAN,
        periods=(
            period("Breakfast", PeriodKind.BEFORE, "06:30", "07:00"),
            period("Period 1", CLASS, "08:00", "09:00"),
            period("Lunch", LUNCH, "11:00", "11:30"),
            period("Period 2", CLASS, "12:00", "13:00"),
            period("Evening class", CLASS, "18:00", "19:00"),
            period("Club", PeriodKind.AFTER, "20:00", "21:00"),
        ),
    )
    assert minutes(plan, 6, "07:00", "08:00") == 0
    assert minutes(plan, 6, "09:00", "11:00") == 120
    assert minutes(plan, 6, "11:00", "11:30") == 0
    assert minutes(plan, 6, "13:00", "18:00") == 180
    assert minutes(plan, 6, "19:00", "20:00") == 0
    assert free(plan, 6, "09:00", 20) == "11:00–11:30"


def test_a_special_day_beats_the_week() -> None:
    early = period("Period 1", CLASS, "08:00", "11:00", "early release")
    plan = replace(
        PLAN, special=(DayRow("early release", "Conferences"),), periods=(*REGULAR, early)
    )
    day = grade_day(plan, 6, TERMS)
    assert (day.schedule, day.note) == ("early release", "Conferences")
    assert free(plan, 6, "09:00", 20) == "11:00–16:00"
    assert day_note(plan) == "Conferences"


def test_a_special_row_with_grades_beats_one_without() -> None:
    plan = replace(PLAN, special=(DayRow("", "Break"), DayRow("regular", "Testing", 6, 8)))
    assert [grade_day(plan, g, TERMS).open for g in range(9)] == [False] * 6 + [True] * 3
    assert school_open(plan)


def test_a_special_row_for_other_grades_leaves_the_week_to_speak() -> None:
    plan = replace(PLAN, special=(DayRow("", "Trip", 0, 2),))
    assert grade_day(plan, 6, TERMS).schedule == "regular"
    assert not grade_day(plan, 1, TERMS).open


def test_a_week_row_with_grades_beats_one_without() -> None:
    plan = replace(PLAN, week=(DayRow("regular"), DayRow("late", "", 6, 8)))
    assert grade_day(plan, 6, TERMS).schedule == "late"
    assert not grade_day(plan, 6, TERMS).known
    assert grade_day(plan, 5, TERMS).known


def contradicting(*rows: DayRow) -> DayPlan:
    late = period("Period 9", CLASS, "15:00", "16:00", "late")
    return replace(PLAN, week=rows, periods=(*REGULAR, late))


def test_of_rows_that_contradict_each_other_the_one_for_fewer_grades_counts() -> None:
    plan = contradicting(DayRow("regular", "", 0, 6), DayRow("late", "", 6, 8))
    assert [grade_day(plan, g, TERMS).schedule for g in (5, 6, 7)] == ["regular", "late", "late"]
    closed = contradicting(DayRow("regular", "", 0, 6), DayRow("", "", 6, 8))
    assert [grade_day(closed, g, TERMS).open for g in (5, 6)] == [True, False]


def test_of_equal_rows_the_one_with_school_counts() -> None:
    for rows in (
        (DayRow("", "", 5, 6), DayRow("regular", "", 6, 7)),
        (DayRow("regular", "", 6, 7), DayRow("", "", 5, 6)),
    ):
        day = grade_day(contradicting(*rows), 6, TERMS)
        assert (day.open, day.schedule) == (True, "regular")


def test_of_equal_rows_with_school_the_stricter_counts_minute_by_minute() -> None:
    plan = contradicting(DayRow("regular", "", 5, 6), DayRow("late", "", 6, 7))
    assert minutes(plan, 6, "15:00", "16:00") == 60
    assert minutes(plan, 6, "08:00", "09:00") == 60
    unknown = contradicting(DayRow("regular", "", 5, 6), DayRow("nobody knows", "", 6, 7))
    assert not grade_day(unknown, 6, TERMS).known


def test_a_week_that_speaks_of_other_grades_only_is_open_with_an_unknown_plan() -> None:
    day = grade_day(replace(PLAN, week=(DayRow("regular", "", 6, 8),)), 2, TERMS)
    assert (day.open, day.known) == (True, False)
    assert day.bands == (Band(at("07:00"), at("16:00"), CLASS),)


def test_a_weekday_without_rows_is_closed_where_the_school_has_a_week() -> None:
    plan = replace(PLAN, week=())
    assert not school_open(plan)
    assert grade_day(plan, 6, TERMS).bands == ()
    assert minutes(plan, 6, "08:00", "12:00") == 0
    assert free(plan, 6, "08:00", 20) == "none"


@pytest.mark.parametrize(("day", "opened"), [(TUESDAY, True), (SATURDAY, False)])
def test_a_school_without_any_week_is_open_monday_to_friday(day: date, opened: bool) -> None:
    plan = DayPlan(day, 0, 8)
    assert school_open(plan) is opened
    assert grade_day(plan, 6, TERMS).open is opened
    assert grade_day(plan, None, TERMS).open is opened
    assert minutes(plan, 6, "06:00", "17:00") == (540 if opened else 0)


def test_an_unknown_grade_gets_the_default_and_so_does_one_the_school_does_not_have() -> None:
    for grade in (None, -1, 9, 12):
        day = grade_day(PLAN, grade, TERMS)
        assert (day.open, day.known) == (True, False)
        assert minutes(PLAN, grade, "11:35", "12:05") == 30


def test_minutes_count_when_any_part_of_them_is_touched() -> None:
    assert minutes(PLAN, 6, "11:30", "11:35") == 5
    assert minutes(PLAN, 6, "11:34:59", "11:40") == 1
    assert minutes(PLAN, 6, "12:00", "12:05:01") == 1
    assert minutes(PLAN, 6, "12:00", "12:05") == 0
    assert minutes(PLAN, 6, "14:49", "00:00") == 1


def test_the_next_free_time_is_long_enough() -> None:
    assert free(PLAN, 6, "10:42", 15) == "11:35–12:05"
    assert free(PLAN, 6, "11:50:30", 14) == "11:51–12:05"
    assert free(PLAN, 6, "11:50:30", 15) == "13:10–13:30"
    assert free(PLAN, 6, "10:42", 31) == "14:50–16:00"
    assert free(PLAN, 6, "09:20", 4) == "09:30–09:34"
    assert free(PLAN, 6, "05:00", 30) == "07:00–08:00"
    assert free(PLAN, 6, "15:50", 30) == "15:50–16:20"
    assert free(PLAN, 6, "23:40", 30) == "none"


kinds = st.sampled_from(list(PeriodKind))
clock = st.integers(0, 1439).map(lambda m: time(m // 60, m % 60))


@st.composite
def rows(draw: st.DrawFn) -> Period:
    start = draw(st.integers(6 * 60, 15 * 60))
    end = draw(st.integers(start + 1, 17 * 60))
    low = draw(st.none() | st.integers(0, 8))
    high = draw(st.none() | st.integers(low or 0, 8))
    name = draw(st.sampled_from("ABC"))
    return Period(
        "regular",
        name,
        draw(kinds),
        time(start // 60, start % 60),
        time(end // 60, end % 60),
        low,
        high,
    )


plans = st.lists(rows(), max_size=8).map(lambda found: replace(PLAN, periods=tuple(found)))


@examples()
@given(plans, st.integers(0, 8), clock, st.integers(1, 90))
def test_proposed_time_never_touches_class(
    plan: DayPlan, grade: int, after: time, for_minutes: int
) -> None:
    found = next_free(plan, grade, after, for_minutes, TERMS)
    if found is not None:
        start, end = found
        assert start >= after
        assert minute_of(end) - minute_of(start) >= for_minutes
        assert instructional_minutes(plan, grade, start, end, TERMS) == 0


@examples()
@given(plans, st.integers(0, 8))
def test_each_minute_is_what_the_rows_say(plan: DayPlan, grade: int) -> None:
    """Against the plain reading of the rule, minute by minute."""
    mine = known_periods(plan, grade)
    day = grade_day(plan, grade, TERMS)
    assert day.known == (mine is not None)
    for minute in range(6 * 60, 17 * 60, 7) if mine else ():
        now = time(minute // 60, minute % 60)
        band = next((b for b in day.bands if b.start <= now < b.end), None)
        assert (band is not None and band.kind in INSTRUCTIONAL) == is_class(mine, minute)
        over = covering(mine or [], minute)
        assert bool(over) == (band is not None and band.name != "")


@examples()
@given(plans, st.integers(0, 8))
def test_bands_follow_one_another_without_a_hole(plan: DayPlan, grade: int) -> None:
    bands = grade_day(plan, grade, TERMS).bands
    assert all(b.start < b.end for b in bands)
    assert all(a.end == b.start for a, b in pairwise(bands))


def test_the_levels_of_the_calendar_from_the_strongest_to_the_weakest() -> None:
    """Own days, the roster's days, outside the own school years, own week, the roster's week."""
    names = ("own_days", "special", "outside_years", "own_week", "week")
    rows = {name: (DayRow("" if name == "outside_years" else name),) for name in names}
    for n, strongest in enumerate(names):
        held: dict[str, Any] = {k: rows[k] if k in names[n:] else () for k in names}
        plan = replace(PLAN, **held)
        day = grade_day(plan, 6, TERMS)
        assert (day.open, day.schedule) == (
            (False, "") if strongest == "outside_years" else (True, strongest)
        )


def test_an_own_row_for_other_grades_leaves_the_roster_to_speak() -> None:
    plan = replace(PLAN, own_days=(DayRow("", "Trip", 0, 2),), own_week=(DayRow("", "", 8, 8),))
    assert [grade_day(plan, g, TERMS).open for g in (1, 6, 8)] == [False, True, False]
    assert grade_day(plan, 6, TERMS).schedule == "regular"
    assert day_note(plan) == "Trip"


def test_a_school_with_an_own_week_alone_is_closed_on_other_weekdays() -> None:
    plan = DayPlan(TUESDAY, 0, 8, has_week=True)
    assert not school_open(plan)
    assert school_open(replace(plan, own_week=(DayRow("regular"),)))
