"""Ways to match what was typed, and lists of names that are searched all at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from cpdesk.records.desk import Hit

if TYPE_CHECKING:
    from cpdesk.services.search.spelling import Vocabulary

_NEAR = 10  # how many other words a typed word can stand for


@dataclass(frozen=True, slots=True)
class Entry:
    """A possible hit. Names are folded, with a space before and after each word."""

    name: str
    everything: str  # the name, its partner's, and what an expected visit is for
    hit: Hit
    ends: time | None = None  # of an expected visit: no one comes later than that


@dataclass(frozen=True, slots=True)
class Way:
    """One way to match: for each typed word, several texts of which one must be present."""

    needles: tuple[tuple[str, ...], ...]
    partner_too: bool
    expression: str  # the same for the index of people's names

    def holds(self, entry: Entry) -> bool:
        """Whether an entry matches this way."""
        return _holds(self.needles, entry.everything if self.partner_too else entry.name)


def exact_ways(typed: Sequence[str]) -> tuple[Way, ...]:
    """Whole words, beginnings of words, and beginnings in the partner's name too."""
    wholes = " AND ".join(f'"{one}"' for one in typed)
    starts = " AND ".join(f'"{one}"*' for one in typed)
    beginnings = tuple((f" {one}",) for one in typed)
    return (
        Way(tuple((f" {one} ",) for one in typed), False, f"name : ({wholes})"),
        Way(beginnings, False, f"name : ({starts})"),
        Way(beginnings, True, starts),
    )


def near_ways(typed: Sequence[str], vocabularies: Sequence[Vocabulary]) -> Iterator[Way]:
    """One of the words is not quite right, whichever; the others begin words as typed."""
    for one in typed:
        beginnings = {near for v in vocabularies for near in v.near(one, _NEAR)}
        wholes = {word for v in vocabularies for word in v.holding(one, _NEAR)}
        if beginnings or wholes:
            yield near_way(typed, one, beginnings, wholes)


def near_way(
    typed: Sequence[str], wrong: str, beginnings: Iterable[str], wholes: Iterable[str]
) -> Way:
    """Beginnings of words as typed, except for one word: it matches words that begin with one of
    `beginnings`, or are one of `wholes`."""
    starts = _shortest({*beginnings, wrong})
    whole = [word for word in sorted(wholes) if not word.startswith(tuple(starts))]
    meant = (*(f" {one}" for one in starts), *(f" {one} " for one in whole))
    either = " OR ".join((*(f'"{one}"*' for one in starts), *(f'"{one}"' for one in whole)))
    return Way(
        tuple(meant if one == wrong else (f" {one}",) for one in typed),
        True,
        " AND ".join(f"({either})" if one == wrong else f'"{one}"*' for one in typed),
    )


def _shortest(beginnings: set[str]) -> list[str]:
    """Without those that start with another of them."""
    kept: list[str] = []
    for one in sorted(beginnings):
        if not (kept and one.startswith(kept[-1])):
            kept.append(one)
    return kept


class Book:
    """Entries in order, with all their names in one text, so that finding a word among thousands of
    names is a single search through that text."""

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
        """The numbers of the lines that contain one text for each word. The word with the fewest
        variants and the most letters is searched for; the others are checked where it is found."""
        rarest = min(needles, key=lambda one: (len(one), -len(one[0])))
        others = tuple(one for one in needles if one is not rarest)
        if len(rarest) == 1:
            found = self._holding(rarest[0])
        else:
            found = iter(sorted({n for stretch in rarest for n in self._indexed(stretch)}))
        return (n for n in found if _holds(others, self._lines[n]))

    def _holding(self, stretch: str) -> Iterator[int]:
        at = self._text.find(stretch)
        while at >= 0:
            n = bisect_right(self._ends, at)
            yield n
            at = self._text.find(stretch, self._ends[n])

    def _indexed(self, stretch: str) -> Iterator[int]:
        """The same without reading the text: worth it for words that hardly occur."""
        ordered, where = self._index
        word = stretch.strip()
        if stretch.endswith(" "):
            yield from where.get(word, ())
            return
        for n in range(bisect_left(ordered, word), len(ordered)):
            if not ordered[n].startswith(word):
                return
            yield from where[ordered[n]]

    @cached_property
    def _index(self) -> tuple[list[str], dict[str, list[int]]]:
        where: dict[str, list[int]] = {}
        for n, line in enumerate(self._lines):
            for word in line.split():
                where.setdefault(word, []).append(n)
        return sorted(where), where


def _holds(needles: tuple[tuple[str, ...], ...], text: str) -> bool:
    for one in needles:
        for stretch in one:
            if stretch in text:
                break
        else:
            return False
    return True
