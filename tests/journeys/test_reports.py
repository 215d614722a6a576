"""Looking back by keys alone, in the real window: a report on screen, on paper and in a file."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.records.reports import ReportKind
from cpdesk.ui.paper.dialog import PaperDialog
from cpdesk.ui.reports.page import ReportsPage
from cpdesk.ui.reports.visitor_dialog import VisitorDialog
from tests.documents.paper_reading import text_of
from tests.journeys.office import CTRL, Front, front_office
from tests.ui.paper.fakes import Tray

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def tray() -> Tray:
    return Tray()


@pytest.fixture
def front(
    qtbot: QtBot, sample_folder: Path, tmp_path: Path, clock: FixedClock, tray: Tray
) -> Iterator[Front]:
    folder = shutil.copytree(sample_folder, tmp_path / "data")
    with front_office(qtbot, folder, clock, tray) as opened:
        told: list[DeskError] = []
        opened.office.tasks.trouble.connect(told.append)
        yield opened
        assert not told


def to_reports(front: Front) -> ReportsPage:
    """The page, until the first report is there."""
    window = front.office.window
    window.activateWindow()
    front.until(window.isActiveWindow)
    front.until(lambda: window.current is not None)
    front.go("reports")
    page = front.office.reports.page
    front.until(lambda: page.report is not None)
    return page


def back(front: Front) -> None:
    """The dialog is closed, and the window has the keys again, as a window manager gives them."""
    front.until(lambda: QApplication.activeModalWidget() is None)
    front.office.window.activateWindow()
    front.until(front.office.window.isActiveWindow)


def modal(kind: type) -> object:
    found = QApplication.activeModalWidget()
    return found if isinstance(found, kind) else None


def test_a_visit_is_seen_in_the_report_and_taken_along(
    front: Front, tray: Tray, tmp_path: Path
) -> None:
    visitor = front.admit("okaf")
    page = to_reports(front)
    front.until(lambda: page.report is not None and len(page.report.rows) == 1)
    assert page.report is not None
    assert page.report.rows[0][:2] == ("Lake Street Literacy", 1)

    front.press(Qt.Key.Key_Down)  # by program
    front.until(
        lambda: page.report is not None and page.report.kind is ReportKind.VISITS_BY_PROGRAM
    )
    front.press(Qt.Key.Key_P, CTRL)
    front.until(lambda: _ready(modal(PaperDialog)))
    front.press(Qt.Key.Key_Return)
    front.until(lambda: len(tray.sent) == 1)
    assert "Visits by program" in text_of(tray.sent[0][0])
    front.until(lambda: len(front.services.print_book.today()) == 1)

    back(front)
    front.press(Qt.Key.Key_E, CTRL | SHIFT)
    front.until(lambda: modal(QFileDialog) is not None)
    asking = QApplication.activeModalWidget()
    assert isinstance(asking, QFileDialog)
    name = asking.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    where = tmp_path / "programs.csv"
    name.setText(str(where))
    QTest.keyClick(name, Qt.Key.Key_Return)
    front.until(where.exists)
    lines = list(csv.reader(where.read_text("utf-8-sig").splitlines()))
    assert lines[1][:2] == ["Reading tutors", "Lake Street Literacy"]

    back(front)
    front.press(Qt.Key.Key_D, CTRL)
    front.until(lambda: modal(VisitorDialog) is not None)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, VisitorDialog)
    dialog.activateWindow()
    front.until(dialog.name.line.hasFocus)
    front.type("okaf")
    front.until(lambda: len(dialog.list.rows) == 1)
    front.press(Qt.Key.Key_Return)
    front.until(lambda: _ready(modal(PaperDialog)))
    front.press(Qt.Key.Key_Return)
    front.until(lambda: len(tray.sent) == 2)
    text = text_of(tray.sent[1][0])
    assert visitor in text
    assert "About this file" in text


def _ready(dialog: object) -> bool:
    return isinstance(dialog, PaperDialog) and dialog.print_button.isEnabled()
