"""The print center by its keys: what can be printed, and what was printed today."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QShortcut
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from cpdesk.cli.demo import demo_flyers
from cpdesk.clock import FixedClock
from cpdesk.policy.permissions import Role
from cpdesk.records.accounts import Actor, SignedIn
from cpdesk.services.printing.paper_specs import SPECS
from cpdesk.services.printing.printing import Printer
from cpdesk.services.services import Services
from cpdesk.ui.changes import Changes
from cpdesk.ui.current_user import CurrentUser
from cpdesk.ui.printing.page import PrintingPage
from cpdesk.ui.theme.theme import Theme
from tests.documents.paper_reading import page_texts, text_of
from tests.ui.paper.fakes import Ears, Tray, dead_printer
from tests.ui.printing.conftest import ALT, CTRL, Opened, press
from tests.ui.walk import assert_accessible, assert_legible, assert_whole


def names(page: PrintingPage) -> list[str]:
    return [row.name for row in page.papers.rows if row.key]


def test_every_paper_stands_in_its_group(opened: Opened) -> None:
    page = opened()
    headings = [row.name for row in page.papers.rows if not row.key]
    assert headings == ["Today", "Desk", "Requests", "Flyers", "Events", "Reports", "For the safe"]
    assert {"Partner schedule", "Evacuation list", "Badge", "Flyer log", "Board register"} <= set(
        names(page)
    )


def test_the_first_paper_is_there_at_once(opened: Opened) -> None:
    page = opened()
    assert page.papers.key == "schedule"
    assert page.view.heading.text() == "Partner schedule, Tue, Nov 24"
    made = page.view.controls.made
    assert made is not None
    assert len(page.view.preview.pages) == made.count
    assert made.number in page.view.about.text()
    assert page.print_button.isEnabled()
    assert page.save_button.isEnabled()


def test_what_is_shown_is_what_prints(
    opened: Opened, tray: Tray, services: Services, ears: Ears
) -> None:
    page = opened()
    made = page.view.controls.made
    assert made is not None
    page.view.copies.setValue(2)
    press(page, Qt.Key.Key_P, CTRL)
    pdf, printer, title, _, copies = tray.sent[0]
    assert pdf == made.pdf
    assert (printer, title, copies) == ("Office", "CPDesk schedule", 2)
    (paper,) = services.print_book.today()
    assert (paper.number, paper.about) == (made.number, "Nov 24, 2026")
    assert page.column.today_tab.text() == "Printed today (1)"
    assert ears.heard[0][0] == "Sent to Office."


def test_whoever_types_the_copies_stays_there(opened: Opened, tray: Tray) -> None:
    page = opened()
    page.view.copies.setFocus()
    page.view.copies.setValue(3)
    press(page, Qt.Key.Key_P, CTRL)
    assert tray.sent[0][4] == 3
    assert page.focusWidget() is page.view.copies


def test_no_printer_and_everything_can_be_saved(
    opened: Opened, tray: Tray, services: Services, tmp_path: Path
) -> None:
    tray.names = ()
    page = opened()
    assert page.print_button.isHidden()
    assert page.view.none.text().startswith("No printer found. Save it as a PDF")
    assert not page.view.printer.isVisible()
    assert not page.view.copies.isVisible()
    asking = page.view.controls.save()
    assert asking is not None
    asking.fileSelected.emit(str(tmp_path / "day.pdf"))
    asking.reject()
    (paper,) = services.print_book.today()
    assert all(paper.number in text for text in page_texts((tmp_path / "day.pdf").read_bytes()))
    assert [run.way for run in paper.runs] == ["saved"]
    page.view.controls.print()
    assert tray.sent == []


def test_a_printer_that_comes_and_goes_is_seen(opened: Opened, tray: Tray) -> None:
    page = opened()
    page.view.printer.setCurrentIndex(page.view.printer.findData("Copier"))
    tray.names = (Printer("Annex"), *tray.names)
    page.refresh()
    assert page.view.printer.currentData() == "Copier", "what was chosen stays chosen"
    tray.names = (Printer("Annex"),)
    page.refresh()
    assert page.view.printer.currentData() == "Annex"


def test_a_dead_printer_is_told_and_nothing_is_noted(
    opened: Opened, tray: Tray, ears: Ears, services: Services
) -> None:
    page = opened()
    tray.trouble = dead_printer()
    page.view.controls.print()
    assert [said for said, _ in ears.heard] == [str(dead_printer())]
    assert services.print_book.today() == ()
    assert page.print_button.isEnabled(), "it can be tried again"


def test_a_queue_that_is_deleted_between_choosing_and_printing(
    opened: Opened, tray: Tray, ears: Ears, services: Services
) -> None:
    page = opened()
    tray.trouble, tray.names = dead_printer(), (Printer("Annex"),)
    page.view.controls.print()
    assert page.view.printer.currentData() == "Annex"
    tray.trouble = None
    page.view.controls.print()
    assert ears.heard[-1][0] == "Sent to Annex."
    (paper,) = services.print_book.today()
    assert [run.printer for run in paper.runs] == ["Annex"]


def test_a_print_system_that_does_not_answer_leaves_saving(
    opened: Opened, tray: Tray, tmp_path: Path
) -> None:
    tray.silence = dead_printer()
    page = opened()
    assert page.print_button.isHidden()
    asking = page.view.controls.save()
    assert asking is not None
    asking.fileSelected.emit(str(tmp_path / "day.pdf"))
    asking.reject()
    assert (tmp_path / "day.pdf").exists()


def test_the_badge_of_the_latest_visit(
    opened: Opened, visitor: str, tray: Tray, services: Services
) -> None:
    page = opened()
    page.mark("badge")
    assert page.chooser.one.currentText().startswith(visitor)
    press(page, Qt.Key.Key_P, CTRL)
    assert "Adaeze" in text_of(tray.sent[0][0])
    (paper,) = services.print_book.today()
    assert (paper.kind, paper.about) == ("badge", visitor)
    assert paper.number not in text_of(tray.sent[0][0]), "a badge has a code of its own"
    press(page, Qt.Key.Key_T, ALT)
    assert paper.number not in page.today.rows[0].small


def test_where_there_is_nothing_to_choose_it_says_so(opened: Opened) -> None:
    page = opened()
    page.mark("badge")
    assert page.view.empty.word.text() == "No one was checked in today."
    assert not page.print_button.isEnabled()
    page.mark("count-sheet")
    assert page.view.empty.word.text() == "No flyers were accepted this term."
    page.mark("schedule")
    assert page.print_button.isEnabled()


def test_enter_leads_to_what_has_to_be_chosen(opened: Opened) -> None:
    page = opened()
    press(page, Qt.Key.Key_Return)
    assert page.focusWidget() is page.chooser.day.line
    page.chooser.day.line.setText("11/25")
    press(page, Qt.Key.Key_Return)
    assert page.view.heading.text() == "Partner schedule, Wed, Nov 25"
    press(page, Qt.Key.Key_Escape)
    assert page.focusWidget() is page.papers


def test_a_day_that_is_none_prints_nothing(opened: Opened) -> None:
    page = opened()
    page.chooser.day.line.setText("someday")
    page.chooser.day.line.entered.emit()
    assert page.chooser.day.note.text() == "Enter a date"
    assert not page.print_button.isEnabled()


def test_a_period_is_typed_in_two_fields(opened: Opened) -> None:
    page = opened()
    page.mark("flyer-log")
    assert page.chooser.first.said == "Jul 1, 2026"
    assert page.print_button.isEnabled()
    page.chooser.first.line.setText("12/1/2026")
    page.chooser.first.line.entered.emit()
    assert page.chooser.last.note.text() == "Before the first day"
    assert not page.print_button.isEnabled()
    page.chooser.first.line.setText("11/1/2026")
    page.chooser.first.line.entered.emit()
    assert page.view.controls.made is not None
    assert page.view.controls.made.about == "Nov 1, 2026 – Nov 24, 2026"


def test_what_changed_on_another_page_is_on_the_paper(
    opened: Opened, services: Services, clock: FixedClock
) -> None:
    """The user looks at the log, goes to record a flyer, and comes back to print."""
    page = opened()
    page.mark("flyer-log")
    page.hide()
    demo_flyers.deliver(services, clock)
    page.show()
    page.shown()
    assert page.view.controls.made is not None
    assert "Winter reading club" in text_of(page.view.controls.made.pdf)
    assert page.papers.key == "flyer-log"


@pytest.mark.parametrize(
    ("role", "there"), [(Role.DESK, False), (Role.LEADER, False), (Role.MANAGER, True)]
)
def test_only_what_the_role_may_print_is_offered(
    opened: Opened, here: CurrentUser, services: Services, role: Role, there: bool
) -> None:
    here.signed_in = SignedIn(Actor("one", "Siv Aas", role), False, 1)
    page = opened()
    assert ("Recovery key" in names(page)) is there
    assert ("Report" in names(page)) is (role is not Role.DESK)


def test_the_evacuation_list_is_as_new_as_the_minute(
    opened: Opened, clock: FixedClock, services: Services
) -> None:
    page = opened()
    page.mark("evacuation")
    before = page.view.controls.made
    page.refresh()
    assert page.view.controls.made is before, "within the minute nothing is made anew"
    clock.set(clock.now() + timedelta(minutes=1))
    page.refresh()
    assert page.view.controls.made is not None
    assert page.view.controls.made.about == "10:43 am"


def test_who_comes_in_stands_on_the_evacuation_list_at_once(
    opened: Opened, changes: Changes, request: pytest.FixtureRequest
) -> None:
    page = opened()
    page.mark("evacuation")
    visitor = request.getfixturevalue("visitor")
    changes.visits.emit()
    assert page.view.controls.made is not None
    assert visitor in text_of(page.view.controls.made.pdf)


def test_no_key_is_that_of_two_things(opened: Opened) -> None:
    """A key that two visible parts want does nothing at all."""
    page = opened()
    for kind in SPECS:
        page.mark(kind.value)
        keys = [
            shortcut.key().toString()
            for shortcut in page.findChildren(QShortcut)
            if isinstance(over := shortcut.parent(), QWidget) and over.isVisible()
        ]
        assert len(keys) == len(set(keys)), kind
    page.mark("flyer-log")
    press(page, Qt.Key.Key_T, ALT)
    assert page.column.front is page.today


def test_pages_are_turned(opened: Opened) -> None:
    page = opened()
    page_turner = page.view.page_turner
    assert page_turner.where.text() == "Page 1 of 2"
    page_turner.forth.click()
    assert page_turner.where.text() == "Page 2 of 2"
    assert not page_turner.forth.isEnabled()
    page_turner.back.click()
    assert page_turner.where.text() == "Page 1 of 2"
    page.mark("request-form")
    assert page_turner.isHidden()


def test_is_accessible_legible_and_whole(opened: Opened, any_theme: Theme, qtbot: QtBot) -> None:
    page = opened(any_theme, (1190, 637))
    qtbot.waitExposed(page)
    for key in ("schedule", "flyer-log", "badge", "report", "recovery-key"):
        page.mark(key)
        assert_accessible(page)
        assert_legible(page, any_theme)
        assert_whole(page)
    page.column.today_tab.click()
    assert_accessible(page)
    assert_whole(page)
    assert page.minimumSizeHint().height() <= 637


def test_what_a_paper_is_can_be_read_whole_at_any_size(opened: Opened, any_theme: Theme) -> None:
    """In two lines where one is too short, and no entry reaches into the next."""
    page = opened(any_theme, (1190, 637))
    view, small = page.papers, QFontMetrics(any_theme.font(12.5, 400))
    for n, row in enumerate(view.rows):
        if not row.key:
            continue
        place = view.visualRect(view.model().index(n, 0))
        room = place.width() - 2 * any_theme.px(10)
        option = QStyleOptionViewItem()
        option.widget, option.rect = view, place
        wide = view.row_delegate.text_width(option)
        assert wide <= room
        lines = view.row_delegate.detail_lines(view.spec.parts(row), wide)
        assert " ".join(lines) == row.small
        assert all(small.horizontalAdvance(line) <= room for line in lines)
        assert place.height() >= (len(lines) + 1) * small.height() + 2 * any_theme.px(7)


def test_the_name_of_a_printer_has_room_and_the_fields_are_equally_high(
    opened: Opened, tray: Tray
) -> None:
    long = Printer("Brother_QL_820NWB_Label_Printer_at_the_counter")
    tray.names = (Printer("Office"),)
    page = opened()
    narrow = page.view.printer.width()
    tray.names = (long, Printer("Office", preferred=True))
    page.refresh()
    assert page.view.printer.width() > narrow
    assert page.view.printer.height() == page.view.copies.height()


def test_what_is_marked_stays_in_sight_where_there_is_less_room(
    opened: Opened, qtbot: QtBot
) -> None:
    page = opened()
    page.mark("recovery-key")
    page.resize(page.width(), page.height() - 70)  # a banner came
    view = page.papers
    qtbot.waitUntil(lambda: view.viewport().rect().contains(view.visualRect(view.currentIndex())))


def test_what_tells_one_from_another_has_the_line(opened: Opened, any_theme: Theme) -> None:
    page = opened(any_theme, (1190, 637))
    page.mark("badge")
    one = page.chooser.one
    assert one.width() == min(any_theme.px(560), page.chooser.width())
    page.mark("report")
    assert one.width() == any_theme.px(340), "the days stand beside it"
    assert_whole(page)
