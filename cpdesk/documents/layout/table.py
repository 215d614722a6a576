"""A table over several pages: columns, rows that are never split, column names on each page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from functools import lru_cache

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from cpdesk.documents.layout.flow import Flow, Piece
from cpdesk.documents.layout.fonts import CAP, Weight, width
from cpdesk.documents.layout.page import BAND, HEAD_RULE, MUTED, RULE, SIDE, SMALL, TEXT, Texts, put
from cpdesk.documents.layout.text import printable, wrap

BODY, FINE, LABEL = 8.2, 7.1, 6.9
LINE = 1.33
PAD = 4.6
_GUTTER = 7.0
_AFTER_NUMBERS = 7.0  # so that the next column does not begin right after a number
_HEADER = 17.0
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Column:
    """Where a column's text begins and how much room it has; `right`: numbers, aligned right."""

    name: str
    x: float
    room: float
    right: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """A column before the page's width is known: points, or a share of what is left."""

    name: str
    points: float = 0.0
    share: float = 0.0
    right: bool = False


def numbers(name: str, texts: Iterable[str], least: float = 0.0) -> Wanted:
    """A column of numbers, wide enough for each of these and for any with no more digits: a number
    is never broken."""
    # "4" is the widest digit: a total may be narrower than one of its parts.
    wide = widest(name, (_DIGIT.sub("4", one) for one in texts))
    return Wanted(name, max(least, wide + _GUTTER + _AFTER_NUMBERS + 1.0), right=True)


def whole(name: str, texts: Iterable[str]) -> Wanted:
    """A column of days or times, wide enough for each of these on one line."""
    return Wanted(name, widest(name, texts) + _GUTTER + 1.0)


def widest(name: str, texts: Iterable[str]) -> float:
    """The width of a column's name and texts, whichever is widest."""
    said = [width(printable(name), Weight.SEMIBOLD, LABEL)]
    said += (width(printable(one), Weight.SEMIBOLD, BODY) for one in texts)
    return max(said)


def columns(page_width: float, wanted: Sequence[Wanted]) -> tuple[Column, ...]:
    """The columns side by side between the margins."""
    free = page_width - 2 * SIDE - sum(one.points for one in wanted)
    shares = sum(one.share for one in wanted) or 1.0
    made = []
    x = SIDE
    for one in wanted:
        wide = one.points or free * one.share / shares
        room = wide - _GUTTER - (_AFTER_NUMBERS if one.right else 0.0)
        made.append(Column(printable(one.name), x + PAD, room, one.right))
        x += wide
    return tuple(made)


def across(of: Sequence[Column], first: int = 0) -> Column:
    """One column that replaces all from `first` on."""
    last = of[-1]
    room = last.x + last.room + (_AFTER_NUMBERS if last.right else 0.0) - of[first].x
    return Column("", of[first].x, room)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cell."""

    text: str
    weight: Weight = Weight.REGULAR
    size: float = BODY
    color: Color = TEXT


Cell = tuple[Line, ...]


def cell(
    text: str,
    column: Column,
    weight: Weight = Weight.REGULAR,
    size: float = BODY,
    color: Color = TEXT,
) -> Cell:
    """A text in as many lines as it needs in this column."""
    return cell_lines(text, column.room, weight, size, color)


def two_lines(first: str, second: str, column: Column, weight: Weight = Weight.SEMIBOLD) -> Cell:
    """A text, and a smaller one below it."""
    return cell(first, column, weight) + cell(second, column, size=FINE, color=SMALL)


def cells_at(of: Sequence[Column], some: Mapping[int, Cell]) -> tuple[Cell, ...]:
    """A cell for each column, empty but for these."""
    return tuple(some.get(n, ()) for n in range(len(of)))


@lru_cache(8192)
def cell_lines(text: str, room: float, weight: Weight, size: float, color: Color) -> Cell:
    """The same for a width; cached, because most cells of a long table repeat."""
    wrapped = wrap(printable(text), weight, size, room)
    return tuple(Line(one, weight, size, color) for one in wrapped)


@dataclass(frozen=True, slots=True)
class Header:
    """The names of the columns, on every page."""

    columns: tuple[Column, ...]
    right: float
    height: float = _HEADER

    def draw(self, canvas: Canvas, y: float) -> None:
        for one in self.columns:
            x = one.x
            if one.right:
                x += one.room - width(one.name, Weight.SEMIBOLD, LABEL)
            put(canvas, x, y - 11.0, one.name, Weight.SEMIBOLD, LABEL, MUTED)
        canvas.setStrokeColor(HEAD_RULE)
        canvas.setLineWidth(0.75)
        canvas.line(SIDE, y - _HEADER, self.right, y - _HEADER)


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side, as high as the highest of them plus the text below, and `least` at least.
    `pad` is the space above and below; `rule` is drawn below; `sign` has the left and right end of
    a line to sign on; `filled` rows have a background. `below` is text under all cells, from
    `below_at`."""

    columns: tuple[Column, ...]
    cells: Sequence[Cell]
    _: KW_ONLY
    pad: float = PAD
    least: float = 0.0
    rule: Color | None = RULE
    sign: tuple[float, float] | None = None
    filled: bool = False
    below: Cell = ()
    below_at: float = SIDE
    height: float = field(init=False)

    def __post_init__(self) -> None:
        tall = _tall(self.cells) + sum(one.size for one in self.below) * LINE
        object.__setattr__(self, "height", max(self.least, tall + 2 * self.pad))

    def draw(self, canvas: Canvas, y: float) -> None:
        right = self.columns[-1].x + self.columns[-1].room + _GUTTER - PAD
        right += _AFTER_NUMBERS if self.columns[-1].right else 0.0
        if self.filled:
            canvas.setFillColor(BAND)
            canvas.rect(SIDE, y - self.height, right - SIDE, self.height, stroke=0, fill=1)
        texts = Texts(canvas)
        for column, lines in zip(self.columns, self.cells, strict=True):
            if lines:
                _put(texts, column, lines, y - self.pad)
        if self.below:
            under = Column("", self.below_at, 0.0)
            _put(texts, under, self.below, y - self.pad - _tall(self.cells))
        texts.draw()
        if self.sign is not None:
            canvas.setLineWidth(0.75)
            canvas.setStrokeColor(MUTED)
            canvas.line(self.sign[0], y - self.height + 5.0, self.sign[1], y - self.height + 5.0)
        if self.rule is not None:
            canvas.setLineWidth(0.5)
            canvas.setStrokeColor(self.rule)
            canvas.line(SIDE, y - self.height, right, y - self.height)


def _tall(cells: Sequence[Cell]) -> float:
    return max((sum(one.size for one in lines) for lines in cells if lines), default=0.0) * LINE


def _put(texts: Texts, column: Column, lines: Cell, top: float) -> None:
    """The lines of a cell, one below the other; numbers are aligned to the right of their
    column."""
    baseline = top
    for one in lines:
        baseline -= one.size * (CAP + (LINE - 1) / 2)
        x = column.x
        if column.right:
            x += column.room - width(one.text, one.weight, one.size)
        texts.put(x, baseline, one.text, one.weight, one.size, one.color)
        baseline -= one.size * (LINE - CAP - (LINE - 1) / 2)


def lay(
    flow: Flow,
    header: Piece,
    rows: Iterable[Piece],
    again: Callable[[], Piece | None] = lambda: None,
    keep: float = 0.0,
) -> None:
    """Places rows below each other. A new page begins with the header and with what `again`
    returns: the row that is continued. `keep` is left free on the page below the last row, for what
    must not be alone on the next page."""
    held = list(rows)
    for n, one in enumerate(held, start=1):
        needed = one.height + (keep if n == len(held) else 0.0)
        if needed > flow.room and flow.pages[-1]:
            flow.turn()
            flow.place(header)
            said = again()
            if said is not None:
                flow.place(said)
        flow.place(one)


def lay_group(
    flow: Flow, header: Piece | None, heading: Callable[[bool], Piece], rows: Iterable[Piece]
) -> None:
    """A heading that stays with its first row. Each new page begins with the header and with the
    heading again, which is told that the group continues."""
    for n, one in enumerate(rows):
        over = heading(n > 0)
        if one.height + (0.0 if n else over.height) > flow.room:
            flow.turn()
            if header is not None:
                flow.place(header)
            flow.place(over)
        elif n == 0:
            flow.place(over)
        flow.place(one)


@dataclass(frozen=True, slots=True)
class Figures:
    """A few figures in large type, each above its label."""

    figures: tuple[tuple[str, str], ...]
    height: float = 46.0

    def draw(self, canvas: Canvas, y: float) -> None:
        x = SIDE
        for number, label in self.figures:
            put(canvas, x, y - 17.0, number, Weight.BOLD, 13.5, TEXT)
            put(canvas, x, y - 29.5, label, Weight.REGULAR, 8.0, MUTED)
            wide = max(width(number, Weight.BOLD, 13.5), width(label, Weight.REGULAR, 8.0))
            x += wide + 28.0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of one weight and size, one below the other. `step` is from line to line, `rise` from
    the lower edge of a line to its baseline."""

    lines: tuple[str, ...]
    weight: Weight = Weight.REGULAR
    size: float = 10.0
    color: Color = TEXT
    after: float = 6.0
    step: float = 0.0
    rise: float | None = None

    @property
    def height(self) -> float:
        return len(self.lines) * (self.step or self.size * 1.4) + self.after

    def draw(self, canvas: Canvas, y: float) -> None:
        rise = self.size * 0.25 if self.rise is None else self.rise
        for text in self.lines:
            y -= self.step or self.size * 1.4
            put(canvas, SIDE, y + rise, text, self.weight, self.size, self.color)


def paragraph(
    text: str,
    page_width: float,
    weight: Weight = Weight.REGULAR,
    size: float = 10.0,
    color: Color = TEXT,
    after: float = 6.0,
) -> Paragraph:
    """A text across the full width between the margins."""
    lines = wrap(printable(text), weight, size, page_width - 2 * SIDE)
    return Paragraph(lines, weight, size, color, after)
