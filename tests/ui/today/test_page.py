"""The day on screen, with the sample district's Tuesday."""

from __future__ import annotations

from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.services.services import Services
from cpdesk.ui.changes import Changes
from cpdesk.ui.paper.dialog import PaperDialog
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.today.lines_table import Column
from cpdesk.ui.today.page import TodayPage
from cpdesk.ui.today.texts import State
from tests.ui.drawn import Drawn
from tests.ui.paper.fakes import Ears, Tray
from tests.ui.today.conftest import Build, Morning
from tests.ui.walk import assert_accessible, assert_legible, assert_whole


def row_of(page: TodayPage, title: str) -> int:
    return [line.title for line in page.lines.rows].index(title)


def cell(page: TodayPage, title: str, column: Column) -> str:
    return str(page.lines.record_model.index(row_of(page, title), column).data())


def state(page: TodayPage, title: str) -> State:
    pill = page.lines.cells.cell(page.lines.rows[row_of(page, title)], Column.STATE)
    assert pill.tone is not None
    return State(pill.text, pill.tone)


def mark(page: TodayPage, title: str) -> None:
    page.lines.selectRow(row_of(page, title))


def press(page: TodayPage, text: str) -> bool:
    key = Qt.Key(ord(text.upper()))
    none = Qt.KeyboardModifier.NoModifier
    return page.typed(QKeyEvent(QKeyEvent.Type.KeyPress, key, none, text))


def test_shows_the_day_with_its_states(page: TodayPage) -> None:
    assert len(page.lines.rows) == 26
    assert page.dates.chip.text() == "Tuesday, November 24, 2026 · regular"
    assert state(page, "Breakfast readers") == State("Done", Tone.PLAIN)
    assert cell(page, "Breakfast readers", Column.PEOPLE) == "2 of 2"
    assert state(page, "Dance residency") == State("Here", Tone.OK)
    assert state(page, "Reading tutors") == State("Due now", Tone.INFO)
    assert cell(page, "Reading tutors", Column.TIME) == "10:45–11:30 am"
    assert cell(page, "Reading tutors", Column.GRADES) == "2–3"
    assert state(page, "Maker mornings") == State("No one came", Tone.PLAIN)
    assert state(page, "Garden science") == State("Contract ended", Tone.NO)
    assert state(page, "Lunch soccer") == State("Not for this school", Tone.NO)
    assert state(page, "After-school cooking") == State("Not signed", Tone.NO)
    assert state(page, "Rowing on land") == State("Contract not started", Tone.NO)
    assert state(page, "Dental screening") == State("Insurance lapsed", Tone.ASK)
    assert state(page, "Worm count") == State("Waiting for approval", Tone.ASK)
    assert state(page, "Violin club") == State("After school", Tone.PLAIN)
    assert state(page, "Lunch chess") == State("Later today", Tone.PLAIN)


def test_begins_at_what_is_on_now(page: TodayPage) -> None:
    line = page.lines.line
    assert line is not None
    assert line.title == "Dance residency"
    rect = page.lines.visualRect(page.lines.currentIndex())
    assert page.lines.viewport().rect().contains(rect)


def test_the_line_under_the_table_says_why_not(page: TodayPage) -> None:
    mark(page, "Garden science")
    assert page.message.title.text() == "Garden science · Garden Lab"
    assert page.message.sentence.text() == "Contract 26-0450 ended on Nov 20, 2026."
    mark(page, "Reading tutors")
    assert page.message.sentence.text().startswith("Expected: ")
    index = page.lines.record_model.index(row_of(page, "Garden science"), 0)
    assert "ended on Nov 20, 2026" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "Contract ended" in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_enter_opens_everything_and_escape_closes(page: TodayPage) -> None:
    mark(page, "Dance residency")
    QTest.keyClick(page.lines, Qt.Key.Key_Return)
    assert page.details_open
    assert page.details.name.text() == "Dance residency"
    assert page.details.pill.text == "Here"
    assert page.details.people.said == (("Lia Vang", "Here"),)
    assert page.details.people_head.text() == "1 of 1 came"
    assert page.details.hasFocus()
    QTest.keyClick(page.details, Qt.Key.Key_Escape)
    assert page.side.currentWidget() is page.preview
    assert page.lines.hasFocus()


def test_the_details_hold_every_reason(page: TodayPage) -> None:
    mark(page, "Homework help")
    page.message.button.click()
    rows = page.details.findings.rows
    codes = " ".join(row.small for row in rows)
    assert "contract.signed" in codes
    assert "contract.term" in codes
    assert rows[0].tone is Tone.NO
    mark(page, "Breakfast readers")
    assert page.details.name.text() == "Breakfast readers"
    assert page.details.findings.rows[0].tone is Tone.OK
    assert ("", "") not in page.details.people.said


def test_goes_to_the_partner(page: TodayPage, qtbot: QtBot) -> None:
    mark(page, "Garden science")
    with qtbot.waitSignal(page.partner_wanted) as wanted:
        assert press(page, "p")
    assert wanted.args == ["GL"]


def test_a_visit_shows_at_once_and_what_is_marked_stays(
    page: TodayPage, morning: Morning, changes: Changes
) -> None:
    mark(page, "Garden science")
    place = page.lines.verticalScrollBar().value()
    morning.admit("Reading tutors", 2)
    changes.visits.emit()
    assert state(page, "Reading tutors").text == "Here"
    assert cell(page, "Reading tutors", Column.PEOPLE) == "2 of 3"
    line = page.lines.line
    assert line is not None
    assert line.title == "Garden science"
    assert page.lines.verticalScrollBar().value() == place


def test_a_visit_draws_only_its_activity_again(
    page: TodayPage, morning: Morning, changes: Changes
) -> None:
    drawn = Drawn(page.lines)
    drawn.begin()
    changes.visits.emit()
    assert drawn.nothing()
    morning.admit("Reading tutors")
    changes.visits.emit()
    assert drawn.only_row(row_of(page, "Reading tutors"))


def test_open_details_follow_a_visit(page: TodayPage, morning: Morning, changes: Changes) -> None:
    mark(page, "Reading tutors")
    page.message.button.click()
    morning.admit("Reading tutors", 1)
    changes.visits.emit()
    assert page.details.people_head.text() == "1 of 3 came"
    assert [said for _, said in page.details.people.said].count("Here") == 1


def test_time_alone_moves_the_states(page: TodayPage, morning: Morning) -> None:
    morning.at(11, 31)
    page.refresh()
    assert state(page, "Reading tutors").text == "No one came"
    assert state(page, "Lunch chess").text == "Due now"


def test_another_day_and_back(page: TodayPage) -> None:
    QTest.keyClick(page, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert page.day == date(2026, 11, 25)
    assert page.dates.chip.text().startswith("Wednesday, November 25, 2026")
    assert not page.dates.back.isHidden()
    assert {line.state for line in page.lines.rows} <= {
        "later",
        "may_not_run",
        "waiting",
    }
    planned = [line for line in page.lines.rows if line.state == "later"]
    assert cell(page, planned[0].title, Column.PEOPLE) == str(len(planned[0].expected))
    QTest.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert page.day == date(2026, 11, 24)
    page.dates.before.click()
    assert page.day == date(2026, 11, 23)
    assert press(page, "t")
    assert page.day == date(2026, 11, 24)
    assert page.dates.back.isHidden()
    assert not press(page, "x")


def test_home_goes_to_today_then_to_the_first_row(page: TodayPage) -> None:
    page.go(date(2026, 12, 1))
    QTest.keyClick(page.lines, Qt.Key.Key_Home)
    assert page.day == date(2026, 11, 24)
    QTest.keyClick(page.lines, Qt.Key.Key_Home)
    assert page.lines.currentIndex().row() == 0


def test_after_midnight_today_is_the_next_day(
    page: TodayPage, clock: FixedClock, morning: Morning
) -> None:
    morning.at(23, 59)
    page.refresh()
    assert page.day == date(2026, 11, 24)
    clock.set(clock.now().replace(day=25, hour=14))
    page.refresh()
    assert page.day == date(2026, 11, 25)
    assert page.dates.day == date(2026, 11, 25)


def test_chooses_a_day_in_the_calendar(page: TodayPage) -> None:
    page.dates.setParent(page)
    page.dates.show()
    QTest.keyClick(page, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    calendar = page.dates.calendar
    assert calendar.isVisible()
    assert calendar.month.selectedDate() == QDate(2026, 11, 24)
    calendar.month.activated.emit(QDate(2026, 12, 8))
    assert calendar.isHidden()
    assert page.day == date(2026, 12, 8)


def test_escape_and_a_click_elsewhere_close_the_calendar(page: TodayPage) -> None:
    page.dates.setParent(page)
    page.dates.show()
    calendar = page.dates.calendar
    page.dates.open_calendar()
    QTest.keyClick(calendar.month, Qt.Key.Key_Escape)
    assert calendar.isHidden()
    assert page.day == date(2026, 11, 24)
    page.dates.open_calendar()
    corner = QPoint(page.sheet.width() - 5, page.sheet.height() - 5)
    QTest.mouseClick(page.sheet, Qt.MouseButton.LeftButton, pos=corner)
    assert calendar.isHidden()


def test_a_day_without_school_says_so(page: TodayPage) -> None:
    page.go(date(2026, 11, 26))
    assert page.stack.currentWidget() is page.empty
    assert page.empty.word.text() == "No school on this day"
    assert page.message.isHidden()
    page.go(date(2026, 11, 28))
    assert page.stack.currentWidget() is page.empty


def test_without_a_roster_it_says_what_to_do(
    build: Build, theme: Theme, store_of_services: object, services: Services
) -> None:
    from cpdesk.models.store import Store
    from cpdesk.models.tables import roster_tables as tables

    assert isinstance(store_of_services, Store)
    with store_of_services.write() as tx:
        tx.execute(tables.roster_issue.delete())
    page = build(theme)
    assert page.empty.word.text() == "No roster has been imported yet."
    assert page.empty.sentence.text()
    assert not page.print_button.isEnabled()
    assert page.side.isHidden()
    page.print()
    page.save()
    assert page.findChildren(PaperDialog) == []


def test_previews_the_paper_and_draws_it_anew_only_when_it_says_something_else(
    page: TodayPage, morning: Morning, changes: Changes
) -> None:
    before = page.preview.pages
    assert len(before) == 2
    morning.admit("Reading tutors", 1)
    changes.visits.emit()
    assert page.preview.pages is before
    page.go(date(2026, 11, 25))
    assert page.preview.pages[0] is not before[0]
    page.go(date(2026, 11, 24))
    assert page.preview.pages[0] is before[0]  # kept


def test_prints_what_is_shown(page: TodayPage, tray: Tray) -> None:
    page.go(date(2026, 11, 25))
    QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = page.findChild(PaperDialog)
    assert isinstance(dialog, PaperDialog)
    assert dialog.windowTitle() == "Partner schedule, Wed, Nov 25"
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    (pdf, _, title, _, _) = tray.sent[0]
    assert title == "CPDesk schedule"
    text = PdfReader(BytesIO(pdf)).pages[0].extract_text()
    assert "Wednesday, November 25, 2026" in text


def test_saves_the_pdf(page: TodayPage, ears: Ears, tmp_path: Path) -> None:
    QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    asking = page.findChild(QFileDialog)
    assert isinstance(asking, QFileDialog)
    asking.fileSelected.emit(str(tmp_path / "schedule.pdf"))
    assert (tmp_path / "schedule.pdf").read_bytes().startswith(b"%PDF")
    assert ears.heard == [("Saved as schedule.pdf.", Tone.OK)]
    asking.reject()


@pytest.mark.parametrize(
    ("width", "preview", "folded"), [(1170, True, True), (1500, True, False), (800, False, True)]
)
def test_fits_the_room_there_is(
    build: Build, theme: Theme, width: int, preview: bool, folded: bool
) -> None:
    page = build(theme, width)
    assert page.preview.isVisible() == preview
    assert page.lines.folded == folded
    total = sum(page.lines.columnWidth(c) for c in Column if not page.lines.isColumnHidden(c))
    assert total <= page.lines.viewport().width()
    mark(page, "Garden science")
    QTest.keyClick(page.lines, Qt.Key.Key_Return)
    assert page.details.isVisible()
    assert page.lines.isVisible() == preview
    QTest.keyClick(page.details, Qt.Key.Key_Escape)
    assert page.lines.isVisible()


def test_is_accessible_and_legible(
    build: Build, any_theme: Theme, morning: Morning, qtbot: QtBot
) -> None:
    page = build(any_theme, 1084, 664)
    mark(page, "Garden science")
    page.message.button.click()
    for root in (page, page.dates, page.save_button.parentWidget() or page):
        assert_accessible(root)
        assert_legible(root, any_theme)
        qtbot.waitUntil(partial(assert_whole, root))
    page.retheme(any_theme)
    QApplication.processEvents()
    assert isinstance(page, QWidget)


def test_every_row_is_as_high_as_its_words(page: TodayPage) -> None:
    row = row_of(page, "Reading tutors")
    long = next(n for n, line in enumerate(page.lines.rows) if len(line.title) > 60)
    assert page.lines.rowHeight(long) > 2 * page.lines.rowHeight(row)
