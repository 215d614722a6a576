"""`cpdesk print`, `reprint`, and `printed`: papers, saved or printed; their list."""

from __future__ import annotations

import argparse

from cpdesk.cli.core import json_output, leaving, typed
from cpdesk.cli.core.command import Call, Group, arg, choice, path
from cpdesk.cli.core.json_output import Plain, named
from cpdesk.cli.core.makers import MAKERS
from cpdesk.errors import DeskError
from cpdesk.records.printing import PrintedPaper, PrintRun
from cpdesk.services.printing.paper_spec import PRINTED, PaperOut
from cpdesk.services.printing.paper_specs import PaperKind
from cpdesk.settings import MOST_COPIES
from cpdesk.words import N_, Words

# Logs, reports and files about a visitor have their own commands, and so has the recovery key.
_PAPERS = tuple(kind.value for kind in MAKERS)


@json_output.shape.register
def _paper(paper: PrintedPaper) -> Plain:
    kept = named(paper, "width_mm", "height_mm", "made_at")
    return kept | {"number": _number(paper)}


@json_output.shape.register
def _run(run: PrintRun) -> Plain:
    return named(run)


def left_text(words: Words, told: Plain) -> str:
    said = []
    if "out" in told:
        said.append(leaving.saved_text(words, told))
    if isinstance(sent := told.get("printer"), dict):
        said.append(words.text("Sent to {printer}.", printer=sent["name"]))
    return " ".join(said)


def _list_text(words: Words, papers: tuple[PrintedPaper, ...]) -> str:
    nothing = words.text("Nothing was printed or saved that day.")
    return "\n".join(_line(paper, words) for paper in papers) or nothing


def _line(paper: PrintedPaper, words: Words) -> str:
    """Time, number, what, about, pages; and each way it went out."""
    kind = PaperKind(paper.kind)
    what = " · ".join(part for part in (words.text(kind.label), paper.about) if part)
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


def _copies(text: str) -> int:
    """How many; a wrong number is reported the way argparse does it."""
    if not 1 <= int(text) <= MOST_COPIES:
        raise argparse.ArgumentTypeError(f"enter a number from 1 to {MOST_COPIES}")
    return int(text)


COMMANDS = Group()
OUT = path("--out", "FILE.pdf", "save it to this file")
PRINTER = arg("--printer", "NAME", "send it to this system printer")
_COPIES = arg("--copies", "N", "number of copies", type=_copies, default=1)


@COMMANDS.command(
    "save a paper as a PDF, or print it",
    left_text,
    choice("paper", _PAPERS),
    arg("--date", "D", "such as 2026-11-24 (default: today)"),
    arg("--request", "ID", "request ID, for a letter or reminder"),
    arg("--visit", "VISIT", "visit ID, for a badge (default: the latest visit)"),
    arg(
        "--refused", "ID", "entry ID, for a sheet about a turned-away visitor (default: the latest)"
    ),
    arg("--delivery", "ID", "flyer delivery ID"),
    arg("--stock", "NAME", "badge label size, such as dymo-30256"),
    OUT,
    PRINTER,
    _COPIES,
    name="print",
)
def make(call: Call) -> Plain:
    """Makes a paper, saves or prints it, and adds it to the list."""
    _somewhere(call)
    args = call.args
    maker = MAKERS[PaperKind(args.paper)]
    return _leave(call, maker(call.services, args, typed.day(getattr(args, "date", None))))


@COMMANDS.command(
    "print or save a paper again, with its number",
    left_text,
    arg("number", "NUMBER", "paper number, as printed on the paper"),
    OUT,
    PRINTER,
    _COPIES,
)
def _reprint(call: Call) -> Plain:
    """The same paper again, under its number."""
    _somewhere(call)
    found = call.services.print_book.numbered(call.args.number)
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
    return _leave(call, made)


def _somewhere(call: Call) -> None:
    if not (call.args.out or call.args.printer):
        raise DeskError(
            N_("No file or printer was given for the paper."), N_("Add --out, --printer, or both.")
        )


def _leave(call: Call, made: PaperOut) -> Plain:
    args, told = call.args, dict[str, object]()
    if args.out:
        leaving.save(call.services, made, args.out)
        told["out"] = args.out
    if args.printer:
        told["printer"] = leaving.send(call.services, made, args.printer, args.copies)
    return told | {"bytes": len(made.pdf), "number": made.number if made.kind.numbered else ""}


@COMMANDS.command(
    "list papers printed or saved on a day, with their numbers",
    _list_text,
    arg("--day", "D", "such as 2026-11-24 (default: today)"),
)
def _printed(call: Call) -> tuple[PrintedPaper, ...]:
    return call.services.print_book.on(typed.day(call.args.day))
