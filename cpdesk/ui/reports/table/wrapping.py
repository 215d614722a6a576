"""Fits text into the columns of a table."""

from __future__ import annotations

import re

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

MOST_LINES = 6
BREAK = "\u200b"  # takes no room
WRAP = int(Qt.TextFlag.TextWordWrap)
_LONG_WORD = re.compile(r"\S{13}(?=\S{3})")


def breakable(text: str) -> str:
    """Adds places to break words that are longer than a column may be wide."""
    return _LONG_WORD.sub(rf"\g<0>{BREAK}", text)


def words(text: str) -> list[str]:
    """The parts of it that can't be broken."""
    return breakable(text).replace(BREAK, " ").split()


def halves(moment: str) -> list[str]:
    """A day and its time; anything else as a whole."""
    return re.split("(?<=,) (?=[^,]*$)", moment)


def held(moment: str) -> str:
    """A day and a time that break only at the comma between them."""
    day, comma, clock = moment.rpartition(", ")
    return comma.join(part.replace(" ", "\u00a0") for part in (day, clock) if part)


def lines(text: str, wide: int, metrics: QFontMetrics) -> int:
    """How many lines a text takes."""
    room = QRect(0, 0, wide, metrics.lineSpacing())
    return max(1, round(metrics.boundingRect(room, WRAP, text).height() / metrics.lineSpacing()))


def fitted(text: str, wide: int, metrics: QFontMetrics) -> str:
    """As many words as fit, with dots where the text goes on; the tooltip shows the rest."""
    said = breakable(text)
    pieces = re.split(rf"(?<=[ {BREAK}])", said)
    while len(pieces) > 1 and lines(said, wide, metrics) > MOST_LINES:
        pieces.pop()
        said = "".join(pieces).rstrip(f" {BREAK}") + "…"
    return said


def shared(wide: dict[int, int], least: dict[int, int], much: int) -> dict[int, int]:
    """Column widths that are `much` narrower in total, the widest first; none below its minimum."""
    wide = dict(wide)
    while much > 0 and (cuttable := [n for n in wide if wide[n] > least[n]]):
        top = max(wide[n] for n in cuttable)
        widest = [n for n in cuttable if wide[n] == top]
        below = [size for n in cuttable for size in (wide[n], least[n]) if size < top]
        cut = min(top - max(below), -(-much // len(widest)))
        for n in widest:
            by = min(cut, much, wide[n] - least[n])
            wide[n] -= by
            much -= by
    return wide
