"""The columns of each table, and how what was typed in them is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Generic, TypeVar

from cpdesk.policy.day_plan import PeriodKind
from cpdesk.records.day_plans import OwnDay, OwnPeriod, OwnWeekday, SchoolTerm
from cpdesk.ui.settings.day_plan.grades import read_grades
from cpdesk.ui.widgets.text.typed import read_day, read_time, write_day, write_time
from cpdesk.words import N_, Words

E = TypeVar("E")
Cells = Sequence[str]
Wrong = Mapping[int, str]  # what is wrong, by column

KINDS = {
    PeriodKind.INSTRUCTIONAL: N_("Class"),
    PeriodKind.ADVISORY: N_("Advisory (class)"),
    PeriodKind.OPTIONAL: N_("Optional class"),
    PeriodKind.LUNCH: N_("Lunch"),
    PeriodKind.RECESS: N_("Recess"),
    PeriodKind.PASSING: N_("Passing time"),
    PeriodKind.BEFORE: N_("Before school"),
    PeriodKind.AFTER: N_("After school"),
}
TERMS = {
    "year": N_("School year"),
    "semester": N_("Semester"),
    "term": N_("Term"),
    "grading_period": N_("Grading period"),
}
NO_SCHOOL = N_("No school")
_NO_TIME = N_("“{text}” is not a time. Enter it like 8:40 or 1:25 pm.")
_NO_DAY = N_("“{text}” is not a date. Enter it like 12/23/2026 or Dec 23.")
_NO_GRADES = N_(
    "“{text}” doesn’t fit the grades of this school. Enter them like {grades}, {grade}, or All."
)


@dataclass
class School:
    """What is known when a cell is read: the school's lowest and highest grade, the names of its
    bell schedules, and today's date."""

    low: int
    high: int
    names: Callable[[], tuple[str, ...]]
    today: Callable[[], date]


class Columns(Generic[E]):
    """One kind of entry. `read` gives the entry, or what is wrong by column."""

    heads: tuple[str, ...]
    shares: tuple[int, ...]  # how the width is divided

    def __init__(self, words: Words, school: School) -> None:
        self.words = words
        self.school = school

    def cells(self, entry: E) -> list[str]:
        raise NotImplementedError

    def read(self, cells: Cells) -> E | Wrong:
        raise NotImplementedError

    def blank(self, last: E | None) -> list[str]:
        """The cells of a new line below the last one."""
        raise NotImplementedError

    def options(self, column: int) -> tuple[str, ...]:
        """The choices in a column; () if it is typed."""
        return ()

    def _grades(self, text: str, wrong: dict[int, str], column: int) -> tuple[int | None, ...]:
        low, high = self.school.low, self.school.high
        found = read_grades(text, self.words, low, high)
        if found is None:
            every, one = self.words.grades(low, high), self.words.grades(high, high)
            wrong[column] = self.words.text(_NO_GRADES, text=text, grades=every, grade=one)
            return None, None
        return found

    def _day(self, text: str, wrong: dict[int, str], column: int, near: date) -> date:
        found = read_day(text, near)
        if found is None:
            wrong[column] = self.words.text(_NO_DAY, text=text)
        return found or near

    def _said(self, low: int | None, high: int | None) -> str:
        if low is None and high is None:
            return self.words.grades(None, None)
        school = self.school
        return self.words.grades(
            school.low if low is None else low, school.high if high is None else high
        )


class PeriodColumns(Columns[OwnPeriod]):
    """The periods of one bell schedule."""

    heads = (N_("Period"), N_("Type"), N_("From"), N_("To"), N_("Grades"))
    shares = (5, 4, 3, 3, 2)

    def cells(self, entry: OwnPeriod) -> list[str]:
        words = self.words
        return [
            entry.name,
            words.text(KINDS[entry.kind]),
            write_time(entry.start, words),
            write_time(entry.end, words),
            self._said(entry.grade_low, entry.grade_high),
        ]

    def read(self, cells: Cells) -> OwnPeriod | Wrong:
        words, wrong = self.words, dict[int, str]()
        name = cells[0].strip()
        if not name:
            wrong[0] = words.text("Enter a name for the period, such as Period 1 or Lunch.")
        kinds = {words.text(said): kind for kind, said in KINDS.items()}
        start = read_time(cells[2])
        end = read_time(cells[3], start) if start else read_time(cells[3])
        for column, found in ((2, start), (3, end)):
            if found is None:
                wrong[column] = words.text(_NO_TIME, text=cells[column])
        if start and end and end <= start:
            wrong[3] = words.text("The end must be after the start.")
        low, high = self._grades(cells[4], wrong, 4)
        if wrong or start is None or end is None:
            return wrong
        kind = kinds.get(cells[1], PeriodKind.INSTRUCTIONAL)
        return OwnPeriod(name, kind, start, end, low, high)

    def blank(self, last: OwnPeriod | None) -> list[str]:
        start = last.end if last else time(8)
        minute = min(start.hour * 60 + start.minute + 30, 24 * 60 - 1)
        return [
            "",
            self.words.text(KINDS[PeriodKind.INSTRUCTIONAL]),
            write_time(start, self.words),
            write_time(time(*divmod(minute, 60)), self.words),
            self._said(last.grade_low, last.grade_high) if last else self._said(None, None),
        ]

    def options(self, column: int) -> tuple[str, ...]:
        return tuple(self.words.text(said) for said in KINDS.values()) if column == 1 else ()


class _Scheduled(Columns[E]):
    """Entries that name a bell schedule, or no school."""

    def schedules(self) -> tuple[str, ...]:
        return (self.words.text(NO_SCHOOL), *self.school.names())

    def schedule(self, text: str) -> str:
        said = text.strip()
        return "" if said == self.words.text(NO_SCHOOL) else said

    def schedule_text(self, schedule: str) -> str:
        return schedule or self.words.text(NO_SCHOOL)


class WeekColumns(_Scheduled[OwnWeekday]):
    """The usual week."""

    heads = (N_("Weekday"), N_("Bell schedule"), N_("Grades"))
    shares = (2, 4, 2)

    def cells(self, entry: OwnWeekday) -> list[str]:
        return [
            self.words.weekday(entry.weekday),
            self.schedule_text(entry.schedule),
            self._said(entry.grade_low, entry.grade_high),
        ]

    def read(self, cells: Cells) -> OwnWeekday | Wrong:
        wrong: dict[int, str] = {}
        low, high = self._grades(cells[2], wrong, 2)
        weekday = self.options(0).index(cells[0])
        return wrong or OwnWeekday(weekday, self.schedule(cells[1]), low, high)

    def blank(self, last: OwnWeekday | None) -> list[str]:
        return [
            self.words.weekday(0),
            (*self.school.names(), *self.schedules())[0],
            self._said(None, None),
        ]

    def options(self, column: int) -> tuple[str, ...]:
        if column == 0:
            return tuple(self.words.weekday(n) for n in range(7))
        return self.schedules() if column == 1 else ()


class DayColumns(_Scheduled[OwnDay]):
    """Days that differ from the week."""

    heads = (N_("Day"), N_("Bell schedule"), N_("Note"), N_("Grades"))
    shares = (4, 4, 6, 2)

    def cells(self, entry: OwnDay) -> list[str]:
        return [
            write_day(entry.day, self.words),
            self.schedule_text(entry.schedule),
            entry.note,
            self._said(entry.grade_low, entry.grade_high),
        ]

    def read(self, cells: Cells) -> OwnDay | Wrong:
        wrong: dict[int, str] = {}
        day = self._day(cells[0], wrong, 0, self.school.today())
        low, high = self._grades(cells[3], wrong, 3)
        return wrong or OwnDay(day, self.schedule(cells[1]), cells[2].strip(), low, high)

    def blank(self, last: OwnDay | None) -> list[str]:
        return ["", self.words.text(NO_SCHOOL), "", self._said(None, None)]

    def options(self, column: int) -> tuple[str, ...]:
        return self.schedules() if column == 1 else ()


class TermColumns(Columns[SchoolTerm]):
    """School years, semesters and terms."""

    heads = (N_("Name"), N_("Type"), N_("From"), N_("To"), N_("Grades"))
    shares = (5, 3, 4, 4, 2)

    def cells(self, entry: SchoolTerm) -> list[str]:
        words = self.words
        return [
            entry.title,
            words.text(TERMS[entry.kind]),
            write_day(entry.starts_on, words),
            write_day(entry.ends_on, words),
            self._said(entry.grade_low, entry.grade_high),
        ]

    def read(self, cells: Cells) -> SchoolTerm | Wrong:
        words, wrong = self.words, dict[int, str]()
        title = cells[0].strip()
        if not title:
            wrong[0] = words.text("Enter a name, such as 2026–27 or Semester 1.")
        kinds = {words.text(said): kind for kind, said in TERMS.items()}
        start = self._day(cells[2], wrong, 2, self.school.today())
        end = self._day(cells[3], wrong, 3, start)
        if end < start and 3 not in wrong:
            wrong[3] = words.text("The end must be after the start.")
        low, high = self._grades(cells[4], wrong, 4)
        return wrong or SchoolTerm(title, kinds.get(cells[1], "term"), start, end, low, high)

    def blank(self, last: SchoolTerm | None) -> list[str]:
        return ["", self.words.text(TERMS["year"]), "", "", self._said(None, None)]

    def options(self, column: int) -> tuple[str, ...]:
        return tuple(self.words.text(said) for said in TERMS.values()) if column == 1 else ()
