"""How a paper leaves the command line: into a file or to a printer, and into the list of printed
papers. A paper that went out stays out; if it could not be added to the list, that is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from cpdesk import settings
from cpdesk.cli import terminal
from cpdesk.documents.paper import Paper
from cpdesk.errors import DeskError
from cpdesk.services.counter import Counter
from cpdesk.services.paper_spec import PRINTED, PaperOut
from cpdesk.services.paper_specs import PaperSpec
from cpdesk.services.printing import Printing, PrintJob, save_pdf
from cpdesk.words import N_, Words

P = TypeVar("P")
R = TypeVar("R")


def saved_text(words: Words, saved: Mapping[str, object]) -> str:
    """Where it is now; `saved` is what --json prints."""
    return words.text("Saved as {path}.", path=str(saved["out"]))


def make(counter: Counter, spec: PaperSpec[P, R], of: P) -> PaperOut:
    """A paper for what it is about, as the window makes it."""
    return draw(counter, spec, spec.read(counter, of), spec.day(of, today(counter)))


def draw(
    counter: Counter, spec: PaperSpec[P, R], record: R, day: date | None = None, labels: str = ""
) -> PaperOut:
    """A record on paper of the size in the settings, under a number of its own. `labels`: other
    badge labels than those in the settings."""
    from cpdesk.documents.preview import page_sizes

    chosen, number = settings.load(counter.folder), counter.print_book.number()
    paper = Paper(chosen.paper, number, labels or chosen.badge_stock)
    pdf, about = spec.draw(record, counter.words, paper), spec.about(record, counter.words)
    sizes = page_sizes(pdf)
    return PaperOut(spec.kind, about, number, day or today(counter), pdf, len(sizes), sizes[0])


def save(counter: Counter, out: PaperOut, path: Path) -> None:
    """Writes the file."""
    save_pdf(out.pdf, path)
    _note(counter, out)


def send(counter: Counter, out: PaperOut, printer: str, copies: int) -> dict[str, object]:
    """Hands it to a print queue of the system; returns what became of it."""
    from cpdesk.services.printing_cups import CupsRoute

    job = PrintJob(out.kind, out.pdf, printer, out.size_mm, copies)
    sent = Printing(CupsRoute()).send(job)
    _note(counter, replace(out, way=PRINTED, printer=printer, copies=copies))
    return {"name": sent.printer, "job": sent.job, "waiting": sent.waiting, "copies": copies}


def today(counter: Counter) -> date:
    """The day at the school."""
    return counter.words.local(counter.clock.now()).date()


def _note(counter: Counter, out: PaperOut) -> None:
    try:
        counter.print_book.note(out)
    except DeskError as trouble:
        says = N_(
            "The paper is done, but it couldn’t be added to the list of printed papers. {why}"
        )
        why = counter.words.error(trouble)
        terminal.complain(counter.words.text(says, why=why))
