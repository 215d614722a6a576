"""Values as they are typed, each read in one way by every command. DeskError names the value that
can't be read, and how to enter it. None and "" mean not given."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, tzinfo
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeVar

from cpdesk import plain_text
from cpdesk.cli.core.command import Args
from cpdesk.errors import DeskError
from cpdesk.policy import grades
from cpdesk.records.requests import Window
from cpdesk.words import N_

T = TypeVar("T")
Code = TypeVar("Code", bound=StrEnum)

LONGEST = 5_000  # characters; as in a cell of the roster
_YEARS = range(1900, 2200)  # as in the roster


def record(kind: type[T], args: Args, /, **given: object) -> T:
    """The record whose fields are the options of the same names, each read as its type asks for.
    `given` are fields that are read otherwise."""
    for field in dataclasses.fields(kind):  # type: ignore[arg-type]
        value = getattr(args, field.name, None)
        optional = field.default is not dataclasses.MISSING
        if field.name not in given and not (value is None and optional):
            given[field.name] = _reader(field.name, str(field.type))(value)
    return kind(**given)


def _reader(name: str, kind: str) -> Callable[[Any], object]:
    if kind == "str":
        return lambda value: plain(name.replace("_", "-"), value)
    return _READERS[kind]


def plain(key: str, text: str | None) -> str:
    """The text, if it can be stored and shown."""
    try:
        found = plain_text.line((text or "").strip())
    except plain_text.NotPlainTextError as odd:
        raise DeskError(
            N_("The value of {key} has a character that can’t be shown ({code})."),
            N_("Delete the value and enter it again."),
            key=key,
            code=odd.code,
        ) from None
    if len(found) > LONGEST:
        raise DeskError(
            N_("The value of {key} is longer than {most} characters."),
            N_("Make it shorter."),
            key=key,
            most=LONGEST,
        )
    return found


def plains(key: str, texts: list[str]) -> tuple[str, ...]:
    return tuple(plain(key, one) for one in texts)


def day(text: str | None) -> date | None:
    """A date in ISO form."""
    return _read(
        date.fromisoformat,
        text,
        N_("“{value}” is not a date."),
        N_("Enter a date such as 2026-11-24."),
    )


def grade(text: str | None) -> int | None:
    """PK, K, or 1 to 12, as a number of policy/grades.py."""
    return _read(
        grades.grade, text, N_("“{value}” is not a grade."), N_("Enter PK, K, or 1 to 12.")
    )


def clock(text: str | None) -> time | None:
    """A time of day, such as 11:30."""
    return _read(
        _of_day, text, N_("“{value}” is not a time of day."), N_("Enter a time such as 11:30.")
    )


def moment(text: str | None) -> datetime | None:
    """A moment in school time, or with its own UTC offset."""
    return _read(
        _moment,
        text,
        N_("“{value}” is not a date and time."),
        N_("Enter it like 2026-11-24T10:42."),
    )


def until(text: str | None) -> datetime | time | None:
    """A moment, or only a time of day."""
    return _read(
        lambda typed: _moment(typed) if len(typed) > 10 else _without_offset(typed),
        text,
        N_("“{value}” is not a time of day."),
        N_("Enter a time such as 11:30."),
    )


def number_of_copies(text: str) -> int | None:
    if text and not text.isdecimal():
        raise DeskError(
            N_("“{value}” is not a number of copies."), N_("Enter a number such as 24."), value=text
        )
    return int(text) if text else None


def code(kind: type[Code], says: str, text: str) -> Code | None:
    """One of the values of an enum; `says` is the message for another."""
    if not text:
        return None
    try:
        return kind(text)
    except ValueError:
        choices = ", ".join(one.value for one in kind)
        raise DeskError(
            says, N_("Choose one of: {choices}."), value=text, choices=choices
        ) from None


def window(text: str, zone: tzinfo | None) -> Window:
    """FROM/TO; TO may be just a time. Without an offset it is school time."""
    try:
        start, slash, end = (part.strip() for part in text.partition("/"))
        starts_at = _in_zone(datetime.fromisoformat(start), zone)
        if not slash or len(start) <= 10:
            raise ValueError(text)
        if len(end) <= 8:
            ends_at = datetime.combine(starts_at.date(), _of_day(end), starts_at.tzinfo)
        else:
            ends_at = _in_zone(datetime.fromisoformat(end), zone)
    except ValueError:
        raise DeskError(
            N_("“{value}” is not a time range."),
            N_("Enter it like 2026-11-24T11:35/12:05."),
            value=text,
        ) from None
    return Window(starts_at, ends_at)


def _read(read: Callable[[str], T], text: str | None, says: str, do: str) -> T | None:
    if not text or not text.strip():
        return None
    try:
        return read(text.strip())
    except ValueError:
        raise DeskError(says, do, value=text) from None


def _of_day(text: str) -> time:
    return _without_offset(text.rjust(5, "0"))  # 9:45 as people write it


def _without_offset(text: str) -> time:
    found = time.fromisoformat(text)
    if found.tzinfo is not None:  # without a day an offset means nothing
        raise ValueError(text)
    return found


def _moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if len(text) <= 10 or at.year not in _YEARS:
        raise ValueError(text)
    return at


def _in_zone(at: datetime, zone: tzinfo | None) -> datetime:
    return at.replace(tzinfo=zone) if at.tzinfo is None else at.astimezone(zone)


_READERS: Mapping[str, Callable[[Any], object]] = MappingProxyType(
    {
        "bool": bool,
        "int": int,
        "int | None": lambda value: value,
        "date | None": day,
        "time | None": clock,
    }
)
