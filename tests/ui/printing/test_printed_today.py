"""What was printed today: the list, and printing the same paper again."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt

from cpdesk.clock import FixedClock
from cpdesk.policy.permissions import Role
from cpdesk.services.printing.paper_spec import PaperOut
from cpdesk.services.printing.paper_specs import PaperKind
from cpdesk.services.services import Services
from tests.services import staff
from tests.ui.paper.fakes import Tray
from tests.ui.printing.conftest import ALT, CTRL, DAY, SIZE, Opened, press


def test_a_reprint_is_the_same_paper_under_its_number(
    opened: Opened, tray: Tray, services: Services, clock: FixedClock
) -> None:
    page = opened()
    press(page, Qt.Key.Key_P, CTRL)
    clock.set(clock.now() + timedelta(minutes=3))
    page.mark("evacuation")
    press(page, Qt.Key.Key_P, CTRL)
    press(page, Qt.Key.Key_T, ALT)
    assert page.column.front is page.today
    assert [(row.name, row.about) for row in page.today.rows] == [
        ("Evacuation list", "10:45 am"),
        ("Partner schedule", "Nov 24, 2026"),
    ]
    assert [row.right for row in page.today.rows] == ["10:45 am", "10:42 am"]
    schedule = next(p for p in services.print_book.today() if p.kind == "schedule")
    page.today.mark(schedule.paper_id)
    assert schedule.number in page.view.about.text()
    assert page.print_button.text() == "Print again"
    press(page, Qt.Key.Key_Return)
    assert tray.sent[-1][0] == tray.sent[0][0]
    again = next(p for p in services.print_book.today() if p.kind == "schedule")
    assert again.number == schedule.number
    assert len(again.runs) == 2
    assert page.today.key == schedule.paper_id, "it stays marked"
    row = next(row for row in page.today.rows if row.key == schedule.paper_id)
    assert "Office ×2" in row.small


def test_a_paper_of_another_window_comes_into_the_list(
    opened: Opened, services: Services, clock: FixedClock
) -> None:
    page = opened()
    page.view.controls.print()
    page.column.today_tab.click()
    mine = page.today.key
    clock.set(clock.now() + timedelta(minutes=1))
    number = services.print_book.number()
    kind = PaperKind.LETTER
    services.print_book.note(
        PaperOut(kind, "Northside", number, DAY, b"%PDF-1", 1, SIZE, "printed", "Annex")
    )
    page.refresh()
    first = page.today.rows[0]
    assert (first.name, first.about) == ("Letter to the partner", "Northside")
    assert page.today.key == mine, "what was marked stays so"


def test_a_paper_that_the_role_may_not_see_is_listed_and_not_shown(
    opened: Opened, services: Services
) -> None:
    staff.hire(services)
    staff.sit(services, Role.MANAGER)
    number = services.print_book.number()
    kind = PaperKind.VISITOR_FILE
    services.print_book.note(
        PaperOut(kind, "", number, DAY, b"%PDF file", 1, SIZE, "printed", "Office")
    )
    staff.sit(services, Role.DESK)
    page = opened()
    press(page, Qt.Key.Key_T, ALT)
    assert page.today.rows[0].name == "Visitor file"
    assert page.view.empty.word.text().startswith("Your account doesn’t allow this")
    assert not page.print_button.isEnabled()
    assert not page.save_button.isEnabled()


def test_nothing_printed_says_so(opened: Opened) -> None:
    page = opened()
    press(page, Qt.Key.Key_T, ALT)
    assert page.view.empty.word.text() == "Nothing was printed or saved today."
    assert not page.print_button.isEnabled()
    press(page, Qt.Key.Key_Return)
    press(page, Qt.Key.Key_M, ALT)
    assert page.papers.key == "schedule"
    assert page.view.controls.made is not None


def test_the_recovery_key_cannot_be_had_again_from_the_list(
    opened: Opened, services: Services
) -> None:
    number = services.print_book.number()
    kind = PaperKind.RECOVERY
    services.print_book.note(
        PaperOut(kind, "", number, DAY, b"%PDF key", 1, SIZE, "printed", "Office")
    )
    page = opened()
    press(page, Qt.Key.Key_T, ALT)
    assert page.today.rows[0].name == "Recovery key"
    assert page.view.empty.word.text().startswith("The recovery key is never kept")
    assert not page.print_button.isEnabled()
    assert not page.save_button.isEnabled()
