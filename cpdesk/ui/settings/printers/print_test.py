"""Test prints: an invented visitor's badge, or a page to measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpdesk.clock import Clock
from cpdesk.lazy_modules import LazyPackage
from cpdesk.policy.outcome import Condition
from cpdesk.records.day import BadgePaper
from cpdesk.services.printing.paper_specs import PaperKind
from cpdesk.services.printing.printing import Printing, PrintJob
from cpdesk.settings import Settings
from cpdesk.words import Words

if TYPE_CHECKING:
    import cpdesk.documents.front_desk.badge
    import cpdesk.documents.layout.page
    import cpdesk.documents.layout.preview
    import cpdesk.documents.layout.stock
    import cpdesk.documents.printer_check

    documents = cpdesk.documents
else:
    documents = LazyPackage("cpdesk.documents")


def print_test(
    printing: Printing, words: Words, clock: Clock, which: str, settings: Settings
) -> None:
    """Prints a "badge" or a "paper" now, on the caller's lane; DeskError if there is no printer or
    it refuses."""
    if which == "badge":
        kind, printer = PaperKind.BADGE, settings.badge_printer
        pdf = specimen(words, clock, settings)
    else:
        kind, printer = PaperKind.SCHEDULE, settings.paper_printer
        pdf = documents.printer_check.printer_check(
            printer, clock.now(), words, documents.layout.page.Paper(settings.paper)
        )
    printing.send(PrintJob(kind, pdf, printer, documents.layout.preview.page_sizes(pdf)[0]))


def specimen(words: Words, clock: Clock, settings: Settings) -> bytes:
    """A badge for no real person, whose code checks no one out."""

    now = words.local(clock.now())
    paper = BadgePaper(
        school_name="CPDesk",
        day=now.date(),
        visitor_name=words.text("Test badge"),
        partner_name=words.text("Not a visitor"),
        place=words.text("Front desk"),
        activity_title=words.text("Printer test"),
        ends=now.time(),
        conditions=(Condition.NO_PHOTOS,),
        code="CPD:TEST",
    )
    stock = documents.layout.stock.stock(settings.badge_stock)
    return documents.front_desk.badge.badge(paper, words, stock)
