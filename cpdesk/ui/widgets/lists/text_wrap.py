"""The one text wrapper of lists and tables, and the fonts that they measure with."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

from cpdesk.ui.theme.theme import FAMILY, Theme

Style = tuple[float, int]  # size of the design, and weight
TITLE: Style = (14.0, 600)
BODY: Style = (14.0, 400)
SMALL: Style = (12.5, 400)
MOST = 4  # lines per cell; longer text ends in "…", and the tooltip has all of it
_ALL = 10_000


def metrics(theme: Theme, style: Style) -> QFontMetrics:
    """How large text is in a style; shared, because a list asks for it with every row."""
    return _metrics(theme.px(style[0]), style[1])


def font(theme: Theme, style: Style) -> QFont:
    """The font of a style; shared, too."""
    return _font(theme.px(style[0]), style[1])


def width_of(text: str, theme: Theme, style: Style) -> int:
    """How many pixels a text takes on one line."""
    return _width(text, theme.px(style[0]), style[1])


def wrapped(text: str, theme: Theme, style: Style, width: int, most: int = MOST) -> tuple[str, ...]:
    """The lines that `text` takes at `width` pixels: broken between words, and inside a word only
    if it doesn't fit. At most `most` lines, the last of them ending in "…"; 0 for all."""
    pixels = theme.px(style[0])
    return _wrapped(text, pixels, style[1], max(width, theme.px(24)), most or _ALL)


@lru_cache(64)
def _font(pixels: int, weight: int) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    return font


@lru_cache(64)
def _metrics(pixels: int, weight: int) -> QFontMetrics:
    return QFontMetrics(_font(pixels, weight))


@lru_cache(4096)
def _width(text: str, pixels: int, weight: int) -> int:
    return _metrics(pixels, weight).horizontalAdvance(text)


@lru_cache(4096)
def _wrapped(text: str, pixels: int, weight: int, width: int, most: int) -> tuple[str, ...]:
    if not text:
        return ()
    layout = QTextLayout(text, _font(pixels, weight))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        if len(found) == most - 1:
            rest, right = text[line.textStart() :], Qt.TextElideMode.ElideRight
            found.append(_metrics(pixels, weight).elidedText(rest, right, width))
            break
        found.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip())
    layout.endLayout()
    return tuple(found)
