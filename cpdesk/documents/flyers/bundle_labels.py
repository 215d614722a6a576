"""Labels for the bundles of a delivery, eight to a sheet: the class in the largest letters."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from cpdesk.documents.layout.fonts import CAP, Weight
from cpdesk.documents.layout.labels import label_sheets
from cpdesk.documents.layout.page import BLACK, Draft, Paper, numbered, put, put_right
from cpdesk.documents.layout.stock import MM, STOCKS
from cpdesk.documents.layout.text import DOT, Fitted, held, largest, printable
from cpdesk.records.flyers import BundleLabel, BundleLabels
from cpdesk.words import Words

_STOCK = STOCKS["avery-5395"]
_EDGE = 4.0 * MM
_LEADING = 1.15


def bundle_labels(
    labels: BundleLabels, words: Words, paper: Paper = Paper.LETTER, start: int = 0
) -> bytes:
    """A label for every bundle, row by row. `start` is the first free place on the first sheet,
    from 0. The sheets of labels are Letter size, whatever `paper` the office uses. No labels give
    one empty sheet."""
    number = numbered(paper, words)

    def draft(size: tuple[float, float]) -> Draft:
        made_on = labels.labels[0].day if labels.labels else None
        return Draft(size, words.text("Bundle labels"), labels.school_name, made_on, words)

    def draw(canvas: Canvas, label: BundleLabel) -> None:
        _draw(canvas, label, words, number)

    return label_sheets(_STOCK, labels.labels, draft, draw, start)


def _draw(canvas: Canvas, label: BundleLabel, words: Words, number: str) -> None:
    """Nothing is left out: long text is smaller and takes more lines."""
    wide, high = _STOCK.width * MM, _STOCK.height * MM
    room = wide - 2 * _EDGE
    top = high - _EDGE
    day = held(words.day(label.day))
    put_right(canvas, wide - _EDGE, top - 8.0 * CAP, day, Weight.REGULAR, 8.0, BLACK)
    school = _fitted(label.school_name, Weight.SEMIBOLD, room - 64.0, 15.0, 8.0)
    y = _down(canvas, school, Weight.SEMIBOLD, top - school.size * CAP)
    name = _fitted(label.class_name, Weight.BOLD, room, 58.0, 40.0)
    y = _down(canvas, name, Weight.BOLD, min(top - 16.0, y - 6.5) - name.size * CAP)
    if label.room:
        where = _fitted(label.room, Weight.MEDIUM, room, 26.0, 12.0)
        _down(canvas, where, Weight.MEDIUM, y - 6.0 - where.size)
    title = _fitted(label.title, Weight.SEMIBOLD, room, 24.0, 10.0)
    above = (len(title.lines) - 1) * title.size * _LEADING
    _down(canvas, title, Weight.SEMIBOLD, _EDGE + 15.0 + above)
    copies = words.count("{n} copy", "{n} copies", label.copies)
    bundle = words.text("bundle {n} of {count}", n=label.bundle, count=label.bundles)
    said = held(copies) + (DOT + held(bundle) if label.bundles > 1 else "")
    put(canvas, _EDGE, _EDGE + 1.0, said, Weight.REGULAR, 10.0, BLACK)
    if number:
        put_right(canvas, wide - _EDGE, _EDGE + 1.0, number, Weight.REGULAR, 6.6, BLACK)


def _fitted(text: str, weight: Weight, room: float, height: float, biggest: float) -> Fitted:
    return largest(printable(text, otherwise="–"), weight, room, height, biggest, _LEADING)


def _down(canvas: Canvas, what: Fitted, weight: Weight, y: float) -> float:
    """Draws the lines with the first baseline at y. Returns the last baseline."""
    for text in what.lines:
        put(canvas, _EDGE, y, text, weight, what.size, BLACK)
        y -= what.size * _LEADING
    return y + what.size * _LEADING
