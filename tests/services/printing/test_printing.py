"""Printing: troubles, files. A route of our own stands for the system's printers."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from threading import Thread

import pytest

from cpdesk.errors import DeskError
from cpdesk.services.printing.paper_specs import PaperKind
from cpdesk.services.printing.printing import Printer, Printing, PrintJob, Sent, save_pdf

LABEL = (102.0, 59.0)


class Desktop:
    """Printers by name. `gone` is not there."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str, bytes, int]] = []

    def printers(self) -> tuple[Printer, ...]:
        return (Printer("office"), Printer("Badges", preferred=True), Printer("dead", ready=False))

    def send(
        self,
        pdf: bytes,
        printer: str,
        title: str,
        page_size_mm: tuple[float, float],
        copies: int,
    ) -> Sent:
        assert page_size_mm == LABEL
        if printer == "gone":
            raise DeskError("The printer {printer} is gone.", printer=printer)
        self.sent.append((printer, title, pdf, copies))
        return Sent(printer, f"{printer}-{len(self.sent)}")


def job(printer: str, pdf: bytes = b"%PDF", copies: int = 1) -> PrintJob:
    return PrintJob(PaperKind.BADGE, pdf, printer, LABEL, copies)


@pytest.fixture
def desktop() -> Desktop:
    return Desktop()


def test_sends_under_a_title_that_names_nobody(desktop: Desktop) -> None:
    sent = Printing(desktop).send(job("office", b"%PDF-1", copies=2))
    assert sent == Sent("office", "office-1")
    assert desktop.sent == [("office", "CPDesk badge", b"%PDF-1", 2)]


def test_printers_by_name(desktop: Desktop) -> None:
    assert [p.name for p in Printing(desktop).printers()] == ["Badges", "dead", "office"]


def test_no_printer_chosen_says_what_to_do(desktop: Desktop) -> None:
    with pytest.raises(DeskError, match=r"No printer is chosen.*save it as a PDF"):
        Printing(desktop).send(job(""))


def test_a_printer_that_is_gone_says_so(desktop: Desktop) -> None:
    with pytest.raises(DeskError, match="The printer gone is gone"):
        Printing(desktop).send(job("gone"))


def test_no_copies_is_a_bug(desktop: Desktop) -> None:
    with pytest.raises(ValueError, match="0 copies"):
        Printing(desktop).send(job("office", copies=0))


def test_a_pdf_is_saved_whole(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / PaperKind.SCHEDULE.file_name(date(2026, 11, 24))
    assert save_pdf(b"%PDF-1", path) == path
    assert path.name == "cpdesk-schedule-2026-11-24.pdf"
    save_pdf(b"%PDF-2", path)
    assert path.read_bytes() == b"%PDF-2"
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_cannot_be_saved_leaves_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(DeskError, match="Couldn’t save the file"):
        save_pdf(b"%PDF", tmp_path / "file" / "badge.pdf")
    there = tmp_path / "badge.pdf"  # where a file cannot take the place of what is there
    there.mkdir()
    (there / "old").write_bytes(b"old")
    with pytest.raises(DeskError, match="choose another folder"):
        save_pdf(b"%PDF", there)
    assert (there / "old").read_bytes() == b"old"
    assert {path.name for path in tmp_path.iterdir()} == {"file", "badge.pdf"}


def test_a_name_may_be_as_long_as_the_disk_takes(tmp_path: Path) -> None:
    longest = tmp_path / ("x" * 251 + ".pdf")
    assert save_pdf(b"%PDF", longest).read_bytes() == b"%PDF"
    with pytest.raises(DeskError, match=r"File name too long.*or a shorter name"):
        save_pdf(b"%PDF", tmp_path / ("x" * 252 + ".pdf"))
    assert list(tmp_path.iterdir()) == [longest]


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of a file's size there")
def test_a_disk_that_fills_leaves_the_old_paper_and_nothing_else(tmp_path: Path) -> None:
    """A file may not grow beyond 1,000 bytes: the system refuses the rest, as a full disk does."""
    import resource

    old = tmp_path / "day.pdf"
    old.write_bytes(b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
    try:
        with pytest.raises(DeskError, match="choose another folder"):
            save_pdf(b"%PDF" * 1_000, old)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert old.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [old]


def test_two_windows_that_save_under_one_name_do_not_mix(tmp_path: Path) -> None:
    path, papers = tmp_path / "day.pdf", [bytes([n]) * 400_000 for n in range(8)]
    saving = [Thread(target=save_pdf, args=(paper, path)) for paper in papers]
    for one in saving:
        one.start()
    for one in saving:
        one.join()
    assert path.read_bytes() in papers
    assert list(tmp_path.iterdir()) == [path]
