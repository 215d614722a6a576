"""Days and times as people type them: 11/30, nov 30, mon, tomorrow; 9:10, 1:25 pm, 30 min, 1.5
h."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from cpdesk.words import Words

_TIME = re.compile(r"(\d{1,2})(?:[:. ]?(\d{2}))?\s*([ap])?\.?m?\.?", re.IGNORECASE)
_HOURS = r"(\d{1,2}(?:[.,]\d{1,2})?)\s*(?:hours?|hrs?\.?|h)"
_MINUTES = r"(\d{1,3})\s*(?:minutes?|mins?\.?|m\.?)"
_LASTS = re.compile(
    rf"\+?\s*(?:{_HOURS}(?:\s*(?:and|,)?\s*(?:{_MINUTES}|(\d{{2}})))?|{_MINUTES})", re.IGNORECASE
)
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{2}|\d{4}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NAMED = re.compile(r"([a-z]{3,9})\.?\s*(\d{1,2})(?:\s*,?\s*(\d{4}))?", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FIRST = 6  # without am or pm, an earlier hour is in the afternoon
_LONG_AGO = 120  # days; a date without a year further back than this is meant for next year
_BACK = 240  # days that a date without a year may lie back where time that is over is asked for


def read_day(text: str, today: date) -> date | None:
    """The day that was meant: for a weekday, the next one; for a date without a year, the closest
    to come. None if it is not a day."""
    said = text.strip().lower()
    near = {"today": 0, "tomorrow": 1, "tmr": 1}
    if said in near:
        return today + timedelta(days=near[said])
    if match := _ISO.fullmatch(said):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _SLASHED.fullmatch(said):
        return _nearest(match[3], int(match[1]), int(match[2]), today)
    if said[:3] in _DAYS and said.rstrip(".").isalpha():
        ahead = (_DAYS.index(said[:3]) - today.weekday()) % 7
        return today + timedelta(days=ahead or 7)
    # "Mon, Nov 30": the weekday adds nothing
    said = re.sub(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*[ ,.]+", "", said)
    match = _NAMED.fullmatch(said)
    if match and match[1][:3] in _MONTHS:
        return _nearest(match[3], _MONTHS.index(match[1][:3]) + 1, int(match[2]), today)
    return None


def _nearest(year: str | None, month: int, day: int, today: date) -> date | None:
    if year:
        number = int(year)
        return _date(number + 2000 if number < 100 else number, month, day)
    found = _date(today.year, month, day)
    if found is not None and (today - found).days > _LONG_AGO:
        found = _date(today.year + 1, month, day)
    return found


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_past_day(text: str, today: date) -> date | None:
    """A day in the past as typed: without a year it is the latest one that has passed, or one of
    the coming months. None if it is not a day."""
    said = text.strip().lower()
    if said in ("today", "yesterday"):
        return today - timedelta(days=said == "yesterday")
    return read_day(said, today - timedelta(days=_BACK)) if any(map(str.isdigit, said)) else None


def read_time(text: str, after: time | None = None) -> time | None:
    """The time of day that was meant. Without am or pm it is during the school day, and after
    `after` if given. "30 min" and "1.5 h" count from `after`. None if it is not a time."""
    said = text.strip()
    if after is not None and (minutes := _minutes(said)):
        end = datetime.combine(date(2000, 1, 1), after) + timedelta(minutes=minutes)
        return end.time() if end.date() == date(2000, 1, 1) else None
    match = _TIME.fullmatch(said)
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12):
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif 0 < hour < _FIRST or (after is not None and hour < 12 and time(hour, minute) <= after):
        hour += 12
    return time(hour, minute)


def _minutes(said: str) -> int:
    """The length of "90 min", "1 hour" or "1 h 30"; 0 if it is not a duration."""
    match = _LASTS.fullmatch(said)
    if match is None:
        return 0
    hours, beside, bare, alone = match.groups()
    whole = round(float(hours.replace(",", ".")) * 60) if hours else 0
    return whole + int(beside or bare or alone or 0)


def write_day(day: date | None, words: Words) -> str:
    """A day as a field shows it, so that it can be read back as the same day; "" for none."""
    if day is None:
        return ""
    said = words.day(day)
    return said if read_day(said, day) == day else day.isoformat()


def write_time(at: time | None, words: Words) -> str:
    """A time as a field shows it, so that it can be read back as the same time; "" for none."""
    if at is None:
        return ""
    said = words.clock(at)
    if read_time(said) == at:
        return said
    return f"{at:%H:%M}" if at.hour >= _FIRST else f"{at:%I:%M} am"
