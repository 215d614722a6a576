from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cpdesk import paths
from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.models.store import Store
from cpdesk.policy.terms import Terms
from cpdesk.services.office import Office
from cpdesk.services.roster import Rosters
from cpdesk.ui.changes import Changes
from cpdesk.ui.first_start import FirstStart
from cpdesk.ui.tasks import InlineTasks, Tasks
from cpdesk.ui.theme import Theme
from cpdesk.words import Words
from tests.ui.fake_pages import OFFICE
from tests.ui.settings.fakes import FakeFiles, FakeOffice, FakeRosters, refused
from tests.ui.walk import assert_accessible, assert_legible, assert_whole

Open = Callable[..., FirstStart]
SAMPLE = Path("/sample")


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice(replace(OFFICE, school=None, roster=None))


@pytest.fixture
def rosters(office: FakeOffice) -> FakeRosters:
    return FakeRosters(office)


@pytest.fixture
def opened(
    theme: Theme,
    words: Words,
    tasks: InlineTasks,
    changes: Changes,
    office: FakeOffice,
    rosters: FakeRosters,
    qtbot: QtBot,
) -> Open:
    kept: list[FirstStart] = []

    def window(look: Theme = theme) -> FirstStart:
        made = FirstStart(
            look,
            words,
            tasks,
            changes,
            office=office.as_office(),
            rosters=rosters.as_rosters(),
            sample=SAMPLE,
            files=FakeFiles(Path("/roster.zip")),
        )
        kept.append(made)
        qtbot.addWidget(made)
        made.show()
        made.start()
        return made

    return window


def test_from_nothing_to_a_school_with_the_sample(
    opened: Open, rosters: FakeRosters, office: FakeOffice, qtbot: QtBot
) -> None:
    first = opened()
    assert first.stack.currentIndex() == 0
    first.sample.button.click()
    assert rosters.asked == [(SAMPLE, True, True)]
    first.intake.done.close_.click()
    assert first.stack.currentIndex() == 1
    first.picker.field.setText("brien")
    with qtbot.waitSignal(first.ready):
        QTest.keyClick(first.picker.field, Qt.Key.Key_Return)
    assert office.record.school is not None
    assert office.record.school.name == "O’Brien Elementary"


def test_the_districts_roster_comes_first(opened: Open, rosters: FakeRosters) -> None:
    first = opened()
    first.intake.asking.file.click()
    assert rosters.asked[0][0] == Path("/roster.zip")
    assert not rosters.asked[0][2]


def test_faults_leave_both_ways_open(opened: Open, rosters: FakeRosters) -> None:
    first = opened()
    rosters.trouble = refused()
    first.intake.asking.file.click()
    assert first.intake.failed.table.isVisible()
    assert first.sample.isVisible()
    rosters.trouble = None
    first.sample.button.click()
    first.intake.done.close_.click()
    assert first.stack.currentIndex() == 1


def test_the_sample_is_not_offered_beside_a_list_of_changes(opened: Open) -> None:
    first = opened()
    first.intake.asking.file.click()
    assert not first.sample.isVisible()


def test_who_left_before_choosing_a_school_goes_on_there(
    opened: Open, office: FakeOffice, rosters: FakeRosters
) -> None:
    office.record = replace(OFFICE, school=None)
    first = opened()
    assert first.stack.currentIndex() == 1
    first.back.click()
    assert first.stack.currentIndex() == 0
    first.intake.asking.file.click()
    assert rosters.asked == [(Path("/roster.zip"), False, False)]


def test_with_roster_and_school_it_is_ready_at_once(
    opened: Open, office: FakeOffice, qtbot: QtBot, changes: Changes
) -> None:
    first = opened()
    office.record = OFFICE
    with qtbot.waitSignal(first.ready):
        first.start()


def test_a_trouble_is_told(opened: Open, tasks: InlineTasks) -> None:
    first = opened()
    tasks.trouble.emit(DeskError("The disk is full.", "Make room."))
    assert first.banner.line.text() == "The disk is full. Make room."


def test_nothing_is_cut_off_and_everything_has_a_name(opened: Open, any_theme: Theme) -> None:
    first = opened(any_theme)
    first.resize(any_theme.px(1080), any_theme.px(660))
    QApplication.processEvents()
    for step in (first.ask_roster, first.ask_school):
        step()
        QApplication.processEvents()
        assert_whole(first)
    assert_accessible(first)
    assert_legible(first, any_theme)


@pytest.fixture
def lanes(qapp: QApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def test_the_real_sample_district_by_keys_alone(
    theme: Theme,
    words: Words,
    lanes: Tasks,
    changes: Changes,
    store: Store,
    clock: FixedClock,
    qtbot: QtBot,
) -> None:
    sample = paths.resources() / "sample"
    office = Office(store, clock, Terms.load(paths.resources() / "policy"))
    first = FirstStart(
        theme,
        words,
        lanes,
        changes,
        office=office,
        rosters=Rosters(store, clock),
        sample=sample,
        files=FakeFiles(),
    )
    qtbot.addWidget(first)
    first.show()
    first.start()
    qtbot.waitUntil(lambda: first.intake.asking.file.isVisible())
    QTest.keyClick(first.sample.button, Qt.Key.Key_Space)
    done = first.intake.done
    qtbot.waitUntil(lambda: first.intake.currentWidget() is done, timeout=20_000)
    QTest.keyClick(done.close_, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: first.picker.school is not None)
    with qtbot.waitSignal(first.ready):
        QTest.keyClick(first.picker.field, Qt.Key.Key_Return)
    now = office.office()
    assert now.roster is not None
    assert now.roster.sample
    assert now.school is not None
    first.close()
