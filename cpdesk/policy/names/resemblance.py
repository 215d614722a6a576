"""Whether two names could belong to one person.

Made for the no-entry list: a miss is worse than a false alarm, which costs a leader one look. Each
word of the shorter name has to be found in the longer one, in any order: the same, in a short form,
as an initial, or with a wrong letter. Whatever else the longer name has does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from cpdesk.policy.names.names import fold
from cpdesk.policy.names.nicknames import groups_of

_TITLE_WORDS = """mr mrs ms miss mx dr prof professor rev reverend sir madam monsieur coach
    president jr sr ii iii iv phd md esq llc"""
_SMALL_WORDS = "al el bin ibn ben de del della di da do dos du la le van von der den"
# Not part of a name if something is left without them.
_TITLES = frozenset(_TITLE_WORDS.split())
# Added or dropped between spellings of one name.
_PARTICLES = frozenset(_SMALL_WORDS.split())
_AS_LETTERS = str.maketrans("01345", "oieas")
_WRONG_LETTERS = 3  # in all words together; more than this makes it another name
_IN_A_WORD = 2
_NEVER = 99


def resembles(name: str, names: Iterable[str]) -> bool:
    """Whether a visitor's name looks like any of the names on a notice."""
    own = _parsed(name)
    return any(_alike(own, _parsed(other)) for other in names)


@dataclass(frozen=True, slots=True)
class _Name:
    """`keys`: two names that share none of them can't be alike, whatever their words are."""

    words: tuple[str, ...]
    joined: str
    initials: bool
    keys: frozenset[str]


@lru_cache(8192)
def _parsed(name: str) -> _Name:
    words = [word.translate(_AS_LETTERS) for word in fold(name).split()]
    words = [w for w in words if w not in _TITLES] or words
    plain = [w for w in words if w not in _PARTICLES]
    if len(plain) >= 2:  # "Al" and "Ben" are first names next to exactly one other word
        words = plain
    keys = {key for word in words for key in _keys(word)}
    keys.update(a + b for a, b in pairwise(words))
    joined = "".join(words)
    keys.update(_keys(joined))
    return _Name(tuple(words), joined, any(len(w) == 1 for w in words), frozenset(keys))


def _keys(word: str) -> set[str]:
    """What a word shares with every word it can be mistaken for, apart from wrong letters."""
    keys = {word, f"~{_sound(word)}"}
    keys.update(f"#{group}" for group in groups_of(word))
    if len(word) >= 4:
        keys.update(word[:i] + word[i + 1 :] for i in range(len(word)))
    return keys


def _alike(one: _Name, other: _Name) -> bool:
    if one.keys.isdisjoint(other.keys):
        return False
    initials = one.initials and other.initials
    if not initials and len(one.joined) >= 6 and _wrong(one.joined, other.joined) <= 1:
        return True  # written as one word, split elsewhere, or with a wrong letter in a short word
    if _words_alike(one.words, other.words):
        return True
    return any(_words_alike(m, other.words) for m in _merged(one.words, other.words)) or any(
        _words_alike(one.words, m) for m in _merged(other.words, one.words)
    )


def _merged(words: tuple[str, ...], others: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """The words with two neighbors joined, if the other name writes them as one."""
    for i in range(len(words) - 1):
        joined = words[i] + words[i + 1]
        if joined in others:
            yield (*words[:i], joined, *words[i + 2 :])


def _words_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if not short or not any(len(word) > 1 for word in short):
        return False
    # The longest words first: they decide soonest.
    return _place(sorted(short, key=len, reverse=True), list(long), False) <= _WRONG_LETTERS


def _place(short: list[str], long: list[str], solid: bool) -> int:
    """The fewest wrong letters with which every word of `short` finds its own in `long`. At least
    one pair has to be more than initials (`solid`)."""
    if not short:
        return 0 if solid else _NEVER
    word, *rest = short
    best = _NEVER
    for i, candidate in enumerate(long):
        wrong = _wrong_letters(word, candidate)
        if wrong > _IN_A_WORD:
            continue
        firm = solid or (len(word) > 1 and len(candidate) > 1)
        best = min(best, wrong + _place(rest, long[:i] + long[i + 1 :], firm))
        if best == 0:
            break
    return best


def _wrong_letters(word: str, other: str) -> int:
    """0 for the same word, a short form of it, its initial or its sound; otherwise wrong
    letters."""
    if word == other:
        return 0
    if len(word) == 1 or len(other) == 1:
        return 0 if word[0] == other[0] else _NEVER
    if not groups_of(word).isdisjoint(groups_of(other)):
        return 0
    if min(len(word), len(other)) < 4:
        return _NEVER
    wrong = _wrong(word, other)
    if wrong == 1:
        return 1
    if _sound(word) == _sound(other):
        return 1
    return 2 if wrong == 2 and min(len(word), len(other)) >= 6 else _NEVER


def _wrong(one: str, other: str) -> int:
    """Letters to change, add, leave out or swap with the neighbor; 3 means "more than 2"."""
    from rapidfuzz.distance import OSA  # the desk's first list does not wait for it

    return OSA.distance(one, other, score_cutoff=2)


_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"sch|sh|ch(?=[iey])|tch|cz", "s"),
        (r"kh|gh|ck|q|c(?![eiy])|g(?![eiy])", "k"),
        (r"ph|v|w", "f"),
        (r"c|z|x", "s"),
        (r"j|g|dj|dzh", "j"),
        (r"th|dh|d", "t"),
        (r"b", "p"),
        (r"(?<=.)h", ""),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)[aeiouy]+", "a"),
        (r"a$", ""),
    )
)


@lru_cache(8192)
def _sound(word: str) -> str:
    """A rough code of how a word sounds, the same for spellings that differ in vowels or in letters
    that are easily confused."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word
