"""Breaks text into lines for a delegate: between words; inside a word only if it doesn't fit."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QTextLayout, QTextOption

from cpdesk.ui.theme import Theme

MOST = 4  # lines per cell; longer text ends in "…", and the tooltip has all of it


def broken(text: str, theme: Theme, style: tuple[float, int], width: int) -> tuple[str, ...]:
    """The lines that `text` takes at `width` pixels, in a size and weight of the design."""
    return _broken(text, theme, style, max(width, theme.px(24)))


@lru_cache(4096)
def _broken(text: str, theme: Theme, style: tuple[float, int], width: int) -> tuple[str, ...]:
    if not text:
        return ()
    font = theme.font(*style)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        if len(found) == MOST - 1:
            rest = text[line.textStart() :]
            elided = QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
            found.append(elided)
            break
        found.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip())
    layout.endLayout()
    return tuple(found)
