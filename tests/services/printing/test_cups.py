"""CUPS: against a real print server, and against commands that hang or are not there."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from cpdesk.documents.front_desk.badge import badge
from cpdesk.documents.front_desk.schedule import schedule
from cpdesk.documents.layout import preview
from cpdesk.documents.layout.stock import STOCKS
from cpdesk.errors import DeskError
from cpdesk.services.printing.cups import CupsRoute, media
from cpdesk.services.printing.paper_specs import PaperKind
from cpdesk.services.printing.printing import Printer, Printing, PrintJob, Sent
from cpdesk.words import Words
from tests.documents.paper_reading import codes, ink, pictures
from tests.documents.paper_samples import BADGE, busy
from tests.services.printing.cups_server import CupsServer, why_not


@pytest.fixture(scope="module")
def server() -> Iterator[CupsServer]:
    if reason := why_not():
        pytest.skip(reason)
    # Not under pytest's own folder: the server's filters run as another user.
    folder = Path(tempfile.mkdtemp(prefix="cpdesk-cups-"))
    folder.chmod(0o755)
    running = CupsServer(folder)
    running.add("Badges")
    running.add("Paused")
    running.run("cupsdisable", "Paused")
    running.add("Closed")
    running.run("cupsreject", "-r", "out of service", "Closed")
    yield running
    running.stop()
    shutil.rmtree(folder)


@pytest.fixture
def route(server: CupsServer) -> CupsRoute:
    return CupsRoute(server.environment)


def test_finds_the_queues(server: CupsServer, route: CupsRoute) -> None:
    server.run("lpadmin", "-d", "Badges")
    assert Printing(route).printers() == (
        Printer("Badges", ready=True, preferred=True),
        Printer("Closed", accepts=False),
        Printer("Paused", ready=False),
    )


@pytest.mark.parametrize("key", STOCKS)
def test_a_badge_comes_out_in_its_size(
    key: str, server: CupsServer, route: CupsRoute, words: Words
) -> None:
    pdf = badge(replace(BADGE, code=f"CPD:{key.upper()}"), words, STOCKS[key])
    (size,) = preview.page_sizes(pdf)
    before = set(server.files())
    sent = Printing(route).send(PrintJob(PaperKind.BADGE, pdf, "Badges", size))
    assert sent.job.startswith("Badges-")
    assert not sent.waiting
    (printed,) = set(server.wait_for_files(len(before) + 1)) - before
    assert "CPDesk_badge" in printed.name
    paper = printed.read_bytes()
    (wide, high), *more = preview.page_sizes(paper)
    assert not more
    assert sorted((wide, high)) == pytest.approx(sorted(size), abs=0.6)
    (image,) = pictures(paper, 3)
    assert codes(image) == [f"CPD:{key.upper()}"]
    drawn, arrived = ink(pictures(pdf, 3)[0]), ink(image)
    assert [b - a for a, b in zip(drawn, arrived, strict=True)] == pytest.approx([0] * 4, abs=4)


def test_a_schedule_comes_out_whole(server: CupsServer, route: CupsRoute, words: Words) -> None:
    pdf = schedule(busy(30), words)
    size = preview.page_sizes(pdf)[0]
    before = set(server.files())
    Printing(route).send(PrintJob(PaperKind.SCHEDULE, pdf, "Badges", size))
    (printed,) = set(server.wait_for_files(len(before) + 1)) - before
    pages = preview.page_sizes(printed.read_bytes())
    assert len(pages) == len(preview.page_sizes(pdf)) > 1
    assert all(page == pytest.approx((215.9, 279.4), abs=0.5) for page in pages)


def test_a_paused_queue_keeps_the_paper(route: CupsRoute, words: Words) -> None:
    pdf = badge(BADGE, words, STOCKS["dymo-30256"])
    sent = Printing(route).send(PrintJob(PaperKind.BADGE, pdf, "Paused", (102, 59)))
    assert sent.waiting
    assert isinstance(sent, Sent)


def test_a_queue_that_takes_no_papers(route: CupsRoute) -> None:
    with pytest.raises(
        DeskError, match=r"Printer Closed didn’t accept the job .*not accepting jobs"
    ):
        route.send(b"%PDF", "Closed", "CPDesk badge", (102, 59), 1)


def test_a_queue_that_is_deleted_between_choosing_and_printing(
    server: CupsServer, route: CupsRoute
) -> None:
    server.add("Annex")
    assert Printer("Annex") in Printing(route).printers()
    server.run("lpadmin", "-x", "Annex")
    with pytest.raises(DeskError, match=r"Printer Annex didn’t accept the job .*does not exist"):
        route.send(b"%PDF", "Annex", "CPDesk badge", (102, 59), 1)
    assert "Annex" not in {printer.name for printer in Printing(route).printers()}


def test_what_the_queue_shows_names_nobody_and_nothing_stays_behind(
    server: CupsServer, route: CupsRoute, words: Words, tmp_path: Path
) -> None:
    """A visitor's name stands on the paper alone: not in the job's title, nor in a file of ours."""
    pdf = badge(BADGE, words, STOCKS["dymo-30256"])
    route = CupsRoute({**server.environment, "TMPDIR": str(tmp_path)})
    route.send(pdf, "Paused", "CPDesk badge", (102, 59), 1)
    jobs = server.run("lpstat", "-l", "-W", "not-completed", "-o", "Paused")
    assert "Paused-" in jobs
    told = [str(PdfReader(BytesIO(pdf)).metadata).encode(), jobs.encode(), *server.journals()]
    assert any(b"CPDesk badge" in said for said in told)
    for name in BADGE.visitor_name.split():
        assert all(name.encode() not in said for said in told)
    assert list(tmp_path.iterdir()) == []


def test_a_queue_that_is_not_there(route: CupsRoute) -> None:
    with pytest.raises(DeskError, match=r"Printer Nowhere didn’t accept the job .*does not exist"):
        route.send(b"%PDF", "Nowhere", "CPDesk badge", (102, 59), 1)


def command(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_what_the_print_system_is_asked(tmp_path: Path) -> None:
    command(tmp_path, "lp", f'printf "%s\\n" "$@" > {tmp_path}/asked; cat > {tmp_path}/paper')
    command(tmp_path, "lpstat", "exit 0")
    route = CupsRoute({"PATH": f"{tmp_path}:/usr/bin:/bin"})
    route.send(b"%PDF-1", "-odd name; rm", "CPDesk badge", (102, 59), 3)
    asked = (tmp_path / "asked").read_text().splitlines()
    pairs = dict(zip(asked[::2], asked[1::2], strict=True))
    assert pairs["-d"] == "-odd name; rm"
    assert pairs["-t"] == "CPDesk badge"
    assert pairs["-n"] == "3"
    assert "print-scaling=none" in asked
    assert (tmp_path / "paper").read_bytes() == b"%PDF-1"


def test_a_print_system_that_hangs(tmp_path: Path) -> None:
    command(tmp_path, "lp", "exec tail -f /dev/null")
    route = CupsRoute({"PATH": f"{tmp_path}:/usr/bin:/bin"}, seconds=0.2)
    with pytest.raises(DeskError, match=r"didn’t respond within .* Save it as a PDF"):
        route.send(b"%PDF", "Badges", "CPDesk badge", (102, 59), 1)


def test_no_print_system(tmp_path: Path) -> None:
    route = CupsRoute({"PATH": str(tmp_path)})
    for use in (route.printers, lambda: route.send(b"", "x", "CPDesk badge", (102, 59), 1)):
        with pytest.raises(
            DeskError, match=r"Printing isn’t set up on this computer .*Save it as a PDF"
        ):
            use()


def test_no_printers_at_all(tmp_path: Path) -> None:
    command(tmp_path, "lpstat", "exit 1")
    assert CupsRoute({"PATH": f"{tmp_path}:/usr/bin:/bin"}).printers() == ()


@pytest.mark.parametrize(
    ("size", "name"),
    [
        ((215.9, 279.4), "Letter"),
        ((279.4, 215.9), "Letter"),
        ((210, 297), "A4"),
        ((102.00001, 58.99999), "Custom.59.00x102.00mm"),
        ((80.988, 62), "Custom.62.00x80.99mm"),
    ],
)
def test_names_of_sizes(size: tuple[float, float], name: str) -> None:
    assert media(size) == name
