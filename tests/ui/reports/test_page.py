"""The reports page by keys alone: what it shows is what the service counts."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.documents.reports.report_cells import shown
from cpdesk.ids import new_id
from cpdesk.policy.outcome import Purpose
from cpdesk.policy.permissions import Role
from cpdesk.records.desk import Admission, Question
from cpdesk.records.reports import ReportKind
from cpdesk.services.services import Services
from cpdesk.ui.changes import Changes
from cpdesk.ui.paper.dialog import PaperDialog
from cpdesk.ui.reports.export_targets import FileKind, file_name
from cpdesk.ui.reports.page import ReportsPage
from cpdesk.ui.theme.theme import Theme
from tests.documents.paper_reading import text_of
from tests.services import staff
from tests.ui.paper.fakes import Ears, Tray
from tests.ui.reports.conftest import YES, Opened, a_morning
from tests.ui.walk import assert_accessible

CTRL = Qt.KeyboardModifier.ControlModifier


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert isinstance(focus, QWidget)
    QTest.keyClick(focus, key, held)


def table(page: ReportsPage) -> list[list[str]]:
    model = page.table.lines.report_model
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_every_report_shows_what_the_service_counts(
    opened: Opened, services: Services, clock: FixedClock
) -> None:
    a_morning(services, clock)
    page = opened()
    assert page.kinds.hasFocus()
    year = services.reports.periods().school_year
    seen = []
    for _ in ReportKind:
        assert page.report is not None
        seen.append(page.report.kind)
        made = services.reports.make(page.report.kind, year.first, year.last)
        kinds = [column.kind for column in made.columns]
        wanted = [
            [shown(cell, kind, services.words) for cell, kind in zip(row, kinds, strict=True)]
            for row in made.rows
        ]
        if wanted:
            assert sorted(table(page)) == sorted(wanted)
            assert page.stack.currentWidget() is not page.empty
        else:
            assert page.stack.currentWidget() is page.empty
        press(Qt.Key.Key_Down)
    assert seen == list(ReportKind)


def test_a_report_without_anything_says_so(opened: Opened) -> None:
    page = opened()
    assert page.empty.isVisible()
    assert page.empty.word.text() == "No visits in this period"
    page.kinds.mark(ReportKind.FLYERS_BY_CHANNEL)
    page.refresh()
    assert page.empty.word.text() == "No flyers in this period"


def test_a_visit_that_is_written_down_is_counted_at_once(
    opened: Opened, services: Services, clock: FixedClock, changes: Changes
) -> None:
    page = opened()
    a_morning(services, clock, most=2)
    changes.visits.emit()
    assert page.report is not None
    assert page.report.rows
    assert not page.empty.isVisible()


def test_charts_are_drawn_in_every_look(
    opened: Opened, services: Services, clock: FixedClock, any_theme: Theme
) -> None:
    a_morning(services, clock)
    page = opened(any_theme)
    for kind in (ReportKind.VISITS_BY_PARTNER, ReportKind.FRONT_DESK_LOAD):
        page.kinds.mark(kind)
        page.refresh()
        QApplication.processEvents()
        view = page.charts[0]
        assert not view.picture.isNull()
        assert view.picture.width() >= view.width() - 2  # whole points
        assert "Highest: " in view.accessibleName()
        background = view.picture.pixelColor(view.picture.width() - 1, 0)
        assert background == any_theme.color("surface")
    assert_accessible(page)


@pytest.mark.parametrize("size", [(1170, 712), (1084, 664), (900, 600)])
def test_nothing_is_cut_off(
    opened: Opened, services: Services, clock: FixedClock, size: tuple[int, int]
) -> None:
    a_morning(services, clock)
    page = opened(size=size)
    QApplication.processEvents()
    assert page.minimumSizeHint().width() <= size[0]
    assert page.table.lines.height() >= page.theme.px(150)


@pytest.mark.parametrize("size", [(1170, 712), (1084, 664)])
def test_the_page_has_room_in_the_window(
    opened: Opened, services: Services, clock: FixedClock, qtbot: QtBot, size: tuple[int, int]
) -> None:
    """As the window shows it at 1366 × 768 and at 1280 × 720, with every report."""
    a_morning(services, clock)
    page = opened(size=size)
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(page)
    area.resize(*size)
    area.show()
    for kind in ReportKind:
        page.kinds.mark(kind)
        QApplication.processEvents()
        assert area.verticalScrollBar().maximum() == 0, kind
        if not page.empty.isVisible():
            assert page.table.lines.viewport().height() >= 3 * page.table.lines.rowHeight(0)


def test_in_a_low_window_all_of_the_table_is_seen_that_has_the_focus(
    opened: Opened, services: Services, clock: FixedClock, qtbot: QtBot
) -> None:
    a_morning(services, clock)
    page = opened(size=(1170, 712))
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(page)
    page.setMinimumHeight(712)
    area.resize(1190, 420)
    area.show()
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    page.kinds.setFocus()
    press(Qt.Key.Key_Return)
    assert page.table.lines.hasFocus()
    seen = page.visibleRegion().boundingRect()
    table = page.table.rect().translated(page.table.mapTo(page, QPoint(0, 0)))
    assert table.height() <= seen.height()
    assert seen.contains(table)
    press(Qt.Key.Key_Escape)
    assert page.kinds.hasFocus()
    entry = page.kinds.visualRect(page.kinds.currentIndex())
    top = page.kinds.viewport().mapTo(page, entry.topLeft()).y()
    assert page.visibleRegion().boundingRect().top() <= top


def test_the_report_goes_to_the_printer(
    opened: Opened, services: Services, clock: FixedClock, tray: Tray, qtbot: QtBot
) -> None:
    a_morning(services, clock)
    page = opened()
    press(Qt.Key.Key_P, CTRL)
    dialog = page.findChild(PaperDialog)
    assert isinstance(dialog, PaperDialog)
    qtbot.waitUntil(dialog.print_button.isEnabled)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    text = text_of(tray.sent[0][0])
    assert text.startswith("Visits by partner Cedar Lake School")
    (paper,) = services.print_book.today()
    assert f"Paper {paper.number}" in text
    assert paper.about == "Visits by partner · Jul 1, 2026 – Jun 30, 2027"  # as under Printing


@pytest.mark.parametrize("kind", list(FileKind))
def test_the_table_goes_into_a_file(
    opened: Opened,
    services: Services,
    clock: FixedClock,
    tmp_path: Path,
    ears: Ears,
    kind: FileKind,
) -> None:
    a_morning(services, clock)
    page = opened()
    key = Qt.Key.Key_X if kind is FileKind.XLSX else Qt.Key.Key_E
    press(key, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert page.report is not None
    where = tmp_path / file_name(page.report, kind.value[0])
    assert where.name == f"cpdesk-visits-by-partner-2026-07-01-2027-06-30.{kind.value[0]}"
    asking = next(
        w for w in QApplication.topLevelWidgets() if w.inherits("QFileDialog") and w.isVisible()
    )
    asking.fileSelected.emit(str(where))  # type: ignore[attr-defined]
    asking.close()
    if kind is FileKind.XLSX:
        sheet = openpyxl.load_workbook(where).active
        assert sheet is not None
        assert sheet.max_row == len(page.report.rows) + 2
    else:
        assert where.read_bytes().count(b"\r\n") == len(page.report.rows) + 2


def test_a_data_request_by_keys(
    opened: Opened, services: Services, clock: FixedClock, qtbot: QtBot
) -> None:
    a_morning(services, clock)
    page = opened()
    press(Qt.Key.Key_D, CTRL)
    dialog = page.ask_visitor()
    assert dialog is not None
    assert_accessible(dialog)
    found = services.reports.find("okafor")
    assert [one.name for one in found] == ["Adaeze Okafor"]
    page.show_file(found[0], dialog)
    paper = dialog.findChild(PaperDialog)
    assert isinstance(paper, PaperDialog)
    qtbot.waitUntil(paper.print_button.isEnabled)
    assert paper.width() > dialog.width()  # it is there to be read


@pytest.mark.parametrize("read", [False, True])
def test_what_was_written_freely_goes_along_when_that_is_ticked(
    opened: Opened, services: Services, clock: FixedClock, tray: Tray, qtbot: QtBot, read: bool
) -> None:
    who = next(row for row in services.desk.expected() if row.person_name == "Adaeze Okafor")
    said = "About the band"
    question = Question(
        person=who.person_id, purpose=Purpose.STAFF_MEETING, host="Ms. Vang", reason=said
    )
    services.desk.admit(Admission(new_id(), question, relayed=YES))
    page = opened()
    dialog = page.ask_visitor()
    assert dialog is not None
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    for letter in "okafor":
        QTest.keyClicks(dialog.name.line, letter)
    qtbot.waitUntil(lambda: dialog.marked is not None)
    if read:
        QTest.keyClick(dialog.name.line, Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(dialog.read.isChecked)
    QTest.keyClick(dialog.name.line, Qt.Key.Key_Return)
    paper = dialog.findChild(PaperDialog)
    assert isinstance(paper, PaperDialog)
    qtbot.waitUntil(paper.print_button.isEnabled)
    QTest.keyClick(paper, Qt.Key.Key_Return)
    text = text_of(tray.sent[0][0])
    assert "Adaeze Okafor" in text
    assert (said in text) is read
    assert ("left out" in text.partition("Page 1 of 2")[2]) is not read


def test_the_file_about_a_visitor_goes_into_a_workbook(
    opened: Opened, services: Services, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    a_morning(services, clock)
    page = opened()
    dialog = page.ask_visitor()
    assert dialog is not None
    assert not dialog.save_button.isEnabled()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    for letter in "okafor":
        QTest.keyClicks(dialog.name.line, letter)
    QTest.keyClick(dialog.name.line, Qt.Key.Key_X, CTRL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: dialog.findChild(QFileDialog) is not None)
    asking = dialog.findChild(QFileDialog)
    assert isinstance(asking, QFileDialog)
    name = Path(asking.selectedFiles()[0]).name
    assert name == "cpdesk-visitor-file-2026-11-24.xlsx"  # and no one's name
    asking.fileSelected.emit(str(tmp_path / name))
    asking.close()
    book = openpyxl.load_workbook(tmp_path / name)
    assert book.sheetnames[1:3] == ["Visits", "Turned away"]
    assert book["Visits"].max_row == 2
    (noted,) = services.print_book.today()  # who took it out is known, as of a paper
    assert (noted.kind, noted.about, noted.pages, noted.kept) == ("visitor-file", "", 0, False)
    assert noted.number in [cell.value for cell in book["About this file"]["B"]]


def test_who_may_not_see_reports_is_told(opened: Opened, services: Services) -> None:
    staff.hire(services)
    staff.sit(services, Role.DESK)
    page = opened()
    assert page.report is None
    assert page.empty.word.text() == "Your account doesn’t allow this."
    for button in (page.print_button, page.save_button, page.visitor_button):
        assert not button.isEnabled()
    assert page.ask_visitor() is None
