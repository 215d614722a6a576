"""School calendars as iCalendar files, read event by event: closed days, early releases, rotation
days."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, tzinfo

from icalendar import Component

from cpdesk.policy.school_year import SchoolYear
from cpdesk.records.day_plans import CalendarFile, SchoolTerm, Stretch
from cpdesk.services.day_plan import years
from cpdesk.services.day_plan.calendar_draft import CalendarDraft, clip, one_day
from cpdesk.services.day_plan.importers import occurrences
from cpdesk.services.day_plan.importers.day_entries import DayEntries
from cpdesk.services.day_plan.importers.feed import feed
from cpdesk.services.day_plan.importers.occurrences import Occurrence
from cpdesk.services.day_plan.importers.titles.home_school import Home
from cpdesk.services.day_plan.importers.titles.meanings import EVERYBODY, NOT_SURE, Meaning, meaning
from cpdesk.words import N_

_MOST_SERIES = 300
_A_DAY = "day"
_SHORTEST_YEAR = 200  # days; the last day before winter break does not end a school year
NO_DAY = N_("Can’t read its date.")
NO_EVENT = N_("Can’t read this event.")
ODD_LENGTH = N_("Can’t read how long “{what}” lasts, so it counts as one day.")
REPEATED_ODDLY = N_("Can’t read how it repeats.")
PART_OF_A_DAY = N_("It starts or ends in the middle of a day.")
_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)")


def read(
    data: bytes,
    name: str,
    *,
    zone: tzinfo,
    hint: str,
    low: int | None,
    high: int | None,
    home: Home = EVERYBODY,
) -> CalendarFile:
    """`name` is the file's; the calendar's own name, if it has one, is the source. `home` is the
    school it is read for."""
    found = feed(data)
    draft = _Draft(
        kind="ics", source=clip(found.name or name), low=low, high=high, zone=zone, home=home
    )
    for lost, start in found.broken:
        draft.lost(lost, NO_EVENT, _written(start))
    singles, series = draft.sorted_out(found.events)
    year = years.spoken_of(_years(singles, series, hint, zone), hint)
    if year is not None:
        for single in singles:
            draft.take(single, year)
        for group in series:
            draft.follow(group, year)
    draft.events = len(found.events) + len(found.broken)
    return draft.finished(year, hint)


def _written(start: str) -> tuple[Stretch, ...]:
    """The day of an event that can't be read, as far as possible."""
    found = _DATE.match(start)
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        day = None
    return one_day(day)


def _years(
    singles: list[Occurrence], series: list[list[Component]], hint: str, zone: tzinfo
) -> list[SchoolYear]:
    asked = SchoolYear.read(hint)
    spoken = [SchoolYear.of(single.first) for single in singles]
    for group in series:
        starts = [one.first for event in group if (one := occurrences.occurrence(event, zone))]
        if asked and any(start <= asked.window[1] for start in starts):
            spoken.append(asked)
        elif starts:
            spoken.append(SchoolYear.of(min(starts)))
    return spoken


@dataclass(slots=True, kw_only=True)
class _Draft(CalendarDraft):
    """What was understood so far, and what was not."""

    zone: tzinfo
    home: Home
    entries: DayEntries = field(init=False)
    elsewhere: list[tuple[date, str]] = field(default_factory=list)  # in other years
    first_day: date | None = None
    last_day: date | None = None
    series: int = 0

    def __post_init__(self) -> None:
        self.entries = DayEntries(self.low, self.high)

    def meaning_of(self, title: str, *, all_day: bool = True) -> Meaning:
        return meaning(title, all_day=all_day, home=self.home)

    def sorted_out(self, events: list[Component]) -> tuple[list[Occurrence], list[list[Component]]]:
        """Single events and series that matter; the others are listed."""
        singles: list[Occurrence] = []
        groups: dict[str, list[Component]] = {}
        for event in events:
            uid = str(event.get("UID", "")).strip()
            if occurrences.repeats(event) and uid:
                groups.setdefault(uid, []).append(event)
            elif occurrences.repeats(event):
                groups[f"\n{len(groups)}"] = [event]
        for event in events:  # the first event of a series may not mention its repetition
            uid = str(event.get("UID", "")).strip()
            if not occurrences.repeats(event) and uid in groups:
                groups[uid].insert(0, event)
            elif not occurrences.repeats(event):
                self._single(event, singles)
        return singles, [group for group in groups.values() if self._worth(group)]

    def _single(self, event: Component, singles: list[Occurrence]) -> None:
        one = occurrences.occurrence(event, self.zone)
        if one is None:
            title = occurrences.title(event)
            if self.meaning_of(title).matters or not title:
                self.lost(title, NO_DAY)
            else:
                self.passed(title)
        elif one.cancelled or not self.meaning_of(one.title, all_day=one.all_day).matters:
            self.passed(one.title, one.stretch)
        else:
            if occurrences.broken(event, "DTEND", "DURATION"):
                self.warn(ODD_LENGTH, what=clip(one.title), day=one.first)
            singles.append(one)

    def _worth(self, group: list[Component]) -> bool:
        """Whether a series affects the school day at all."""
        if any(self.meaning_of(occurrences.title(event)).matters for event in group):
            return True
        for event in group:
            one = occurrences.occurrence(event, self.zone)
            self.passed(occurrences.title(event), one.stretch if one else ())
        return False

    def follow(self, group: list[Component], year: SchoolYear) -> None:
        """A series within the school year. Each of its events counts once. Days on which it is
        unclear are listed one by one, even if it is clear on others."""
        self.series += 1
        title = occurrences.title(group[0])
        if self.series > _MOST_SERIES or not all(map(occurrences.can_be_followed, group)):
            found = None
        else:
            found = occurrences.followed(group, year.window, self.zone)
        if found is None:
            for event in group:
                one = occurrences.occurrence(event, self.zone)
                what = occurrences.title(event) or title
                self.lost(what, REPEATED_ODDLY, one.stretch if one else ())
            return
        placed = [(one, self._place(one, year)) for one in found if not one.cancelled]
        asked: dict[tuple[str, str], list[Stretch]] = {}
        for one, kind in placed:
            if kind not in ("", _A_DAY):
                key = (one.title, kind) if len(asked) < len(group) else next(iter(asked))
                asked.setdefault(key, []).extend(one.stretch)
        for (what, why), days in asked.items():
            self.lost(what, why, tuple(days))
        rest = len(group) - len(asked)
        if any(kind == _A_DAY for _, kind in placed):
            self.understood += rest
        else:
            for event in group[:rest]:
                over = tuple(s for one, kind in placed if not kind for s in one.stretch)
                self.passed(occurrences.title(event) or title, over)

    def take(self, one: Occurrence, year: SchoolYear) -> None:
        kind = self._place(one, year)
        if kind == _A_DAY:
            self.understood += 1
        elif kind:
            self.lost(one.title, kind, one.stretch)
        else:
            self.passed(one.title, one.stretch)

    def _place(self, one: Occurrence, year: SchoolYear) -> str:
        """_A_DAY if it became something, otherwise why not; "" if it is not about this year."""
        days = list(one.days(year.window))
        if not days:
            self.elsewhere.append((one.first, clip(one.title)))
            return ""
        says = self.meaning_of(one.title, all_day=one.all_day)
        if not says.matters:
            return ""
        if says.unclear or one.tentative:
            return says.unclear or NOT_SURE
        if not one.all_day and one.first != one.last:
            return PART_OF_A_DAY
        if says.edge == "first":
            self.first_day = min(days[0], self.first_day or days[0])
        elif says.edge == "last":
            self.last_day = max(days[-1], self.last_day or days[-1])
        if says.closed or says.schedules:
            met = [self.entries.add(day, says, one.title) for day in days]
            if not any(met):
                return ""
        return _A_DAY

    def _term(self, year: SchoolYear) -> tuple[SchoolTerm, ...]:
        do = N_("Enter the school year yourself.")
        if self.first_day and self.last_day:
            if (self.last_day - self.first_day).days >= _SHORTEST_YEAR:
                ends = (self.first_day, self.last_day)
                return (SchoolTerm(year.title, "year", *ends, self.low, self.high, self.source),)
            says = N_(
                "The first and last day of school, {first} and {last}, are too close together "
                "for a school year."
            )
            self.warn(says, do, first=self.first_day, last=self.last_day)
        elif self.first_day or self.last_day:
            says = N_("The calendar has the first or the last day of school, but not both.")
            self.warn(says, do)
        return ()

    def finished(self, year: SchoolYear | None, hint: str) -> CalendarFile:
        terms = self._term(year) if year else ()
        days = self.entries.days(self.source)
        others = years.outside(self.elsewhere, year) if year else ()
        self.warnings = [*others, *self.warnings, *self.entries.warnings]
        return self.file(year, hint, days=days, terms=terms)
