"""The ground: the roster's day plan with the office's own entries in it, and what is kept of it."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import Connection, delete, insert

from cpdesk.models.store import Store
from cpdesk.models.tables import day_tables as t
from cpdesk.models.tables.desk_tables import office
from cpdesk.models.tables.roster_tables import NO_GRADE
from cpdesk.policy.day_plan import DayPlan, grade_day, instructional_minutes, school_open
from cpdesk.policy.terms.terms import Terms
from cpdesk.services.school_context import DAY_PLAN, ContextCache, SchoolContext, ground_now
from cpdesk.services.services import Services

TERMS = Terms.shipped()
TUESDAY = date(2026, 11, 24)
SATURDAY = date(2026, 11, 28)


def _of(tx: Connection) -> str:
    return ContextCache().at(tx).school.school_id


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


def _school_context(store: Store) -> SchoolContext:
    with store.read() as tx:
        return ground_now(tx)


def _minutes(plan: DayPlan, grade: int) -> int:
    return instructional_minutes(plan, grade, time(0), time(23, 59), TERMS.on(plan.day))


def test_an_own_day_beats_the_rosters_and_keeps_to_its_grades(
    services: Services, store_of_services: Store
) -> None:
    holiday = date(2026, 11, 26)
    assert not school_open(_school_context(store_of_services).plan(holiday))
    with store_of_services.write() as tx:
        _day(tx, holiday, "REGULAR", low=6)
    plan = _school_context(store_of_services).plan(holiday)
    terms = TERMS.on(holiday)
    assert grade_day(plan, 6, terms).schedule == "REGULAR"
    assert _minutes(plan, 6) == _minutes(_school_context(store_of_services).plan(TUESDAY), 6)
    assert not grade_day(plan, 5, terms).open


def test_an_own_weekday_beats_the_rosters_and_yields_to_a_day_of_the_roster(
    services: Services, store_of_services: Store
) -> None:
    with store_of_services.write() as tx:
        for weekday in range(5):
            _week(tx, weekday, "")
        _week(tx, 5, "REGULAR")
    school_context = _school_context(store_of_services)
    assert not school_open(school_context.plan(TUESDAY))
    assert grade_day(school_context.plan(SATURDAY), 6, TERMS.on(SATURDAY)).known
    days = [
        day for day, rows in school_context.special.items() if any(row.schedule for row in rows)
    ]
    assert days, "the sample has days with a schedule of their own"
    assert all(school_open(school_context.plan(day)) for day in days)


def test_an_own_schedule_stands_in_for_the_rosters_of_that_name_as_a_whole(
    services: Services, store_of_services: Store
) -> None:
    before = _school_context(store_of_services).plan(TUESDAY)
    name = grade_day(before, 6, TERMS.on(TUESDAY)).schedule
    with store_of_services.write() as tx:
        _bell(tx, name, "09:00", "09:45")
    plan = _school_context(store_of_services).plan(TUESDAY)
    assert [(p.start, p.end) for p in plan.periods if p.schedule == name] == [
        (time(9), time(9, 45))
    ]
    assert _minutes(plan, 6) == 45


def test_outside_every_school_year_there_is_no_school_unless_a_day_says_so(
    services: Services, store_of_services: Store
) -> None:
    with store_of_services.write() as tx:
        _year(tx, date(2026, 9, 8), date(2026, 11, 23))
        _year(tx, date(2026, 9, 8), date(2026, 11, 24), low=8)
        _day(tx, date(2026, 11, 25), "REGULAR")
    school_context = _school_context(store_of_services)
    plan, terms = school_context.plan(TUESDAY), TERMS.on(TUESDAY)
    assert [grade_day(plan, g, terms).open for g in (0, 6, 7, 8)] == [False, False, False, True]
    assert (
        _minutes(school_context.plan(date(2026, 11, 23)), 6) > 0
    )  # the last day counts, all of it
    assert school_open(school_context.plan(date(2026, 11, 25)))
    assert not school_open(school_context.plan(date(2026, 12, 1)))


def test_what_is_kept_follows_the_number_of_the_own_day_plan(
    services: Services, store_of_services: Store
) -> None:
    context_cache = ContextCache()
    with store_of_services.read() as tx:
        first = context_cache.at(tx)
    with store_of_services.read() as tx:
        assert context_cache.at(tx) is first
    with store_of_services.write() as tx:
        _day(tx, TUESDAY, "")
        _raise(tx, 1)
    with store_of_services.read() as tx:
        assert not school_open(context_cache.at(tx).plan(TUESDAY))
        assert context_cache.at(tx) is not first


def test_the_ground_of_a_change_that_is_taken_back_is_not_kept(
    services: Services, store_of_services: Store
) -> None:
    class _BackError(Exception):
        pass

    context_cache = ContextCache()
    try:
        with store_of_services.write() as tx:
            _day(tx, TUESDAY, "")
            _raise(tx, 1)
            assert not school_open(ground_now(tx).plan(TUESDAY))
            raise _BackError
    except _BackError:
        pass
    with store_of_services.write() as tx:
        _raise(tx, 1)
    with store_of_services.read() as tx:
        assert school_open(context_cache.at(tx).plan(TUESDAY))
