"""How a paper leaves the command line: into a file or to a printer, and into the list of printed
papers. A paper that went out stays out; if it could not be added to the list, that is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from cpdesk import settings
from cpdesk.cli.core import terminal
from cpdesk.documents.layout.paper import Paper
from cpdesk.errors import DeskError
from cpdesk.services.printing.paper_spec import PRINTED, PaperOut
from cpdesk.services.printing.paper_specs import PaperSpec
from cpdesk.services.printing.printing import Printing, PrintJob, save_pdf
from cpdesk.services.services import Services
from cpdesk.words import N_, Words

P = TypeVar("P")
R = TypeVar("R")


def saved_text(words: Words, saved: Mapping[str, object]) -> str:
    """Where it is now; `saved` is what --json prints."""
    return words.text("Saved as {path}.", path=str(saved["out"]))


def make(services: Services, spec: PaperSpec[P, R], of: P) -> PaperOut:
    """A paper for what it is about, as the window makes it."""
    return draw(services, spec, spec.read(services, of), spec.day(of, today(services)))


def draw(
    services: Services, spec: PaperSpec[P, R], record: R, day: date | None = None, labels: str = ""
) -> PaperOut:
    """A record on paper of the size in the settings, under a number of its own. `labels`: other
    badge labels than those in the settings."""
    from cpdesk.documents.layout.preview import page_sizes

    chosen, number = settings.load(services.folder), services.print_book.number()
    paper = Paper(chosen.paper, number, labels or chosen.badge_stock)
    pdf, about = spec.draw(record, services.words, paper), spec.about(record, services.words)
    sizes = page_sizes(pdf)
    return PaperOut(spec.kind, about, number, day or today(services), pdf, len(sizes), sizes[0])


def save(services: Services, out: PaperOut, path: Path) -> None:
    """Writes the file."""
    save_pdf(out.pdf, path)
    _note(services, out)


def send(services: Services, out: PaperOut, printer: str, copies: int) -> dict[str, object]:
    """Hands it to a print queue of the system; returns what became of it."""
    from cpdesk.services.printing.cups import CupsRoute

    job = PrintJob(out.kind, out.pdf, printer, out.size_mm, copies)
    sent = Printing(CupsRoute()).send(job)
    _note(services, replace(out, way=PRINTED, printer=printer, copies=copies))
    return {"name": sent.printer, "job": sent.job, "waiting": sent.waiting, "copies": copies}


def today(services: Services) -> date:
    """The day at the school."""
    return services.words.local(services.clock.now()).date()


def _note(services: Services, out: PaperOut) -> None:
    try:
        services.print_book.note(out)
    except DeskError as trouble:
        says = N_(
            "The paper is done, but it couldn’t be added to the list of printed papers. {why}"
        )
        why = services.words.error(trouble)
        terminal.complain(services.words.text(says, why=why))
