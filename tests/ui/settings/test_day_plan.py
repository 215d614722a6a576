"""The page "School day" on the sample district: drawn, typed in, saved, taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.models.store import Store
from cpdesk.policy.approval.requests import State, Verdict
from cpdesk.policy.day_plan import PeriodKind
from cpdesk.records.day_plans import DayPlanChange, OwnDay, OwnPeriod, OwnSchedule, OwnWeekday
from cpdesk.services.services import Services
from cpdesk.ui.changes import Changes
from cpdesk.ui.settings.day_plan.asking import LeaveDialog, SaveDialog
from cpdesk.ui.settings.day_plan.page import DayPlanPage
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.words import Words
from tests.services.requests.leaders_office import DAY, LUNCH, Office
from tests.ui.context import QuietWindow, page_context
from tests.ui.settings.fakes import FakeFiles
from tests.ui.walk import assert_accessible, assert_legible, assert_whole

TUESDAY = date(2026, 11, 24)
Open = Callable[..., DayPlanPage]


@pytest.fixture
def opened(
    theme: Theme,
    words: Words,
    tasks: InlineTasks,
    changes: Changes,
    clock: FixedClock,
    services: Services,
    qtbot: QtBot,
) -> Iterator[Open]:
    made: list[DayPlanPage] = []

    def page(look: Theme = theme, files: FakeFiles | None = None) -> DayPlanPage:
        one = DayPlanPage(page_context(services, QuietWindow(look), tasks, changes, files=files))
        qtbot.addWidget(one, before_close_func=lambda p: p.drop_changes())
        made.append(one)
        one.resize(1170, 712)
        one.show()
        one.shown()
        QApplication.processEvents()
        return one

    yield page
    made.clear()


def is_dirty(page: DayPlanPage) -> bool:
    return page.dirty


def tone(page: DayPlanPage) -> Tone:
    return page.banner.tone


def dialog(page: QWidget, kind: type[QDialog]) -> QDialog:
    found = [d for d in page.findChildren(kind) if d.isVisible()]
    assert len(found) == 1
    return found[0]


def put(page: DayPlanPage, panel: str, row: int, column: int, text: str) -> None:
    """Types into a cell as a person does: Enter, the words, Enter."""
    page.panels.go(panel)
    table = page.panels.panels[panel].table
    table.go(row, column)
    QTest.keyClick(table, Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_the_day_is_drawn_for_each_group_of_grades(opened: Open) -> None:
    page = opened()
    assert [band.accessibleName() for band in page.day.bands] == ["Grades K–5", "Grades 6–8"]
    assert (
        "11:35 am–12:05 pm Lunch, outside class time" in page.day.bands[1].accessibleDescription()
    )
    assert page.day.whose.text == "From the roster"
    assert page.title.text() == "School day at Cedar Lake School"
    assert not is_dirty(page)
    assert not page.save.isEnabled()


def test_days_are_walked_and_typed(opened: Open) -> None:
    page = opened()
    page.day.after.click()
    assert page.day.day == date(2026, 11, 25)
    assert "Day before Thanksgiving" in page.day.says.text()
    page.day.field.setText("12/23")
    QTest.keyClick(page.day.field, Qt.Key.Key_Return)
    assert page.day.says.text() == "Wednesday, December 23, 2026 · Winter break"
    assert page.day.bands == []
    page.day.field.setText("whenever")
    QTest.keyClick(page.day.field, Qt.Key.Key_Return)
    assert page.day.field.text() == "Dec 23, 2026"
    page.day.today.click()
    assert page.day.day == TUESDAY


def test_an_unknown_plan_says_so(opened: Open, services: Services) -> None:
    services.day_plans.save(DayPlanChange(days=(OwnDay(TUESDAY, "E-learning"),)))
    page = opened()
    assert len(page.day.bands) == 1
    assert "7:00 am–4:00 pm" in page.day.bands[0].accessibleDescription()
    grid = page.day.grid.itemAtPosition(0, 2)
    said = grid.widget() if grid else None
    assert said is not None
    assert said.property("text") == "540 min of class time · E-learning: times unknown"


def test_a_changed_period_is_drawn_at_once_saved_and_taken_back(
    opened: Open, services: Services, changes: Changes, qtbot: QtBot
) -> None:
    page = opened()
    panel = page.panels.schedules
    page.panels.go("schedules")
    panel.go("REGULAR")
    row = next(
        n for n, r in enumerate(panel.model.rows) if r.cells[0] == "Lunch" and r.cells[4] == "6–8"
    )
    put(page, "schedules", row, 3, "12:00")
    assert is_dirty(page)
    assert (
        "11:35 am–12:00 pm Lunch, outside class time" in page.day.bands[1].accessibleDescription()
    )
    assert page.day.whose.text == "Entered here"
    assert panel.whose.text == "Office, replaces roster"
    with qtbot.waitSignal(changes.day_plan):
        QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert not is_dirty(page)
    assert tone(page) is Tone.OK
    assert [s.name for s in services.day_plans.plan().schedules if s.own] == ["REGULAR"]
    panel.back.click()
    assert "12:05 pm Lunch" in page.day.bands[1].accessibleDescription()
    page.save.click()
    assert [s.name for s in services.day_plans.plan().schedules if s.own] == []


def test_what_is_not_understood_stays_marked_and_is_not_saved(
    opened: Open, services: Services
) -> None:
    page = opened()
    panel = page.panels.schedules
    page.panels.go("schedules")
    panel.go("REGULAR")
    put(page, "schedules", 2, 2, "8h35")
    assert panel.model.rows[2].cells[2] == "8h35"
    assert panel.says.text() == "“8h35” is not a time. Enter it like 8:40 or 1:25 pm."
    panel.go("LATE START")
    page.panels.go("week")
    page.save.click()
    assert tone(page) is Tone.NO
    assert page.panels.tabs["schedules"].isChecked()
    assert (panel.title.text(), panel.table.currentIndex().row()) == ("REGULAR", 2)
    assert not any(s.own for s in services.day_plans.plan().schedules)
    put(page, "schedules", 2, 2, "8:36")
    page.save.click()
    assert tone(page) is Tone.OK


def test_times_that_overlap_are_told_and_nothing_is_written(
    opened: Open, services: Services
) -> None:
    page = opened()
    page.panels.go("schedules")
    page.panels.schedules.go("REGULAR")
    put(page, "schedules", 2, 3, "10:00")
    assert "at the same time for the same grade" in page.day.trouble.text()
    page.save.click()
    assert tone(page) is Tone.NO
    assert is_dirty(page)
    assert not any(s.own for s in services.day_plans.plan().schedules)


def test_a_special_day_is_added_by_the_keyboard_and_removed_again(
    opened: Open, services: Services
) -> None:
    page = opened()
    page.panels.go("days")
    panel = page.panels.days
    many = len(panel.model.rows)
    panel.table.setFocus()
    QTest.keyClick(panel.table, Qt.Key.Key_Insert)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "dec 1")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert len(panel.model.rows) == many + 1
    page.save.click()
    mine = [d for d in services.day_plans.plan().days if d.own]
    assert [(d.day, d.schedule) for d in mine] == [(date(2026, 12, 1), "")]
    row = next(n for n, r in enumerate(panel.model.rows) if r.own)
    panel.table.go(row)
    QTest.keyClick(panel.table, Qt.Key.Key_Delete)
    page.save.click()
    assert not any(d.own for d in services.day_plans.plan().days)


def test_what_is_over_is_scrolled_away_and_an_edit_does_not_jump(opened: Open) -> None:
    page = opened()
    page.panels.tabs["days"].click()
    QApplication.processEvents()
    table = page.panels.days.table
    top = table.rowAt(0)
    assert page.panels.days.model.rows[top].cells[0] == "Nov 25, 2026"
    put(page, "days", top + 1, 2, "Feast")
    assert table.rowAt(0) == top


def test_the_rosters_day_is_changed_by_one_of_the_office_and_speaks_again_after_it(
    opened: Open,
) -> None:
    page = opened()
    panel = page.panels.days
    row = next(n for n, r in enumerate(panel.model.rows) if r.cells[0] == "Nov 26, 2026")
    page.panels.go("days")
    panel.table.go(row)
    assert not panel.remove.isEnabled()
    put(page, "days", row, 2, "Feast")
    assert panel.model.rows[row].whose == "Office, replaces roster"
    assert panel.says.text().startswith("The roster says: No school, No school: Thanksgiving.")
    panel.remove_line()
    assert panel.model.rows[row].cells[2] == "No school: Thanksgiving"
    assert not is_dirty(page)


def test_the_usual_week_is_chosen_from_the_schedules(opened: Open, services: Services) -> None:
    page = opened()
    model = page.panels.week.model
    assert model.reader.options(1) == ("No school", "EARLY RELEASE", "LATE START", "REGULAR")
    assert model.setData(model.index(1, 1), "LATE START")
    page.save.click()
    assert OwnWeekday(1, "LATE START") in services.day_plans.plan().week


def test_a_new_schedule_is_named_and_its_days_go_along(opened: Open, services: Services) -> None:
    page = opened()
    panel = page.panels.schedules
    page.panels.go("schedules")
    panel.go("LATE START")
    panel.copy.click()
    assert panel.title.text() == "LATE START 2"
    model = page.panels.week.model
    model.setData(model.index(0, 1), "LATE START 2")
    page.panels.go("schedules")
    panel.title.setText("Foggy morning")
    panel.title.editingFinished.emit()
    page.save.click()
    plan = services.day_plans.plan()
    assert [s.name for s in plan.schedules if s.own] == ["Foggy morning"]
    assert OwnWeekday(0, "Foggy morning") in plan.week


def test_a_new_schedule_without_times_waits(opened: Open, services: Services) -> None:
    page = opened()
    panel = page.panels.schedules
    page.panels.go("schedules")
    panel.new.click()
    assert is_dirty(page)
    page.save.click()
    assert tone(page) is Tone.NO
    put(page, "schedules", 0, 0, "Assembly")
    page.save.click()
    own = [s for s in services.day_plans.plan().schedules if s.own]
    assert own == [
        OwnSchedule(
            "New schedule",
            (OwnPeriod("Assembly", PeriodKind.INSTRUCTIONAL, time(8), time(8, 30)),),
        )
    ]
    assert "No weekday or day uses" in page.banner.line.text()


@pytest.fixture
def approved(services: Services, store_of_services: Store) -> tuple[Office, str]:
    """A meeting at lunch, from 11:35, that the principal approved."""
    office = Office(services, store_of_services)
    request = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    office.decide(request, Verdict.APPROVE)
    return office, request


def test_approvals_that_are_asked_again_are_listed_and_have_to_be_confirmed(
    opened: Open, approved: tuple[Office, str], changes: Changes, qtbot: QtBot
) -> None:
    office, request = approved
    page = opened()
    assert page.draft is not None
    page.draft.take(DayPlanChange(days=(OwnDay(DAY, "LATE START"),)))
    page.panels.changed.emit()
    page.save.click()
    asked = dialog(page, SaveDialog)
    assert isinstance(asked, SaveDialog)
    assert asked.verdict.word.text() == "1 approved meeting would be in class time"
    assert asked.list.rows[0].sentence == "· Tue, Dec 1, 11:35 am–12:05 pm"
    assert "min of class time" in asked.list.rows[0].small
    assert_accessible(asked)
    asked.cancel.click()
    assert is_dirty(page)
    assert office.services.decisions.request(request).state is State.APPROVED
    page.save.click()
    again = dialog(page, SaveDialog)
    assert isinstance(again, SaveDialog)
    with qtbot.waitSignals([changes.day_plan, changes.requests]):
        again.do.click()
    assert not is_dirty(page)
    assert office.services.decisions.request(request).state is State.WAITING


def test_going_back_asks_what_becomes_of_changes(opened: Open, qtbot: QtBot) -> None:
    page = opened()
    with qtbot.waitSignal(page.left):
        page.back.click()
    page.panels.week.model.setData(page.panels.week.model.index(0, 1), "LATE START")
    with qtbot.assertNotEmitted(page.left):
        QTest.keyClick(page, Qt.Key.Key_Escape)
    first = dialog(page, LeaveDialog)
    assert isinstance(first, LeaveDialog)
    first.cancel.click()
    assert is_dirty(page)
    page.back.click()
    second = dialog(page, LeaveDialog)
    assert isinstance(second, LeaveDialog)
    with qtbot.waitSignal(page.left):
        second.do.click()
    assert not is_dirty(page)


def test_the_window_is_not_closed_over_changes(opened: Open) -> None:
    page = opened()
    page.panels.week.model.setData(page.panels.week.model.index(0, 1), "LATE START")
    assert not page.close()
    asked = dialog(page, LeaveDialog)
    assert isinstance(asked, LeaveDialog)
    asked.drop.click()
    assert not page.isVisible()


def test_a_refresh_keeps_what_was_changed(opened: Open, services: Services) -> None:
    page = opened()
    page.panels.week.model.setData(page.panels.week.model.index(0, 1), "LATE START")
    services.day_plans.save(DayPlanChange(days=(OwnDay(TUESDAY, "", "Storm"),)))
    page.refresh()
    assert is_dirty(page)
    assert any(row.cells[2] == "Storm" for row in page.panels.days.model.rows)
    page.drop.click()
    assert not is_dirty(page)
    assert page.panels.week.model.rows[0].cells[1] == "REGULAR"


def test_a_file_is_looked_at_and_taken_over(
    opened: Open, services: Services, tmp_path: Path
) -> None:
    path = tmp_path / "days.ics"
    path.write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Our days\r\n"
        "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20261201\r\nSUMMARY:No School\r\n"
        "END:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:2\r\nDTSTART;VALUE=DATE:20261202\r\nSUMMARY:Early Release\r\n"
        "END:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:3\r\nDTSTART;VALUE=DATE:20261203\r\nSUMMARY:Veterans Day\r\n"
        "END:VEVENT\r\n"
        "END:VCALENDAR\r\n",
        newline="",
    )
    page = opened(files=FakeFiles(path))
    shown = page.take_file(path)
    assert shown is not None
    assert shown.verdict.word.text() == "Our days · School calendar (iCalendar)"
    assert "2 understood" in shown.verdict.sentence.text()
    assert [row.sentence for row in shown.unread.rows][-1] == "Veterans Day"
    assert list(shown.choices) == ["Early release"]
    assert shown.choices["Early release"].currentData() == "EARLY RELEASE"
    assert_accessible(shown)
    shown.grades.set("9")
    shown.grades.line.editingFinished.emit()
    assert not shown.do.isEnabled()
    shown.grades.set("6-8")
    shown.grades.line.editingFinished.emit()
    shown.do.click()
    assert is_dirty(page)
    assert not any(d.own for d in services.day_plans.plan().days)
    page.save.click()
    mine = [d for d in services.day_plans.plan().days if d.own]
    assert [(d.day.day, d.schedule, d.grade_low, d.source) for d in mine] == [
        (1, "", 6, "Our days [6–8]"),
        (2, "EARLY RELEASE", 6, "Our days [6–8]"),
    ]


MIXED = {
    "20261207": "After-school: no school-age care",
    "20261208": "Media Center closed",
    "20261209": "No School - JH",
    "20261210": "<b>Picture day</b>",
    "20261211": "No school for K",
    "20261214": "12:30 dismissal",
}


def mixed(folder: Path, titles: dict[str, str]) -> Path:
    path = folder / "mixed.ics"
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{day}\r\nDTSTART;VALUE=DATE:{day}\r\nSUMMARY:{title}\r\n"
        "END:VEVENT\r\n"
        for day, title in titles.items()
    )
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:District\r\n"
    path.write_text(f"{head}{events}END:VCALENDAR\r\n", newline="")
    return path


def test_a_file_lists_what_to_check_and_what_it_passed_over_by_date(
    opened: Open, tmp_path: Path, any_theme: Theme
) -> None:
    shown = opened(any_theme).take_file(mixed(tmp_path, MIXED))
    assert shown is not None
    assert [(row.strong, row.sentence) for row in shown.unread.rows] == [
        ("Dec 7, 2026", "After-school: no school-age care"),
        ("Dec 9, 2026", "No School - JH"),
    ]
    assert all(row.small for row in shown.unread.rows)
    assert shown.passed.toPlainText().splitlines() == [
        "Dec 8, 2026: Media Center closed",
        "Dec 10, 2026: <b>Picture day</b>",  # as it stands there, never as markup
    ]
    assert shown.passed.isReadOnly()
    assert list(shown.choices) == ["12:30 dismissal"]
    assert_accessible(shown)
    assert_whole(shown)
    assert_legible(shown, any_theme)


def test_a_file_is_green_only_where_nothing_of_it_is_asked(opened: Open, tmp_path: Path) -> None:
    page = opened()
    shown = page.take_file(mixed(tmp_path, {"20261211": "No school for K"}))
    assert shown is not None
    assert shown.verdict.tone is Tone.OK
    shown.cancel.click()
    closed = {"20261211": "No school for K", "20261214": "Closed"}
    shown = page.take_file(mixed(tmp_path, closed))
    assert shown is not None
    assert shown.verdict.tone is Tone.ASK
    assert shown.do.isEnabled()
    assert [row.small for row in shown.unread.rows] == [
        "It says something is closed, but not what."
    ]


def test_what_saving_says_is_scrolled_into_sight(opened: Open, qtbot: QtBot) -> None:
    page = opened()
    area = QScrollArea()
    qtbot.addWidget(area)
    page.setMinimumHeight(900)
    area.setWidgetResizable(True)
    area.setWidget(page)
    area.resize(1180, 400)
    area.show()
    page.draft.take(DayPlanChange(days=(OwnDay(date(2026, 12, 4), ""),)))  # type: ignore[union-attr]
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    page.save_now()
    assert tone(page) is Tone.OK
    assert bar.value() == 0
    area.takeWidget()


def test_every_line_to_check_is_there_however_many(opened: Open, tmp_path: Path) -> None:
    """Beyond what is drawn line by line they follow as text; none is a number alone."""
    many = {f"2026{9 + n // 28:02}{n % 28 + 1:02}": f"Maybe no school {n}" for n in range(110)}
    many |= {f"2027{1 + n // 28:02}{n % 28 + 1:02}": f"Perhaps closed {n}" for n in range(160)}
    shown = opened().take_file(mixed(tmp_path, many))
    assert shown is not None
    assert len(shown.unread.rows) == 270
    twice = {f"{day}T{hour}0000": title for day, title in many.items() for hour in ("08", "10")}
    path = mixed(tmp_path, twice)
    path.write_text(path.read_text().replace("DTSTART;VALUE=DATE:", "DTSTART:"), newline="")
    shown.cancel.click()
    more = opened().take_file(path)
    assert more is not None
    assert len(more.unread.rows) == 401  # 400 and the line that says how many follow
    assert len(more.more_unread.toPlainText().splitlines()) == 140
    assert not more.passed.isVisible()


def test_a_file_of_which_nothing_was_understood_is_not_taken_over(
    opened: Open, tmp_path: Path
) -> None:
    shown = opened().take_file(mixed(tmp_path, {"20261208": "Media Center closed"}))
    assert shown is not None
    assert not shown.do.isEnabled()
    assert shown.verdict.tone is Tone.ASK
    assert shown.passed.toPlainText() == "Dec 8, 2026: Media Center closed"
    assert_accessible(shown)


def test_a_file_that_cannot_be_read_says_why(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear families")
    shown = opened().take_file(path)
    assert shown is not None
    assert shown.verdict.tone is Tone.NO
    assert not shown.do.isEnabled()
    shown.cancel.click()


@pytest.mark.parametrize("panel", ["week", "days", "schedules", "terms"])
def test_it_is_whole_in_every_look(opened: Open, any_theme: Theme, panel: str) -> None:
    page = opened(any_theme)
    page.panels.go(panel)
    page.resize(
        max(1170, page.minimumSizeHint().width()), max(712, page.minimumSizeHint().height())
    )
    QApplication.processEvents()
    assert_accessible(page)
    assert_legible(page, any_theme)
    assert_whole(page)
    assert page.minimumSizeHint().width() <= 1170
