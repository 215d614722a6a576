"""What the text of a cell means: one function for each kind of column."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from cpdesk.policy import grades
from cpdesk.services.readers.bounds import FIRST_YEAR, LAST_YEAR
from cpdesk.services.roster.layout import Column, Kind
from cpdesk.words import N_

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d", re.ASCII)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAYS = {name: n for n, day in enumerate(_DAYS) for name in (day, day[:3])}
_YES_NO = {"yes": 1, "no": 0}


def day(text: str) -> str:
    """An ISO date, stored as it is written."""
    if not _DATE.fullmatch(text):
        raise ValueError(text)
    if not FIRST_YEAR <= date.fromisoformat(text).year <= LAST_YEAR:
        raise ValueError(text)
    return text


def clock(text: str) -> str:
    if not _TIME.fullmatch(text):
        raise ValueError(text)
    time.fromisoformat(text)
    return text


def yes_no(text: str) -> int:
    try:
        return _YES_NO[text.lower()]
    except KeyError:
        raise ValueError(text) from None


def weekday(text: str) -> int:
    """Monday is 0."""
    try:
        return _WEEKDAYS[text.lower()]
    except KeyError:
        raise ValueError(text) from None


def weekdays(text: str) -> int:
    """As bits, Monday the lowest."""
    bits = 0
    for part in parts(text):
        bits |= 1 << weekday(part)
    if not bits:
        raise ValueError(text)
    return bits


def parts(text: str) -> tuple[str, ...]:
    """The members of a list in a cell, each once, in order."""
    found = (part.strip() for part in text.split(";"))
    return tuple(dict.fromkeys(part for part in found if part))


def count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 5):
        raise ValueError(text)
    return int(text)


def year(text: str) -> int:
    found = count(text)
    if not FIRST_YEAR <= found <= LAST_YEAR:
        raise ValueError(text)
    return found


@lru_cache(64)
def zone(text: str) -> str:
    """The name of a time zone that this computer knows."""
    try:
        ZoneInfo(text)
    except (KeyError, OSError) as trouble:
        raise ValueError(text) from trouble
    return text


def key(text: str) -> str:
    """An ID can be listed, and is not the sign for "every"."""
    if ";" in text or text == "*":
        raise ValueError(text)
    return text


Meaning = Callable[[str], object]
_MEANINGS: dict[Kind, Meaning] = {
    Kind.KEY: key,
    Kind.DATE: day,
    Kind.TIME: clock,
    Kind.GRADE: grades.grade,
    Kind.YES_NO: yes_no,
    Kind.WEEKDAY: weekday,
    Kind.WEEKDAYS: weekdays,
    Kind.LIST: parts,
    Kind.COUNT: count,
    Kind.YEAR: year,
    Kind.ZONE: zone,
}
# What an empty cell means; for other kinds it is an empty text.
_EMPTY: dict[Kind, object] = {
    Kind.DATE: None,
    Kind.GRADE: None,
    Kind.COUNT: None,
    Kind.YEAR: None,
    Kind.YES_NO: 0,
    Kind.LIST: (),
}
SAYS: dict[Kind, tuple[str, str]] = {
    Kind.KEY: (
        N_("“{value}” can’t be an ID."),
        N_("Don’t use semicolons, or * alone, which means all."),
    ),
    Kind.DATE: (
        N_("“{value}” is not a date."),
        N_("Enter year-month-day, such as 2026-09-08."),
    ),
    Kind.TIME: (
        N_("“{value}” is not a time of day."),
        N_("Enter a 24-hour time, such as 08:05 or 14:30."),
    ),
    Kind.GRADE: (N_("“{value}” is not a grade."), N_("Enter PK, K, or a number from 1 to 12.")),
    Kind.YES_NO: (N_("“{value}” is not yes or no."), N_("Enter yes or no.")),
    Kind.WEEKDAY: (
        N_("“{value}” is not a weekday."),
        N_("Enter Mon, Tue, Wed, Thu, Fri, Sat, or Sun."),
    ),
    Kind.WEEKDAYS: (
        N_("“{value}” is not a list of weekdays."),
        N_("Enter days such as Mon;Wed, with a semicolon between them."),
    ),
    Kind.CHOICE: (
        N_("“{value}” is not allowed in this column."),
        N_("Enter one of these: {choices}."),
    ),
    Kind.CHOICES: (
        N_("“{value}” is not a list of words allowed in this column."),
        N_("Enter one of these, or several with a semicolon between them: {choices}."),
    ),
    Kind.COUNT: (N_("This is not a head count."), N_("Enter a whole number, or leave it blank.")),
    Kind.YEAR: (N_("“{value}” is not a year."), N_("Enter four digits, such as 1985.")),
    Kind.ZONE: (
        N_("“{value}” is not a time zone."),
        N_("Enter a name such as America/Chicago."),
    ),
}


def meaning(column: Column) -> Meaning | None:
    """How a filled cell of this column is read; None if the text is kept as it is."""
    if column.kind is Kind.CHOICE:
        return lambda text: _choice(column, text)
    if column.kind is Kind.CHOICES:
        return lambda text: ";".join(_choice(column, part) for part in parts(text))
    return _MEANINGS.get(column.kind)


def empty(column: Column) -> object:
    """What an empty cell of this column means."""
    return _EMPTY.get(column.kind, "")


def _choice(column: Column, text: str) -> str:
    if text.lower() not in column.choices:
        raise ValueError(text)
    return text.lower()
