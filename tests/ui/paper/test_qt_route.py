"""Printing by Qt, looked at in a PDF that Qt's printer writes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from cpdesk.documents.front_desk.badge import badge
from cpdesk.documents.layout import preview
from cpdesk.documents.layout.stock import STOCKS
from cpdesk.errors import DeskError
from cpdesk.services.printing.paper_specs import PaperKind
from cpdesk.services.printing.printing import Printing, PrintJob
from cpdesk.ui.paper.qt_route import QtRoute, print_resolution
from cpdesk.words import Words
from tests.documents.paper_reading import codes, ink, pictures
from tests.documents.paper_samples import BADGE

MM = 72 / 25.4


def paper(width_mm: float, height_mm: float, pages: int = 1) -> bytes:
    """A black square of 10 mm, 5 mm from the upper left corner of each page."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(width_mm * MM, height_mm * MM), invariant=1)
    for _ in range(pages):
        canvas.rect(5 * MM, (height_mm - 15) * MM, 10 * MM, 10 * MM, fill=1, stroke=0)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def printed(tmp_path: Path, pdf: bytes, size: tuple[float, float], copies: int = 1) -> bytes:
    file = tmp_path / "printed.pdf"
    sent = QtRoute(str(file)).send(pdf, "Office", "CPDesk schedule", size, copies)
    assert sent.printer == "Office"
    assert sent.job
    return file.read_bytes()


def black(page: preview.PageImage, x: float, y: float) -> bool:
    at = (int(y) * page.width + int(x)) * 4
    return max(page.rgba[at : at + 3]) < 64


@pytest.mark.parametrize("size", [(215.9, 279.4), (210.0, 297.0), (57.0, 32.0), (62.0, 100.0)])
def test_true_to_size_wherever_it_lies(
    qapp: QApplication, tmp_path: Path, size: tuple[float, float]
) -> None:
    done = printed(tmp_path, paper(*size), size)
    assert preview.page_sizes(done)[0] == pytest.approx(size, abs=1)
    page = preview.page(done, 0, 4)
    inside, outside = 10 * MM * 4, 17 * MM * 4
    assert black(page, inside, inside)
    assert not black(page, outside, inside)
    assert not black(page, inside, outside)
    assert not black(page, 3 * MM * 4, 3 * MM * 4)


@pytest.mark.parametrize("key", STOCKS)
def test_a_badge_is_true_to_size_and_its_code_can_be_read(
    key: str, qapp: QApplication, tmp_path: Path, words: Words
) -> None:
    pdf = badge(BADGE, words, STOCKS[key])
    (size,) = preview.page_sizes(pdf)
    done = printed(tmp_path, pdf, size)
    assert preview.page_sizes(done)[0] == pytest.approx(size, abs=0.3)
    drawn, arrived = pictures(pdf, 3)[0], pictures(done, 3)[0]
    assert codes(arrived) == [BADGE.code]
    moved = [b - a for a, b in zip(ink(drawn), ink(arrived), strict=True)]
    assert moved == pytest.approx([0] * 4, abs=2)


@pytest.mark.parametrize(
    ("printer", "size", "fine"),
    [
        (203, (57, 32), 203),  # a label printer by its own dots
        (600, (102, 59), 600),
        (1200, (102, 59), 600),
        (600, (215.9, 279.4), 414),
        (600, (215.9, 355.6), 367),
    ],
)
def test_as_fine_as_the_printer_within_what_memory_bears(
    printer: int, size: tuple[float, float], fine: int
) -> None:
    assert round(print_resolution(printer, size)) == fine


def test_every_page_and_every_copy(qapp: QApplication, tmp_path: Path) -> None:
    done = printed(tmp_path, paper(100, 60, pages=2), (100, 60), copies=2)
    count = len(preview.page_sizes(done))
    assert count in (2, 4)  # a printer that multiplies by itself is given the pages once
    assert all(black(preview.page(done, n, 4), 10 * MM * 4, 10 * MM * 4) for n in range(count))


def test_an_unknown_printer_is_a_sentence(qapp: QApplication) -> None:
    job = PrintJob(PaperKind.BADGE, paper(57, 32), "Nowhere", (57, 32))
    with pytest.raises(DeskError, match="Printer Nowhere wasn’t found"):
        Printing(QtRoute()).send(job)


@pytest.mark.qt_log_ignore("QPainter::begin")  # Qt says it, too
def test_a_file_that_cannot_be_opened_is_a_sentence(qapp: QApplication, tmp_path: Path) -> None:
    route = QtRoute(str(tmp_path / "missing" / "folder" / "out.pdf"))
    with pytest.raises(DeskError, match="didn’t accept the job"):
        route.send(paper(57, 32), "Office", "CPDesk badge", (57, 32), 1)


def test_tells_the_systems_queues(qapp: QApplication) -> None:
    found = QtRoute().printers()
    assert len({printer.name for printer in found}) == len(found)
    assert sum(printer.preferred for printer in found) <= 1
