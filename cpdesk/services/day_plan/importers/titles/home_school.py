"""The school that a calendar is read for, and what titles may call it and its neighbors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cpdesk.policy import grades

_KIND = re.compile(
    r"\b(?:(?:pre-?k|k|\d{1,2}) ?[-–] ?\d{1,2}|public|charter|community|magnet|elementary|middle"
    r"|junior high|senior high|high|schools?|academy)\b"
)
_SHORT = {"elementary": ("es", "elem", "elementary"), "middle": ("ms", "middle"),
          "junior high": ("jh", "jhs"), "high": ("hs", "high")}  # fmt: skip
_LEAST = 3  # letters a name needs


@dataclass(frozen=True, slots=True)
class Home:
    """`others` are the names of the district's other schools."""

    name: str = ""
    grade_low: int = grades.PK
    grade_high: int = grades.LAST
    others: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """What this school is called; a short name shared by two schools belongs to neither."""
        return tuple(sorted(_called(self.name) & self._own()))

    def elsewhere(self) -> tuple[str, ...]:
        mine = _called(self.name)
        return tuple(sorted({said for other in self.others for said in _called(other)} - mine))

    def _own(self) -> set[str]:
        many = Counter(said for name in (self.name, *self.others) for said in _called(name))
        return {said for said, n in many.items() if n == 1}


def _called(name: str) -> set[str]:
    """Harbor High School: also Harbor High, Harbor HS and Harbor."""
    whole = " ".join(name.casefold().split())
    stem = " ".join(_KIND.sub(" ", whole).split())
    if not stem or len(stem) < _LEAST:
        return {whole} if whole else set()
    kinds = [short for kind, short in _SHORT.items() if re.search(rf"\b{kind}\b", whole)]
    return {whole, stem, f"{stem} school", *_joined(stem, kinds)}


def _joined(stem: str, kinds: Iterable[tuple[str, ...]]) -> Iterable[str]:
    return (f"{stem} {short}" for found in kinds for short in found)
