"""The office's own bells, weeks, days and school years, in the form policy asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import ColumnElement, Connection, Result, Table, select

from cpdesk.models.record_of import grouped, record_of
from cpdesk.models.tables import day_tables as t
from cpdesk.models.tables.roster_tables import NO_GRADE
from cpdesk.policy import grades
from cpdesk.policy.day_plan import DayRow, Period

YEAR = "year"  # the kind of term outside of which there is no school


@dataclass(frozen=True, slots=True)
class Year:
    """A school year of the office, for grades low..high."""

    starts_on: date
    ends_on: date
    grade_low: int
    grade_high: int

    def speaks(self, grade: int) -> bool:
        return self.grade_low <= grade <= self.grade_high


@dataclass(frozen=True, slots=True)
class OwnDays:
    """Everything the office entered for one school."""

    days: dict[date, tuple[DayRow, ...]]
    week: dict[int, tuple[DayRow, ...]]
    periods: dict[str, tuple[Period, ...]]
    years: tuple[Year, ...]

    def outside_years(self, day: date) -> tuple[DayRow, ...]:
        """A row without school for each range of grades that has school years, none of which
        contains this day. Grades without school years are not affected."""
        if not self.years:
            return ()
        low = min(year.grade_low for year in self.years)
        high = max(year.grade_high for year in self.years)
        outside = [g for g in range(low, high + 1) if self._outside(day, g)]
        return tuple(DayRow("", "", first, last) for first, last in grades.runs(outside))

    def _outside(self, day: date, grade: int) -> bool:
        speaking = [year for year in self.years if year.speaks(grade)]
        return bool(speaking) and not any(y.starts_on <= day <= y.ends_on for y in speaking)


def read_own(tx: Connection, school_id: str, grade_low: int, grade_high: int) -> OwnDays:
    """What the office entered for this school, whose grades are low..high."""
    days, week, periods = read_calendar(tx, t.own_day, t.own_week, t.own_bell, school_id=school_id)
    years = tx.execute(
        select(t.school_term).where(
            t.school_term.c.school_id == school_id, t.school_term.c.kind == YEAR
        )
    )
    return OwnDays(
        days=days,
        week=week,
        periods=periods,
        years=tuple(
            Year(
                y.starts_on,
                y.ends_on,
                grade_low if y.grade_low == NO_GRADE else y.grade_low,
                grade_high if y.grade_high == NO_GRADE else y.grade_high,
            )
            for y in years
        ),
    )


def read_calendar(
    tx: Connection, days: Table, week: Table, bells: Table, **of: object
) -> tuple[
    dict[date, tuple[DayRow, ...]], dict[int, tuple[DayRow, ...]], dict[str, tuple[Period, ...]]
]:
    """The days by date, the weekdays by number and the periods by schedule, of the roster or of the
    office: the rows of three tables with these values."""

    def rows(table: Table, *order: ColumnElement[Any]) -> Result[Any]:
        where = (table.c[name] == value for name, value in of.items())
        return tx.execute(select(table).where(*where).order_by(*order))

    return (
        grouped((row.day, record_of(DayRow, row, **bounds(row))) for row in rows(days)),
        grouped(
            (row.weekday, record_of(DayRow, row, note="", **bounds(row))) for row in rows(week)
        ),
        grouped((row.schedule, period(row)) for row in rows(bells, bells.c.start_time)),
    )


def period(row: Any) -> Period:
    """A row of a bell schedule, the roster's or the office's."""
    start, end = time.fromisoformat(row.start_time), time.fromisoformat(row.end_time)
    return record_of(Period, row, name=row.period, start=start, end=end, **bounds(row))


def bounds(row: Any) -> dict[str, int | None]:
    """The grades of a row; None is every grade below or above."""
    return {"grade_low": bound(row.grade_low), "grade_high": bound(row.grade_high)}


def bound(number: int) -> int | None:
    return None if number == NO_GRADE else number
