from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError, Fault
from cpdesk.records.office import Counts
from cpdesk.ui.tasks import InlineTasks, Tasks
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.roster.intake import RosterIntake
from cpdesk.ui.widgets.text.text import Text
from cpdesk.words import Words
from tests.ui.settings.fakes import (
    FAULTS,
    SUMMARY,
    FakeFiles,
    FakeOffice,
    FakeRosters,
    refused,
    site_of,
)
from tests.ui.walk import assert_accessible, assert_legible, assert_whole


@pytest.fixture
def files() -> FakeFiles:
    return FakeFiles()


@pytest.fixture
def rosters() -> FakeRosters:
    return FakeRosters(FakeOffice())


@pytest.fixture
def intake(
    theme: Theme,
    words: Words,
    clock: FixedClock,
    tmp_path: Path,
    tasks: InlineTasks,
    rosters: FakeRosters,
    files: FakeFiles,
    qtbot: QtBot,
) -> RosterIntake:
    made = RosterIntake(site_of(tmp_path, clock, words, theme, tasks, rosters, files))
    made.resize(700, 560)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_file_that_is_chosen_is_taken_in(
    intake: RosterIntake, rosters: FakeRosters, files: FakeFiles, qtbot: QtBot
) -> None:
    files.answer = Path("/roster.zip")
    with qtbot.waitSignal(intake.taken_in):
        intake.asking.file.click()
    assert rosters.asked == [(Path("/roster.zip"), False, False)]
    assert intake.currentWidget() is intake.done


def test_choosing_the_manifest_means_its_folder(
    intake: RosterIntake, rosters: FakeRosters, files: FakeFiles
) -> None:
    files.answer = Path("/rosters/autumn/manifest.json")
    intake.asking.folder.click()
    assert rosters.asked[0][0] == Path("/rosters/autumn")


def test_who_changes_their_mind_stays_where_they_were(
    intake: RosterIntake, rosters: FakeRosters
) -> None:
    intake.asking.file.click()
    assert rosters.asked == []
    assert intake.currentWidget() is intake.asking


def test_a_roster_is_dropped_on_it(intake: RosterIntake, rosters: FakeRosters) -> None:
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile("/roster.zip")])
    how = (Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton)
    enter = QDragEnterEvent(QPoint(10, 10), *how, Qt.KeyboardModifier.NoModifier)
    intake.asking.dragEnterEvent(enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(10, 10), *how, Qt.KeyboardModifier.NoModifier)
    intake.asking.dropEvent(drop)
    assert rosters.asked[0][0] == Path("/roster.zip")


def test_what_changed_is_summed_up(intake: RosterIntake) -> None:
    intake.take_in(Path("/roster.zip"))
    assert intake.done.verdict.word.text() == "The roster for Cedar Lake Schools is in use"
    said = [t.text() for t in intake.done.findChildren(Text)]
    for number in ("partners.csv", "118", "6", "12", "1,840", "212", "88"):
        assert number in said
    assert "2 notes about this roster" in said
    assert intake.done.table.faults.lines()[0][3] == (
        "Garden science is at a school that its contract does not cover. Ask the partner."
    )
    QApplication.processEvents()
    assert_whole(intake)


def test_many_notes_are_read_in_a_table_and_not_in_a_strip(intake: RosterIntake) -> None:
    """What a real district’s roster says: at least three rows are in sight on a low window."""
    note = SUMMARY.remarks[0]
    files = tuple(Counts(f"file-{n}.csv", 10, 10, 0, 0) for n in range(13))
    intake.resize(640, 420)
    intake.show()
    intake.show_summary(replace(SUMMARY, counts=files, remarks=(note,) * 76, notes=()))
    QApplication.processEvents()
    table = intake.done.table
    seen = table.visibleRegion().boundingRect().height() - table.horizontalHeader().height()
    assert seen >= 3 * table.rowHeight(0)
    intake.done.counts.click()
    QApplication.processEvents()
    shown = [t.text() for t in intake.done.findChildren(Text) if t.isVisible()]
    assert "file-12.csv" in shown
    assert table.height() >= 100  # still a table, further down
    intake.done.counts.click()
    assert "file-12.csv" not in [t.text() for t in intake.done.findChildren(Text) if t.isVisible()]


def test_a_second_summary_takes_the_place_of_the_first(intake: RosterIntake) -> None:
    intake.take_in(Path("/roster.zip"))
    intake.show_summary(SUMMARY)
    intake.done.counts.click()
    QApplication.processEvents()
    shown = [t.text() for t in intake.done.findChildren(Text) if t.isVisible()]
    assert shown.count("partners.csv") == 1


def test_every_fault_is_listed_with_its_place(
    intake: RosterIntake, rosters: FakeRosters, theme: Theme
) -> None:
    rosters.trouble = refused()
    intake.take_in(Path("/roster.zip"))
    failed = intake.failed
    assert intake.currentWidget() is failed
    assert (
        failed.verdict.word.text()
        == "The roster “roster.zip” was not imported. Problems found: 40."
    )
    assert failed.table.faults.rowCount() == len(FAULTS)
    assert failed.table.faults.lines([0]) == [
        ("activities.csv", "2", "start_time", "“=9h40” is not a time. Write it as 09:40.")
    ]
    assert not failed.switch.isVisible()
    assert_accessible(intake)
    assert_legible(intake, theme)


def test_the_faults_are_saved_for_a_spreadsheet(
    intake: RosterIntake, rosters: FakeRosters, files: FakeFiles, tmp_path: Path
) -> None:
    rosters.trouble = DeskError(
        "No.", faults=(*FAULTS, Fault("people.csv", 3, "=cmd()", "Unknown column.", ""))
    )
    intake.take_in(Path("/roster.zip"))
    files.answer = tmp_path / "faults.csv"
    intake.failed.save.click()
    with files.answer.open(encoding="utf-8-sig", newline="") as saved:
        rows = list(csv.reader(saved))
    assert len(rows) == 1 + len(FAULTS) + 1
    assert rows[1] == ["activities.csv", "2", "start_time", rows[1][3]]
    assert rows[-1][2] == "'=cmd()"


def test_a_list_that_cannot_be_saved_says_so(
    intake: RosterIntake, rosters: FakeRosters, files: FakeFiles, tmp_path: Path
) -> None:
    rosters.trouble = refused()
    intake.take_in(Path("/roster.zip"))
    files.answer = tmp_path / "missing" / "faults.csv"
    intake.failed.save.click()
    assert intake.failed.verdict.word.text() == "Can’t save the list as faults.csv."


def test_the_faults_are_copied_all_or_as_chosen(
    intake: RosterIntake, rosters: FakeRosters, qtbot: QtBot
) -> None:
    rosters.trouble = refused()
    intake.take_in(Path("/roster.zip"))
    intake.failed.copy.click()
    assert len(QGuiApplication.clipboard().text().splitlines()) == len(FAULTS)
    intake.failed.table.selectRow(1)
    QTest.keyClick(intake.failed.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("activities.csv\t3\tstart_time")


def test_after_faults_another_can_be_tried(intake: RosterIntake, rosters: FakeRosters) -> None:
    rosters.trouble = refused()
    intake.take_in(Path("/roster.zip"))
    intake.failed.again.click()
    assert intake.currentWidget() is intake.asking
    rosters.trouble = None
    intake.take_in(Path("/roster2.zip"))
    assert intake.currentWidget() is intake.done


def test_another_district_is_taken_on_purpose_only(
    intake: RosterIntake, rosters: FakeRosters
) -> None:
    other = Fault("manifest.json", 0, "district", "Of {district}.", "", (("district", "Lakeside"),))
    rosters.trouble = DeskError("Not taken in.", faults=(other,))
    intake.take_in(Path("/other.zip"))
    assert intake.failed.switch.isVisible()
    assert intake.failed.switch.text() == "Switch to Lakeside"
    rosters.trouble = None
    intake.failed.switch.click()
    assert rosters.asked[-1] == (Path("/other.zip"), True, False)


def test_the_sample_gives_way_without_asking(intake: RosterIntake, rosters: FakeRosters) -> None:
    intake.may_switch = True
    intake.take_in(Path("/roster.zip"))
    assert rosters.asked == [(Path("/roster.zip"), True, False)]


@pytest.fixture
def lanes(qapp: QApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def test_it_shows_how_far_it_is_and_can_be_stopped(
    theme: Theme,
    words: Words,
    clock: FixedClock,
    tmp_path: Path,
    lanes: Tasks,
    rosters: FakeRosters,
    files: FakeFiles,
    qtbot: QtBot,
) -> None:
    intake = RosterIntake(site_of(tmp_path, clock, words, theme, lanes, rosters, files))
    intake.show()
    asked_to_stop: list[bool] = []

    def until_stopped() -> None:
        progress = intake.progress
        while progress is not None and not progress.cancelled():
            pass
        asked_to_stop.append(True)

    rosters.during = until_stopped
    intake.take_in(Path("/roster.zip"))
    assert intake.busy
    qtbot.addWidget(intake, before_close_func=lambda made: made.cancel())  # also where this fails
    qtbot.waitUntil(lambda: intake.working.bar.value() == 118)
    assert intake.working.bar.maximum() == 1958
    assert intake.working.stage.text() == "Checking every row · 118 of 1,958"
    intake.working.cancel.click()
    assert not intake.working.cancel.isEnabled()
    qtbot.waitUntil(lambda: not intake.busy)
    assert asked_to_stop == [True]
    assert intake.failed.verdict.tone is Tone.INFO
    assert intake.failed.again.isEnabled()
    assert not intake.failed.table.isVisible()


def test_a_second_roster_does_not_begin_beside_the_first(
    theme: Theme,
    words: Words,
    clock: FixedClock,
    tmp_path: Path,
    tasks: InlineTasks,
    rosters: FakeRosters,
    files: FakeFiles,
) -> None:
    intake = RosterIntake(site_of(tmp_path, clock, words, theme, tasks, rosters, files))
    rosters.during = lambda: intake.take_in(Path("/second.zip"))
    intake.take_in(Path("/first.zip"))
    assert [path for path, _, _ in rosters.asked] == [Path("/first.zip")]
