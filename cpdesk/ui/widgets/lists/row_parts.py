"""What a row of a list consists of, and how it is laid out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.lists.record_model import nothing

R = TypeVar("R")
Mark = Callable[[QPainter, QRectF, Theme], None]  # draws an icon or a picture into a box


class PillPlace(Enum):
    """Where the pill is: beside all lines; there, but below a title that is too long for its room;
    or always below the title."""

    BESIDE = "beside"
    BELOW_LONG_TITLE = "below a long title"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Heading:
    """A line above a row. `now` marks where the present is."""

    text: str
    now: bool = False


@dataclass(frozen=True, slots=True)
class RowParts:
    """One row: a title with small lines below it.

    `tail` follows the title and is uncut if possible; `aside` is at the end of the title's line;
    `about` is a first small line that is easier to see. `ink` is the color of the title.
    """

    title: str
    details: tuple[str, ...] = ()
    tail: str = ""
    aside: str = ""
    about: str = ""
    pill: str = ""
    tone: Tone = Tone.PLAIN
    ink: str = "ink"
    headings: tuple[Heading, ...] = ()
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class RowStyle:
    """Measures at 100 %, in pixels. `height` is 0 for as high as the texts are. `lines` is how many
    lines a detail may take, 0 for all. `mark` is the width and height of what is at the left.
    `ruled` rows have a line below them; `boxed` ones only show which one is selected."""

    side: int = 10
    top: int = 8
    gap: int = 10
    height: int = 0
    lines: int = 1
    title_lines: int = 1
    title_weight: int = 600
    detail_ink: str = "ink3"
    pill_place: PillPlace = PillPlace.BESIDE
    pill_percent: int = 50
    mark: tuple[int, int] = (0, 0)
    boxed: bool = False
    ruled: bool = True
    focus_frame: bool = True


@dataclass(frozen=True, slots=True)
class RowSpec(Generic[R]):
    """How a list shows its records. A record without a key is a heading."""

    key: Callable[[R], str]
    parts: Callable[[R], RowParts]
    spoken: Callable[[R], str]
    tooltip: Callable[[R], str] = nothing
    style: RowStyle = RowStyle()
