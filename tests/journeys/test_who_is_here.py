"""Signing in, locking and handing over, with keys alone, in the real window on a real folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cpdesk.app import open_services
from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.policy.permissions import Permission, Role, may
from cpdesk.services.auth_context import AuthContext
from cpdesk.services.backup.recovery import Recovery
from cpdesk.ui.paper.dialog import PaperDialog
from cpdesk.ui.settings.people.account_dialogs import AddDialog
from cpdesk.ui.sign_in.page import SignInPage
from tests.journeys.office import CTRL, Front, front_office
from tests.journeys.staff import DESK, LEADER, MANAGER, NEW, SECRETS, Staff
from tests.ui.walk import readable

CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
NAMES = ("Okafor", "Lake Street", "Cedar Lake", "Muñoz")


@pytest.fixture
def front(qtbot: QtBot, staff: Staff, clock: FixedClock) -> Iterator[Front]:
    with front_office(qtbot, staff.folder, clock) as opened:
        told: list[DeskError] = []
        opened.office.tasks.trouble.connect(told.append)
        yield opened
        assert not told


def page(front: Front) -> SignInPage:
    front.until(lambda: front.office.session_controller.login_controller.page is not None)
    shown = front.office.session_controller.login_controller.page
    assert shown is not None
    front.until(lambda: shown.sign_in.picker.account is not None)
    return shown


def sign_in(front: Front, name: str, *, known: bool = False) -> None:
    """Types a part of the name, Enter, the password, Enter."""
    shown = page(front)
    if not known:
        front.until(shown.sign_in.picker.field.hasFocus)
        front.type(name.split()[0].casefold())
        front.press(Qt.Key.Key_Return)
    front.until(shown.sign_in.secret.hasFocus)
    front.type(SECRETS[name])
    front.press(Qt.Key.Key_Return)
    front.until(lambda: not front.office.session_controller.login_controller.locked)


def at_the_desk(front: Front, name: str = DESK) -> None:
    sign_in(front, name)
    front.until(lambda: bool(front.desk.results.rows))


def assert_nothing_readable(front: Front) -> None:
    told = readable(front.office.window)
    assert not [name for name in NAMES if name in told]
    assert front.office.window.windowTitle() == "CPDesk"


def test_nobody_sees_anything_before_they_sign_in(front: Front) -> None:
    page(front)
    assert_nothing_readable(front)
    at_the_desk(front)
    assert "Okafor" in readable(front.office.window, alone=True)
    assert front.office.current_user.actor.name == DESK
    footer = front.office.window.sidebar.footer
    assert footer.text() == "Front desk"
    assert footer.small == (DESK, "Locks after 5 min · Ctrl+L")


def test_locked_and_signed_in_again_everything_is_as_it_was(front: Front) -> None:
    at_the_desk(front)
    front.type("okaf")
    front.until(lambda: front.desk.answered == "okaf")
    lines = [line.title for line in front.desk.results.rows]
    field = front.focus
    front.press(Qt.Key.Key_L, CTRL)
    assert front.office.session_controller.login_controller.locked
    assert_nothing_readable(front)
    assert "okaf" not in readable(front.office.window).casefold()
    front.until(lambda: front.services.auth.signed_in is None)
    sign_in(front, DESK, known=True)
    assert front.desk.field.line.text() == "okaf"
    assert [line.title for line in front.desk.results.rows] == lines
    assert front.focus is field
    assert "Cedar Lake School" in front.office.window.windowTitle()


def test_somebody_else_finds_none_of_it(front: Front) -> None:
    at_the_desk(front)
    front.type("okaf")
    front.until(lambda: front.desk.answered == "okaf")
    before = front.office.desk.page
    front.press(Qt.Key.Key_L, CTRL_SHIFT)
    assert_nothing_readable(front)
    sign_in(front, LEADER)
    front.until(lambda: bool(front.desk.results.rows))
    assert front.office.desk.page is not before
    assert front.desk.field.line.text() == ""
    footer = front.office.window.sidebar.footer
    assert (footer.text(), footer.small[1]) == ("Principal", "Locks after 2 min · Ctrl+L")
    assert front.services.auth.actor.name == LEADER


def test_the_foot_switches_too(front: Front) -> None:
    at_the_desk(front)
    QTest.mouseClick(front.office.window.sidebar.footer, Qt.MouseButton.LeftButton)
    shown = page(front)
    front.until(shown.sign_in.picker.field.hasFocus)  # the name first: it is somebody else
    sign_in(front, MANAGER)


def test_a_wrong_password_is_said_and_five_shut_the_account(front: Front) -> None:
    shown = page(front)
    front.until(shown.sign_in.picker.field.hasFocus)
    front.type("ana")
    front.press(Qt.Key.Key_Return)
    for _ in range(5):
        shown.sign_in.trouble.hide()
        front.type("000000")
        front.press(Qt.Key.Key_Return)
        front.until(shown.sign_in.trouble.isVisible)
        assert shown.sign_in.trouble.word.text() == "The name and password don’t match."
    shown.sign_in.trouble.hide()
    front.type(SECRETS[DESK])
    front.press(Qt.Key.Key_Return)
    front.until(shown.sign_in.trouble.isVisible)
    assert "30" in shown.sign_in.trouble.word.text()
    assert front.office.session_controller.login_controller.locked
    assert_nothing_readable(front)


def test_nobody_there_for_five_minutes_locks_it(front: Front, clock: FixedClock) -> None:
    at_the_desk(front)
    login_controller = front.office.session_controller.login_controller
    clock.set(clock.now() + timedelta(minutes=4))
    login_controller.idle.look()
    QTest.keyClick(front.office.window.windowHandle(), Qt.Key.Key_Shift)
    clock.set(clock.now() + timedelta(minutes=4))
    login_controller.idle.look()
    assert not login_controller.locked
    clock.set(clock.now() + timedelta(minutes=1))
    login_controller.idle.look()
    assert_nothing_readable(front)
    assert "locked itself" in page(front).sign_in.sentence.text()
    sign_in(front, DESK, known=True)


def test_while_locked_nothing_is_read_and_nothing_said(front: Front) -> None:
    at_the_desk(front)
    front.press(Qt.Key.Key_L, CTRL)
    front.until(lambda: front.services.auth.signed_in is None)
    for changed in (front.office.changes.visits, front.office.changes.roster):
        changed.emit()
    front.office.window.minute_timer.timeout.emit()
    front.press(Qt.Key.Key_F5)
    front.go("settings")
    assert front.office.window.current is front.office.desk
    assert_nothing_readable(front)
    sign_in(front, DESK, known=True)
    front.until(lambda: bool(front.desk.results.rows))
    assert front.office.window.banner.isHidden()


def test_what_was_asked_for_is_done_though_it_is_locked_at_once(front: Front) -> None:
    at_the_desk(front)
    front.type("okaf")
    front.until(lambda: front.desk.answered == "okaf")
    front.press(Qt.Key.Key_Return)
    front.until(lambda: front.desk.arrival.card is not None and front.desk.arrival.ready)
    front.look()
    front.press(Qt.Key.Key_Return)
    front.press(Qt.Key.Key_L, CTRL)
    front.until(lambda: front.services.auth.signed_in is None)
    assert_nothing_readable(front)
    sign_in(front, DESK, known=True)
    assert front.inside() == ["Adaeze Okafor"]


def test_a_dialog_with_names_goes_and_comes_back(front: Front) -> None:
    at_the_desk(front)
    assert front.admit("okaf") == "Adaeze Okafor"
    QTest.keyClick(front.office.window.windowHandle(), Qt.Key.Key_F9)
    front.until(lambda: isinstance(QApplication.activeModalWidget(), PaperDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PaperDialog)
    front.until(lambda: dialog.made)
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_L, CTRL)
    front.until(lambda: not dialog.isVisible())
    assert dialog.windowHandle() not in QGuiApplication.topLevelWindows()
    assert_nothing_readable(front)
    sign_in(front, DESK, known=True)
    assert dialog.isVisible()
    assert QApplication.activeModalWidget() is dialog
    dialog.close()


def test_a_dialog_is_not_handed_to_somebody_else(front: Front) -> None:
    at_the_desk(front)
    QTest.keyClick(front.office.window.windowHandle(), Qt.Key.Key_F9)
    front.until(lambda: isinstance(QApplication.activeModalWidget(), PaperDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PaperDialog)
    front.until(lambda: dialog.made)  # one that is still wanted comes for whoever signs in next
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_L, CTRL_SHIFT)
    sign_in(front, MANAGER)
    assert QApplication.activeModalWidget() is None


def test_a_password_that_somebody_else_chose_is_changed_at_once(front: Front) -> None:
    shown = page(front)
    front.until(shown.sign_in.picker.field.hasFocus)
    front.type("ben")
    front.press(Qt.Key.Key_Return)
    front.type(SECRETS[NEW])
    front.press(Qt.Key.Key_Return)
    front.until(shown.change.fields.first.hasFocus)
    assert_nothing_readable(front)
    for _ in range(2):
        front.type("only mine 4")
        front.press(Qt.Key.Key_Return)
    front.until(lambda: not front.office.session_controller.login_controller.locked)
    front.press(Qt.Key.Key_L, CTRL)
    shown = page(front)
    front.until(shown.sign_in.secret.hasFocus)
    front.type("only mine 4")
    front.press(Qt.Key.Key_Return)
    front.until(lambda: not front.office.session_controller.login_controller.locked)


def test_who_puts_it_off_is_not_here(front: Front) -> None:
    shown = page(front)
    front.until(shown.sign_in.picker.field.hasFocus)
    front.type("ben")
    front.press(Qt.Key.Key_Return)
    front.type(SECRETS[NEW])
    front.press(Qt.Key.Key_Return)
    front.until(shown.change.fields.first.hasFocus)
    front.press(Qt.Key.Key_Escape)
    front.until(lambda: front.services.auth.signed_in is None)
    assert front.office.session_controller.login_controller.locked
    assert shown.sign_in.isVisible()


def test_a_manager_who_forgot_resets_with_the_printed_key(front: Front, staff: Staff) -> None:
    code = Recovery(staff.folder, auth=AuthContext(None)).code()
    shown = page(front)
    front.until(shown.sign_in.picker.field.hasFocus)
    front.type("mai")
    shown.sign_in.forgot.setFocus()
    front.press(Qt.Key.Key_Return)
    front.until(shown.reset.code.hasFocus)
    front.type(code)
    front.press(Qt.Key.Key_Return)
    for _ in range(2):
        front.type("red drawer 31")
        front.press(Qt.Key.Key_Return)
    front.until(lambda: not front.office.session_controller.login_controller.locked)
    assert front.office.current_user.actor.role is Role.MANAGER


def test_a_clerk_who_forgot_hears_whom_to_ask(front: Front) -> None:
    shown = page(front)
    front.until(shown.sign_in.picker.field.hasFocus)
    front.type("ana")
    shown.sign_in.forgot.click()
    assert "office manager" in shown.sign_in.trouble.word.text()
    assert shown.sign_in.isVisible()


@pytest.mark.parametrize("name", [DESK, LEADER, MANAGER])
def test_each_role_finds_what_it_may_do_and_why_not(front: Front, name: str) -> None:
    at_the_desk(front, name)
    actor = front.services.auth.actor
    for entry in front.office.window.sidebar.entries.values():
        entry.click()
        QApplication.processEvents()
    front.go("settings")
    page = front.office.settings.page
    front.until(lambda: page.school.name.text() == "Cedar Lake School")
    offered = {
        Permission.ROSTER: page.roster.intake.isVisible(),
        Permission.OFFICE: page.school.change.isEnabled(),
        Permission.RECOVERY_KEY: page.data.print_key.isEnabled(),
        Permission.ACCOUNTS: page.people.add_button.isVisible(),
        Permission.DELEGATE: page.delegation.new.isVisible(),
    }
    assert offered == {act: may(actor.role, act) for act in offered}
    reasons = {Permission.ROSTER: page.roster.only, Permission.OFFICE: page.school.only}
    for act, reason in reasons.items():
        assert reason.isVisible() is not may(actor.role, act)
    assert bool(page.data.print_key.toolTip())


def test_a_folder_without_accounts_is_open_and_says_so(
    qtbot: QtBot, sample_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    folder = shutil.copytree(sample_folder, tmp_path / "open")
    with front_office(qtbot, folder, clock) as front:
        front.until(lambda: bool(front.desk.results.rows))
        footer = front.office.window.sidebar.footer
        front.until(lambda: footer.text() == "No accounts yet")
        front.press(Qt.Key.Key_L, CTRL)
        assert "until someone has an account" in front.office.window.banner.line.text()
        footer.click()
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, AddDialog)
        for field in (dialog.name, dialog.secret.first, dialog.secret.again):
            QTest.keyClicks(field, MANAGER if field is dialog.name else SECRETS[MANAGER])
        QTest.keyClick(dialog.secret.again, Qt.Key.Key_Return)
        front.until(lambda: front.office.current_user.signed_in is not None)
        assert footer.text() == "Office manager"
        people = front.office.settings.page.people
        front.until(lambda: [row.state.text for row in people.rows.values()] == ["You"])
        front.office.window.activateWindow()
        front.until(front.office.window.isActiveWindow)
        front.press(Qt.Key.Key_L, CTRL)
        sign_in(front, MANAGER, known=True)


def test_an_account_that_another_program_makes_closes_the_door(
    qtbot: QtBot, sample_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    folder = shutil.copytree(sample_folder, tmp_path / "open")
    with front_office(qtbot, folder, clock) as front:
        front.until(lambda: bool(front.desk.results.rows))
        other = open_services(folder, clock=clock)
        other.accounts.add(MANAGER, Role.MANAGER, "", SECRETS[MANAGER])
        other.close()
        front.services.auth.look_again()  # what happens by itself within seconds
        front.press(Qt.Key.Key_F5)
        page(front)
        assert_nothing_readable(front)
        sign_in(front, MANAGER)
        front.until(lambda: bool(front.desk.results.rows))
        assert front.office.window.banner.isHidden()
