"""On which days a calendar event takes place, with its repetitions, within one school year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

import recurring_ical_events  # type: ignore[import-untyped]
from icalendar import Calendar, Component

from cpdesk import plain_text
from cpdesk.policy import school_year
from cpdesk.services.day_plan.importers.feed import BROKEN

_DAY = timedelta(days=1)
_REPEATS = ("RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
# With these alone a rule always produces something, so searching for the next one ends.
_PARTS = {
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "BYDAY",
    "BYMONTH",
    "BYMONTHDAY",
    "WKST",
    "BYSETPOS",
}
_LONGEST_MONTH = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """first..last, both included, in the school's zone."""

    title: str
    first: date
    last: date
    all_day: bool
    cancelled: bool
    tentative: bool

    @property
    def stretch(self) -> tuple[tuple[date, date], ...]:
        return ((self.first, self.last),)

    def days(self, window: tuple[date, date]) -> Iterator[date]:
        day = max(self.first, window[0])
        while day <= min(self.last, window[1]):
            yield day
            day += _DAY


def title(event: Component) -> str:
    found = event.get("SUMMARY", "")
    said = found[0] if isinstance(found, list) and found else found
    return plain_text.seen(str(said))


def repeats(event: Component) -> bool:
    return any(name in event for name in _REPEATS)


def broken(event: Component, *names: str) -> bool:
    """Whether one of these could not be read; icalendar notes that and continues."""
    errors: list[tuple[str | None, str]] = getattr(event, "errors", [])
    return any((name or "").upper() in names for name, _ in errors)


def occurrence(event: Component, zone: tzinfo) -> Occurrence | None:
    """For a single event. None if it has no day that can be read."""
    try:
        start = _said(event, "DTSTART")
        first, last, all_day = _span(event, start, zone)
    except BROKEN:
        return None
    if not (school_year.FIRST <= first.year <= school_year.LAST and last.year <= school_year.LAST):
        return None
    status = str(event.get("STATUS", "")).strip().upper()
    return Occurrence(
        title(event), first, last, all_day, status == "CANCELLED", status == "TENTATIVE"
    )


def _span(event: Component, start: Any, zone: tzinfo) -> tuple[date, date, bool]:
    length = _length(event, start)
    if not isinstance(start, date):
        raise TypeError(start)
    if not isinstance(start, datetime):
        days = max(1, length.days)  # an end is the first day after the event
        return start, start + (days - 1) * _DAY, True
    # Some calendars write a whole day as midnight to midnight, in UTC or in a zone: what counts is
    # the day that is written there, whatever the clock at the school says then.
    for begins in (start.replace(tzinfo=None), _local(start, zone)):
        ends = begins + max(length, timedelta())
        if begins.time() == time() and ends > begins and _day_is_over(ends):
            return begins.date(), (ends - timedelta(minutes=2)).date(), True
    last = max(begins, ends - timedelta(seconds=1))
    return begins.date(), last.date(), False


def _day_is_over(ends: datetime) -> bool:
    """Midnight, or the minute before it, which some programs write instead."""
    return ends.time() == time() or (ends.hour, ends.minute) == (23, 59)


def _length(event: Component, start: Any) -> timedelta:
    """0 if there is no end or duration that can be read, or they contradict the start."""
    try:
        if "DTEND" in event:
            end = _said(event, "DTEND")
            if isinstance(end, datetime) != isinstance(start, datetime):
                end, start = _day(end), _day(start)
            elif isinstance(end, datetime) and (end.tzinfo is None) != (start.tzinfo is None):
                end, start = end.replace(tzinfo=None), start.replace(tzinfo=None)
            length = end - start
        else:
            length = _said(event, "DURATION") if "DURATION" in event else timedelta()
    except BROKEN:
        return timedelta()
    return length if isinstance(length, timedelta) else timedelta()


def _said(event: Component, name: str) -> Any:
    """A date, a time or a length; icalendar raises if it is none of these."""
    found: Any = event[name]
    return found.dt


def _day(at: Any) -> Any:
    return at.date() if isinstance(at, datetime) else at


def _local(at: datetime, zone: tzinfo) -> datetime:
    """Without a zone, a time is the school's own. The local clock is what counts."""
    return (
        at.replace(tzinfo=None) if at.tzinfo is None else at.astimezone(zone).replace(tzinfo=None)
    )


def can_be_followed(event: Component) -> bool:
    """Whether its repetition is of a kind that school calendars use, and ends."""
    if broken(event, *_REPEATS):
        return False
    try:
        started = _said(event, "DTSTART")
        if started.year < school_year.FIRST:
            return False
        rules = event.get("RRULE", [])
        return all(_plain(rule) for rule in (rules if isinstance(rules, list) else [rules]))
    except BROKEN:
        return False


def _plain(rule: Any) -> bool:
    parts = {str(name).upper(): value for name, value in rule.items()}
    if not parts.keys() <= _PARTS or str(parts["FREQ"][0]).upper() not in _FREQUENCIES:
        return False
    if not 1 <= int(parts.get("INTERVAL", [1])[0]) <= 100:
        return False
    if "BYSETPOS" in parts and str(parts["FREQ"][0]).upper() in ("DAILY", "WEEKLY"):
        return False
    longest = max((_LONGEST_MONTH.get(int(m), 31) for m in parts.get("BYMONTH", [])), default=31)
    return all(1 <= abs(int(day)) <= longest for day in parts.get("BYMONTHDAY", []))


def followed(
    series: list[Component], window: tuple[date, date], zone: tzinfo
) -> list[Occurrence] | None:
    """All occurrences of events that share an ID: rules, exceptions and moved ones. None if they
    can't be followed."""
    calendar = Calendar()
    for event in series:
        calendar.add_component(event)
    try:
        found = recurring_ical_events.of(calendar).between(window[0], window[1] + _DAY)
    except BROKEN:
        return None
    made = (occurrence(event, zone) for event in found)
    return [one for one in made if one is not None]
