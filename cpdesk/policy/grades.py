"""School grades as whole numbers, so that they can be compared: PK is -1, K is 0, then 1 to 12."""

from __future__ import annotations

from collections.abc import Iterable

PK = -1
K = 0
LAST = 12
NAMES = ("PK", "K", *(str(n) for n in range(1, 13)))
_ORDER = {name: n for n, name in enumerate(NAMES, start=PK)}


class Graded:
    """A row for the grades grade_low..grade_high; None is every grade below or above."""

    __slots__ = ()
    grade_low: int | None
    grade_high: int | None

    @property
    def names_grades(self) -> bool:
        """Whether it is not simply for every grade."""
        return self.grade_low is not None or self.grade_high is not None

    @property
    def span(self) -> tuple[int, int]:
        """Its lowest and highest grade."""
        return span(self.grade_low, self.grade_high)

    def covers(self, grade: int) -> bool:
        return (self.grade_low is None or self.grade_low <= grade) and (
            self.grade_high is None or grade <= self.grade_high
        )

    def shares_a_grade(self, other: Graded) -> bool:
        (low, high), (other_low, other_high) = self.span, other.span
        return low <= other_high and other_low <= high


def grade(text: str) -> int:
    """`"PK"`, `"K"`, `"1"` … `"12"` as a number. ValueError for anything else."""
    try:
        return _ORDER[text.strip().upper()]
    except KeyError:
        raise ValueError(text) from None


def name(number: int) -> str:
    """The grade as people write it."""
    return NAMES[number - PK]


def span(low: int | None, high: int | None) -> tuple[int, int]:
    """The lowest and highest grade meant; None is the lowest or highest there is."""
    return PK if low is None else low, LAST if high is None else high


def span_name(low: int | None, high: int | None) -> str:
    """Grades as people write them: 5, or K–5."""
    first, last = span(low, high)
    return name(first) if first == last else f"{name(first)}–{name(last)}"


def runs(grades: Iterable[int]) -> list[tuple[int, int]]:
    """Ascending grades as ranges without gaps: 1 2 3 6 is (1, 3) and (6, 6)."""
    found: list[tuple[int, int]] = []
    for one in grades:
        if found and found[-1][1] == one - 1:
            found[-1] = (found[-1][0], one)
        else:
            found.append((one, one))
    return found
