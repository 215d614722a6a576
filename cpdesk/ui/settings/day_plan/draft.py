"""What the page holds until it is saved: this office's own entries as they will be."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from cpdesk.records.day_plans import (
    DayPlanChange,
    DayPlanRecord,
    OwnDay,
    OwnSchedule,
    OwnWeekday,
    SchoolTerm,
)

Entry = OwnDay | OwnWeekday | OwnSchedule | SchoolTerm
E = TypeVar("E", bound=Entry)
K = TypeVar("K")


class Book(dict[K, E]):
    """This office's entries of one kind, each under the days and grades that it is about, which no
    other has. `roster` has those that they replace, `saved` what was entered before."""

    def __init__(
        self, entries: Iterable[E], key: Callable[[E], K], order: Callable[[E], Any]
    ) -> None:
        """`order` sorts them for the page."""
        found = tuple(entries)
        super().__init__((key(entry), entry) for entry in found if is_own(entry))
        self.key = key
        self._order = order
        self.saved = dict(self)
        self.roster = {key(entry): entry for entry in found if not is_own(entry)}

    def all(self) -> tuple[E, ...]:
        """This office's entries, and the roster's that they don't replace."""
        return tuple(sorted((self.roster | self).values(), key=self._order))

    def put(self, was: E | None, entry: E) -> None:
        """Replaces `was`; the roster's own entry stays under it."""
        if was is not None:
            self.drop(was)
        self[self.key(entry)] = entry

    def put_all(self, entries: Iterable[E]) -> None:
        self.update({self.key(entry): entry for entry in entries})

    def drop(self, entry: E) -> None:
        self.pop(self.key(entry), None)

    def drop_if(self, gone: Callable[[E], bool]) -> None:
        for entry in [one for one in self.values() if gone(one)]:
            self.drop(entry)

    @property
    def changed(self) -> tuple[E, ...]:
        """New entries, and those that differ from what was saved."""
        return tuple(entry for key, entry in self.items() if self.saved.get(key) != entry)

    @property
    def dropped(self) -> tuple[K, ...]:
        """The keys of those that were removed."""
        return tuple(key for key in self.saved if key not in self)


class Draft:
    """Starts as the saved plan; `change` is the difference."""

    def __init__(self, base: DayPlanRecord) -> None:
        self.base = base
        self.schedules = Book(
            (replace(schedule, over_roster=False) for schedule in base.schedules),
            lambda schedule: schedule.name,
            lambda schedule: schedule.name.casefold(),
        )
        self.week = Book(
            base.week,
            lambda entry: (entry.weekday, entry.grade_low),
            lambda entry: (entry.weekday, _low(entry.grade_low)),
        )
        self.days = Book(
            base.days,
            lambda entry: (entry.day, entry.grade_low),
            lambda entry: (entry.day, _low(entry.grade_low)),
        )
        self.terms = Book(
            base.terms,
            lambda term: (term.title, term.grade_low),
            lambda term: (term.starts_on, term.title),
        )

    @property
    def dirty(self) -> bool:
        return self.change() != DayPlanChange()

    def change(self) -> DayPlanChange:
        """What saving would write: new or changed entries, and those that were removed. Of a term,
        all grades are removed, so those that stay are written again."""
        gone = {title for title, _ in self.terms.dropped}
        changed = self.terms.changed
        return DayPlanChange(
            schedules=self.schedules.changed,
            week=self.week.changed,
            days=self.days.changed,
            terms=tuple(t for t in self.terms.values() if t in changed or t.title in gone),
            drop_schedules=self.schedules.dropped,
            drop_week=self.week.dropped,
            drop_days=self.days.dropped,
            drop_terms=tuple(sorted(gone)),
        )

    def rebased(self, base: DayPlanRecord) -> Draft:
        """The same difference, on top of what is saved now."""
        changed = Draft(base)
        changed.take(self.change())
        return changed

    def take(self, change: DayPlanChange) -> None:
        """Adds a change, such as one from a file."""
        source = change.replace_source
        if source:
            first, last = change.window or (date.min, date.max)
            self.days.drop_if(lambda d: d.source == source and first <= d.day <= last)
            self.terms.drop_if(
                lambda t: t.source == source and t.ends_on >= first and t.starts_on <= last
            )
        self.schedules.drop_if(lambda schedule: schedule.name in change.drop_schedules)
        self.week.drop_if(lambda entry: self.week.key(entry) in change.drop_week)
        self.days.drop_if(lambda entry: self.days.key(entry) in change.drop_days)
        self.terms.drop_if(lambda term: term.title in change.drop_terms)
        self.schedules.put_all(change.schedules)
        self.week.put_all(change.week)
        self.days.put_all(change.days)
        self.terms.put_all(change.terms)

    def names(self) -> tuple[str, ...]:
        """Every bell schedule that a day may have, including those without times."""
        named = [schedule.name for schedule in self.schedules.all()]
        named += [weekday.schedule for weekday in self.week.all()]
        named += [day.schedule for day in self.days.all()]
        return tuple(dict.fromkeys(name for name in named if name))


def is_own(entry: Entry) -> bool:
    """Whether this office entered it; school years and terms are never on the roster."""
    return isinstance(entry, SchoolTerm) or entry.own


def _low(grade: int | None) -> int:
    return -2 if grade is None else grade
