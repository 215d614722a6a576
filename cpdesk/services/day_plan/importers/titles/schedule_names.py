"""Which of the school's bell schedules a calendar means: by its name, never by a guess."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cpdesk.policy.day_plan import INSTRUCTIONAL, minute_of
from cpdesk.records.day_plans import OwnPeriod

Bells = Mapping[str, tuple[OwnPeriod, ...]]

_KINDS = (
    ("early", re.compile(r"\bearly (release|dismissal|out|closing)")),
    ("early", re.compile(r"\b\d{1,2}:\d\d (dismissal|release)|\bnoon (dismissal|release)")),
    ("half", re.compile(r"\bhalf day")),
    ("minimum", re.compile(r"\bmin(imum)? day")),
    ("1", re.compile(r"\b(1|one) (hour|hr) (delay|late)")),
    ("2", re.compile(r"\b(2|two) (hour|hr) (delay|late)")),
    ("3", re.compile(r"\b(3|three) (hour|hr) (delay|late)")),
    ("late", re.compile(r"\b(late|delayed) (start|arrival|opening)")),
)
_SHORT = frozenset({"early", "half", "minimum"})
_CLOCK = re.compile(r"\b(\d{1,2}):(\d\d)\b")


def fitting(said: str, known: Bells) -> str | None:
    """The one schedule that matches; None if none or several do. If the name has a time, it must be
    when class ends, or when it begins on a late start."""
    same = [name for name in known if plain(name) == plain(said)]
    if said in same or len(same) == 1:
        return said if said in same else same[0]
    kind, clock = _kind(said), _clock(said)
    if same or not kind:
        return None
    kinds = _SHORT if clock is not None and kind in _SHORT else {kind}
    fits = [name for name in known if _kind(name) in kinds and _at(clock, kind, name, known[name])]
    return fits[0] if len(fits) == 1 else None


def plain(name: str) -> str:
    """LATE_START, Late start and Late-Start are the same."""
    return "".join(c for c in name.casefold() if c.isalnum())


def _kind(name: str) -> str:
    spaced = " ".join(re.sub(r"[_\-–]", " ", name.casefold()).split())
    return next((kind for kind, pattern in _KINDS if pattern.search(spaced)), "")


def _clock(name: str) -> int | None:
    """Minutes without am or pm: 12:30 and 0:30 are the same."""
    found = _CLOCK.search(name)
    return (int(found[1]) * 60 + int(found[2])) % 720 if found else None


def _at(clock: int | None, kind: str, name: str, periods: tuple[OwnPeriod, ...]) -> bool:
    if clock is None:
        return True
    if (said := _clock(name)) is not None:
        return said == clock
    taught = [p for p in periods if p.kind in INSTRUCTIONAL]
    if not taught:
        return False
    edge = min(p.start for p in taught) if kind == "late" else max(p.end for p in taught)
    return minute_of(edge) % 720 == clock
