"""Names of people, partners and schools compared with what was typed: one rule for every search.

Names are compared folded (`names.fold`), in any order of their words, so that case, accents,
apostrophes, hyphens and scripts do not matter. Searches that can't look at one name after another
(the index of the roster, the desk's lists, the database) find exactly what `match` says; the tests
hold them to it. Whether two names may be one person is another question: `resemblance.resembles`.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import IntEnum

from cpdesk.policy.names.names import fold

_MOST_WORDS = 8  # more words than a name has; the rest of the typed text is ignored


class Strength(IntEnum):
    """How well a name fits what was typed; a higher one is better."""

    NONE = 0
    PART = 1  # every typed word is somewhere in it
    BEGINS = 2  # every typed word begins a word of it
    WHOLE = 3  # every typed word is a word of it
    SAME = 4  # and it has no others


def typed_words(text: str) -> tuple[str, ...]:
    """The distinct folded words of what was typed."""
    return tuple(dict.fromkeys(fold(text).split()))[:_MOST_WORDS]


def match(typed: Collection[str], name: str) -> Strength:
    """How well a folded name fits typed words; nothing typed is part of every name."""
    words = name.split()
    if set(typed) <= set(words):
        return Strength.SAME if set(typed) == set(words) else Strength.WHOLE
    if all(any(word.startswith(one) for word in words) for one in typed):
        return Strength.BEGINS
    return Strength.PART if part_of(typed, name) else Strength.NONE


def part_of(typed: Collection[str], text: str) -> bool:
    """Whether a list shows a line with this folded text: every typed word is somewhere in it."""
    return all(one in text for one in typed)


def name_key(name: str) -> tuple[str, ...]:
    """The words of a full name, folded, in a fixed order: the same for the same full name."""
    return tuple(sorted(fold(name).split()))
