"""What was printed or saved today, as list entries, and one of them as a paper to preview."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cpdesk.records.printing import PrintedPaper, PrintRun
from cpdesk.services.printing.paper_specs import PaperKind
from cpdesk.ui.paper.sheet import Sheet
from cpdesk.ui.printing.lists import Row
from cpdesk.words import Words

if TYPE_CHECKING:
    from cpdesk.services.printing.print_book import PrintBook


def rows(papers: Sequence[PrintedPaper], words: Words) -> tuple[Row, ...]:
    """One entry per paper, with the last time it was printed or saved."""
    return tuple(_row(paper, words) for paper in papers)


def sheet(paper: PrintedPaper, book: PrintBook, words: Words) -> Sheet:
    """The paper as it was printed, under its number: the same bytes."""
    return Sheet(
        PaperKind(paper.kind),
        words.text(PaperKind(paper.kind).label),
        paper.day,
        lambda: book.content(paper.paper_id),
        lambda content, _: content.pdf,
        paper.about,
        paper.number,
    )


def said(paper: PrintedPaper, words: Words) -> str:
    """Number, pages, who, where and how often: what tells one paper from another."""
    last = paper.runs[-1]
    number = paper.number if PaperKind(paper.kind).numbered else ""
    pages = (
        words.count("{n} page", "{n} pages", paper.pages) if paper.pages else words.text("Table")
    )
    parts = (number, pages, last.by_name, _where(paper.runs, words))
    return " · ".join(part for part in parts if part)


def _row(paper: PrintedPaper, words: Words) -> Row:
    return Row(
        paper.paper_id,
        words.text(PaperKind(paper.kind).label),
        said(paper, words),
        words.clock_of(paper.runs[-1].at),
        paper.about,
    )


def _where(runs: Sequence[PrintRun], words: Words) -> str:
    """Each destination once, in the order of its first use, with the copies of all its uses."""
    copies: dict[str, int] = {}
    for run in runs:
        copies[run.printer] = copies.get(run.printer, 0) + (run.copies if run.printer else 0)
    parts = []
    for printer, n in copies.items():
        if not printer:
            parts.append(words.text("saved"))
        elif n > 1:
            parts.append(words.text("{printer} ×{n}", printer=printer, n=n))
        else:
            parts.append(printer)
    return "; ".join(parts)
