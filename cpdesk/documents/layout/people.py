"""People's names, short enough for a column."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from cpdesk.documents.layout.text import NBSP, printable

_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "md", "phd"})


@lru_cache(1024)
def short_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """ "Adaeze Okafor" as "A. Okafor"; in full where two would look the same."""
    shown = [printable(name) for name in names]
    short = [short_name(name) for name in shown]
    seen = Counter(short)
    pairs = zip(shown, short, strict=True)
    return tuple(full if seen[brief] > 1 else brief for full, brief in pairs if full)


def short_name(name: str) -> str:
    """The first name's initial and the family name with its particles: "M. de la Cruz", "R. King
    Jr.". The parts stay together, so that no line ends with an initial."""
    words = name.split(" ")
    end = len(words)
    while end > 1 and words[end - 1].lower() in _SUFFIXES:
        end -= 1
    if end < 2:
        return name.replace(" ", NBSP)
    start = end - 1
    while start > 1 and words[start - 1].islower():
        start -= 1
    initial = next((c for c in words[0] if c.isalnum()), words[0][0])
    return NBSP.join((f"{initial.upper()}.", *words[start:]))
