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
from cpdesk.models.backup_files import files
from cpdesk.policy.permissions import Role
from cpdesk.services.counter import Counter
from cpdesk.ui.changes import Changes
from cpdesk.ui.daily_backup import DailyBackup
from cpdesk.ui.tasks import InlineTasks
from tests.journeys.office import NoPrinter
from tests.services import staff
from tests.ui.whole_office import whole_office


@pytest.fixture
def told() -> list[DeskError]:
    return []


@pytest.fixture
def daily(
    counter: Counter, tasks: InlineTasks, changes: Changes, told: list[DeskError]
) -> Iterator[DailyBackup]:
    holder = QObject()
    yield DailyBackup(counter.backups, tasks, changes, told.append, parent=holder)
    holder.deleteLater()


def test_it_waits_until_the_desk_works(daily: DailyBackup, counter: Counter) -> None:
    daily.start()
    assert daily.timer.isActive()
    assert not (counter.folder / "backups").exists()


def test_one_a_day_also_before_anybody_signed_in(
    daily: DailyBackup, counter: Counter, clock: FixedClock, changes: Changes
) -> None:
    staff.hire(counter)
    made = QSignalSpy(changes.backups)
    for _ in range(3):
        for _ in range(4):
            daily.timer.timeout.emit()
        clock.set(clock.now() + timedelta(days=1))
    assert len(files(counter.folder / "backups")) == 3
    assert made.count() == 3


def test_what_fails_is_told_once_and_tried_again(
    daily: DailyBackup, counter: Counter, told: list[DeskError]
) -> None:
    place = counter.folder / "backups"
    place.touch()
    for _ in range(3):
        daily.look()
    assert [str(one).partition(" (")[0] for one in told] == [f"Can’t save the backup in {place}"]
    place.unlink()
    daily.look()
    assert len(files(place)) == 1
    for backup in files(place):
        backup.path.unlink()
    place.rmdir()
    place.touch()
    daily.look()
    assert len(told) == 2


def test_what_failed_before_anybody_signed_in_is_told_to_whoever_does(
    qtbot: QtBot, counter: Counter
) -> None:
    staff.hire(counter)
    place = counter.folder / "backups"
    place.touch()
    with whole_office(qtbot, counter, NoPrinter()) as office:
        banner = office.window.banner
        office.entrance.gate.ask()
        office.daily_backup.look()
        for role in (Role.DESK, Role.MANAGER):
            office.entrance.gate.enter(staff.sit(counter, role))
            assert banner.isVisible()
            assert banner.line.text().startswith(f"Can’t save the backup in {place}")
            office.entrance.gate.switch()
        banner.dismiss()
        office.entrance.gate.enter(staff.sit(counter, Role.DESK))
        assert not banner.isVisible()
