"""Everything wrong in a roster, collected before anyone sees any of it."""

from __future__ import annotations

from cpdesk.errors import Fault
from cpdesk.words import N_

KEPT = 10_000
_SHOWN = 80


class FaultList:
    """Keeps the first 10,000 faults, counts the rest."""

    def __init__(self) -> None:
        self._kept: list[Fault] = []
        self.count = 0

    def add(
        self, file: str, line: int, column: str, says: str, do: str = "", /, **facts: object
    ) -> None:
        self.count += 1
        if len(self._kept) < KEPT:
            shown = tuple((name, clip(fact)) for name, fact in facts.items())
            self._kept.append(Fault(file, line, column, says, do, shown))

    def extend(self, more: FaultList) -> None:
        """Appends the faults of another list to its own."""
        self.count += more.count
        self._kept = (self._kept + more._kept)[:KEPT]

    def all(self, order: tuple[str, ...] = ()) -> tuple[Fault, ...]:
        """By file (in this order, others after), line and column; last, how many more there are."""
        place = {file: n for n, file in enumerate(order)}
        found = sorted(self._kept, key=lambda f: (place.get(f.file, 99), f.file, f.line, f.column))
        more = self.count - len(found)
        if more:
            found.append(Fault("", 0, "", N_("And {more} more."), "", (("more", more),)))
        return tuple(found)


def clip(fact: object) -> object:
    """A fact short enough to appear in a sentence."""
    if isinstance(fact, str) and len(fact) > _SHOWN:
        return fact[: _SHOWN - 1] + "…"
    return fact
