"""The newest backup in Settings, and the button that makes one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.policy.permissions import Role
from cpdesk.records.accounts import Actor, SignedIn
from cpdesk.services.services import Services
from cpdesk.ui.changes import Changes
from cpdesk.ui.current_user import CurrentUser
from cpdesk.ui.settings.data.backups_part import BackupsPart
from cpdesk.ui.tasks import InlineTasks, Tasks
from cpdesk.ui.theme.theme import Theme
from tests.ui.context import QuietWindow, page_context
from tests.ui.walk import assert_accessible, assert_legible, assert_whole


@pytest.fixture
def here() -> CurrentUser:
    return CurrentUser()


@pytest.fixture
def part(
    theme: Theme, tasks: InlineTasks, services: Services, here: CurrentUser, qtbot: QtBot
) -> BackupsPart:
    made = BackupsPart(page_context(services, QuietWindow(theme), tasks, Changes(), here=here))
    qtbot.addWidget(made)
    made.resize(700, 90)
    made.show()
    made.refresh()
    return made


def test_none_yet_then_one_by_the_button(part: BackupsPart, services: Services) -> None:
    message = QSignalSpy(part.made)
    assert part.newest.text() == "No backups yet."
    part.now.click()
    assert part.newest.text() == "Newest backup: Nov 24, 2026, 10:42 am"
    folder = services.folder / "backups"
    assert f". 1 backup in {folder}, encrypted like the data." in part.detail.text()
    assert part.trouble.isHidden()
    assert (message.count(), part.now.isEnabled(), part.now.text()) == (1, True, "Back up now")


def test_the_focus_stays_on_the_button_until_it_is_done(
    theme: Theme, services: Services, here: CurrentUser, qtbot: QtBot
) -> None:
    tasks = Tasks()
    page = QWidget()
    qtbot.addWidget(page)
    part = BackupsPart(page_context(services, QuietWindow(theme), tasks, Changes(), here=here))
    column = QVBoxLayout(page)
    for widget in (part, QPushButton("Next")):
        column.addWidget(widget)
    page.show()
    with qtbot.waitActive(page):
        page.activateWindow()
    part.now.setFocus()
    with qtbot.waitSignal(part.made, timeout=15_000):
        for _ in range(3):  # pressed again while it copies: one backup
            QTest.keyClick(part.now, Qt.Key.Key_Space)
            assert part.now.hasFocus()
        assert part.now.text() == "Backing up…"
    qtbot.waitUntil(lambda: ". 1 backup in " in part.detail.text())
    assert part.now.hasFocus()
    tasks.close()


def test_what_failed_is_said_until_one_is_made(
    part: BackupsPart, services: Services, clock: FixedClock
) -> None:
    part.now.click()
    clock.set(clock.now() + timedelta(days=1))
    place = services.folder / "backups"
    place.rename(services.folder / "elsewhere")
    place.touch()
    with pytest.raises(DeskError):
        services.backups.daily()
    part.refresh()
    assert "The last backup failed." in part.trouble.text()
    part.now.click()
    assert part.trouble.isVisible()
    assert part.now.isEnabled()
    place.unlink()
    (services.folder / "elsewhere").rename(place)
    part.now.click()
    assert part.trouble.isHidden()
    assert "Nov 25, 2026" in part.newest.text()


def test_a_printers_account_is_offered_none(part: BackupsPart, here: CurrentUser) -> None:
    for role, may in ((Role.PRINTER, False), (Role.DESK, True)):
        here.signed_in = SignedIn(Actor("A1", "Siv Aas", role), False, 5)
        part.refresh()
        assert part.now.isEnabled() is may
        assert bool(part.now.toolTip())


def test_named_legible_and_whole(part: BackupsPart, theme: Theme) -> None:
    part.now.click()
    assert_accessible(part)
    assert_legible(part, theme)
    assert_whole(part)
