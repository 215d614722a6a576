"""Labels on sheets, row by row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from reportlab.pdfgen.canvas import Canvas

from cpdesk.documents.layout.page import Draft
from cpdesk.documents.layout.stock import MM, Stock

T = TypeVar("T")


def label_sheets(
    stock: Stock,
    labels: Sequence[T],
    draft_of: Callable[[tuple[float, float]], Draft],
    draw: Callable[[Canvas, T], None],
    start: int = 0,
) -> bytes:
    """A label for each, drawn with its lower left corner at the origin. `start` is the first free
    place on the first sheet, from 0. No labels give one empty sheet."""
    sheet = stock.sheet
    if sheet is None:
        raise ValueError(f"{stock.key} is not a sheet of labels")
    if not 0 <= start < sheet.places:
        raise ValueError(f"a sheet has places 0 to {sheet.places - 1}, not {start}")
    size = (sheet.page_width * MM, sheet.page_height * MM)
    draft = draft_of(size)
    canvas = draft.canvas
    for n, label in enumerate(labels, start):
        place = n % sheet.places
        if place == 0 and n > start:
            canvas.showPage()
        row, column = divmod(place, sheet.columns)
        canvas.saveState()
        canvas.translate(
            (sheet.left + column * sheet.pitch_x) * MM,
            size[1] - (sheet.top + row * sheet.pitch_y + stock.height) * MM,
        )
        draw(canvas, label)
        canvas.restoreState()
    canvas.showPage()
    return draft.bytes()
