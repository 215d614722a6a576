"""Test prints: an invented visitor's badge, or a page to measure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cpdesk.clock import Clock
from cpdesk.policy.outcome import Condition
from cpdesk.records.day import BadgePaper
from cpdesk.settings import Settings
from cpdesk.words import Words

if TYPE_CHECKING:
    from cpdesk.services.printing.printing import Printing


@dataclass(frozen=True)
class PrintDesk:
    """What the settings need for printing. Both are called on the lane "print"; `test` prints a
    "badge" or a "paper" according to the settings, and raises DeskError if it can't."""

    queues: Callable[[], Sequence[str]]
    test: Callable[[str, Settings], None]


def print_desk(printing: Printing, words: Words, clock: Clock) -> PrintDesk:
    """What the settings page needs, made from the printing service."""
    return PrintDesk(
        queues=lambda: tuple(printer.name for printer in printing.printers()),
        test=lambda which, settings: print_test(printing, words, clock, which, settings),
    )


def print_test(
    printing: Printing, words: Words, clock: Clock, which: str, settings: Settings
) -> None:
    """Prints now, on the caller's lane; DeskError if there is no printer or it refuses."""
    from cpdesk.documents.layout.preview import page_sizes
    from cpdesk.services.printing.paper_specs import PaperKind
    from cpdesk.services.printing.printing import PrintJob

    if which == "badge":
        kind, printer = PaperKind.BADGE, settings.badge_printer
        pdf = specimen(words, clock, settings)
    else:
        from cpdesk.documents.layout.page import Paper
        from cpdesk.documents.printer_check import printer_check

        kind, printer = PaperKind.SCHEDULE, settings.paper_printer
        pdf = printer_check(printer, clock.now(), words, Paper(settings.paper))
    printing.send(PrintJob(kind, pdf, printer, page_sizes(pdf)[0]))


def specimen(words: Words, clock: Clock, settings: Settings) -> bytes:
    """A badge for no real person, whose code checks no one out."""
    from cpdesk.documents.front_desk.badge import badge
    from cpdesk.documents.layout.stock import stock

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
    return badge(paper, words, stock(settings.badge_stock))
