"""What a cell of a table consists of, and how cells are laid out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.lists.text_wrap import BODY, MOST, Style


@dataclass(frozen=True, slots=True)
class CellParts:
    """Text, and a small line under it; with a tone it is drawn as a pill. Each of `runs` is text
    with its style and color, one after the other on one line, instead of `text`."""

    text: str
    small: str = ""
    tone: Tone | None = None
    ink: str = "ink"
    runs: tuple[tuple[str, Style, str], ...] = ()

    @property
    def spoken(self) -> str:
        return ", ".join(part for part in (self.text, self.small) if part)


class FocusMark(Enum):
    """What shows where the focus is, besides the background."""

    NONE = "none"
    BAR = "a bar before the row"
    FRAME = "a line around the row"


@dataclass(frozen=True, slots=True)
class CellStyle:
    """Measures at 100 %, in pixels. `spacing` is the height of a line in heights of its font.
    `lines` is how many lines a text may take, 0 for all. `middle` puts it in the middle of a row
    that is higher. `tall_pills` make their row higher than text does. `selected` and
    `unfocused` are the backgrounds of a selected row while its table has the focus, and while it
    hasn't; "" for none."""

    body: Style = BODY
    side: int = 8
    top: int = 7
    spacing: float = 1.1
    lines: int = MOST
    middle: bool = False
    tall_pills: bool = True
    focus: FocusMark = FocusMark.BAR
    selected: str = "accent_soft"
    unfocused: str = "accent_soft"
