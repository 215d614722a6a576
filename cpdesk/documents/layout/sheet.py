"""The pieces of the sheets that people take home: body text, reasons, choices, sections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from cpdesk.documents.layout.flow import Flow, Piece
from cpdesk.documents.layout.fonts import CAP, Weight
from cpdesk.documents.layout.page import CHECK, SIDE, TEXT, check_box, put, put_runs
from cpdesk.documents.layout.text import Runs, printable, wrap_runs

BODY = 10.3
LINE = 1.48
REFUSED, ASKED, GRANTED = HexColor("#A31D18"), HexColor("#8A4B00"), HexColor("#17693F")


def add_section(flow: Flow, title: str, pieces: Sequence[Piece]) -> None:
    """A heading that stays with its first piece."""
    heading = Lines((((printable(title), Weight.BOLD),),), SIDE, size=11.6)
    flow.gap(15.0)
    if heading.height + 5.0 + pieces[0].height > flow.room:
        flow.turn()
    flow.place(heading)
    flow.gap(4.0)
    for piece in pieces:
        flow.add(piece)


@dataclass(frozen=True, slots=True)
class Lines:
    """Body text."""

    lines: tuple[Runs, ...]
    left: float
    size: float = BODY
    before: float = 0.0

    @staticmethod
    def of(
        text: str,
        room: float,
        weight: Weight = Weight.REGULAR,
        size: float = BODY,
        before: float = 0.0,
    ) -> Lines:
        """A text in one weight, from the left margin."""
        return Lines.of_runs(((printable(text), weight),), room, size, before)

    @staticmethod
    def of_runs(runs: Runs, room: float, size: float = BODY, before: float = 0.0) -> Lines:
        """A text that changes its weight."""
        return Lines(wrap_runs(runs, size, room), SIDE, size, before)

    @property
    def height(self) -> float:
        return self.before + len(self.lines) * self.size * LINE

    def draw(self, canvas: Canvas, y: float) -> None:
        y -= self.before + self.size * (LINE + CAP) / 2
        for runs in self.lines:
            put_runs(canvas, self.left, y, runs, self.size)
            y -= self.size * LINE


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule in bold and the sentence about it, with a bar in the color of its outcome."""

    color: Color
    heading: tuple[str, ...]
    said: tuple[str, ...]

    @property
    def height(self) -> float:
        return (len(self.heading) + len(self.said)) * BODY * LINE + 6.0

    def draw(self, canvas: Canvas, y: float) -> None:
        canvas.setFillColor(self.color)
        canvas.rect(SIDE, y - self.height, 3.0, self.height, stroke=0, fill=1)
        y -= 3.0 + BODY * (LINE + CAP) / 2
        for lines, weight in ((self.heading, Weight.BOLD), (self.said, Weight.REGULAR)):
            for text in lines:
                put(canvas, SIDE + 14.0, y, text, weight, BODY, TEXT)
                y -= BODY * LINE


_MOST_LINES = 20  # of one piece, so that it fits on a page


def split(one: Reason) -> Iterator[Reason]:
    """A reason that runs over several pages, in pieces that each fit on one."""
    yield Reason(one.color, one.heading, one.said[:_MOST_LINES])
    for first in range(_MOST_LINES, len(one.said), _MOST_LINES):
        yield Reason(one.color, (), one.said[first : first + _MOST_LINES])


@dataclass(frozen=True, slots=True)
class Choice:
    """Something possible, with a box for the office to check."""

    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return len(self.lines) * BODY * LINE + 2.0

    def draw(self, canvas: Canvas, y: float) -> None:
        y -= 1.0 + BODY * (LINE + CAP) / 2
        check_box(canvas, SIDE, y, BODY)
        for text in self.lines:
            put(canvas, SIDE + CHECK + 8.0, y, text, Weight.REGULAR, BODY, TEXT)
            y -= BODY * LINE
