"""How a paper leaves the command line: into a file or to a printer, and into the list of printed
papers. A paper that went out stays out; if it could not be added to the list, that is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cpdesk import settings
from cpdesk.cli import terminal
from cpdesk.documents.paper import Paper
from cpdesk.errors import DeskError
from cpdesk.services.counter import Counter
from cpdesk.services.print_book import PRINTED, SAVED
from cpdesk.services.printing import PaperKind, Printing, PrintJob, save_pdf
from cpdesk.words import N_


@dataclass(frozen=True, slots=True)
class Made:
    """A paper that has not gone out yet. `about` says which one it is."""

    kind: PaperKind
    about: str
    day: date
    number: str
    pdf: bytes


def paper(counter: Counter) -> Paper:
    """A sheet in the paper size of the settings, under a number of its own."""
    return Paper(settings.load(counter.folder).paper, counter.print_book.number())


def save(counter: Counter, made: Made, out: Path) -> None:
    """Writes the PDF."""
    save_pdf(made.pdf, out)
    _note(counter, made, SAVED)


def save_table(counter: Counter, made: Made, out: Path) -> None:
    """Writes a table in place of the paper, `made.pdf` being its bytes. It is in the list, so that
    it is known who took it out; its bytes are not kept, since no printer takes them."""
    save_pdf(made.pdf, out)
    _enter(counter, made, SAVED, 0, (0.0, 0.0), kept=False)


def send(counter: Counter, made: Made, printer: str, copies: int) -> dict[str, object]:
    """Hands it to a print queue of the system; returns what became of it."""
    from cpdesk.documents.preview import page_sizes
    from cpdesk.services.printing_cups import CupsRoute

    job = PrintJob(made.kind, made.pdf, printer, page_sizes(made.pdf)[0], copies)
    sent = Printing(CupsRoute()).send(job)
    _note(counter, made, PRINTED, printer, copies)
    return {"name": sent.printer, "job": sent.job, "waiting": sent.waiting, "copies": copies}


def _note(counter: Counter, made: Made, way: str, printer: str = "", copies: int = 1) -> None:
    from cpdesk.documents.preview import page_sizes

    sizes = page_sizes(made.pdf)
    _enter(counter, made, way, len(sizes), sizes[0], printer, copies)


def _enter(
    counter: Counter,
    made: Made,
    way: str,
    pages: int,
    size_mm: tuple[float, float],
    printer: str = "",
    copies: int = 1,
    *,
    kept: bool = True,
) -> None:
    try:
        counter.print_book.note(
            *(made.kind, made.about, made.number, made.day, made.pdf, pages, size_mm),
            *(way, printer, copies),
            kept=kept,
        )
    except DeskError as trouble:
        says = N_(
            "The paper is done, but it couldn’t be added to the list of printed papers. {why}"
        )
        why = counter.words.error(trouble)
        terminal.complain(counter.words.text(says, why=why))
