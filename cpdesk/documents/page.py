"""What all papers share: how a PDF is begun, and the head and foot of a page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from cpdesk.documents.fonts import CAP, Weight, face, width
from cpdesk.documents.text import largest, printable, wrap
from cpdesk.words import Words

INK = HexColor("#14323F")
TEXT = HexColor("#16202B")
MUTED = HexColor("#4A5765")
SMALL = HexColor("#5B6773")
RULE = HexColor("#D5DAE0")
HEAD_RULE = HexColor("#9AA5B0")
BAND = HexColor("#F2F5F7")
BLACK = Color(0, 0, 0)
WHITE = Color(1, 1, 1)

SIDE = 42.0
TOP = 39.0
FOOT_LINE = 41.0  # the rule above the foot, from the lower edge


class Paper(StrEnum):
    """The size of a sheet, by the key in the settings."""

    LETTER = "letter"
    A4 = "a4"

    @property
    def size(self) -> tuple[float, float]:
        return (612.0, 792.0) if self is Paper.LETTER else (595.2756, 841.8898)


class Draft:
    """A PDF being written: a canvas with the house's fonts and what readers are told about it."""

    def __init__(self, size: tuple[float, float], title: str, school: str, words: Words) -> None:
        for weight in Weight:
            face(weight)
        self._out = BytesIO()
        self.canvas = Canvas(
            self._out,
            pagesize=size,
            invariant=1,
            lang=words.language.replace("_", "-"),
            # Without this every page names Helvetica, which is not embedded. (The stubs say float.)
            initialFontName=Weight.REGULAR.value,  # type: ignore[arg-type]
        )
        self.canvas.setTitle(title)
        self.canvas.setAuthor(printable(school))
        self.canvas.setCreator("CPDesk")
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        self.canvas.setViewerPreference("PrintScaling", "None")

    def bytes(self) -> bytes:
        """The finished document."""
        self.canvas.save()
        return self._out.getvalue()


def put(
    canvas: Canvas, x: float, y: float, text: str, weight: Weight, size: float, color: Color
) -> None:
    """One line of text, its baseline at y."""
    canvas.setFont(weight.value, size)
    canvas.setFillColor(color)
    canvas.drawString(x, y, text)


def put_right(
    canvas: Canvas, x: float, y: float, text: str, weight: Weight, size: float, color: Color
) -> None:
    """One line of text that ends at x."""
    put(canvas, x - width(text, weight, size), y, text, weight, size, color)


@dataclass(frozen=True, slots=True)
class Head:
    """The top of a sheet: what it is, which school, when."""

    title: str
    school: str
    when: str


def draw_head(canvas: Canvas, size: tuple[float, float], head: Head) -> float:
    """Draws the head; answers how far down the page it reaches (a y, below its rule)."""
    wide, high = size
    right = wide - SIDE
    room = (wide - 2 * SIDE) * 0.5
    title = largest(head.title, Weight.BOLD, room, 40.0, 16.5, 1.15)
    lines = [
        *(
            (line, Weight.BOLD, 9.4, TEXT)
            for line in wrap(head.school, Weight.BOLD, 9.4, room - 12)
        ),
        *(
            (line, Weight.REGULAR, 8.0, MUTED)
            for line in wrap(head.when, Weight.REGULAR, 8.0, room - 12)
        ),
    ]
    below = high - TOP - max(26.0, len(lines) * 12.0, len(title.lines) * title.size * 1.15)
    y = below + (len(lines) - 1) * 12.0
    for text, weight, points, color in lines:
        put_right(canvas, right, y, text, weight, points, color)
        y -= 12.0
    y = below + (len(title.lines) - 1) * title.size * 1.15
    for text in title.lines:
        put(canvas, SIDE, y, text, Weight.BOLD, title.size, TEXT)
        y -= title.size * 1.15
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(1.5)
    canvas.line(SIDE, below - 8.5, right, below - 8.5)
    return below - 8.5


def draw_foot(canvas: Canvas, size: tuple[float, float], left: str, middle: str, page: str) -> None:
    """Draws the rule and the three small texts at the lower edge."""
    wide, _ = size
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.5)
    canvas.line(SIDE, FOOT_LINE, wide - SIDE, FOOT_LINE)
    points = 6.6
    y = FOOT_LINE - 7.0 - points * CAP
    for text in wrap(left, Weight.REGULAR, points, (wide - 2 * SIDE) * 0.42):
        put(canvas, SIDE, y, text, Weight.REGULAR, points, SMALL)
        y -= points * 1.3
    y = FOOT_LINE - 7.0 - points * CAP
    center = (wide - width(middle, Weight.REGULAR, points)) / 2
    put(canvas, center, y, middle, Weight.REGULAR, points, SMALL)
    put_right(canvas, wide - SIDE, y, page, Weight.REGULAR, points, SMALL)
