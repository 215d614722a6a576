"""The rows of the office's own day plan: reading them as records, and writing them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, Result, Table, and_, delete, insert, select

from cpdesk.models.record_of import grouped, record_of
from cpdesk.models.tables import day_tables as t
from cpdesk.models.tables.roster_tables import NO_GRADE
from cpdesk.records.day_plans import (
    DayPlanChange,
    OwnDay,
    OwnPeriod,
    OwnSchedule,
    OwnWeekday,
    SchoolTerm,
)
from cpdesk.services.own_days import bounds, period


def read_schedules(tx: Connection, school_id: str) -> tuple[OwnSchedule, ...]:
    of = t.own_bell.c
    order = (of.schedule, of.grade_low, of.start_time, of.end_time, of.period)
    periods = grouped(
        (row.schedule, record_of(OwnPeriod, period(row)))
        for row in _rows(tx, t.own_bell, school_id, *order)
    )
    return tuple(OwnSchedule(name, of_it) for name, of_it in periods.items())


def read_week(tx: Connection, school_id: str) -> tuple[OwnWeekday, ...]:
    of = t.own_week.c
    return tuple(
        record_of(OwnWeekday, row, **bounds(row), own=True)
        for row in _rows(tx, t.own_week, school_id, of.weekday, of.grade_low)
    )


def read_days(tx: Connection, school_id: str) -> tuple[OwnDay, ...]:
    of = t.own_day.c
    return tuple(
        record_of(OwnDay, row, **bounds(row), own=True)
        for row in _rows(tx, t.own_day, school_id, of.day, of.grade_low)
    )


def read_terms(tx: Connection, school_id: str) -> tuple[SchoolTerm, ...]:
    of = t.school_term.c
    order = (of.starts_on, of.ends_on.desc(), of.title, of.grade_low)
    return tuple(
        record_of(SchoolTerm, row, **bounds(row))
        for row in _rows(tx, t.school_term, school_id, *order)
    )


def _rows(tx: Connection, table: Table, school_id: str, *order: ColumnElement[Any]) -> Result[Any]:
    return tx.execute(select(table).where(table.c.school_id == school_id).order_by(*order))


def write(tx: Connection, school_id: str, change: DayPlanChange) -> None:
    """Deletes what goes, then inserts what comes; an entry that is already there is replaced."""
    _take_back(tx, school_id, change)
    for schedule in change.schedules:
        _delete(tx, t.own_bell, school_id, t.own_bell.c.schedule == schedule.name)
        for one in schedule.periods:
            kept = asdict(one)
            row = {
                "schedule": schedule.name,
                "period": kept["name"],
                "kind": one.kind.value,
                "start_time": one.start.isoformat("minutes"),
                "end_time": one.end.isoformat("minutes"),
            }
            _insert(tx, t.own_bell, school_id, row | _grades(kept))
    for weekday in change.week:
        _drop_week(tx, school_id, weekday.weekday, weekday.grade_low)
        row = {"weekday": weekday.weekday, "schedule": weekday.schedule}
        _insert(tx, t.own_week, school_id, row | _grades(asdict(weekday)))
    for day in change.days:
        _drop_day(tx, school_id, day)
        kept = asdict(day)
        row = {name: kept[name] for name in ("day", "schedule", "note", "source")}
        _insert(tx, t.own_day, school_id, row | _grades(kept))
    for term in change.terms:
        kept = asdict(term)
        same = (
            t.school_term.c.title == term.title,
            t.school_term.c.grade_low == _number(term.grade_low),
        )
        _delete(tx, t.school_term, school_id, *same)
        names = ("title", "kind", "starts_on", "ends_on", "source")
        _insert(tx, t.school_term, school_id, {n: kept[n] for n in names} | _grades(kept))


def _take_back(tx: Connection, school_id: str, change: DayPlanChange) -> None:
    if change.replace_source:
        days = [t.own_day.c.source == change.replace_source]
        terms = [t.school_term.c.source == change.replace_source]
        if change.window is not None:
            first, last = change.window
            days.append(t.own_day.c.day.between(first, last))
            terms.append(and_(t.school_term.c.starts_on <= last, t.school_term.c.ends_on >= first))
        _delete(tx, t.own_day, school_id, *days)
        _delete(tx, t.school_term, school_id, *terms)
    for name in change.drop_schedules:
        _delete(tx, t.own_bell, school_id, t.own_bell.c.schedule == name)
    for weekday, low in change.drop_week:
        _drop_week(tx, school_id, weekday, low)
    for day, low in change.drop_days:
        same = (t.own_day.c.day == day, t.own_day.c.grade_low == _number(low))
        _delete(tx, t.own_day, school_id, *same)
    for title in change.drop_terms:
        _delete(tx, t.school_term, school_id, t.school_term.c.title == title)


def _drop_week(tx: Connection, school_id: str, weekday: int, low: int | None) -> None:
    same = (t.own_week.c.weekday == weekday, t.own_week.c.grade_low == _number(low))
    _delete(tx, t.own_week, school_id, *same)


def _drop_day(tx: Connection, school_id: str, day: OwnDay) -> None:
    same = (t.own_day.c.day == day.day, t.own_day.c.grade_low == _number(day.grade_low))
    _delete(tx, t.own_day, school_id, *same)


def _delete(tx: Connection, table: Table, school_id: str, *which: ColumnElement[bool]) -> None:
    tx.execute(delete(table).where(table.c.school_id == school_id, *which))


def _insert(tx: Connection, table: Table, school_id: str, row: Mapping[str, object]) -> None:
    tx.execute(insert(table).values(school_id=school_id, **row))


def _grades(kept: Mapping[str, object]) -> dict[str, object]:
    return {
        name: NO_GRADE if kept[name] is None else kept[name] for name in ("grade_low", "grade_high")
    }


def _number(grade: int | None) -> int:
    return NO_GRADE if grade is None else grade
