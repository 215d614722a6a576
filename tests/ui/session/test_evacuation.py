"""The evacuation list comes by its key whatever is in front and wherever the cursor is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.policy.permissions import Role
from cpdesk.policy.phrases import COUNT_BY_HAND
from cpdesk.records.desk import Admission, Question, RelayedYes
from cpdesk.services.printing.printing import Printer
from cpdesk.services.services import Services
from cpdesk.ui.application import Application
from cpdesk.ui.input.keys import EVACUATION_KEY
from cpdesk.ui.paper.dialog import PaperDialog
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.window.window import MainWindow
from tests.documents.paper_reading import text_of
from tests.services import staff
from tests.ui.paper.fakes import Tray, dead_printer
from tests.ui.walk import assert_accessible, assert_legible, assert_whole, readable
from tests.ui.whole_office import press, whole_office

F9 = Qt.Key.Key_F9
VISITOR = "Adaeze Okafor"


@pytest.fixture
def tray() -> Tray:
    return Tray()


@pytest.fixture
def office(qtbot: QtBot, services: Services, tray: Tray) -> Iterator[Application]:
    come_in(services)
    with whole_office(qtbot, services, tray) as opened:
        yield opened


@pytest.fixture
def locked(qtbot: QtBot, services: Services, tray: Tray) -> Iterator[Application]:
    """There are accounts, and no one is signed in."""
    come_in(services)
    staff.hire(services)
    with whole_office(qtbot, services, tray) as opened:
        assert opened.window.covered
        yield opened


def come_in(services: Services) -> None:
    row = next(r for r in services.desk.expected() if r.person_name == VISITOR)
    question = Question(person=row.person_id, activity=row.activity_id)
    yes = RelayedYes("Principal Lindqvist", "by phone", "knows the visitor")
    services.desk.admit(Admission(new_id(), question, relayed=yes))


def lists() -> list[PaperDialog]:
    """The evacuation lists that are on the screen."""
    return [
        dialog
        for dialog in QApplication.topLevelWidgets()
        if isinstance(dialog, PaperDialog)
        and dialog.isVisible()
        and dialog.windowTitle() == "Evacuation list"
    ]


def the_list() -> PaperDialog:
    """The one that is there, in front."""
    (found,) = lists()
    assert found.made
    assert in_front() is found
    return found


def in_front() -> QWidget | None:
    QApplication.processEvents()
    return QApplication.activeWindow()


def message(office: Application) -> tuple[str, str]:
    page = office.session_controller.page
    assert page is not None
    return page.message.word.text(), page.message.sentence.text()


# -- before anything is there ----------------------------------------------------------------------


def test_pressed_while_the_window_is_only_an_outline_it_is_not_lost(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    wanted: list[bool] = []
    window.evacuation_wanted.connect(lambda: wanted.append(True))
    QTest.keyClick(window.windowHandle(), F9)
    assert wanted == []
    assert window.evacuation_asked_early


def test_asked_for_too_early_it_comes_once_the_pages_are_there(
    qtbot: QtBot, services: Services, tray: Tray
) -> None:
    come_in(services)
    window = MainWindow()
    window.show()
    QTest.keyClick(window.windowHandle(), F9)
    with whole_office(qtbot, services, tray, window=window):
        qtbot.waitUntil(lambda: bool(lists()))
        the_list().reject()


# -- signed in, or open to everybody ---------------------------------------------------------------


def test_it_names_who_is_in_and_enter_prints_it(office: Application, tray: Tray) -> None:
    press(F9)
    shown = the_list()
    assert shown.printer.currentText() == "Office"
    press(Qt.Key.Key_Return)
    assert lists() == []
    assert VISITOR in text_of(tray.sent[0][0])


def test_the_entry_in_the_sidebar_and_the_button_at_the_desk_do_the_same(
    office: Application,
) -> None:
    for button in (
        office.window.sidebar.evacuation,
        office.desk.page.aside.inside.evacuation,
    ):
        button.click()
        the_list().reject()
    entry = office.window.sidebar.evacuation
    assert (entry.text(), entry.accessibleDescription()) == ("Evacuation list", EVACUATION_KEY)
    for late in office.pages:
        office.window.go(late.key)
        assert entry.isVisible(), late.key


def test_it_comes_over_a_modal_dialog_and_what_was_typed_there_stays(office: Application) -> None:
    office.window.go("settings")
    office.settings.page.people.add()
    dialog = in_front()
    assert isinstance(dialog, QDialog)
    field = dialog.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "Ana R")
    press(F9)
    shown = the_list()
    assert shown is not dialog
    assert dialog.isVisible()
    shown.reject()
    assert field.text() == "Ana R"
    dialog.close()


def test_a_dialog_under_it_that_closes_by_itself_does_not_take_it_along(
    office: Application,
) -> None:
    office.window.show_keys()
    under = in_front()
    assert isinstance(under, QDialog)
    press(F9)
    under.accept()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    the_list().reject()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_menu_that_is_open_gives_way(office: Application) -> None:
    menu = QMenu(office.window)
    menu.addAction("Excel workbook")
    menu.popup(office.window.mapToGlobal(QPoint(50, 50)))
    assert QApplication.activePopupWidget() is menu
    press(F9)
    assert not menu.isVisible()
    the_list().reject()


def test_pressed_again_it_is_the_same_dialog_with_what_is_so_by_now(
    office: Application, clock: FixedClock, tray: Tray
) -> None:
    press(F9)
    first = the_list()
    clock.set(clock.now() + timedelta(minutes=6))
    press(F9)
    assert the_list() is first
    press(Qt.Key.Key_Return)
    assert "10:48 am" in text_of(tray.sent[0][0])


# -- while no one is signed in --------------------------------------------------------------------


def test_locked_it_is_printed_and_no_name_is_on_the_screen(
    locked: Application, tray: Tray, services: Services
) -> None:
    press(F9)
    assert VISITOR in text_of(tray.sent[0][0])
    assert tray.sent[0][1] == "Office"
    assert message(locked) == ("Evacuation list sent to Office.", "1 visitor is in the building.")
    assert lists() == []
    assert VISITOR not in readable(locked.window)
    assert locked.window.covered, "nobody got in by it"
    staff.sit(services, Role.DESK)
    (paper,) = services.print_book.today()
    assert (paper.kind, paper.runs[0].by_name) == ("evacuation", "")


def test_locked_each_press_prints_one_and_the_button_does_the_same(
    locked: Application, tray: Tray
) -> None:
    press(F9)
    press(F9)
    page = locked.session_controller.page
    assert page is not None
    page.evacuation.click()
    assert len(tray.sent) == 3


def test_locked_what_is_typed_as_a_password_stays(locked: Application, tray: Tray) -> None:
    page = locked.session_controller.page
    assert page is not None
    page.sign_in.secret.setFocus()
    QTest.keyClicks(page.sign_in.secret, "tram")
    press(F9)
    assert page.sign_in.secret.text() == "tram"
    assert page.sign_in.secret.hasFocus()
    assert len(tray.sent) == 1


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ({"names": ()}, "No printer found"),
        ({"trouble": dead_printer()}, "Printer Office does not answer."),
        (
            {"silence": DeskError("This computer has no print system.", "Save it as a PDF.")},
            "This computer has no print system.",
        ),
    ],
)
def test_locked_without_a_printer_it_is_said_what_to_do(
    locked: Application, tray: Tray, how: dict[str, object], says: str
) -> None:
    for name, value in how.items():
        setattr(tray, name, value)
    press(F9)
    do = "1 visitor is in the building. Sign in to see the list on this screen."
    assert message(locked) == (says, do)
    assert VISITOR not in readable(locked.window)
    tray.names, tray.trouble, tray.silence = Tray().names, None, None
    press(F9)
    assert len(tray.sent) == 1, "it can be tried again"


def sign_in(office: Application, services: Services) -> None:
    signed = staff.sit(services, Role.DESK)
    office.session_controller.login_controller.enter(replace(signed, lock_minutes=0))
    assert not office.window.covered


@pytest.mark.parametrize(
    "how",
    [{"names": ()}, {"trouble": dead_printer()}, {"names": (Printer("Copier", ready=False),)}],
)
def test_what_did_not_come_on_paper_is_on_the_screen_after_signing_in(
    locked: Application, services: Services, tray: Tray, qtbot: QtBot, how: dict[str, object]
) -> None:
    for name, value in how.items():
        setattr(tray, name, value)
    press(F9)
    assert message(locked)[1].endswith("Sign in to see the list on this screen.")
    sign_in(locked, services)
    qtbot.waitUntil(lambda: bool(lists()))
    the_list().reject()


def test_what_came_on_paper_does_not_stand_in_the_way_after_signing_in(
    locked: Application, services: Services, tray: Tray
) -> None:
    tray.trouble = dead_printer()
    press(F9)
    tray.trouble = None
    press(F9)
    assert len(tray.sent) == 1
    sign_in(locked, services)
    QApplication.processEvents()
    assert lists() == []


@contextmanager
def moved_away(folder: Path) -> Iterator[None]:
    """While it is done the data folder lies somewhere else."""
    away = folder.with_name(f"{folder.name} away")
    folder.rename(away)
    yield
    away.rename(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="a folder that is in use is not moved there")
def test_locked_it_does_not_ask_to_sign_in_where_nothing_can_be_read(
    locked: Application, services: Services, tray: Tray
) -> None:
    with moved_away(services.folder):
        press(F9)
        says, do = message(locked)
    assert says.endswith("was moved, deleted, or replaced while CPDesk was open.")
    assert do == COUNT_BY_HAND
    press(F9)
    assert len(tray.sent) == 1, "the folder is back"
    assert message(locked)[0] == "Evacuation list sent to Office."


@pytest.mark.skipif(sys.platform == "win32", reason="a folder that is in use is not moved there")
def test_a_list_on_the_screen_outlives_the_folder(office: Application, services: Services) -> None:
    press(F9)
    shown = the_list()
    with moved_away(services.folder):
        press(F9)
        assert the_list() is shown
        assert len(shown.preview.pages) == 1
        assert shown.note.word.text() == "Can’t refresh. This list is from 10:42 am."
    press(F9)
    assert the_list().note.isHidden()
    shown.reject()
    in_front()
    office.window.activateWindow()
    in_front()
    with moved_away(services.folder):
        press(F9)
        (unread,) = lists()
        assert unread.note.tone is Tone.NO
    press(F9)
    assert the_list() is unread
    assert unread.note.isHidden()
    unread.reject()


def test_one_that_was_open_when_the_window_was_locked_is_made_again_in_its_place(
    locked: Application, services: Services, tray: Tray, qtbot: QtBot
) -> None:
    sign_in(locked, services)
    press(F9)
    shown = the_list()
    locked.session_controller.login_controller.lock()
    QApplication.processEvents()
    assert lists() == []
    assert tray.sent == [], "it was made already"
    sign_in(locked, services)
    qtbot.waitUntil(lambda: bool(lists()))
    press(F9)
    assert the_list() is shown
    shown.reject()


def test_locked_while_the_list_was_being_made_it_is_printed(
    office: Application, services: Services, tray: Tray, qtbot: QtBot
) -> None:
    """The first press may find out that someone has to sign in."""
    staff.hire(services)
    services.auth.look_again()
    press(F9)
    assert office.window.covered
    qtbot.waitUntil(lambda: bool(tray.sent))
    assert VISITOR in text_of(tray.sent[0][0])
    assert VISITOR not in readable(office.window)


@pytest.mark.parametrize("size", [(1366, 768), (853, 480)])
def test_at_the_sign_in_page_nothing_is_cut_off(locked: Application, size: tuple[int, int]) -> None:
    locked.window.resize(*size)
    press(F9)
    page = locked.session_controller.page
    assert page is not None
    assert_accessible(page)
    assert_legible(page, locked.window.theme)
    assert_whole(page)
    assert page.message.visibleRegion().boundingRect() == page.message.rect(), (
        "what is said is in sight"
    )
