"""Timetables of every shape: what is proposed is never class, and no long enough time is missed."""

from __future__ import annotations

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from cpdesk.policy.day_plan import (
    INSTRUCTIONAL,
    DayPlan,
    DayRow,
    Period,
    PeriodKind,
    grade_day,
    instructional_minutes,
)
from cpdesk.policy.terms.terms import Terms
from cpdesk.services.requests.times import free_stretches
from tests.examples import examples

DAY = date(2026, 11, 24)
TERMS = Terms.shipped().on(DAY)
GRADE = 4


def at(minute: int) -> time:
    return time(minute // 60, minute % 60)


@st.composite
def timetables(draw: st.DrawFn) -> DayPlan:
    """Periods that follow each other, with gaps, and some that overlap them, a few for others."""
    periods, now = [], draw(st.integers(6 * 60, 9 * 60))
    for n in range(draw(st.integers(1, 9))):
        ends = now + draw(st.integers(3, 95))
        periods.append((n, now, ends))
        now = ends + draw(st.sampled_from((0, 0, 3, 4, 5, 14, 15, 20)))
    for n in range(draw(st.integers(0, 2))):
        begins = draw(st.integers(7 * 60, 15 * 60))
        periods.append((50 + n, begins, begins + draw(st.integers(5, 60))))
    kinds = st.sampled_from(PeriodKind)
    bands = st.sampled_from(((None, None), (None, None), (4, 4), (0, 3)))
    rows = []
    for n, begins, ends in periods:
        low, high = draw(bands)
        rows.append(Period("R", f"P{n}", draw(kinds), at(begins), at(ends), low, high))
    return DayPlan(DAY, 0, 8, week=(DayRow("R"),), has_week=True, periods=tuple(rows))


taken_times = st.lists(
    st.tuples(st.integers(6 * 60, 17 * 60), st.integers(1, 90)).map(lambda t: (t[0], t[0] + t[1])),
    max_size=5,
)
lengths = st.integers(TERMS.meeting_shortest_minutes, 90)


def overlaps(one: free_stretches.Stretch, other: free_stretches.Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@examples(300)
@given(timetables(), taken_times, lengths)
def test_a_proposed_time_is_never_class_and_never_taken(
    plan: DayPlan, taken: list[free_stretches.Stretch], minutes: int
) -> None:
    day = grade_day(plan, GRADE, TERMS)
    for free in free_stretches.outside_class(day, minutes, TERMS):
        for start in free_stretches.starts(free, taken, minutes, taken):
            end = start + minutes
            assert end <= free_stretches.MIDNIGHT
            last = at(end) if end < free_stretches.MIDNIGHT else time(0)
            assert instructional_minutes(plan, GRADE, at(start), last, TERMS) == 0
            assert not any(overlaps((start, end), one) for one in taken)


@examples(300)
@given(timetables(), taken_times, lengths)
def test_every_free_stretch_that_is_long_enough_is_found(
    plan: DayPlan, taken: list[free_stretches.Stretch], minutes: int
) -> None:
    """The free minutes are counted one by one here, without anything of the code under test."""
    day = grade_day(plan, GRADE, TERMS)
    if not day.known:
        assert free_stretches.outside_class(day, minutes, TERMS) == ()
        return
    proposed = [
        (start, start + minutes)
        for free in free_stretches.outside_class(day, minutes, TERMS)
        for start in free_stretches.starts(free, taken, minutes)
    ]
    in_class = {
        m
        for band in day.bands
        if band.kind in INSTRUCTIONAL
        for m in range(
            band.start.hour * 60 + band.start.minute, band.end.hour * 60 + band.end.minute
        )
    }
    busy = {m for begins, ends in taken for m in range(begins, ends)}
    closes = max(16 * 60, *(m + 1 for m in in_class), 0)  # class may end late
    first = day.bands[0].start
    opens = min(7 * 60, first.hour * 60 + first.minute)
    run: list[int] = []
    for minute in range(opens, closes + 1):
        if minute < closes and minute not in in_class and minute not in busy:
            run.append(minute)
            continue
        if len(run) >= minutes:
            inside = (run[0], run[-1] + 1)
            assert any(inside[0] <= s and e <= inside[1] for s, e in proposed), inside
        run = []


def test_lunch_is_proposed_without_the_walk_to_class() -> None:
    rows = (
        Period("R", "3", PeriodKind.INSTRUCTIONAL, time(10, 32), time(11, 35)),
        Period("R", "Lunch", PeriodKind.LUNCH, time(11, 35), time(12, 5)),
        Period("R", "4", PeriodKind.INSTRUCTIONAL, time(12, 9), time(15, 0)),
    )
    plan = DayPlan(DAY, 0, 8, week=(DayRow("R"),), has_week=True, periods=rows)
    lunch = free_stretches.outside_class(grade_day(plan, GRADE, TERMS), 30, TERMS)[1]
    assert (lunch.whole, lunch.calm) == ((695, 729), (695, 725))
    assert free_stretches.starts(lunch, [], 30) == [695]
    assert free_stretches.starts(lunch, [], 33) == [695]  # rather with the walk than not at all
    assert free_stretches.starts(lunch, [], 35) == []
    assert free_stretches.starts(lunch, [(695, 705)], 20) == [705]


def test_a_gap_between_two_classes_is_no_free_time() -> None:
    rows = (
        Period("R", "1", PeriodKind.INSTRUCTIONAL, time(7, 0), time(9, 30)),
        Period("R", "2", PeriodKind.INSTRUCTIONAL, time(9, 34), time(15, 50)),
    )
    plan = DayPlan(DAY, 0, 8, week=(DayRow("R"),), has_week=True, periods=rows)
    found = free_stretches.outside_class(grade_day(plan, GRADE, TERMS), 15, TERMS)
    starts = [start for free in found for start in free_stretches.starts(free, [], 15)]
    assert starts == [15 * 60 + 50]  # class ends late, so a time after it is offered all the same
