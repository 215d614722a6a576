"""What a file about the school day says, as far as it has been read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from cpdesk import plain_text
from cpdesk.errors import Fault, field_fault
from cpdesk.policy.school_year import SchoolYear
from cpdesk.records.day_plans import (
    CalendarFile,
    OwnDay,
    OwnSchedule,
    OwnWeekday,
    PassedOver,
    SchoolTerm,
    Stretch,
    Unread,
)
from cpdesk.services.day_plan import years

_SHOWN = 120


def clip(text: str) -> str:
    """A text from a file, short and on one line."""
    line = " ".join(plain_text.seen(text[:1_000]).split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def one_day(day: date | None) -> tuple[Stretch, ...]:
    """A day as a list of stretches, if it is known."""
    return ((day, day),) if day else ()


@dataclass(slots=True, kw_only=True)
class CalendarDraft:
    """Everything in the file is counted in `events`, and is either understood, or passed over
    because it is not about school days, or listed in `unread` for a person. The file is only about
    the grades low..high."""

    kind: str
    source: str = ""
    low: int | None
    high: int | None
    events: int = 0
    understood: int = 0
    passed_over: list[PassedOver] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)

    def lost(self, what: str, why: str, days: tuple[Stretch, ...] = ()) -> None:
        self.unread.append(Unread(clip(what), field_fault("", why), days))

    def passed(self, what: str, days: tuple[Stretch, ...] = ()) -> None:
        self.passed_over.append(PassedOver(clip(what), days))

    def warn(self, says: str, do: str = "", /, **facts: object) -> None:
        self.warnings.append(field_fault("", says, do, **facts))

    def left_out(self, dated: Iterable[tuple[date, str]], year: SchoolYear | None) -> None:
        """These are in other school years than the one that the file is about."""
        found = [(day, clip(what)) for day, what in dated]
        if year:
            self.warnings += years.outside(found, year)
        for day, what in found:
            self.passed(what, one_day(day))

    def file(
        self,
        year: SchoolYear | None,
        hint: str,
        *,
        schedules: Iterable[OwnSchedule] = (),
        week: Iterable[OwnWeekday] = (),
        days: Iterable[OwnDay] = (),
        terms: Iterable[SchoolTerm] = (),
        schools: tuple[tuple[str, str], ...] = (),
    ) -> CalendarFile:
        """The finished record. `hint` is the school year that was asked for."""
        return CalendarFile(
            source=self.source,
            kind=self.kind,
            school_year=year.title if year else "",
            window=year.window if year else None,
            schedules=tuple(schedules),
            week=tuple(week),
            days=tuple(days),
            terms=tuple(terms),
            events=self.events,
            understood=self.understood,
            passed_over=tuple(self.passed_over),
            unread=tuple(self.unread),
            warnings=(*years.another_than(hint, year), *self.warnings),
            schools=schools,
        )
