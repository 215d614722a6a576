"""The print center by keys alone, in the real window: print, find it again, print it once more."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from cpdesk.app import open_services
from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.models import journal, key
from cpdesk.models.store import Store
from cpdesk.ui.printing.page import PrintingPage
from tests.documents.paper_reading import page_texts, text_of
from tests.journeys.office import CTRL, Front, front_office
from tests.ui.paper.fakes import Tray

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def folder(sample_folder: Path, tmp_path: Path) -> Path:
    return shutil.copytree(sample_folder, tmp_path / "data")


@pytest.fixture
def tray() -> Tray:
    return Tray()


@pytest.fixture
def front(qtbot: QtBot, folder: Path, clock: FixedClock, tray: Tray) -> Iterator[Front]:
    with front_office(qtbot, folder, clock, tray) as opened:
        told: list[DeskError] = []
        opened.office.tasks.trouble.connect(told.append)
        yield opened
        assert not told


def to_printing(front: Front) -> PrintingPage:
    """The page of all papers, until the first one is there."""
    window = front.office.window
    window.activateWindow()
    front.until(window.isActiveWindow)
    front.until(lambda: window.current is not None)
    front.go("printing")
    page = front.office.printing.page
    front.until(lambda: page.view.controls.made is not None)
    front.until(lambda: page.view.controls.can_print or page.view.controls.has_no_printer)
    return page


def test_printed_seen_in_the_list_and_printed_once_more(front: Front, tray: Tray) -> None:
    page = to_printing(front)
    front.press(Qt.Key.Key_P, CTRL)
    front.until(lambda: len(page.today.rows) == 1)
    (paper,) = front.services.print_book.today()
    first, printer, _, _, _ = tray.sent[0]
    assert printer == "Office"
    assert all(f"Paper {paper.number}" in text for text in page_texts(first))

    front.press(Qt.Key.Key_T, ALT)
    front.until(lambda: page.view.controls.can_print)
    row = page.today.rows[0]
    assert (row.name, row.about) == ("Partner schedule", "Nov 24, 2026")
    assert row.right == "10:42 am"
    assert row.small == f"{paper.number} · 2 pages · Office"
    front.press(Qt.Key.Key_Return)
    front.until(lambda: "×2" in page.today.rows[0].small)
    assert tray.sent[1][0] == first, "the same bytes"
    (again,) = front.services.print_book.today()
    assert again.number == paper.number
    assert [run.printer for run in again.runs] == ["Office", "Office"]


def test_what_the_desk_prints_stands_in_the_list(front: Front, tray: Tray) -> None:
    """The dialog of another page, too; and the evacuation list on it names who came in."""
    visitor = front.admit("okaf")
    page = to_printing(front)
    front.press(Qt.Key.Key_Down)
    front.until(
        lambda: page.view.controls.made is not None and page.view.controls.made.about == "10:42 am"
    )
    front.press(Qt.Key.Key_P, CTRL)
    front.until(lambda: len(page.today.rows) == 1)
    assert visitor in text_of(tray.sent[0][0])

    front.go("today")
    front.until(lambda: front.office.today.page.isVisible())
    front.until(lambda: front.office.today.page.schedule is not None)
    front.press(Qt.Key.Key_P, CTRL)
    front.until(_dialog_ready)
    front.press(Qt.Key.Key_Return)
    front.until(lambda: len(front.services.print_book.today()) == 2)
    front.go("printing")
    front.until(lambda: len(page.today.rows) == 2)


def test_the_key_that_prints_is_the_same_on_every_page(front: Front, tray: Tray) -> None:
    """What the page is about; and where it has no paper of its own, the place of all papers."""
    front.admit("okaf")
    _closes(front, "Badge")  # of who is marked in the building
    front.go("today")
    _closes(front, "Partner schedule, Tue, Nov 24")
    front.go("reports")
    _closes(front, "Visits by partner")
    for page in ("partners", "settings"):
        front.go(page)
        front.until(lambda: not front.office.printing.made or not _shown(front))
        front.press(Qt.Key.Key_P, CTRL)
        front.until(partial(_shown, front))
    front.until(lambda: front.office.printing.page.view.controls.can_print)
    front.press(Qt.Key.Key_P, CTRL)
    front.until(lambda: bool(tray.sent))


def _shown(front: Front) -> bool:
    return front.office.printing.made is not None and front.office.printing.page.isVisible()


def _closes(front: Front, title: str) -> None:
    """Ctrl+P, once the page has read what it prints; what comes is looked at and closed."""

    def there() -> bool:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            front.press(Qt.Key.Key_P, CTRL)
        return dialog is not None and dialog.windowTitle() == title

    front.until(there)
    front.until(_dialog_ready)
    front.press(Qt.Key.Key_Escape)
    front.until(lambda: QApplication.activeModalWidget() is None)
    front.office.window.activateWindow()
    front.until(front.office.window.isActiveWindow)


def _dialog_ready() -> bool:
    from cpdesk.ui.paper.dialog import PaperDialog

    dialog = QApplication.activeModalWidget()
    return isinstance(dialog, PaperDialog) and dialog.print_button.isEnabled()


def test_without_a_printer_it_is_saved(
    qtbot: QtBot, folder: Path, clock: FixedClock, tmp_path: Path
) -> None:
    with front_office(qtbot, folder, clock) as front:
        page = to_printing(front)
        assert page.print_button.isHidden()
        front.press(Qt.Key.Key_S, CTRL)
        front.until(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
        asking = QApplication.activeModalWidget()
        assert isinstance(asking, QFileDialog)
        name = asking.findChild(QLineEdit, "fileNameEdit")
        assert name is not None
        name.setText(str(tmp_path / "day.pdf"))
        QTest.keyClick(name, Qt.Key.Key_Return)
        front.until(lambda: len(page.today.rows) == 1)
        (paper,) = front.services.print_book.today()
        assert [run.way for run in paper.runs] == ["saved"]
        saved = (tmp_path / "day.pdf").read_bytes()
        assert front.services.print_book.content(paper.paper_id).pdf == saved
        front.press(Qt.Key.Key_T, ALT)
        front.until(lambda: page.view.controls.can_save)
        assert page.today.rows[0].small.endswith("saved")


def test_two_windows_print_at_once(
    qtbot: QtBot, folder: Path, clock: FixedClock, front: Front, tray: Tray
) -> None:
    """Each paper has a number of its own, and each window lists both."""
    other_tray = Tray()
    with front_office(qtbot, folder, clock, other_tray) as other:
        pages = (to_printing(other), to_printing(front))
        for page in pages:
            page.print_button.click()  # both are under way before either is noted
        for window in (front, other):
            front.until(partial(_has_printed, window, 2))
        for page in pages:
            page.refresh()
        front.until(lambda: all(len(page.today.rows) == 2 for page in pages))
        numbers = {paper.number for paper in front.services.print_book.today()}
        assert len(numbers) == 2
        for sent in (tray.sent[0][0], other_tray.sent[0][0]):
            assert sum(f"Paper {number}" in text_of(sent) for number in numbers) == 1


def _has_printed(front: Front, papers: int) -> bool:
    return len(front.services.print_book.today()) == papers


_DIES = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo
from PySide6.QtWidgets import QApplication
from cpdesk.app import lazy_services
from cpdesk.clock import FixedClock
from cpdesk.services.printing.printing import Printer, Sent
from cpdesk.ui.application import Application
from cpdesk.ui.tasks import InlineTasks

folder, printed = map(Path, sys.argv[1:])
clock = FixedClock(datetime(2026, 11, 24, 10, 42, tzinfo=ZoneInfo("America/Chicago")))


class LastPaper:
    '''Its queue takes the paper, and the computer goes dark.'''

    def printers(self):
        return (Printer("Office"),)

    def send(self, pdf, printer, title, page_size_mm, copies):
        printed.write_bytes(pdf)
        os.kill(os.getpid(), signal.SIGKILL)


app = QApplication([])
office = Application(
    app, lazy_services(folder, clock=clock), tasks=InlineTasks(), route=LastPaper()
)
office.window.start()
office.window.go("printing")
office.printing.page.view.controls.print()
raise SystemExit("still there")
"""


@pytest.mark.skipif(os.name == "nt", reason="processes are ended by a signal")
def test_killed_between_the_queue_and_the_book(
    qtbot: QtBot, folder: Path, clock: FixedClock, tmp_path: Path
) -> None:
    """The paper lies in the tray and stands in no book. Nothing is half written, and the same paper
    printed anew has another number, so that the two can be told apart."""
    lost = tmp_path / "lost.pdf"
    asked = [sys.executable, "-c", textwrap.dedent(_DIES), str(folder), str(lost)]
    done = subprocess.run(asked, timeout=60, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    tray = Tray()
    with front_office(qtbot, folder, clock, tray) as front:
        page = to_printing(front)
        assert page.today.rows == ()
        front.press(Qt.Key.Key_P, CTRL)
        front.until(lambda: len(page.today.rows) == 1)
        (paper,) = front.services.print_book.today()
        assert paper.number in text_of(tray.sent[0][0])
        assert paper.number not in text_of(lost.read_bytes())
    with_key = Store.open(folder / "desk.db", key.find_or_make(folder).key)
    with with_key.read() as tx:
        assert journal.broken_link(tx) is None
    with_key.close()


def test_the_list_is_there_after_a_new_start_and_the_papers_go_with_the_day(
    qtbot: QtBot, folder: Path, clock: FixedClock, tray: Tray
) -> None:
    with front_office(qtbot, folder, clock, tray) as front:
        page = to_printing(front)
        front.press(Qt.Key.Key_P, CTRL)
        front.until(lambda: len(page.today.rows) == 1)
    tomorrow = FixedClock(clock.now().replace(day=25, hour=7))
    with front_office(qtbot, folder, tomorrow, tray) as front:
        page = to_printing(front)
        assert page.today.rows == ()
        (paper,) = front.services.print_book.on(clock.now().date())
        assert not paper.kept, "the start of the day swept its bytes"
    services = open_services(folder, clock=tomorrow)
    with pytest.raises(DeskError, match="no longer kept"):
        services.print_book.content(paper.paper_id)
    services.close()
