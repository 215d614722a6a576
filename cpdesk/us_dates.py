"""Dates and times as an American office writes them, without loading CLDR.

Babel knows every locale; using it costs a tenth of a second and ten megabytes at the start, for
four patterns that never change in the one locale that most desks use. A test compares each of them
with Babel, day by day and minute by minute; any other language uses Babel itself.
"""

from __future__ import annotations

from datetime import date, time

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def written(d: date, style: str) -> str:
    """`style` is one of the patterns that words.py asks Babel for."""
    day, month = _DAYS[d.weekday()], _MONTHS[d.month - 1]
    if style == "medium":
        return f"{month[:3]} {d.day}, {d.year}"
    if style == "EEE, MMM d":
        return f"{day[:3]}, {month[:3]} {d.day}"
    if style == "MMM d":
        return f"{month[:3]} {d.day}"
    if style == "full":
        return f"{day}, {month} {d.day}, {d.year}"
    if style == "EEE":
        return day[:3]
    raise ValueError(style)


def clock(t: time) -> str:
    """10:42 am"""
    return f"{t.hour % 12 or 12}:{t.minute:02} {'am' if t.hour < 12 else 'pm'}"
