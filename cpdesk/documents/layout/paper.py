"""The paper that a document is drawn on. Kept apart from the drawing, which is slow to load."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

_SIZES = {"letter": (612.0, 792.0), "a4": (595.2756, 841.8898)}


class _Sizes(type):
    """Lets `for paper in Paper` go through the sizes."""

    def __iter__(cls) -> Iterator[Paper]:
        return iter([Paper(key) for key in _SIZES])


@dataclass(frozen=True, slots=True)
class Paper(metaclass=_Sizes):
    """A sheet size, by its key in the settings, and the number in the foot of every page, which the
    office uses to find this paper ("" for none). `labels` is the key of the badge labels in use
    (documents/layout/stock.py)."""

    key: str
    number: str = ""
    labels: str = ""

    LETTER: ClassVar[Paper]
    A4: ClassVar[Paper]

    def __post_init__(self) -> None:
        if self.key not in _SIZES:
            raise ValueError(f"there is no paper {self.key!r}")

    @property
    def size(self) -> tuple[float, float]:
        """Width and height, in points."""
        return _SIZES[self.key]

    def numbered(self, number: str) -> Paper:
        """The same sheet with this number."""
        return replace(self, number=number)


Paper.LETTER = Paper("letter")
Paper.A4 = Paper("a4")
