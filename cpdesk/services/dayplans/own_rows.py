"""The rows of the office's own day plan: reading them as records, and writing them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import time

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, insert, select

from cpdesk.models import day_tables as t
from cpdesk.models.roster_tables import NO_GRADE
from cpdesk.policy.dayplan import PeriodKind
from cpdesk.records.dayplans import (
    DayPlanChange,
    OwnDay,
    OwnPeriod,
    OwnSchedule,
    OwnWeekday,
    SchoolTerm,
)
from cpdesk.services.own_days import bound

TABLES = (t.own_bell, t.own_week, t.own_day, t.school_term)


def read_schedules(tx: Connection, school_id: str) -> tuple[OwnSchedule, ...]:
    found: dict[str, list[OwnPeriod]] = {}
    of = t.own_bell.c
    for row in tx.execute(
        select(t.own_bell)
        .where(of.school_id == school_id)
        .order_by(of.schedule, of.grade_low, of.start_time, of.end_time, of.period)
    ):
        found.setdefault(row.schedule, []).append(
            OwnPeriod(
                row.period,
                PeriodKind(row.kind),
                time.fromisoformat(row.start_time),
                time.fromisoformat(row.end_time),
                bound(row.grade_low),
                bound(row.grade_high),
            )
        )
    return tuple(OwnSchedule(name, tuple(periods)) for name, periods in found.items())


def read_week(tx: Connection, school_id: str) -> tuple[OwnWeekday, ...]:
    of = t.own_week.c
    rows = tx.execute(
        select(t.own_week).where(of.school_id == school_id).order_by(of.weekday, of.grade_low)
    )
    return tuple(
        OwnWeekday(row.weekday, row.schedule, bound(row.grade_low), bound(row.grade_high))
        for row in rows
    )


def read_days(tx: Connection, school_id: str) -> tuple[OwnDay, ...]:
    of = t.own_day.c
    rows = tx.execute(
        select(t.own_day).where(of.school_id == school_id).order_by(of.day, of.grade_low)
    )
    return tuple(
        OwnDay(
            row.day,
            row.schedule,
            row.note,
            bound(row.grade_low),
            bound(row.grade_high),
            row.source,
        )
        for row in rows
    )


def read_terms(tx: Connection, school_id: str) -> tuple[SchoolTerm, ...]:
    of = t.school_term.c
    rows = tx.execute(
        select(t.school_term)
        .where(of.school_id == school_id)
        .order_by(of.starts_on, of.ends_on.desc(), of.title, of.grade_low)
    )
    return tuple(
        SchoolTerm(
            row.title,
            row.kind,
            row.starts_on,
            row.ends_on,
            bound(row.grade_low),
            bound(row.grade_high),
            row.source,
        )
        for row in rows
    )


def write(tx: Connection, school_id: str, change: DayPlanChange) -> None:
    """Deletes what goes, then inserts what comes; an entry that is already there is replaced."""
    _take_back(tx, school_id, change)
    for schedule in change.schedules:
        _delete(tx, t.own_bell, school_id, t.own_bell.c.schedule == schedule.name)
        for period in schedule.periods:
            kept = asdict(period)
            row = {
                "schedule": schedule.name,
                "period": kept["name"],
                "kind": period.kind.value,
                "start_time": period.start.isoformat("minutes"),
                "end_time": period.end.isoformat("minutes"),
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
