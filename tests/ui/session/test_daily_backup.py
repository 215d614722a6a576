"""The backup of the day, while the window stays open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.models.files.backup_files import files
from cpdesk.policy.permissions import Role
from cpdesk.services.services import Services
from cpdesk.ui.changes import Changes
from cpdesk.ui.session.daily_backup import DailyBackup
from cpdesk.ui.tasks import InlineTasks
from tests.journeys.office import NoPrinter
from tests.services import staff
from tests.ui.whole_office import whole_office


@pytest.fixture
def message() -> list[DeskError]:
    return []


@pytest.fixture
def daily(
    services: Services, tasks: InlineTasks, changes: Changes, message: list[DeskError]
) -> Iterator[DailyBackup]:
    holder = QObject()
    yield DailyBackup(services.backups, tasks, changes, message.append, parent=holder)
    holder.deleteLater()


def test_it_waits_until_the_desk_works(daily: DailyBackup, services: Services) -> None:
    daily.start()
    assert daily.timer.isActive()
    assert not (services.folder / "backups").exists()


def test_one_a_day_also_before_anybody_signed_in(
    daily: DailyBackup, services: Services, clock: FixedClock, changes: Changes
) -> None:
    staff.hire(services)
    made = QSignalSpy(changes.backups)
    for _ in range(3):
        for _ in range(4):
            daily.timer.timeout.emit()
        clock.set(clock.now() + timedelta(days=1))
    assert len(files(services.folder / "backups")) == 3
    assert made.count() == 3


def test_what_fails_is_told_once_and_tried_again(
    daily: DailyBackup, services: Services, message: list[DeskError]
) -> None:
    place = services.folder / "backups"
    place.touch()
    for _ in range(3):
        daily.look()
    assert [str(one).partition(" (")[0] for one in message] == [f"Can’t save the backup in {place}"]
    place.unlink()
    daily.look()
    assert len(files(place)) == 1
    for backup in files(place):
        backup.path.unlink()
    place.rmdir()
    place.touch()
    daily.look()
    assert len(message) == 2


def test_what_failed_before_anybody_signed_in_is_told_to_whoever_does(
    qtbot: QtBot, services: Services
) -> None:
    staff.hire(services)
    place = services.folder / "backups"
    place.touch()
    with whole_office(qtbot, services, NoPrinter()) as office:
        banner = office.window.banner
        office.session_controller.login_controller.ask()
        office.daily_backup.look()
        for role in (Role.DESK, Role.MANAGER):
            office.session_controller.login_controller.enter(staff.sit(services, role))
            assert banner.isVisible()
            assert banner.line.text().startswith(f"Can’t save the backup in {place}")
            office.session_controller.login_controller.switch()
        banner.dismiss()
        office.session_controller.login_controller.enter(staff.sit(services, Role.DESK))
        assert not banner.isVisible()
