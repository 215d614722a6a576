"""A label with its text, and lines to fill in by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from reportlab.pdfgen.canvas import Canvas

from cpdesk.documents.layout.fonts import CAP, Weight
from cpdesk.documents.layout.page import MUTED, SIDE, SMALL, put, put_runs
from cpdesk.documents.layout.sheet import BODY, LINE
from cpdesk.documents.layout.text import Runs, printable, wrap_runs

_SMALL = 7.6


@dataclass(frozen=True, slots=True)
class Field:
    """The label on the left, the lines next to it."""

    label: str
    lines: tuple[Runs, ...]
    room: float

    LABEL: ClassVar[float] = 84.0

    @staticmethod
    def of(label: str, said: str, room: float) -> Field:
        """A label and one text."""
        return Field(printable(label), Field.wrapped(said, room), room)

    @staticmethod
    def wrapped(said: str, room: float) -> tuple[Runs, ...]:
        """A text in lines beside the label; none if there is no text."""
        runs = ((printable(said), Weight.REGULAR),)
        return wrap_runs(runs, BODY, room - Field.LABEL) if runs[0][0] else ()

    @property
    def height(self) -> float:
        return max(1, len(self.lines)) * BODY * LINE

    def draw(self, canvas: Canvas, y: float) -> None:
        y -= BODY * (LINE + CAP) / 2
        put(canvas, SIDE, y, self.label, Weight.SEMIBOLD, BODY * 0.92, MUTED)
        for runs in self.lines:
            put_runs(canvas, SIDE + self.LABEL, y, runs, BODY)
            y -= BODY * LINE


@dataclass(frozen=True, slots=True)
class Blank:
    """A row of labels, each above a line to write on. `parts`: label and share of the width."""

    parts: tuple[tuple[str, float], ...]
    room: float
    height: float

    def draw(self, canvas: Canvas, y: float) -> None:
        canvas.setStrokeColor(SMALL)
        canvas.setLineWidth(0.6)
        gap = 12.0
        x = SIDE
        wide = self.room - gap * (len(self.parts) - 1)
        for label, share in self.parts:
            put(canvas, x, y - 8.0, label, Weight.REGULAR, _SMALL, MUTED)
            line = y - self.height + 4.0
            canvas.line(x, line, x + wide * share, line)
            x += wide * share + gap
