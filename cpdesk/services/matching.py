"""Ways of matching what was typed, and lists of names that are searched all at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from itertools import accumulate

from cpdesk.records.desk import Hit


@dataclass(frozen=True, slots=True)
class Entry:
    """A hit that is not yet one. Names are folded, with a space before and behind each word."""

    name: str
    everything: str  # the name, its partner's, and what an expected visit is for
    hit: Hit
    ends: time | None = None  # of an expected visit: nobody comes later than that


@dataclass(frozen=True, slots=True)
class Way:
    """One way of matching: for each typed word the stretches of which one must be there."""

    needles: tuple[tuple[str, ...], ...]
    partner_too: bool
    expression: str  # the same for the index of people's names

    def holds(self, entry: Entry) -> bool:
        """Whether an entry matches this way."""
        return _holds(self.needles, entry.everything if self.partner_too else entry.name)


def exact_ways(typed: Sequence[str]) -> tuple[Way, ...]:
    """Whole words, beginnings of words, and beginnings in the partner's name as well."""
    wholes = " AND ".join(f'"{one}"' for one in typed)
    starts = " AND ".join(f'"{one}"*' for one in typed)
    beginnings = tuple((f" {one}",) for one in typed)
    return (
        Way(tuple((f" {one} ",) for one in typed), False, f"name : ({wholes})"),
        Way(beginnings, False, f"name : ({starts})"),
        Way(beginnings, True, starts),
    )


class Book:
    """Entries in their order, with all their names in one text: to find a word among thousands of
    names is then one search through that text."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        self._names = _Lines([entry.name for entry in self.entries])
        self._everything = _Lines([entry.everything for entry in self.entries])

    def matching(self, way: Way) -> Iterator[Entry]:
        """The entries that match, in order; taking only the first few costs little."""
        lines = self._everything if way.partner_too else self._names
        return (self.entries[n] for n in lines.matching(way.needles))


class _Lines:
    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._text = "\n".join(lines)
        self._ends = list(accumulate(len(line) + 1 for line in lines))

    def matching(self, needles: tuple[tuple[str, ...], ...]) -> Iterator[int]:
        """The numbers of the lines that hold one stretch of each. The word with the fewest
        meanings and the most letters is looked for; the others are checked where it is found."""
        rarest = min(needles, key=lambda one: (len(one), -len(one[0])))
        others = tuple(one for one in needles if one is not rarest)
        if len(rarest) == 1:
            found = self._holding(rarest[0])
        else:
            found = iter(sorted({n for stretch in rarest for n in self._holding(stretch)}))
        return (n for n in found if _holds(others, self._lines[n]))

    def _holding(self, stretch: str) -> Iterator[int]:
        at = self._text.find(stretch)
        while at >= 0:
            n = bisect_right(self._ends, at)
            yield n
            at = self._text.find(stretch, self._ends[n])


def _holds(needles: tuple[tuple[str, ...], ...], text: str) -> bool:
    for one in needles:
        for stretch in one:
            if stretch in text:
                break
        else:
            return False
    return True
