"""Papers by name: saved or printed, and added to the list of printed papers; and that list. In a
file of its own, because drawing is imported only when needed."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from cpdesk.cli import answers, leaving
from cpdesk.cli.makers import MAKERS
from cpdesk.records.printing import PrintedPaper, PrintRun
from cpdesk.services.counter import Counter
from cpdesk.services.printing import PRINTED, PaperKind, PaperOut
from cpdesk.words import Words

Asked = argparse.Namespace


def run(counter: Counter, args: Asked, day: date | None, as_json: bool) -> None:
    """Makes a paper, saves or prints it, and adds it to the list."""
    _leave(counter, MAKERS[PaperKind(args.paper)](counter, args, day), args, as_json)


def again(counter: Counter, args: Asked, as_json: bool) -> None:
    """The same paper again, under its number."""
    found = counter.print_book.numbered(args.number)
    paper = found.paper
    made = PaperOut(
        PaperKind(paper.kind),
        paper.about,
        paper.number,
        paper.day,
        found.pdf,
        paper.pages,
        (paper.width_mm, paper.height_mm),
    )
    _leave(counter, made, args, as_json)


def _leave(counter: Counter, made: PaperOut, args: Asked, as_json: bool) -> None:
    words = counter.words
    told: dict[str, object] = {}
    said = []
    if args.out:
        leaving.save(counter, made, args.out)
        told |= {"out": str(args.out)}
        said.append(words.text("Saved as {path}.", path=str(args.out)))
    if args.printer:
        told |= {"printer": leaving.send(counter, made, args.printer, args.copies)}
        said.append(words.text("Sent to {printer}.", printer=args.printer))
    number = made.number if made.kind.numbered else ""
    told |= {"bytes": len(made.pdf), "number": number}
    answers.show(words, as_json, told, " ".join(said))


def printed(counter: Counter, day: date | None, as_json: bool) -> None:
    """What was printed and saved on a day."""
    words = counter.words
    papers = counter.print_book.on(day)
    text = "\n".join(_line(paper, words) for paper in papers)
    nothing = words.text("Nothing was printed or saved that day.")
    answers.show(words, as_json, [_data(paper, words) for paper in papers], text or nothing)


def _line(paper: PrintedPaper, words: Words) -> str:
    """Time, number, what, about, pages; and each way it went out."""
    kind = PaperKind(paper.kind)
    what = " · ".join(part for part in (words.text(kind.says), paper.about) if part)
    pages = (
        words.count("{n} page", "{n} pages", paper.pages) if paper.pages else words.text("Table")
    )
    ways = "; ".join(_way(one, words) for one in paper.runs)
    parts = (words.clock_of(paper.runs[-1].at), _number(paper), what, pages, ways)
    return "  ".join(part for part in parts if part)


def _way(one: PrintRun, words: Words) -> str:
    where = words.text("saved")
    if one.way == PRINTED:
        where = words.text("{printer} ×{n}", printer=one.printer, n=one.copies)
    return ", ".join(part for part in (where, one.by_name) if part)


def _number(paper: PrintedPaper) -> str:
    return paper.number if PaperKind(paper.kind).numbered else ""


def _data(paper: PrintedPaper, words: Words) -> dict[str, Any]:
    return {
        "paper": paper.paper_id,
        "number": _number(paper),
        "kind": paper.kind,
        "about": paper.about,
        "day": paper.day.isoformat(),
        "pages": paper.pages,
        "kept": paper.kept,
        "runs": [
            {
                "at": words.local(one.at).isoformat(),
                "by": one.by_name,
                "way": one.way,
                "printer": one.printer,
                "copies": one.copies,
            }
            for one in paper.runs
        ],
    }
