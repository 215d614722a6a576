"""Which parts of a name, as it is written, match what was typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from cpdesk.policy.names.names import fold
from cpdesk.services.search import spelling

Mark = tuple[int, int]
"""Where a stretch starts and how long it is, counted in characters of the name as written."""


def marks(title: str, typed: Sequence[str]) -> tuple[Mark, ...]:
    """The parts of `title` that the folded words `typed` match, from left to right."""
    folded, places, words = _places(title)
    found: set[Mark] = set()
    for one in typed:
        found.update(_spot(one, folded, words))
    return _merged([_as_written(title, places, start, end) for start, end in found])


def _spot(typed: str, folded: str, words: tuple[Mark, ...]) -> list[Mark]:
    """Beginnings of words; else the typed letters anywhere; else a word that is close to it."""
    starts = [(at, at + len(typed)) for at, end in words if folded[at:end].startswith(typed)]
    if starts:
        return starts
    if len(typed) >= spelling.SHORTEST and (at := folded.find(typed)) >= 0:
        return [(at, at + len(typed))]
    return [(at, end) for at, end in words if spelling.like(typed, folded[at:end])]


def _words(folded: str) -> tuple[Mark, ...]:
    """(start, end) of each word."""
    found, at = [], 0
    for word in folded.split(" "):
        if word:
            found.append((at, at + len(word)))
        at += len(word) + 1
    return tuple(found)


@lru_cache(4096)
def _places(title: str) -> tuple[str, tuple[int, ...], tuple[Mark, ...]]:
    """The title folded character by character, the place of each folded character in the title, and
    the folded words. Cached, because the next keystroke mostly finds the same names."""
    folded: list[str] = []
    places: list[int] = []
    for at, written in enumerate(title):
        for letter in _piece(written):
            folded.append(letter)
            places.append(at)
    text = "".join(folded)
    return text, tuple(places), _words(text)


@lru_cache(2048)
def _piece(character: str) -> str:
    """What one character folds to: nothing for an apostrophe, a space for a separator."""
    return fold(f"0{character}0")[1:-1]


def _as_written(title: str, places: tuple[int, ...], start: int, end: int) -> Mark:
    """The part of the title, including accents that follow its last letter."""
    first, last = places[start], places[end - 1] + 1
    while last < len(title) and unicodedata.combining(title[last]):
        last += 1
    return first, last - first


def _merged(found: list[Mark]) -> tuple[Mark, ...]:
    result: list[Mark] = []
    for start, length in sorted(found):
        if result and start <= sum(result[-1]):
            before, _ = result[-1]
            result[-1] = (before, max(sum(result[-1]), start + length) - before)
        else:
            result.append((start, length))
    return tuple(result)
