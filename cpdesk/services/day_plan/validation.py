"""Whether a change of the day plan makes sense: its faults, and what is only worth checking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain, combinations
from typing import Any

from cpdesk.errors import DeskError, Fault, field_fault
from cpdesk.policy import grades
from cpdesk.policy.day_plan import DayRow, PeriodKind, contradictions
from cpdesk.policy.grades import Graded
from cpdesk.records.day_plans import DayPlanChange, OwnPeriod, OwnSchedule, SchoolTerm
from cpdesk.services.school_context import SchoolContext
from cpdesk.words import N_

TERM_KINDS = ("year", "semester", "term", "grading_period")
_LONGEST = 200  # characters of a name or a note
_FIRST, _LAST = date(1900, 1, 1), date(2199, 12, 31)


def check(change: DayPlanChange, grade_low: int, grade_high: int) -> None:
    """DeskError with every fault, for a school with the grades low..high."""
    faults = tuple(_faults(change, grade_low, grade_high))
    if faults:
        first = faults[0]
        raise DeskError(first.says, first.do, faults=faults, **dict(first.facts))


def warnings(school_context: SchoolContext) -> tuple[Fault, ...]:
    """What is not a fault but worth checking: in the office's own entries as they are now."""
    own = school_context.own
    asked = _schedules(own.days, own.week)
    named = asked | _schedules(school_context.special, school_context.week)
    unused = tuple(
        field_fault(
            name,
            N_("No weekday or day uses the bell schedule {schedule}."),
            N_("Choose it for a weekday or a day, or remove it."),
            schedule=name,
        )
        for name in sorted(own.periods)
        if name not in named
    )
    without = tuple(
        field_fault(
            name,
            N_(
                "The bell schedule {schedule} has no times, so its days count as class "
                "time all day."
            ),
            N_("Enter its periods under Bell schedules."),
            schedule=name,
        )
        for name in sorted(asked)
        if not school_context.bells(name)
    )
    return unused + without + tuple(_contradictions(school_context))


def _schedules(*tables: Mapping[Any, Iterable[DayRow]]) -> set[str]:
    """The bell schedules that these days name."""
    found = chain.from_iterable(table.values() for table in tables)
    return {row.schedule for row in chain.from_iterable(found) if row.schedule}


def _contradictions(school_context: SchoolContext) -> Iterator[Fault]:
    """Those of the office's own rows that say different things about a grade on one day."""
    do = N_(
        "Check both entries. The one for fewer grades counts. In a tie, the one with school counts."
    )
    for day, rows in school_context.own.days.items():
        says = N_("On {day}, the entries for grades {one} and {other} conflict.")
        for one, other in contradictions(rows):
            yield field_fault("", says, do, day=day, one=_named(one), other=_named(other))
    for rows in school_context.own.week.values():
        says = N_("Two entries for the same weekday conflict: grades {one} and {other}.")
        for one, other in contradictions(rows):
            yield field_fault("", says, do, one=_named(one), other=_named(other))


def _named(row: DayRow) -> str:
    return grades.span_name(row.grade_low, row.grade_high)


def _faults(change: DayPlanChange, low: int, high: int) -> Iterator[Fault]:
    names = [schedule.name for schedule in change.schedules]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield field_fault(
            name,
            N_("Two bell schedules are named {schedule}."),
            N_("Rename one of them."),
            schedule=name,
        )
    for schedule in change.schedules:
        yield from _of_schedule(schedule)
    for term in change.terms:
        yield from _of_term(term)
    for day in change.days:
        if not _FIRST <= day.day <= _LAST:
            yield field_fault(
                "", N_("{day} is not in any school year."), N_("Check the year."), day=day.day
            )
    for weekday in change.week:
        if not 0 <= weekday.weekday <= 6:
            yield field_fault(
                "",
                N_("{n} is not a weekday number."),
                N_("Use 0 for Monday through 6 for Sunday."),
                n=weekday.weekday,
            )
    for where, row in _graded(change):
        yield from _of_grades(where, row, low, high)
    for text in _texts(change):
        if len(text) > _LONGEST:
            yield field_fault(
                "",
                N_("“{text}…” is too long."),
                N_("Use at most {n} characters."),
                text=text[:40],
                n=_LONGEST,
            )


def _of_schedule(schedule: OwnSchedule) -> Iterator[Fault]:
    name = schedule.name
    if not name.strip():
        yield field_fault(
            "", N_("A bell schedule has no name."), N_("Enter a name, such as Regular.")
        )
    if not schedule.periods:
        yield field_fault(
            name,
            N_("The bell schedule {schedule} has no periods."),
            N_("Add at least one, or remove the schedule."),
            schedule=name,
        )
    for period in schedule.periods:
        if not period.name.strip():
            yield field_fault(
                name,
                N_("The period in {schedule} that starts at {start} has no name."),
                N_("Enter a name, such as Period 1 or Lunch."),
                schedule=name,
                start=period.start,
            )
        if period.end <= period.start:
            yield field_fault(
                name,
                N_("{period} in {schedule} ends at {end}, which is not after its start, {start}."),
                N_("Check whether one of the times says am instead of pm."),
                period=period.name,
                schedule=name,
                start=period.start,
                end=period.end,
            )
    for one, other in combinations(schedule.periods, 2):
        if _overlap(one, other):
            yield field_fault(
                name,
                N_("{period} and {other} in {schedule} are at the same time for the same grade."),
                N_("Change a time, or enter which grades each one is for."),
                period=one.name,
                other=other.name,
                schedule=name,
            )


def _overlap(one: OwnPeriod, other: OwnPeriod) -> bool:
    """A row with grades inside one without is not an overlap: it is the exception to it. Two
    optional periods at the same time are a choice: a short seventh period beside an extended one.
    """
    if one.names_grades != other.names_grades:
        return False
    if one.kind is other.kind is PeriodKind.OPTIONAL:
        return False
    if one.start >= one.end or other.start >= other.end:
        return False
    if one.start >= other.end or other.start >= one.end:
        return False
    return one.shares_a_grade(other)


def _of_term(term: SchoolTerm) -> Iterator[Fault]:
    if not term.title.strip():
        yield field_fault(
            "", N_("A term has no name."), N_("Enter a name, such as 2026–27 or Semester 1.")
        )
    if term.ends_on < term.starts_on:
        yield field_fault(
            term.title,
            N_("{term} ends on {end}, before it begins on {start}."),
            N_("Check the year in both dates."),
            term=term.title,
            start=term.starts_on,
            end=term.ends_on,
        )
    if term.kind not in TERM_KINDS:
        yield field_fault(
            term.title,
            N_("{term} has an unknown type: {kind}."),
            N_("Use year, semester, term, or grading period."),
            term=term.title,
            kind=term.kind,
        )


def _graded(change: DayPlanChange) -> Iterator[tuple[str, Graded]]:
    for schedule in change.schedules:
        for period in schedule.periods:
            yield f"{schedule.name}: {period.name}", period
    yield from ((weekday.schedule, weekday) for weekday in change.week)
    yield from ((day.note or day.schedule, day) for day in change.days)
    yield from ((term.title, term) for term in change.terms)


def _of_grades(where: str, row: Graded, low: int, high: int) -> Iterator[Fault]:
    first = low if row.grade_low is None else row.grade_low
    last = high if row.grade_high is None else row.grade_high
    if low <= first <= last <= high:
        return
    if first > last:
        says = N_("The first grade of “{entry}” is higher than the last.")
        do = N_("Enter the lower grade first.")
    else:
        says = N_("“{entry}” is for a grade this school doesn’t have.")
        do = N_("This school has grades {first} to {last}.")
    yield field_fault(
        "", says, do, entry=where or "–", first=grades.name(low), last=grades.name(high)
    )


def _texts(change: DayPlanChange) -> Iterable[str]:
    for schedule in change.schedules:
        yield schedule.name
        yield from (period.name for period in schedule.periods)
    for day in change.days:
        yield from (day.note, day.schedule, day.source)
    yield from (weekday.schedule for weekday in change.week)
    yield from (term.title for term in change.terms)
