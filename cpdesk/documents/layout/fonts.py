"""Inter, embedded: measured once, then looked up."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from cpdesk import paths

CAP = 0.727  # the height of a capital letter, as a fraction of the size
DESCENT = 0.21  # how far a "g" goes below the line


class Weight(StrEnum):
    """The four weights; the value is the font's file and its name in a PDF."""

    REGULAR = "Inter-Regular"
    MEDIUM = "Inter-Medium"
    SEMIBOLD = "Inter-SemiBold"
    BOLD = "Inter-Bold"


class Face:
    """One weight: which characters it has and how wide they are at size 1."""

    def __init__(self, weight: Weight) -> None:
        font = TTFont(weight.value, str(paths.resources() / "fonts" / f"{weight.value}.ttf"))
        pdfmetrics.registerFont(font)
        self._widths: dict[str, float] = {
            chr(code): font.face.charWidths.get(code, font.face.defaultWidth) / 1000
            for code in font.face.charToGlyph
        }
        self._widths[" "] = self._widths["\xa0"] = self._widths[" "]

    def covers(self, characters: Iterable[str]) -> bool:
        """Whether every character can be drawn."""
        return all(map(self._widths.__contains__, characters))

    def width(self, text: str) -> float:
        """How wide the text is at size 1. Only for text that `text.printable` returned."""
        return sum(map(self._widths.__getitem__, text))


@lru_cache(len(Weight))
def face(weight: Weight) -> Face:
    """The weight, read from its file and registered with ReportLab on first use."""
    return Face(weight)


def width(text: str, weight: Weight, size: float) -> float:
    """How wide the text is, in points."""
    return face(weight).width(text) * size
