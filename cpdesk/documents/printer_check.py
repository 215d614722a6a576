"""A page that shows whether a printer keeps size and margins. It names no one."""

from __future__ import annotations

from datetime import datetime

from cpdesk.documents.layout.fonts import Weight
from cpdesk.documents.layout.page import SIDE, TEXT, Draft, Head, Paper, draw_head, head_height, put
from cpdesk.words import Words

_MM = 72 / 25.4
_RULER = 100  # millimeters


def printer_check(printer: str, at: datetime, words: Words, paper: Paper = Paper.LETTER) -> bytes:
    """A frame 10 mm from the edges and a ruler to measure."""
    wide, high = paper.size
    title = words.text("Printer test")
    head = Head(title, printer, words.moment(at))
    draft = Draft(paper.size, title, "CPDesk", at, words)
    canvas = draft.canvas
    draw_head(canvas, paper.size, head)
    canvas.setStrokeColor(TEXT)
    canvas.setLineWidth(0.5)
    edge = 10 * _MM
    canvas.rect(edge, edge, wide - 2 * edge, high - 2 * edge)
    y = high - head_height(paper.size, head) - 40
    for line in (
        words.text("The frame is 10 mm from each edge. You should see all four sides."),
        words.text(
            "The ruler should measure 100 mm. If it doesn’t, the printer is resizing pages."
        ),
    ):
        put(canvas, SIDE, y, line, Weight.REGULAR, 10, TEXT)
        y -= 16
    y -= 24
    canvas.line(SIDE, y, SIDE + _RULER * _MM, y)
    for mm in range(0, _RULER + 1, 5):
        long = mm % 10 == 0
        canvas.line(SIDE + mm * _MM, y, SIDE + mm * _MM, y + (10 if long else 6))
        if long:
            put(canvas, SIDE + mm * _MM + 2, y - 10, str(mm), Weight.REGULAR, 7, TEXT)
    canvas.showPage()
    return draft.bytes()
