"""Papers by name: saved or printed, and noted in the book of what was; and that book's list. Apart,
because drawing is imported only where it is needed."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from datetime import date
from typing import Any

from cpdesk import settings
from cpdesk.cli import answers
from cpdesk.documents import preview
from cpdesk.documents.badge import badge
from cpdesk.documents.evacuation import evacuation
from cpdesk.documents.paper import Paper
from cpdesk.documents.schedule import schedule
from cpdesk.documents.stock import stock
from cpdesk.errors import DeskError
from cpdesk.records.printing import PrintedPaper, PrintRun
from cpdesk.services.counter import Counter
from cpdesk.services.print_book import PRINTED, SAVED
from cpdesk.services.printing import PaperKind, Printing, PrintJob, save_pdf
from cpdesk.words import N_, Words

Asked = argparse.Namespace


@dataclass(frozen=True, slots=True)
class _Made:
    """A paper that is not yet out of the house. `about` says which one it is."""

    kind: PaperKind
    about: str
    day: date
    number: str
    pdf: bytes


def run(counter: Counter, args: Asked, day: date | None, as_json: bool) -> None:
    """Makes a paper, saves it or prints it, and notes it. Where noting fails the paper is there all
    the same, and that is said."""
    words = counter.words
    made = _make(counter, args, day)
    told: dict[str, object] = {}
    said = []
    for way, printer in ((SAVED, ""), (PRINTED, args.printer or "")):
        if way == SAVED and args.out:
            save_pdf(made.pdf, args.out)
            told |= {"out": str(args.out)}
            said.append(words.text("Saved as {path}.", path=str(args.out)))
        elif way == PRINTED and printer:
            told |= {"printer": _print(made, printer, args.copies)}
            said.append(words.text("Sent to {printer}.", printer=printer))
        else:
            continue
        _note(counter, made, way, printer, args.copies if printer else 1)
    number = made.number if made.kind.numbered else ""
    told |= {"bytes": len(made.pdf), "number": number}
    answers.show(words, as_json, told, " ".join(said))


def printed(counter: Counter, day: date | None, as_json: bool) -> None:
    """What was printed and saved on a day."""
    words = counter.words
    papers = counter.print_book.on(day)
    text = "\n".join(_line(paper, words) for paper in papers)
    nothing = words.text("Nothing was printed or saved on this day.")
    answers.show(words, as_json, [_data(paper, words) for paper in papers], text or nothing)


def _make(counter: Counter, args: Asked, day: date | None) -> _Made:
    words, chosen = counter.words, settings.load(counter.folder)
    today = words.local(counter.clock.now()).date()
    number = counter.print_book.number()
    paper = Paper(chosen.paper, number)
    if args.paper == PaperKind.SCHEDULE:
        of = day or today
        pdf = schedule(counter.day.schedule(of), words, paper)
        return _Made(PaperKind.SCHEDULE, words.day(of), of, number, pdf)
    if args.paper == PaperKind.EVACUATION:
        people = counter.day.evacuation()
        pdf = evacuation(people, words, paper)
        return _Made(PaperKind.EVACUATION, words.clock_of(people.at), today, number, pdf)
    if args.paper == PaperKind.LETTER:
        from cpdesk.documents.letter import letter

        if not args.request:
            raise DeskError(
                N_("The letter tells what was decided about one request."),
                N_("Give the request with --request."),
            )
        decided = counter.deciding.letter(args.request)
        about = " · ".join(part for part in (decided.partner_name, decided.number) if part)
        return _Made(PaperKind.LETTER, about, today, number, letter(decided, words, paper))
    if args.paper == PaperKind.REMINDER:
        from cpdesk.documents.reminder import reminder

        sheet = counter.events.reminder(args.request)
        about = " · ".join(part for part in (sheet.partner_name, sheet.number) if part)
        return _Made(PaperKind.REMINDER, about, today, number, reminder(sheet, words, paper))
    if args.paper == PaperKind.REQUEST_FORM:
        from cpdesk.documents.request_form import request_form

        pdf = request_form(counter.deciding.form(), words, paper)
        return _Made(PaperKind.REQUEST_FORM, "", today, number, pdf)
    papers = counter.papers
    found = papers.badge(args.visit) if args.visit else papers.latest_badge(day)
    pdf = badge(found, words, stock(args.stock or chosen.badge_stock))
    return _Made(PaperKind.BADGE, found.visitor_name, found.day, number, pdf)


def _print(made: _Made, printer: str, copies: int) -> dict[str, object]:
    from cpdesk.services.printing_cups import CupsRoute

    size = preview.page_sizes(made.pdf)[0]
    sent = Printing(CupsRoute()).send(PrintJob(made.kind, made.pdf, printer, size, copies))
    return {"name": sent.printer, "job": sent.job, "waiting": sent.waiting, "copies": copies}


def _note(counter: Counter, made: _Made, way: str, printer: str, copies: int) -> None:
    sizes = preview.page_sizes(made.pdf)
    try:
        counter.print_book.note(
            *(made.kind, made.about, made.number, made.day, made.pdf, len(sizes), sizes[0]),
            *(way, printer, copies),
        )
    except DeskError as trouble:
        says = N_("The paper is done, but it is not in the list of what was printed. {why}")
        why = counter.words.error(trouble)
        print(counter.words.text(says, why=why), file=sys.stderr)


def _line(paper: PrintedPaper, words: Words) -> str:
    """Time, number, what, about, pages; and each way that it left."""
    kind = PaperKind(paper.kind)
    what = " · ".join(part for part in (words.text(kind.says), paper.about) if part)
    pages = words.count("{n} page", "{n} pages", paper.pages)
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
