"""Labels for the bundles of a delivery, eight on a sheet: the class in the largest letters."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from cpdesk.documents.fonts import CAP, Weight
from cpdesk.documents.page import BLACK, Draft, Paper, put, put_right
from cpdesk.documents.stock import MM, STOCKS
from cpdesk.documents.text import DOT, held, largest, printable, wrap
from cpdesk.records.flyers import BundleLabel, BundleLabels
from cpdesk.words import Words

_STOCK = STOCKS["avery-5395"]
_EDGE = 4.0 * MM


def bundle_labels(
    labels: BundleLabels, words: Words, paper: Paper = Paper.LETTER, start: int = 0
) -> bytes:
    """A label for every bundle, row by row. `start` is the first free place of the first sheet,
    from 0. The sheets of labels are Letter, whatever `paper` the office has; no labels give one
    empty sheet."""
    sheet = _STOCK.sheet
    assert sheet is not None  # it is a stock of sheets
    if not 0 <= start < sheet.places:
        raise ValueError(f"a sheet has places 0 to {sheet.places - 1}, not {start}")
    size = (sheet.page_width * MM, sheet.page_height * MM)
    draft = Draft(size, words.text("Bundle labels"), labels.school_name, words)
    for number, label in enumerate(labels.labels, start):
        place = number % sheet.places
        if place == 0 and number > start:
            draft.canvas.showPage()
        line, column = divmod(place, sheet.columns)
        draft.canvas.saveState()
        draft.canvas.translate(
            (sheet.left + column * sheet.pitch_x) * MM,
            size[1] - (sheet.top + line * sheet.pitch_y + _STOCK.height) * MM,
        )
        _draw(draft.canvas, label, words)
        draft.canvas.restoreState()
    draft.canvas.showPage()
    return draft.bytes()


def _draw(canvas: Canvas, label: BundleLabel, words: Words) -> None:
    wide, high = _STOCK.width * MM, _STOCK.height * MM
    room = wide - 2 * _EDGE
    top = high - _EDGE
    put(
        canvas,
        _EDGE,
        top - 8.0 * CAP,
        wrap(printable(label.school_name), Weight.SEMIBOLD, 8.0, room - 70.0)[0],
        Weight.SEMIBOLD,
        8.0,
        BLACK,
    )
    day = held(words.day(label.day))
    put_right(canvas, wide - _EDGE, top - 8.0 * CAP, day, Weight.REGULAR, 8.0, BLACK)
    name = largest(printable(label.class_name), Weight.BOLD, room, 62.0, 40.0, 1.1)
    y = top - 16.0 - name.size * CAP
    for text in name.lines:
        put(canvas, _EDGE, y, text, Weight.BOLD, name.size, BLACK)
        y -= name.size * 1.1
    y += name.size * 1.1
    if label.room:
        y -= 18.0
        text = wrap(printable(label.room), Weight.MEDIUM, 12.0, room)[0]
        put(canvas, _EDGE, y, text, Weight.MEDIUM, 12.0, BLACK)
    copies = words.count("{n} copy", "{n} copies", label.copies)
    bundle = words.text("bundle {n} of {count}", n=label.bundle, count=label.bundles)
    said = held(copies) + (DOT + held(bundle) if label.bundles > 1 else "")
    title = wrap(printable(label.title), Weight.SEMIBOLD, 10.0, room)[:2]
    y = _EDGE + 15.0 + (len(title) - 1) * 12.5
    for text in title:
        put(canvas, _EDGE, y, text, Weight.SEMIBOLD, 10.0, BLACK)
        y -= 12.5
    put(canvas, _EDGE, _EDGE + 1.0, said, Weight.REGULAR, 10.0, BLACK)
