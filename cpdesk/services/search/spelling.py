"""Words that are close to what was typed: one wrong letter, or a part from the middle."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 3  # letters a word needs before anything but its beginning is searched for
_LONG = 8  # from here on two letters may be wrong
_SURE = 5  # with fewer, a beginning with a different first letter is close to too many words


def slips(word: str) -> int:
    """How many letters of a typed word may be wrong. Two letters swapped count as one."""
    return 0 if len(word) < SHORTEST else 1 if len(word) < _LONG else 2


def like(typed: str, word: str) -> bool:
    """Whether `word`, or its beginning, is what was typed except for a few slips.

    Three letters have to be close to a whole word with the same first letter. Four have to be close
    to a whole word, or to a beginning with the same first letter: nearly every beginning is close
    to so few.
    """
    allowed = slips(typed)
    if not allowed:
        return False
    if len(typed) == SHORTEST:
        return typed[0] == word[:1] and OSA.distance(typed, word, score_cutoff=1) <= 1
    if len(typed) < _SURE and typed[0] != word[:1]:
        return OSA.distance(typed, word, score_cutoff=allowed) <= allowed
    return any(
        OSA.distance(typed, word[:size], score_cutoff=allowed) <= allowed
        for size in _sizes(typed, allowed)
        if size <= len(word)
    )


class Vocabulary:
    """The distinct words of many names."""

    def __init__(self, words: Iterable[str]) -> None:
        self._known = frozenset(words)
        self._words = sorted(self._known)
        self._text = "\n" + "\n".join(self._words) + "\n"
        self._beginnings: dict[int, list[str]] = {}
        # Words already typed are asked for again at each keystroke of the next one.
        self.near = lru_cache(256)(self._near)
        self.holding = lru_cache(256)(self._holding)

    def _near(self, typed: str, limit: int) -> tuple[str, ...]:
        """Beginnings of words that are what was typed except for a few slips, nearest first."""
        allowed = slips(typed)
        if not allowed:
            return ()
        if len(typed) == SHORTEST:
            alike = process.extract(
                typed,
                self._short.get(typed[0], ()),
                scorer=OSA.distance,
                score_cutoff=allowed,
                limit=limit,
            )
            return tuple(word for word, _, _ in alike)
        found: dict[str, int] = {}
        for size in _sizes(typed, allowed):
            for beginning, distance, _ in process.extract(
                typed,
                self._all_beginnings(size),
                scorer=OSA.distance,
                score_cutoff=allowed,
                limit=None if len(typed) < _SURE else limit,
            ):
                if len(typed) >= _SURE or typed[0] == beginning[0] or beginning in self._known:
                    found[beginning] = int(distance)
        return tuple(sorted(found, key=lambda b: (found[b], abs(len(b) - len(typed)), b))[:limit])

    def _holding(self, typed: str, limit: int) -> tuple[str, ...]:
        """Whole words with the typed letters somewhere after their beginning."""
        found: list[str] = []
        if len(typed) < SHORTEST:
            return ()
        at = self._text.find(typed)
        while at >= 0 and len(found) < limit:
            start, end = self._text.rfind("\n", 0, at) + 1, self._text.find("\n", at)
            if start < at:
                found.append(self._text[start:end])
            at = self._text.find(typed, end)
        return tuple(found)

    @cached_property
    def _short(self) -> dict[str, list[str]]:
        """Words that may be close to three letters, by their first letter."""
        found: dict[str, list[str]] = {}
        for word in self._words:
            if SHORTEST - 1 <= len(word) <= SHORTEST + 1:
                found.setdefault(word[0], []).append(word)
        return found

    def _all_beginnings(self, size: int) -> Collection[str]:
        """The distinct beginnings of `size` letters; words that short count whole."""
        found = self._beginnings.get(size)
        if found is None:
            found = list(dict.fromkeys(word[:size] for word in self._words if len(word) >= size))
            self._beginnings[size] = found
        return found


def _sizes(typed: str, allowed: int) -> range:
    return range(len(typed) - allowed, len(typed) + allowed + 1)
