"""A calendar file (iCalendar, RFC 5545): entries and words in, UTF-8 bytes out.

Times are written in UTC, so that no reader needs to know the school's zone. The same entries give
the same bytes, and an event keeps its UID: a calendar that imports the file again moves the events
it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from cpdesk.policy import phrases
from cpdesk.records.letters import CalendarEntry
from cpdesk.words import Words

_LONGEST = 75  # octets of a line, RFC 5545 section 3.1


def ical(entries: Iterable[CalendarEntry], words: Words, *, title: str, school: str) -> bytes:
    """The file. `title` names the calendar; `school` is added to every place."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//CPDesk//CPDesk//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(title)}",
    ]
    for entry in entries:
        lines += _event(entry, words, school)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(entry: CalendarEntry, words: Words, school: str) -> list[str]:
    what = words.text(phrases.KIND[entry.title_kind]) if entry.title_kind else ""
    summary = " · ".join(part for part in (what, entry.title, entry.partner_name) if part)
    place = ", ".join(part for part in (entry.place, school) if part)
    changed = _moment(entry.changed_at)
    return [
        "BEGIN:VEVENT",
        f"UID:{_text(entry.uid)}",
        f"DTSTAMP:{changed}",
        f"LAST-MODIFIED:{changed}",
        f"DTSTART:{_moment(entry.window.starts_at)}",
        f"DTEND:{_moment(entry.window.ends_at)}",
        f"SUMMARY:{_text(summary)}",
        *([f"LOCATION:{_text(place)}"] if place else []),
        f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}",
        "END:VEVENT",
    ]


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value: str) -> str:
    """A TEXT value (section 3.3.11). Other control characters are not allowed in a file."""
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    value = "".join(c for c in value if c == "\n" or (ord(c) >= 0x20 and ord(c) != 0x7F))
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        value = value.replace(plain, written)
    return value


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, never split within a character."""
    piece, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _LONGEST:
            yield piece
            piece, size = " ", 1
        piece += character
        size += octets
    yield piece
