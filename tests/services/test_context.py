"""The ground: the roster's day plan with the office's own entries in it, and what is kept of it."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import Connection, delete, insert

from cpdesk.models import day_tables as t
from cpdesk.models.desk_tables import office
from cpdesk.models.roster_tables import NO_GRADE
from cpdesk.models.store import Store
from cpdesk.policy.dayplan import DayPlan, grade_day, instructional_minutes, school_open
from cpdesk.policy.terms import Terms
from cpdesk.services.context import DAY_PLAN, Ground, Grounds, ground_now
from cpdesk.services.counter import Counter

TERMS = Terms.shipped()
TUESDAY = date(2026, 11, 24)
SATURDAY = date(2026, 11, 28)


def _of(tx: Connection) -> str:
    return Grounds().at(tx).school.school_id


def _day(tx: Connection, day: date, schedule: str, low: int = NO_GRADE) -> None:
    tx.execute(
        insert(t.own_day).values(
            school_id=_of(tx), day=day, schedule=schedule, note="Snow", source="",
            grade_low=low, grade_high=low,
        )
    )  # fmt: skip


def _week(tx: Connection, weekday: int, schedule: str) -> None:
    tx.execute(
        insert(t.own_week).values(
            school_id=_of(tx), weekday=weekday, schedule=schedule,
            grade_low=NO_GRADE, grade_high=NO_GRADE,
        )
    )  # fmt: skip


def _bell(tx: Connection, schedule: str, start: str, end: str, kind: str = "instructional") -> None:
    tx.execute(
        insert(t.own_bell).values(
            school_id=_of(tx), schedule=schedule, period=f"From {start}", kind=kind,
            start_time=start, end_time=end, grade_low=NO_GRADE, grade_high=NO_GRADE,
        )
    )  # fmt: skip


def _year(tx: Connection, starts: date, ends: date, low: int = NO_GRADE) -> None:
    tx.execute(
        insert(t.school_term).values(
            school_id=_of(tx), title=f"Year of {starts}", kind="year", starts_on=starts,
            ends_on=ends, grade_low=low, grade_high=low, source="",
        )
    )  # fmt: skip


def _raise(tx: Connection, number: int) -> None:
    tx.execute(delete(office).where(office.c.name == DAY_PLAN))
    tx.execute(insert(office).values(name=DAY_PLAN, value=number))


def _ground(store: Store) -> Ground:
    with store.read() as tx:
        return ground_now(tx)


def _minutes(plan: DayPlan, grade: int) -> int:
    return instructional_minutes(plan, grade, time(0), time(23, 59), TERMS.on(plan.day))


def test_an_own_day_beats_the_rosters_and_keeps_to_its_grades(
    counter: Counter, store_of_counter: Store
) -> None:
    holiday = date(2026, 11, 26)
    assert not school_open(_ground(store_of_counter).plan(holiday))
    with store_of_counter.write() as tx:
        _day(tx, holiday, "REGULAR", low=6)
    plan = _ground(store_of_counter).plan(holiday)
    terms = TERMS.on(holiday)
    assert grade_day(plan, 6, terms).schedule == "REGULAR"
    assert _minutes(plan, 6) == _minutes(_ground(store_of_counter).plan(TUESDAY), 6)
    assert not grade_day(plan, 5, terms).open


def test_an_own_weekday_beats_the_rosters_and_yields_to_a_day_of_the_roster(
    counter: Counter, store_of_counter: Store
) -> None:
    with store_of_counter.write() as tx:
        for weekday in range(5):
            _week(tx, weekday, "")
        _week(tx, 5, "REGULAR")
    ground = _ground(store_of_counter)
    assert not school_open(ground.plan(TUESDAY))
    assert grade_day(ground.plan(SATURDAY), 6, TERMS.on(SATURDAY)).known
    days = [day for day, rows in ground.special.items() if any(row.schedule for row in rows)]
    assert days, "the sample has days with a schedule of their own"
    assert all(school_open(ground.plan(day)) for day in days)


def test_an_own_schedule_stands_in_for_the_rosters_of_that_name_as_a_whole(
    counter: Counter, store_of_counter: Store
) -> None:
    before = _ground(store_of_counter).plan(TUESDAY)
    name = grade_day(before, 6, TERMS.on(TUESDAY)).schedule
    with store_of_counter.write() as tx:
        _bell(tx, name, "09:00", "09:45")
    plan = _ground(store_of_counter).plan(TUESDAY)
    assert [(p.start, p.end) for p in plan.periods if p.schedule == name] == [
        (time(9), time(9, 45))
    ]
    assert _minutes(plan, 6) == 45


def test_outside_every_school_year_there_is_no_school_unless_a_day_says_so(
    counter: Counter, store_of_counter: Store
) -> None:
    with store_of_counter.write() as tx:
        _year(tx, date(2026, 9, 8), date(2026, 11, 23))
        _year(tx, date(2026, 9, 8), date(2026, 11, 24), low=8)
        _day(tx, date(2026, 11, 25), "REGULAR")
    ground = _ground(store_of_counter)
    plan, terms = ground.plan(TUESDAY), TERMS.on(TUESDAY)
    assert [grade_day(plan, g, terms).open for g in (0, 6, 7, 8)] == [False, False, False, True]
    assert _minutes(ground.plan(date(2026, 11, 23)), 6) > 0  # the last day counts, all of it
    assert school_open(ground.plan(date(2026, 11, 25)))
    assert not school_open(ground.plan(date(2026, 12, 1)))


def test_what_is_kept_follows_the_number_of_the_own_day_plan(
    counter: Counter, store_of_counter: Store
) -> None:
    grounds = Grounds()
    with store_of_counter.read() as tx:
        first = grounds.at(tx)
    with store_of_counter.read() as tx:
        assert grounds.at(tx) is first
    with store_of_counter.write() as tx:
        _day(tx, TUESDAY, "")
        _raise(tx, 1)
    with store_of_counter.read() as tx:
        assert not school_open(grounds.at(tx).plan(TUESDAY))
        assert grounds.at(tx) is not first


def test_the_ground_of_a_change_that_is_taken_back_is_not_kept(
    counter: Counter, store_of_counter: Store
) -> None:
    class _BackError(Exception):
        pass

    grounds = Grounds()
    try:
        with store_of_counter.write() as tx:
            _day(tx, TUESDAY, "")
            _raise(tx, 1)
            assert not school_open(ground_now(tx).plan(TUESDAY))
            raise _BackError
    except _BackError:
        pass
    with store_of_counter.write() as tx:
        _raise(tx, 1)
    with store_of_counter.read() as tx:
        assert school_open(grounds.at(tx).plan(TUESDAY))
