"""The events of an iCalendar file, one by one, so that a broken one spoils only itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from icalendar import Component

from cpdesk.errors import DeskError
from cpdesk.services.readers.text import decode_all
from cpdesk.words import N_

MOST_EVENTS = 50_000
# What icalendar and dateutil raise on odd content, all of it caused by the file.
BROKEN = (
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
    ArithmeticError,
    AssertionError,
    RecursionError,
    NotImplementedError,
)
# How often to refresh does not matter here, and real calendars get it wrong.
_ASK_AGAIN = re.compile(r"(REFRESH-INTERVAL|X-PUBLISHED-TTL)[;:]", re.IGNORECASE)
_MARK = re.compile(r"(BEGIN|END):\s*([\w-]+)\s*", re.IGNORECASE)
_NAME = re.compile(r"(?:X-WR-CALNAME|NAME)(?:;[^:]*)?:(.*)", re.IGNORECASE)
_TITLE = re.compile(r"SUMMARY(?:;[^:]*)?:(.*)", re.IGNORECASE)
_START = re.compile(r"DTSTART(?:;[^:]*)?:(.*)", re.IGNORECASE)
_ZONE_ID = re.compile(r"TZID(?:;[^:]*)?[:=]\s*\"?([^\":;\r\n]+)", re.IGNORECASE)


@dataclass(slots=True)
class Feed:
    """`events` are icalendar's, which is imported only when a file is read. `broken` are events
    that can't be read at all: the title, and what is there instead of a day."""

    name: str
    events: list[Any] = field(default_factory=list)
    broken: list[tuple[str, str]] = field(default_factory=list)


def feed(data: bytes) -> Feed:
    """Everything in the file; read as a whole if it is sound, otherwise event by event."""
    lines = [line for line in _lines(decode_all(data)) if not _ASK_AGAIN.match(line)]
    starts = sum(1 for line in lines if (mark := _MARK.fullmatch(line)) and _opens(mark, "VEVENT"))
    if starts > MOST_EVENTS:
        raise DeskError(
            N_("The calendar has more than {limit} events and was not read."),
            N_("Export only this school year."),
            limit=MOST_EVENTS,
        )
    found = Feed(_name(lines))
    whole = _parsed(lines)
    if whole is not None and len(whole) == starts:
        found.events = whole
        return found
    zones: dict[str, list[str]] = {}
    for block in _blocks(lines, "VTIMEZONE"):
        zones[_first(_ZONE_ID, block)] = block
    for block in _blocks(lines, "VEVENT"):
        used = {name for line in block for name in _ZONE_ID.findall(line)}
        with_zones = [line for name in sorted(used) for line in zones.get(name, ())]
        one = _parsed(_wrapped([*with_zones, *block])) or _parsed(_wrapped(block))
        if one:
            found.events.append(one[0])
        else:
            found.broken.append((_first(_TITLE, block), _first(_START, block)))
    return found


def _lines(text: str) -> list[str]:
    """Unfolds folded lines. Only real line ends count, not what Unicode takes for one."""
    whole: list[list[str]] = []
    for line in re.split(r"\r\n|\n|\r", text):
        if line[:1] in (" ", "\t") and whole:
            whole[-1].append(line[1:])
        elif line:
            whole.append([line])
    return ["".join(parts) for parts in whole]


def _parsed(lines: list[str]) -> list[Component] | None:
    try:
        roots = Component.from_ical("\r\n".join([*lines, ""]).encode(), multiple=True)
        found = [event for root in _listed(roots) for event in root.walk("VEVENT")]
    except BROKEN:
        return None
    return found


def _listed(roots: Component | list[Component]) -> list[Component]:
    return roots if isinstance(roots, list) else [roots]


def _wrapped(lines: list[str]) -> list[str]:
    return ["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"]


def _blocks(lines: list[str], kind: str) -> Iterator[list[str]]:
    """Each such component without its alarms. One without an end stops where the next begins."""
    block: list[str] | None = None
    inner = 0
    for line in lines:
        mark = _MARK.fullmatch(line)
        if mark and _opens(mark, kind):
            if block:
                yield [*block, f"END:{kind}"]
            block, inner = [f"BEGIN:{kind}"], 0
        elif block is None:
            continue
        elif mark and mark[2].upper() in (kind, "VCALENDAR"):
            yield [*block, f"END:{kind}"]
            block = None
        elif mark and kind == "VEVENT":
            inner = max(0, inner + (1 if mark[1].upper() == "BEGIN" else -1))
        elif not inner:
            block.append(line)
    if block:
        yield [*block, f"END:{kind}"]


def _opens(mark: re.Match[str], kind: str) -> bool:
    return mark[1].upper() == "BEGIN" and mark[2].upper() == kind


def _first(pattern: re.Pattern[str], lines: list[str]) -> str:
    return next((found[1].strip() for line in lines if (found := pattern.match(line))), "")


def _name(lines: list[str]) -> str:
    """The calendar's own name; it stays the same when the file is exported again."""
    head: list[str] = []
    for line in lines:
        mark = _MARK.fullmatch(line)
        if mark and mark[2].upper() != "VCALENDAR":
            break
        head.append(line)
    return _first(_NAME, head).replace("\\,", ",").replace("\\;", ";")
