"""The count sheet of a delivery: the person who carries the bundles around has each class sign."""

from __future__ import annotations

from collections.abc import Iterator

from cpdesk.documents.layout.flow import Flow
from cpdesk.documents.layout.fonts import Weight
from cpdesk.documents.layout.page import MUTED, SIDE, Paper
from cpdesk.documents.layout.table import (
    FINE,
    Cell,
    Column,
    Figures,
    Header,
    Line,
    Row,
    Wanted,
    cell,
    cells_at,
    columns,
    lay,
    numbers,
    paragraph,
    two_lines,
)
from cpdesk.documents.layout.text import DOT, held, printable
from cpdesk.policy.flyers import HANDED, LineState
from cpdesk.records.flyers import ClassLine, CountSheet
from cpdesk.words import Words

_LEAST = 27.0  # room for a pen


def count_sheet(sheet: CountSheet, words: Words, paper: Paper = Paper.LETTER) -> bytes:
    """A line for every class, with a place to sign."""
    title = words.text("Count sheet")
    received = words.text("received {day}", day=words.day(words.local(sheet.received_at).date()))
    # On every page: a loose sheet of signatures must still show which flyer it is for.
    of = DOT.join((printable(sheet.title), held(received)))
    flow = Flow(paper, title, sheet.school_name, of)
    wide = paper.size[0]
    flow.gap(2.0)
    flow.place(paragraph(sheet.title, wide, Weight.BOLD, 13.0, after=0.0))
    flow.place(paragraph(DOT.join(_about(sheet, words)), wide, size=8.4, color=MUTED, after=4.0))
    flow.place(Figures(tuple(_figures(sheet, words))))
    if not sheet.lines:
        said = words.text(
            "No classes are planned yet. Plan the classes, then print this sheet again."
        )
        flow.place(paragraph(said, wide, size=11.0))
    else:
        _table(flow, sheet, words, wide)
    return flow.write(printable(f"{title}, {sheet.title}"), sheet.printed_at, words)


def _about(sheet: CountSheet, words: Words) -> Iterator[str]:
    yield printable(sheet.partner_name)
    if sheet.approval_number:
        yield held(words.text("approval {number}", number=sheet.approval_number))
    if sheet.expires_on is not None:
        yield held(words.text("to {day}", day=words.day(sheet.expires_on)))
    yield held(words.text("bundles of {n}", n=sheet.bundle_size))


def _figures(sheet: CountSheet, words: Words) -> Iterator[tuple[str, str]]:
    tally = sheet.tally
    yield f"{sheet.received:,}", words.text("copies received")
    if sheet.returned:
        yield f"{sheet.returned:,}", words.text("returned")
    yield f"{tally.planned:,}", words.text("for classes")
    if tally.posted:
        yield f"{tally.posted:,}", words.text("posted")
    if tally.over >= 0:
        yield f"{tally.over:,}", words.text("over")
    else:
        yield f"{-tally.over:,}", words.text("short")


def _table(flow: Flow, sheet: CountSheet, words: Words, wide: float) -> None:
    text = words.text
    may = [one for one in sheet.lines if one.state is not LineState.REFUSED]
    counts = [one.head_count for one in may if one.head_count is not None]
    heads = f"{sum(counts):,}" if counts else ""
    copies = f"{sum(one.copies for one in may):,}"
    bundles = f"{sum(one.bundles for one in may):,}"
    at = columns(
        wide,
        (
            Wanted(text("Class"), share=1.0),
            Wanted(text("Grade"), 38.0),
            numbers(text("Students"), (heads,), 50.0),
            numbers(text("Copies"), (copies,), 46.0),
            numbers(text("Bundles"), (bundles,), 48.0),
            numbers(text("Over"), (_over(one) for one in may), 38.0),
            Wanted(text("Handed to"), 92.0),
            Wanted(text("Signature"), 118.0),
        ),
    )
    header = Header(at, wide - SIDE)
    flow.place(header)
    said = words.count("Total: {n} class", "Total: {n} classes", len(may))
    total = {0: said, 2: heads, 3: copies, 4: bundles}
    cells = cells_at(at, {n: cell(one, at[n], Weight.SEMIBOLD) for n, one in total.items()})
    last = (Row(at, cells, filled=True, pad=6.0), _counted(words, at, wide - SIDE))
    rows = (_row(one, words, at, wide - SIDE) for one in sheet.lines)
    lay(flow, header, rows, keep=sum(one.height for one in last))
    lay(flow, header, last)


def _row(line: ClassLine, words: Words, at: tuple[Column, ...], right: float) -> Row:
    name = two_lines(line.class_name, line.room, at[0])
    grade = cell(words.grades(line.class_grade, line.class_grade), at[1])
    if line.state is LineState.REFUSED:
        refused = cell(words.text("not sent home: use a board"), at[6], size=FINE)
        return Row(at, cells_at(at, {0: name, 1: grade, 6: refused}), least=_LEAST)
    made: list[Cell] = [
        name,
        grade,
        cell("" if line.head_count is None else f"{line.head_count:,}", at[2]),
        cell(f"{line.copies:,}", at[3], Weight.SEMIBOLD),
        cell(f"{line.bundles:,}", at[4]),
        cell(_over(line), at[5]),
        _handed(line, words, at[6]),
        (),
    ]
    return Row(at, made, least=_LEAST, sign=(at[7].x, right))


def _over(line: ClassLine) -> str:
    if line.over is None:
        return ""
    return f"{line.over:+,}".replace("-", "−") if line.over else "0"


def _handed(line: ClassLine, words: Words, column: Column) -> Cell:
    if line.handed_at is None:
        return ()
    to = line.handed_to or (words.text(HANDED[line.handed_how]) if line.handed_how else "")
    when = words.local(line.handed_at)
    at = f"{held(words.month_day(when.date()))}, {held(words.clock(when.time()))}"
    return two_lines(to, at, column, Weight.REGULAR)


def _counted(words: Words, at: tuple[Column, ...], right: float) -> Row:
    """Who counted, and when: last on the sheet."""
    by = (Line(printable(words.text("Counted by, date")), Weight.REGULAR),)
    return Row(at, cells_at(at, {0: by}), least=34.0, pad=14.0, rule=None, sign=(at[1].x, right))
