"""School calendars as iCalendar files, read event by event: closed days, early releases, turns."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from cpdesk.errors import Fault
from cpdesk.records.dayplans import CalendarFile, SchoolTerm, Unread
from cpdesk.services.dayplans import occurrences, years
from cpdesk.services.dayplans.day_entries import DayEntries, clip
from cpdesk.services.dayplans.feed import feed
from cpdesk.services.dayplans.meanings import NOT_SURE, meaning
from cpdesk.services.dayplans.occurrences import Occurrence
from cpdesk.services.dayplans.years import SchoolYear
from cpdesk.words import N_

if TYPE_CHECKING:
    from icalendar import Component

_MOST_SERIES = 300
NO_DAY = N_("It says no day that can be read.")
NO_EVENT = N_("This event cannot be read.")
ODD_LENGTH = N_("“{what}” says a length that cannot be read; it is taken for one day.")
REPEATED_ODDLY = N_("Its repetition cannot be followed.")


def read(
    data: bytes, name: str, *, zone: tzinfo, hint: str, low: int | None, high: int | None
) -> CalendarFile:
    """`name` is the file's; the calendar's own name, where it has one, is the source."""
    found = feed(data)
    reading = _Reading(zone, low, high)
    for lost in found.broken:
        reading.lost(lost, NO_EVENT)
    singles, series = reading.sorted_out(found.events)
    year = years.spoken_of(_years(singles, series, hint, zone), hint)
    if year is not None:
        for single in singles:
            reading.take(single, year)
        for group in series:
            reading.follow(group, year)
    return reading.file(found.name or name, year, len(found.events) + len(found.broken), hint)


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


@dataclass(slots=True)
class _Reading:
    """What was understood so far, and what was not."""

    zone: tzinfo
    low: int | None
    high: int | None
    entries: DayEntries = field(init=False)
    unread: list[Unread] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    elsewhere: list[tuple[date, str]] = field(default_factory=list)  # in other years
    first_day: date | None = None
    last_day: date | None = None
    understood: int = 0
    passed_over: int = 0
    series: int = 0

    def __post_init__(self) -> None:
        self.entries = DayEntries(self.low, self.high)

    def lost(self, what: str, why: str) -> None:
        self.unread.append(Unread(clip(what), Fault("", 0, "", why, "")))

    def sorted_out(self, events: list[Component]) -> tuple[list[Occurrence], list[list[Component]]]:
        """Events by themselves and series, those that matter; the others are counted."""
        singles: list[Occurrence] = []
        groups: dict[str, list[Component]] = {}
        for event in events:
            uid = str(event.get("UID", "")).strip()
            if occurrences.repeats(event) and uid:
                groups.setdefault(uid, []).append(event)
            elif occurrences.repeats(event):
                groups[f"\n{len(groups)}"] = [event]
        for event in events:  # the first of a series may say nothing of its repetition
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
            if meaning(title, all_day=True).matters or not title:
                self.lost(title, NO_DAY)
            else:
                self.passed_over += 1
        elif one.cancelled or not meaning(one.title, all_day=one.all_day).matters:
            self.passed_over += 1
        else:
            if occurrences.broken(event, "DTEND", "DURATION"):
                self._warn(ODD_LENGTH, one.title)
            singles.append(one)

    def _worth(self, group: list[Component]) -> bool:
        """Whether a series is any matter of the school day."""
        if any(meaning(occurrences.title(event), all_day=True).matters for event in group):
            return True
        self.passed_over += len(group)
        return False

    def follow(self, group: list[Component], year: SchoolYear) -> None:
        """A series within the school year. Each event of it counts once."""
        self.series += 1
        title = occurrences.title(group[0])
        if self.series > _MOST_SERIES or not all(map(occurrences.can_be_followed, group)):
            found = None
        else:
            found = occurrences.followed(group, year.window, self.zone)
        if found is None:
            for event in group:
                self.lost(occurrences.title(event) or title, REPEATED_ODDLY)
            return
        day_entries = [self._place(one, year) for one in found if not one.cancelled]
        if any(kind == "day" for kind in day_entries):
            self.understood += len(group)
        elif unclear := next((kind for kind in day_entries if kind), ""):
            self.lost(title, unclear)
            self.passed_over += len(group) - 1
        else:
            self.passed_over += len(group)

    def take(self, one: Occurrence, year: SchoolYear) -> None:
        kind = self._place(one, year)
        if kind == "day":
            self.understood += 1
        elif kind:
            self.lost(one.title, kind)
        else:
            self.passed_over += 1

    def _place(self, one: Occurrence, year: SchoolYear) -> str:
        """`day` where it became something, else why not; "" where it is no matter of this year."""
        days = list(one.days(year.window))
        if not days:
            self.elsewhere.append((one.first, one.title))
            return ""
        says = meaning(one.title, all_day=one.all_day)
        if not says.matters:
            return ""
        if says.unclear or one.tentative:
            return says.unclear or NOT_SURE
        if says.edge == "first":
            self.first_day = min(days[0], self.first_day or days[0])
        elif says.edge == "last":
            self.last_day = max(days[-1], self.last_day or days[-1])
        if says.closed or says.schedules:
            met = [self.entries.add(day, says, one.title) for day in days]
            if not any(met):
                return ""
        return "day"

    def _warn(self, says: str, what: str) -> None:
        self.warnings.append(Fault("", 0, "", says, "", (("what", clip(what)),)))

    def _term(self, year: SchoolYear, source: str) -> tuple[SchoolTerm, ...]:
        if self.first_day and self.last_day and self.first_day < self.last_day:
            ends = (self.first_day, self.last_day)
            return (SchoolTerm(year.title, "year", *ends, self.low, self.high, source),)
        if self.first_day or self.last_day:
            says = N_("The calendar names only one of the first and the last day of school.")
            do = N_("Enter the school year yourself.")
            self.warnings.append(Fault("", 0, "", says, do))
        return ()

    def file(self, source: str, year: SchoolYear | None, events: int, hint: str) -> CalendarFile:
        source = clip(source)
        terms = self._term(year, source) if year else ()
        about = years.another_than(hint, year)
        others = years.outside(self.elsewhere, year, clip) if year else ()
        return CalendarFile(
            source=source,
            kind="ics",
            school_year=year.title if year else "",
            window=year.window if year else None,
            schedules=(),
            week=(),
            days=self.entries.days(source),
            terms=terms,
            events=events,
            understood=self.understood,
            passed_over=self.passed_over,
            unread=tuple(self.unread),
            warnings=(*about, *others, *self.warnings, *self.entries.warnings),
        )
