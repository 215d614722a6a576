"""Days of a calendar combined: what several events say about one date becomes one entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from cpdesk.errors import Fault, field_fault
from cpdesk.policy import grades
from cpdesk.records.day_plans import OwnDay
from cpdesk.services.day_plan.calendar_draft import clip
from cpdesk.services.day_plan.importers.titles.meanings import Meaning
from cpdesk.services.day_plan.importers.titles.spoken_grades import Span
from cpdesk.words import N_

BOTH = " / "  # between the names of two schedules on one day
_TURN = re.compile(r"[A-H] Day|Day \d+")  # a rotation day stays in the calendar on a closed day


@dataclass(frozen=True, slots=True)
class _Said:
    """What one event says about a date; `span` None is every grade of the school."""

    span: Span | None
    says: Meaning
    title: str


class DayEntries:
    """By date and grades. An event for fewer grades beats one for more. No school beats a rotation
    day (A Day); if another event has school on that day, it stays open. If a day has several
    schedules, none is chosen: it gets all their names, and a person decides which bells ring then.
    """

    def __init__(self, low: int | None, high: int | None) -> None:
        """A file that is only for low..high says nothing about other grades."""
        self._bounds: Span | None = None
        if low is not None or high is not None:
            self._bounds = grades.span(low, high)
        self._found: dict[date, list[_Said]] = {}
        self.warnings: list[Fault] = []

    def add(self, day: date, says: Meaning, title: str) -> bool:
        """False if it is about grades that the file is not read for."""
        span = says.grades or self._bounds
        if span is not None and self._bounds is not None:
            span = max(span[0], self._bounds[0]), min(span[1], self._bounds[1])
            if span[0] > span[1]:
                return False
        self._found.setdefault(day, []).append(_Said(span, says, title))
        return True

    def days(self, source: str) -> tuple[OwnDay, ...]:
        made = [one for day, said in self._found.items() for one in self._of(day, said, source)]
        return tuple(
            sorted(made, key=lambda d: (d.day, -2 if d.grade_low is None else d.grade_low))
        )

    def _of(self, day: date, said: list[_Said], source: str) -> Iterator[OwnDay]:
        every = [one for one in said if one.span is None]
        if every:
            schedule, note = self._together(day, every)
            yield OwnDay(day, schedule, note, None, None, source)
        some = [one for one in said if one.span is not None]
        if len({one.span for one in some}) > 1:
            self._warn(
                N_("On {day}, the file has different events for different grades."),
                N_("If they overlap, the event for fewer grades counts. Check that day."),
                day,
            )
        for (schedule, note), reached in self._by_grade(day, some):
            for low, high in grades.runs(reached):
                yield OwnDay(day, schedule, note, low, high, source)

    def _by_grade(
        self, day: date, some: list[_Said]
    ) -> Iterator[tuple[tuple[str, str], list[int]]]:
        """What counts for each grade, grouped by grades with the same result."""
        told: list[tuple[int, tuple[_Said, ...]]] = []
        for grade in range(grades.PK, grades.LAST + 1):
            mine = [(o.span[1] - o.span[0], o) for o in some if o.span and _in(grade, o.span)]
            if mine:
                least = min(width for width, _ in mine)
                told.append((grade, tuple(one for width, one in mine if width == least)))
        for said, same in groupby(told, key=lambda one: one[1]):
            yield self._together(day, list(said)), [grade for grade, _ in same]

    def _together(self, day: date, said: list[_Said]) -> tuple[str, str]:
        """The schedule ("" is no school) and the note of events for the same grades."""
        closed = any(one.says.closed for one in said)
        names = sorted({name for one in said for name in one.says.schedules})
        rung = [name for name in names if not _TURN.fullmatch(name)]
        note = clip("; ".join(dict.fromkeys(one.title for one in said)))
        if closed and rung:
            self._warn(
                N_("On {day}, one event says there is no school and another says there is."),
                N_("The day counts as a school day until you change it."),
                day,
                note,
            )
        return (BOTH.join(names) if rung or not closed else ""), note

    def _warn(self, says: str, do: str, day: date, what: str = "") -> None:
        fault = field_fault("", says, do, day=day, what=what)
        if fault not in self.warnings:
            self.warnings.append(fault)


def _in(grade: int, span: Span) -> bool:
    return span[0] <= grade <= span[1]
