from __future__ import annotations

from datetime import datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from cpdesk.clock import FixedClock
from cpdesk.documents.layout.page import Paper
from cpdesk.documents.layout.stock import STOCKS
from cpdesk.documents.printer_check import printer_check
from cpdesk.errors import DeskError
from cpdesk.services.printing.printing import Printer, Printing, Sent
from cpdesk.settings import Settings
from cpdesk.ui.paper.printer_state import printer_state
from cpdesk.ui.settings.printers.print_test import print_test, specimen
from cpdesk.ui.theme.theme import Tone
from cpdesk.words import Words
from tests.ui.paper.fakes import Tray, dead_printer


class FakeRoute:
    """Keeps what is sent to it."""

    def __init__(self) -> None:
        self.queues: tuple[Printer, ...] = (Printer("dymo"), Printer("copier", ready=False))
        self.sent: list[tuple[bytes, str, tuple[float, float]]] = []

    def printers(self) -> tuple[Printer, ...]:
        return self.queues

    def send(
        self, pdf: bytes, printer: str, title: str, page_size_mm: tuple[float, float], copies: int
    ) -> Sent:
        self.sent.append((pdf, printer, page_size_mm))
        return Sent(printer, "1")


@pytest.fixture
def route() -> FakeRoute:
    return FakeRoute()


def test_a_test_badge_goes_to_the_badge_printer_in_the_size_of_its_label(
    route: FakeRoute, words: Words, clock: FixedClock
) -> None:
    settings = Settings(badge_printer="dymo", badge_stock="dymo-30256")
    print_test(Printing(route), words, clock, "badge", settings)
    ((pdf, printer, size),) = route.sent
    assert printer == "dymo"
    stock = STOCKS["dymo-30256"]
    assert size == pytest.approx((stock.width, stock.height), abs=0.5)
    assert "Not a visitor" in PdfReader(BytesIO(pdf)).pages[0].extract_text()


def test_a_test_page_goes_to_the_paper_printer(
    route: FakeRoute, words: Words, clock: FixedClock
) -> None:
    settings = Settings(paper_printer="copier", paper="a4")
    print_test(Printing(route), words, clock, "paper", settings)
    ((_, printer, size),) = route.sent
    assert printer == "copier"
    assert size == pytest.approx((210, 297), abs=0.5)


def test_without_a_printer_it_says_what_to_do(
    route: FakeRoute, words: Words, clock: FixedClock
) -> None:
    with pytest.raises(DeskError, match="No printer is chosen"):
        print_test(Printing(route), words, clock, "badge", Settings())


@pytest.mark.parametrize("key", list(STOCKS))
def test_a_specimen_fits_every_label(key: str, words: Words, clock: FixedClock) -> None:
    (page,) = PdfReader(BytesIO(specimen(words, clock, Settings(badge_stock=key)))).pages
    assert "Test badge" in page.extract_text()


@pytest.mark.parametrize("paper", list(Paper))
def test_the_page_to_measure_says_what_to_measure(paper: Paper, words: Words) -> None:
    at = datetime(2026, 11, 24, 10, 42)  # noqa: DTZ001
    (page,) = PdfReader(BytesIO(printer_check("copier", at, words, paper))).pages
    text = page.extract_text()
    assert "The ruler should measure 100 mm" in text
    assert "copier" in text
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(
        paper.size, abs=0.01
    )


@pytest.mark.parametrize(
    ("chosen", "says", "tone"),
    [
        ("", "Badges as PDF", Tone.PLAIN),
        ("dymo", "Badge printer ready", Tone.PLAIN),
        ("copier", "Badge printer paused", Tone.ASK),
        ("gone", "Badge printer not found", Tone.ASK),
    ],
)
def test_the_header_says_how_the_badge_printer_is(
    route: FakeRoute, words: Words, chosen: str, says: str, tone: Tone
) -> None:
    state = printer_state(Printing(route), words, Settings(badge_printer=chosen))
    assert state == (says, tone)


def test_a_print_system_that_does_not_answer_is_a_word_in_the_header(words: Words) -> None:
    """It is asked every half a minute: a banner each time would be in the way."""
    silent = Printing(Tray(silence=dead_printer()))
    state = printer_state(silent, words, Settings(badge_printer="dymo"))
    assert state == ("Printers not responding", Tone.ASK)
    closed = Printing(Tray(names=(Printer("dymo", accepts=False),)))
    state = printer_state(closed, words, Settings(badge_printer="dymo"))
    assert state == ("Badge printer not accepting jobs", Tone.ASK)
