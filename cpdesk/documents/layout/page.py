"""What all papers share: how a PDF begins, and the head and foot of a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

from reportlab import rl_config
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from cpdesk.documents.layout.fonts import CAP, Weight, face, width
from cpdesk.documents.layout.paper import Paper as Paper
from cpdesk.documents.layout.text import NBSP, Fitted, Runs, largest, printable, wrap, wrap_parts
from cpdesk.words import Words

rl_config.useA85 = 0  # otherwise every stream is written as ASCII, a quarter longer

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
CHECK = 8.6  # a box to check
TOP = 39.0
FOOT_LINE = 41.0  # the rule above the foot, from the lower edge


class Draft:
    """A PDF being written: a canvas with our fonts and the metadata for PDF readers. `made` is
    when, if known."""

    def __init__(
        self,
        size: tuple[float, float],
        title: str,
        school: str,
        made: date | None,
        words: Words,
    ) -> None:
        for weight in Weight:
            face(weight)
        self._out = BytesIO()
        self.canvas = Canvas(
            self._out,
            pagesize=size,
            invariant=1,
            lang=words.language.replace("_", "-"),
            # Without this, every page names Helvetica, which isn't embedded. (The stubs say float.)
            initialFontName=Weight.REGULAR.value,  # type: ignore[arg-type]
        )
        self.canvas.setTitle(title.replace(NBSP, " "))
        self.canvas.setSubject("")  # otherwise ReportLab says that it is unspecified
        self.canvas.setAuthor(printable(school))
        self.canvas.setCreator("CPDesk")
        if made is not None:
            # Otherwise readers would show the fixed date that keeps the bytes the same: January 1,
            # 2000.
            self.canvas.setDateFormatter(lambda *_: _pdf_date(made, words))
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        self.canvas.setViewerPreference("PrintScaling", "None")

    def bytes(self) -> bytes:
        """The finished document."""
        self.canvas.save()
        return self._out.getvalue()


def _pdf_date(made: date, words: Words) -> str:
    """A day, or a moment with its offset from UTC: D:20261124141000-06'00'."""
    if not isinstance(made, datetime):
        return f"D:{made:%Y%m%d}"
    there = words.local(made)
    off = f"{there:%z}"
    return f"D:{there:%Y%m%d%H%M%S}" + (f"{off[:3]}'{off[3:5]}'" if off else "")


def put(
    canvas: Canvas, x: float, y: float, text: str, weight: Weight, size: float, color: Color
) -> None:
    """One line of text, with its baseline at y."""
    canvas.setFont(weight.value, size)
    canvas.setFillColor(color)
    canvas.drawString(x, y, text)


def put_runs(
    canvas: Canvas, x: float, y: float, runs: Runs, size: float, color: Color = TEXT
) -> None:
    """One line of text that changes its weight."""
    for text, weight in runs:
        put(canvas, x, y, text, weight, size, color)
        x += width(text, weight, size)


def check_box(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A box to check; `y` is the baseline of a text in this size beside it."""
    canvas.setStrokeColor(SMALL)
    canvas.setLineWidth(0.8)
    bottom = y + (size * CAP - CHECK) / 2
    canvas.roundRect(x + 0.4, bottom, CHECK, CHECK, 1.5, stroke=1, fill=0)


class Texts:
    """Many short texts drawn as one: font and color are set only where they change, which takes a
    third of the time. Nothing is drawn before `draw`."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._object = canvas.beginText()
        self._font: tuple[Weight, float] | None = None
        self._color: Color | None = None

    def put(self, x: float, y: float, text: str, weight: Weight, size: float, color: Color) -> None:
        """One line of text, with its baseline at y."""
        if (weight, size) != self._font:
            self._font = (weight, size)
            self._object.setFont(weight.value, size)
        if color is not self._color:
            self._color = color
            self._object.setFillColor(color)
        self._object.setTextOrigin(x, y)
        self._object.textLine(text)

    def draw(self) -> None:
        """Draws them on the page."""
        self._canvas.drawText(self._object)


def put_right(
    canvas: Canvas, x: float, y: float, text: str, weight: Weight, size: float, color: Color
) -> None:
    """One line of text that ends at x."""
    put(canvas, x - width(text, weight, size), y, text, weight, size, color)


@dataclass(frozen=True, slots=True)
class Head:
    """The top of a sheet: which paper, which school, when."""

    title: str
    school: str
    when: str


_TITLE, _SCHOOL, _WHEN, _HEAD_LINE = 16.5, 9.4, 8.0, 12.0


def _head_lines(
    size: tuple[float, float], head: Head
) -> tuple[Fitted, list[tuple[str, Weight, float, Color]]]:
    """The title on the left, and the lines on the right."""
    wide = size[0] - 2 * SIDE
    natural = max(width(head.school, Weight.BOLD, _SCHOOL), width(head.when, Weight.REGULAR, _WHEN))
    title_room = wide - min(natural, wide / 2) - 14.0
    title = largest(head.title, Weight.BOLD, title_room, 40.0, _TITLE, 1.15)
    room = wide - max(width(line, Weight.BOLD, title.size) for line in title.lines) - 12.0
    school = wrap(head.school, Weight.BOLD, _SCHOOL, room)
    when = wrap_parts((head.when,), Weight.REGULAR, _WHEN, room)
    lines = [(line, Weight.BOLD, _SCHOOL, TEXT) for line in school]
    return title, lines + [(line, Weight.REGULAR, _WHEN, MUTED) for line in when]


def head_height(size: tuple[float, float], head: Head) -> float:
    """How much of the page the head uses, from the upper edge to its rule."""
    title, lines = _head_lines(size, head)
    tall = max(26.0, len(lines) * _HEAD_LINE, len(title.lines) * title.size * 1.15)
    return TOP + tall + 8.5


def draw_head(canvas: Canvas, size: tuple[float, float], head: Head) -> None:
    """Draws the head; its texts sit on the rule."""
    title, lines = _head_lines(size, head)
    right = size[0] - SIDE
    rule = size[1] - head_height(size, head)
    y = rule + 8.5 + (len(title.lines) - 1) * title.size * 1.15
    for text in title.lines:
        put(canvas, SIDE, y, text, Weight.BOLD, title.size, TEXT)
        y -= title.size * 1.15
    y = rule + 8.5 + (len(lines) - 1) * _HEAD_LINE
    for text, weight, points, color in lines:
        put_right(canvas, right, y, text, weight, points, color)
        y -= _HEAD_LINE
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(1.5)
    canvas.line(SIDE, rule, right, rule)


_FOOT, _NUMBER = 6.6, 7.4
FOOT_LINES = 3  # how many fit above the part of a page that printers can't print on


def foot_lines(size: tuple[float, float], left: str) -> tuple[str, ...]:
    """The left text of the foot in lines; no more than `FOOT_LINES` fit."""
    return wrap(left, Weight.REGULAR, _FOOT, (size[0] - 2 * SIDE) / 2)


def numbered(paper: Paper, words: Words) -> str:
    """The paper's number as shown in the foot; "" if it has none."""
    return printable(words.text("Paper {number}", number=paper.number)) if paper.number else ""


def draw_foot(
    canvas: Canvas, size: tuple[float, float], left: str, middle: str, page: str, number: str = ""
) -> None:
    """Draws the rule and the small texts at the lower edge; `number` is below the page number, a
    little larger, because it is read out over the phone."""
    wide, _ = size
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.5)
    canvas.line(SIDE, FOOT_LINE, wide - SIDE, FOOT_LINE)
    points = _FOOT
    y = FOOT_LINE - 7.0 - points * CAP
    lines = foot_lines(size, left)
    for n, text in enumerate(lines):
        put(canvas, SIDE, y - n * points * 1.3, text, Weight.REGULAR, points, SMALL)
    ends = SIDE + max((width(text, Weight.REGULAR, points) for text in lines), default=0.0)
    begins = wide - SIDE - width(page, Weight.REGULAR, points)
    if middle:
        x = ends + (begins - ends - width(middle, Weight.REGULAR, points)) / 2
        put(canvas, x, y, middle, Weight.REGULAR, points, SMALL)
    put_right(canvas, wide - SIDE, y, page, Weight.REGULAR, points, SMALL)
    if number:
        below = y - 4.0 - _NUMBER * CAP
        put_right(canvas, wide - SIDE, below, number, Weight.SEMIBOLD, _NUMBER, TEXT)
