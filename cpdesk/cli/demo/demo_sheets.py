"""Flyers as the sample district's partners would bring them: one sheet, with the disclaimer."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from cpdesk.documents.layout import fonts, text
from cpdesk.documents.layout.fonts import Weight
from cpdesk.words import N_, Words

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_EDGE = 54.0  # points on the left and right

_DISCLAIMER = N_(
    "This flyer is from a community partner. The district does not sponsor or "
    "endorse what it offers."
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is on a flyer: marked words, and the colors of its upper and lower part."""

    title: str
    partner: str
    lines: tuple[str, ...]
    strong: str
    light: str


READING = Sheet(
    N_("Winter reading club"),
    "Lake Street Literacy",
    (
        N_("Saturdays, 10 am to noon, at the library"),
        N_("Stories, cocoa, and a book to keep"),
        N_("Free for grades K to 3"),
    ),
    "#1F4E8C",
    "#DCE8F7",
)
CODING = Sheet(
    N_("Teen coding night"),
    "Bright Futures Mentoring",
    (
        N_("Thursdays, 6 to 8 pm"),
        N_("Make your first game. Laptops provided"),
        N_("Free for grades 9 to 12"),
    ),
    "#8A4B00",
    "#FDEBD3",
)
CONCERT = Sheet(
    N_("Fall concert"),
    "Northside Strings",
    (
        N_("Tuesday, November 24, 6:30 pm"),
        N_("Sixty young musicians, one evening"),
        N_("Everyone is welcome. No tickets needed"),
    ),
    "#1B6B45",
    "#DDF1E6",
)
DENTAL = Sheet(
    N_("Free dental screening"),
    "Smiles Clinic",
    (
        N_("In the nurse’s office, all November"),
        N_("Ten minutes, no pain"),
        N_("Free for families"),
    ),
    "#6B2D6B",
    "#F3E3F3",
)


def draw(sheet: Sheet, words: Words) -> bytes:
    """A Letter page with this content, as PDF bytes."""
    from reportlab.lib.pagesizes import LETTER  # slow to import, and only demonstrations draw one
    from reportlab.pdfgen.canvas import Canvas

    wide, high = LETTER
    room = wide - 2 * _EDGE
    out = BytesIO()
    page = Canvas(out, pagesize=LETTER, invariant=1)
    page.setTitle(words.text(sheet.title))
    page.setFillColor(sheet.light)
    page.rect(0, 0, wide, high, stroke=0, fill=1)
    page.setFillColor(sheet.strong)
    page.rect(0, high * 0.56, wide, high * 0.44, stroke=0, fill=1)
    page.setFillColor("#FFFFFF")
    at = _write(page, words.text(sheet.title), high - 130, room, Weight.BOLD, 62)
    _write(page, sheet.partner, at - 24, room, Weight.MEDIUM, 24)
    page.setFillColor(sheet.strong)
    at = high * 0.56 - 64
    for line in sheet.lines:
        at = _write(page, words.text(line), at, room, Weight.SEMIBOLD, 27) - 16
    page.setFillColor("#1A2530")
    _write(page, words.text(_DISCLAIMER), 76, room, Weight.REGULAR, 12)
    page.showPage()
    page.save()
    return out.getvalue()


def _write(page: Canvas, said: str, at: float, room: float, weight: Weight, size: float) -> float:
    """Lines from the baseline `at` down; returns the baseline for what follows."""
    fonts.face(weight)  # registers it with ReportLab
    page.setFont(weight.value, size)
    for line in text.wrap(text.printable(said), weight, size, room):
        page.drawString(_EDGE, at, line)
        at -= size * 1.2
    return at
