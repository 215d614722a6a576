"""The pieces of the day's schedule: its columns, a row, a heading, the footnote's frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from cpdesk.documents.layout.fonts import CAP, Weight, width
from cpdesk.documents.layout.page import (
    BAND,
    RULE,
    SIDE,
    SMALL,
    TEXT,
    Texts,
    put,
    put_runs,
)
from cpdesk.documents.layout.table import BODY, FINE, LINE, PAD, Column, Header
from cpdesk.documents.layout.text import Runs

SIGN = 15.5  # how far below the top of a row the signature line is
LEAST_ROW = PAD * 2 + SIGN
BAND_HEIGHT = 15.0
BOX_X, BOX_Y = 9.0, 7.5
_BOX_FILL, _BOX_EDGE = HexColor("#FDF3F2"), HexColor("#E0B9B6")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each column begins, and the width of its text."""

    time: tuple[float, float]
    activity: tuple[float, float]
    where: tuple[float, float]
    grades: tuple[float, float]
    expected: tuple[float, float]
    sign: tuple[float, float]
    right: float

    @staticmethod
    def of(page_width: float) -> Columns:
        right = page_width - SIDE
        flexible = right - SIDE - 66.0 - 72.0 - 38.0 - 64.0
        wide = (66.0, flexible * 0.63, 72.0, 38.0, flexible * 0.37, 64.0)
        lefts = [SIDE + sum(wide[:n]) for n in range(6)]
        made = [(x + PAD, w - 1.6 * PAD) for x, w in zip(lefts, wide, strict=True)]
        return Columns(made[0], made[1], made[2], made[3], made[4], made[5], right)

    def header(self, names: Sequence[str]) -> Header:
        """The names of the columns."""
        places = (self.time, self.activity, self.where, self.grades, self.expected, self.sign)
        named = (Column(name, *place) for place, name in zip(places, names, strict=True))
        return Header(tuple(named), self.right)


@dataclass(frozen=True, slots=True)
class Band:
    """A part of the day."""

    columns: Columns
    name: str
    height: float = BAND_HEIGHT

    def draw(self, canvas: Canvas, y: float) -> None:
        canvas.setFillColor(BAND)
        canvas.rect(SIDE, y - BAND_HEIGHT, self.columns.right - SIDE, BAND_HEIGHT, stroke=0, fill=1)
        baseline = y - (BAND_HEIGHT + BODY * CAP) / 2
        put(canvas, self.columns.time[0], baseline, self.name, Weight.SEMIBOLD, BODY, TEXT)


@dataclass(frozen=True, slots=True)
class Row:
    """One activity, broken into lines."""

    columns: Columns
    time: tuple[Runs, ...]
    title: tuple[str, ...]
    fine: tuple[tuple[str, Weight], ...]
    where: tuple[str, ...]
    grades: tuple[str, ...]
    expected: tuple[str, ...]
    height: float

    def draw(self, canvas: Canvas, y: float) -> None:
        at = self.columns
        texts = Texts(canvas)
        first = y - PAD - BODY * (CAP + (LINE - 1) / 2)
        line_y = first
        for runs in self.time:
            x = at.time[0]
            for text, weight in runs:
                texts.put(x, line_y, text, weight, BODY, TEXT)
                x += width(text, weight, BODY)
            line_y -= BODY * LINE
        line_y = first
        for text in self.title:
            texts.put(at.activity[0], line_y, text, Weight.SEMIBOLD, BODY, TEXT)
            line_y -= BODY * LINE
        line_y += BODY * LINE - FINE * LINE - (BODY - FINE) * 0.4
        for text, weight in self.fine:
            color = SMALL if weight is Weight.REGULAR else TEXT
            texts.put(at.activity[0], line_y, text, weight, FINE, color)
            line_y -= FINE * LINE
        for (x, _), lines in (
            (at.where, self.where),
            (at.grades, self.grades),
            (at.expected, self.expected),
        ):
            line_y = first
            for text in lines:
                texts.put(x, line_y, text, Weight.REGULAR, BODY, TEXT)
                line_y -= BODY * LINE
        texts.draw()
        canvas.setLineWidth(0.75)
        canvas.setStrokeColor(SMALL)
        sign, room = at.sign
        canvas.line(sign, y - PAD - SIGN, sign + room, y - PAD - SIGN)
        canvas.setLineWidth(0.5)
        canvas.setStrokeColor(RULE)
        canvas.line(SIDE, y - self.height, at.right, y - self.height)


@dataclass(frozen=True, slots=True)
class Box:
    """Lines of the footnote in its frame."""

    columns: Columns
    lines: tuple[Runs, ...]

    @property
    def height(self) -> float:
        return len(self.lines) * BODY * 1.42 + 2 * BOX_Y

    def draw(self, canvas: Canvas, y: float) -> None:
        canvas.setFillColor(_BOX_FILL)
        canvas.setStrokeColor(_BOX_EDGE)
        canvas.setLineWidth(0.75)
        wide = self.columns.right - SIDE
        canvas.roundRect(SIDE, y - self.height, wide, self.height, 4.5, stroke=1, fill=1)
        y -= BOX_Y + BODY * (CAP + 0.21)
        for runs in self.lines:
            put_runs(canvas, SIDE + BOX_X, y, runs, BODY)
            y -= BODY * 1.42
