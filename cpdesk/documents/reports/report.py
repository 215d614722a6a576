"""A report on paper: what was counted, as charts and a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from reportlab.graphics.shapes import Drawing
from reportlab.pdfgen.canvas import Canvas

from cpdesk.documents.layout.flow import Flow
from cpdesk.documents.layout.fonts import Weight
from cpdesk.documents.layout.page import MUTED, SIDE, Paper
from cpdesk.documents.layout.table import (
    BODY,
    PAD,
    Cell,
    Header,
    Row,
    Wanted,
    cell,
    columns,
    lay,
    numbers,
    paragraph,
    whole,
    widest,
)
from cpdesk.documents.layout.text import dotted, held
from cpdesk.documents.reports import charts
from cpdesk.documents.reports.report_cells import NUMBERS, shown, worded
from cpdesk.records.reports import ColumnKind, Report
from cpdesk.words import Words

_SHORT = 90.0  # a column of names up to this length shows them in full
_MOST_OF_NAME = 180.0  # for longer ones, so that the others keep their share
_GAP = 10.0  # between the table and the notes


@dataclass(frozen=True, slots=True)
class _Picture:
    """A chart between the paragraphs."""

    drawing: Drawing

    AROUND: ClassVar[float] = 12.0

    @property
    def height(self) -> float:
        return float(self.drawing.height) + self.AROUND

    def draw(self, canvas: Canvas, y: float) -> None:
        charts.draw(self.drawing, canvas, SIDE, y - float(self.drawing.height) - 4.0)


def report(one: Report, words: Words, paper: Paper = Paper.LETTER) -> bytes:
    """Charts on top, the table below them, and the notes at the end."""
    title = words.text(one.title)
    period = held(f"{words.day(one.period.first)} – {words.day(one.period.last)}")
    flow = Flow(paper, title, one.school_name, dotted(period, one.partner_name))
    wide = paper.size[0]
    room = wide - 2 * SIDE
    notes = [
        paragraph(worded(note, words), wide, size=7.8, color=MUTED, after=2.0) for note in one.notes
    ]
    if not one.rows:
        flow.gap(6.0)
        said = words.text("Nothing was recorded for this report in this period.")
        flow.place(paragraph(said, wide, size=11.0))
    else:
        most = flow.room - _Picture.AROUND  # of a whole page
        for chart in one.charts:
            high = min(charts.height(chart, room), most)
            flow.add(_Picture(charts.drawing(chart, words, room, high)))
        flow.gap(4.0)
        _table(flow, one, words, wide, keep=_GAP + sum(piece.height for piece in notes))
    flow.gap(_GAP)
    for piece in notes:
        flow.add(piece)
    return flow.write(f"{title}, {period}", one.made_at, words)


def _table(flow: Flow, one: Report, words: Words, wide: float, keep: float) -> None:
    """`keep` must be on the same page as the last row, below the totals."""
    kinds = [column.kind for column in one.columns]
    texts = [
        [shown(value, kind, words) for value, kind in zip(line, kinds, strict=True)]
        for line in one.rows
    ]
    totals = [
        "" if value is None else shown(value, kind, words)
        for value, kind in zip(one.totals or (None,) * len(kinds), kinds, strict=True)
    ]
    wanted = []
    for n, column in enumerate(one.columns):
        name = words.text(column.title)
        said = [line[n] for line in (*texts, totals)]
        if column.kind in NUMBERS:
            wanted.append(numbers(name, said))
        elif column.kind is ColumnKind.TEXT and (long := widest(name, said)) > _SHORT:
            wanted.append(Wanted(name, share=min(long, _MOST_OF_NAME)))
        else:
            wanted.append(whole(name, said))
    if not any(one.share for one in wanted):
        wanted[0] = Wanted(wanted[0].name, share=1.0)
    at = columns(wide, wanted)
    header = Header(at, wide - SIDE)
    if header.height + 3 * (BODY + 2 * PAD) > flow.room:
        flow.turn()
    flow.place(header)
    summed = []
    if one.totals is not None:
        if not totals[0]:
            totals[0] = words.text("Total")
        made: tuple[Cell, ...] = tuple(
            cell(text, column, Weight.SEMIBOLD) for text, column in zip(totals, at, strict=True)
        )
        summed.append(Row(at, made, filled=True))
    rows = (
        Row(at, tuple(cell(text, column) for text, column in zip(line, at, strict=True)))
        for line in texts
    )
    lay(flow, header, rows, keep=keep + sum(of.height for of in summed))
    lay(flow, header, summed)
