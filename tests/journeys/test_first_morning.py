"""From an empty folder to people in the building, through the window with keys and clicks."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cpdesk.app import open_services
from cpdesk.clock import FixedClock
from cpdesk.policy.permissions import Role
from cpdesk.services.auth_context import AuthContext
from cpdesk.ui.first_start import FirstStart
from tests.conftest import CHICAGO
from tests.journeys.office import CTRL, Front, front_office
from tests.ui.walk import readable

SECRET = "blue folder 7"


@pytest.fixture(autouse=True)
def _key_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPDESK_KEYRING", "off")


def test_first_start_with_the_sample_then_a_badge(qtbot: QtBot, tmp_path: Path) -> None:
    clock = FixedClock(datetime(2026, 11, 24, 10, 42, tzinfo=CHICAGO))
    with front_office(qtbot, tmp_path / "new", clock) as front:
        tops = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        first = next(w for w in tops if isinstance(w, FirstStart))
        assert first.isVisible()
        assert not front.office.window.isVisible()
        front.until(lambda: first.stack.currentIndex() == 0)
        QTest.mouseClick(first.sample.button, Qt.MouseButton.LeftButton)
        front.until(lambda: front.services.office.office().roster is not None)
        front.until(lambda: first.intake.currentWidget() is first.intake.done)
        QTest.mouseClick(first.intake.done.close_, Qt.MouseButton.LeftButton)
        front.until(lambda: first.stack.currentIndex() == 1)
        QTest.keyClicks(first.picker.field, "cedar")
        front.until(lambda: first.take.isEnabled())
        QTest.keyClick(first.picker.field, Qt.Key.Key_Return)
        front.until(lambda: first.stack.currentIndex() == 2)
        make_manager(front, first)
        front.until(lambda: len(first.recovery.groups) == 8)
        QTest.keyClick(first.begin, Qt.Key.Key_Space)
        front.until(front.office.window.isVisible)
        front.until(lambda: "Adaeze Okafor" in [line.title for line in front.desk.results.rows])
        assert front.admit("okaf") == "Adaeze Okafor"
        assert front.inside() == ["Adaeze Okafor"]
        assert "Cedar Lake School" in front.office.window.windowTitle()
        assert front.office.current_user.actor.role is Role.MANAGER
        assert front.office.window.sidebar.footer.text() == "Office manager"
    with front_office(qtbot, tmp_path / "new", clock) as front:
        login_controller = front.office.session_controller.login_controller
        front.until(
            lambda: (
                login_controller.page is not None
                and login_controller.page.sign_in.secret.hasFocus()
            )
        )
        assert "Okafor" not in readable(front.office.window, alone=True)
        front.type(SECRET)
        front.press(Qt.Key.Key_Return)
        front.until(lambda: not login_controller.locked)
        front.until(lambda: front.desk.aside.inside.list.model().rowCount() == 1)


def test_a_first_start_that_was_broken_off_goes_on_without_a_complaint(
    qtbot: QtBot, tmp_path: Path
) -> None:
    clock = FixedClock(datetime(2026, 11, 24, 10, 42, tzinfo=CHICAGO))
    open_services(tmp_path / "new", clock=clock).close()
    with front_office(qtbot, tmp_path / "new", clock) as front:
        firsts = QApplication.topLevelWidgets
        front.until(lambda: any(isinstance(w, FirstStart) and w.isVisible() for w in firsts()))
        first = next(w for w in firsts() if isinstance(w, FirstStart) and w.isVisible())
        settled: list[bool] = []
        front.office.tasks.when_settled("desk", lambda: settled.append(True))
        front.until(lambda: bool(settled))
        assert first.stack.currentIndex() == 0
        assert first.banner.isHidden(), "it asks for a roster, and reports no trouble about it"


def make_manager(front: Front, first: FirstStart) -> None:
    """By keys alone."""
    step = first.manager
    for field, typed in (
        (step.name, "Mai Yang"),
        (step.title, ""),
        (step.secret.first, SECRET),
        (step.secret.again, SECRET),
    ):
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)


def test_the_second_start_goes_straight_to_the_desk(
    qtbot: QtBot, sample_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    import shutil

    folder = shutil.copytree(sample_folder, tmp_path / "data")
    with front_office(qtbot, folder, clock) as front:
        assert front.office.window.isVisible()
        front.until(lambda: bool(front.desk.results.rows))
        assert front.admit("diego") == "Diego Muñoz"
        front.it_is(clock.now() + timedelta(minutes=50))
        front.go("today")
        assert front.office.window.current is front.office.today
        front.type("x")  # typing anywhere goes to the page that wants it, and breaks nothing
        front.go("settings")
        assert front.office.window.current is front.office.settings
        front.press(Qt.Key.Key_K, CTRL)
        assert front.office.window.current is front.office.desk
        front.desk.refresh()
        front.until(lambda: front.desk.aside.inside.list.model().rowCount() == 1)
        row = front.services.desk.inside()[0]
        assert row.overdue_minutes == 2
        front.type(row.badge_code)
        front.press(Qt.Key.Key_Return)
        front.until(lambda: front.inside() == [])


def test_what_was_admitted_is_there_after_a_crash(
    qtbot: QtBot, sample_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    """The window is gone without closing anything; the next start knows who is inside."""
    import shutil

    folder = shutil.copytree(sample_folder, tmp_path / "data")
    with front_office(qtbot, folder, clock) as front:
        front.until(lambda: bool(front.desk.results.rows))
        front.admit("okaf")
        # A copy of the files as they lie on the disk now, write-ahead log and all.
        crashed = shutil.copytree(folder, tmp_path / "crashed")
    with front_office(qtbot, crashed, clock) as front:
        front.until(lambda: front.desk.aside.inside.list.model().rowCount() == 1)
        assert front.inside() == ["Adaeze Okafor"]


def test_a_lost_key_is_asked_for_and_the_desk_goes_on(
    qtbot: QtBot, sample_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    import shutil

    from cpdesk.services.backup.recovery import Recovery
    from cpdesk.ui.settings.data.recovery_dialog import RecoveryDialog

    folder = shutil.copytree(sample_folder, tmp_path / "data")
    code = Recovery(folder, auth=AuthContext(None)).code()
    (folder / "desk.key").unlink()
    with front_office(qtbot, folder, clock) as front:
        front.until(lambda: isinstance(QApplication.activeModalWidget(), RecoveryDialog))
        front.type(code)
        front.press(Qt.Key.Key_Return)
        front.until(lambda: front.office.window.banner.isHidden())
        front.until(lambda: bool(front.desk.results.rows))
        front.office.window.activateWindow()
        assert front.admit("okaf") == "Adaeze Okafor"
