"""From what a file says to the change that imports it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from cpdesk.errors import DeskError
from cpdesk.policy import grades
from cpdesk.records.day_plans import (
    CalendarFile,
    DayPlanChange,
    OwnDay,
    OwnPeriod,
    OwnWeekday,
    SchoolTerm,
)
from cpdesk.services.day_plan.importers.titles.schedule_names import Bells, fitting, plain
from cpdesk.words import N_

Bounds = tuple[int | None, int | None]


def change_of(
    file: CalendarFile,
    names: Mapping[str, str],
    known: Bells,
    typed: Collection[OwnDay],
    bounds: Bounds,
    school: tuple[int, int],
) -> DayPlanChange:
    """`known` are the school's bell schedules, `typed` the days entered by hand, which stay.
    `bounds` are the grades for everything that names none itself, `school` the lowest and highest
    grade there is. If the file is for some grades, the others keep their bells. DeskError if
    nothing in the file was understood: it would only remove days."""
    if not file.understands:
        raise DeskError(
            N_("CPDesk didn’t understand anything in {name}, so there is nothing to import."),
            N_("Enter the days by hand, or choose another file."),
            name=file.source,
        )
    source = _source(file.source, bounds, school)
    meant = dict(meant_by(file, known)) | dict(names)

    def name(said: str) -> str:
        return meant.get(said, said) if said else ""

    return DayPlanChange(
        schedules=tuple(
            replace(
                schedule,
                name=name(schedule.name),
                periods=(
                    *(_for(period, bounds) for period in schedule.periods),
                    *_around(known.get(name(schedule.name), ()), bounds, school),
                ),
                own=True,
                over_roster=False,
            )
            for schedule in file.schedules
            if name(schedule.name) and schedule.periods
        ),
        week=tuple(
            _for(replace(weekday, schedule=name(weekday.schedule), own=True), bounds)
            for weekday in file.week
        ),
        days=tuple(
            day
            for day in (
                _for(replace(day, schedule=name(day.schedule), source=source, own=True), bounds)
                for day in file.days
            )
            if not any(_same(day, other) for other in typed)
        ),
        terms=tuple(_for(replace(term, source=source), bounds) for term in file.terms),
        replace_source=source,
        window=file.window,
    )


def meant_by(file: CalendarFile, known: Bells) -> dict[str, str]:
    """Which of the school's bell schedules each name in the file means. A name without a certain
    match stands for itself; so does one whose times come with the file, unless it is the same name.
    """
    bring = {schedule.name for schedule in file.schedules}
    same = {plain(name): name for name in known}
    return {
        name: same.get(plain(name), name) if name in bring else fitting(name, known) or name
        for name in named_in(file)
    }


def _around(
    periods: tuple[OwnPeriod, ...], bounds: Bounds, school: tuple[int, int]
) -> Iterator[OwnPeriod]:
    """What stays of a schedule for the grades below and above the bounds."""
    if bounds == (None, None):
        return
    low, high = _within(bounds, school)
    for period in periods:
        first, last = _within((period.grade_low, period.grade_high), school)
        if first < low:
            yield replace(period, grade_low=first, grade_high=min(last, low - 1))
        if last > high:
            yield replace(period, grade_low=max(first, high + 1), grade_high=last)


def _within(bounds: Bounds, school: tuple[int, int]) -> tuple[int, int]:
    return (
        school[0] if bounds[0] is None else bounds[0],
        school[1] if bounds[1] is None else bounds[1],
    )


def _source(name: str, bounds: Bounds, school: tuple[int, int]) -> str:
    """The same file for other grades is a different source, whose days stay."""
    if bounds == (None, None):
        return name
    low, high = _within(bounds, school)
    return f"{name} [{grades.span_name(low, high)}]"


def named_in(file: CalendarFile) -> tuple[str, ...]:
    """Every bell schedule that the file names, with or without times."""
    said = [
        *(schedule.name for schedule in file.schedules),
        *(weekday.schedule for weekday in file.week),
        *(day.schedule for day in file.days),
    ]
    return tuple(dict.fromkeys(name for name in said if name))


Row = TypeVar("Row", OwnPeriod, OwnWeekday, OwnDay, SchoolTerm)


def _for(row: Row, bounds: Bounds) -> Row:
    if row.names_grades:
        return row
    return replace(row, grade_low=bounds[0], grade_high=bounds[1])


def _same(day: OwnDay, other: OwnDay) -> bool:
    return day.day == other.day and day.shares_a_grade(other)
