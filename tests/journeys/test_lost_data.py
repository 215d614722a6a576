"""The data is gone or does not fit: the window offers the backups and never a first start."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cpdesk.app import open_services
from cpdesk.clock import FixedClock
from cpdesk.errors import DataLostError
from cpdesk.models import key
from cpdesk.ui.first_start import FirstStart
from cpdesk.ui.sign_in.memory import remember
from tests.journeys.office import front_office
from tests.journeys.staff import MANAGER, SECRETS, Staff
from tests.services.backup.backup_samples import guest


def first_starts() -> list[FirstStart]:
    return [
        w for w in QApplication.topLevelWidgets() if isinstance(w, FirstStart) and w.isVisible()
    ]


@pytest.mark.parametrize("left", [None, b""], ids=["missing", "empty"])
def test_a_backup_is_chosen_and_the_desk_goes_on(
    qtbot: QtBot, sample_folder: Path, tmp_path: Path, clock: FixedClock, left: bytes | None
) -> None:
    folder = shutil.copytree(sample_folder, tmp_path / "data")
    with closing(open_services(folder, clock=clock)) as services:
        guest(services, "Ines Berg")
        services.backups.make()
    (folder / "desk.db").unlink()
    if left is not None:
        (folder / "desk.db").write_bytes(left)
    with front_office(qtbot, folder, clock) as front:
        front.until(lambda: front.office.lost.dialog is not None)
        dialog = front.office.lost.dialog
        assert dialog is not None
        front.until(lambda: dialog.list.count() == 1)
        assert first_starts() == []
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert dialog.isVisible()
        dialog.list.setCurrentRow(0)
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)
        front.until(lambda: front.office.lost.dialog is None)
        assert front.inside() == ["Ines Berg"]
        front.until(lambda: front.desk.aside.inside.list.model().rowCount() == 1)
        assert front.office.window.banner.line.text() == (
            "Restored from the backup of Nov 24, 2026, 10:42 am. Check who is in the building: "
            "later check-ins and check-outs are missing."
        )


def test_with_accounts_the_backups_are_offered_again_after_cancel(
    qtbot: QtBot, staff: Staff, clock: FixedClock
) -> None:
    with closing(open_services(staff.folder, clock=clock)) as services:
        services.accounts.sign_in(MANAGER, SECRETS[MANAGER])
        services.backups.make()
    remember(staff.folder / "window.ini", staff.ids[MANAGER])
    (staff.folder / "desk.db").rename(staff.folder / "kept.db")
    with front_office(qtbot, staff.folder, clock) as front:
        office = front.office
        front.until(lambda: office.lost.dialog is not None)
        page = office.session_controller.page
        assert page is not None
        assert office.lost.dialog is not None
        office.lost.dialog.reject()
        front.until(lambda: office.lost.dialog is None)
        page.backups.click()
        dialog = office.lost.dialog
        assert dialog is not None
        front.until(lambda: dialog.list.count() == 1)
        dialog.list.setCurrentRow(0)
        dialog.do.click()
        front.until(lambda: page.sign_in.picker.account is not None)
        assert page.sign_in.trouble.isHidden()
        assert page.backups.isHidden()
        page.sign_in.secret.setText(SECRETS[MANAGER])
        page.sign_in.do.click()
        front.until(lambda: not office.session_controller.login_controller.locked)
        assert office.window.banner.line.text().startswith("Restored from the backup of ")


def test_without_accounts_the_backups_are_offered_again_after_cancel(
    qtbot: QtBot, sample_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    folder = shutil.copytree(sample_folder, tmp_path / "data")
    (folder / "desk.db").rename(folder / "kept.db")
    with front_office(qtbot, folder, clock) as front:
        office, banner = front.office, front.office.window.banner
        front.until(lambda: office.lost.dialog is not None)
        first = office.lost.dialog
        assert first is not None
        office.window.read()  # as every 20 seconds, and has the same trouble
        office.tasks.when_settled("desk", first.reject)
        front.until(lambda: office.lost.dialog is None)
        assert banner.action.text() == "Choose a backup…"
        banner.action.click()
        second = office.lost.dialog
        assert second is not None
        second.reject()
        assert banner.isVisible()
        (folder / "kept.db").rename(folder / "desk.db")
        office.window.read()
        front.until(banner.isHidden)


def test_data_that_turns_out_damaged_while_it_is_open_is_replaced(
    qtbot: QtBot, sample_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    folder = shutil.copytree(sample_folder, tmp_path / "data")
    with closing(open_services(folder, clock=clock)) as services:
        services.backups.make()
    with front_office(qtbot, folder, clock) as front:
        guest(front.services, "Ines Berg")
        front.office.lost.tell(DataLostError("The desk's data is damaged."))
        dialog = front.office.lost.dialog
        assert dialog is not None
        front.until(lambda: dialog.list.count() > 0)
        dialog.list.setCurrentRow(0)
        dialog.do.click()
        front.until(lambda: front.office.lost.dialog is None)
        assert front.inside() == []
        assert "Restored from the backup of" in front.office.window.banner.line.text()


def test_starting_without_leads_to_the_first_start(
    qtbot: QtBot, sample_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    folder = shutil.copytree(sample_folder, tmp_path / "data")
    (folder / "desk.db").unlink()
    with front_office(qtbot, folder, clock) as front:
        front.until(lambda: front.office.lost.dialog is not None)
        dialog = front.office.lost.dialog
        assert dialog is not None
        asked = dialog.ask_without()
        asked.field.setText("START")
        asked.submit()
        front.until(lambda: len(first_starts()) == 1)
        first = first_starts()[0]
        front.until(lambda: first.stack.currentIndex() == 0)
        assert front.services.office.office().roster is None
        first.close()


def test_a_first_start_that_was_cut_off_goes_on(
    qtbot: QtBot, tmp_path: Path, clock: FixedClock
) -> None:
    folder = tmp_path / "data"
    key.find_or_make(folder)
    with front_office(qtbot, folder, clock) as front:
        assert len(first_starts()) == 1
        first = first_starts()[0]
        front.until(lambda: first.stack.currentIndex() == 0)
        front.until(lambda: front.services.office.office().roster is None)
        assert front.office.lost.dialog is None
        first.close()
