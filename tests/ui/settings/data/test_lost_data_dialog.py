"""Where the data is gone: a backup is chosen, or the office starts without, by a typed word."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cpdesk.app import open_services
from cpdesk.clock import FixedClock
from cpdesk.errors import DataLostError
from cpdesk.services.auth_context import AuthContext
from cpdesk.services.backup.restores import Restores
from cpdesk.services.services import Services
from cpdesk.ui.changes import Changes
from cpdesk.ui.settings.data.lost_data_dialog import LostDataDialog
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.theme.theme import Theme
from cpdesk.words import Words
from tests.services import staff
from tests.services.backup.backup_samples import guest, held
from tests.ui.context import FakeCounter, QuietWindow, page_context
from tests.ui.settings.fakes import FakeFiles
from tests.ui.walk import assert_accessible, assert_legible, assert_whole

ENTER = Qt.Key.Key_Return


class ChosenFile(FakeFiles):
    def backup_file(self, parent: QWidget) -> Path | None:
        return self.answer


@pytest.fixture
def folder(services: Services) -> Path:
    """Two backups, with one visit and with none, and no data."""
    services.backups.make()
    guest(services, "Ines Berg")
    services.backups.make()
    services.close()
    (services.folder / "desk.db").unlink()
    return services.folder


@pytest.fixture
def dialog(
    folder: Path, theme: Theme, words: Words, tasks: InlineTasks, clock: FixedClock, qtbot: QtBot
) -> LostDataDialog:
    with pytest.raises(DataLostError) as lost:
        open_services(folder, clock=clock)
    window = QWidget()
    qtbot.addWidget(window)
    context = page_context(
        FakeCounter(folder, clock, words), QuietWindow(theme), tasks, Changes(),
        files=ChosenFile(folder.parent / "stick.db"),
    )  # fmt: skip
    restores = Restores(folder, clock, auth=AuthContext(None))
    return shown(LostDataDialog(context, window, restores, lost.value))


def shown(dialog: LostDataDialog) -> LostDataDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.show()
    return dialog


def lines(dialog: LostDataDialog) -> list[str]:
    return [dialog.list.item(n).text() for n in range(dialog.list.count())]


def test_it_lists_what_each_backup_holds(dialog: LostDataDialog) -> None:
    assert "is missing from" in dialog.sentence.text()
    assert lines(dialog) == [
        "Nov 24, 2026, 10:42 am · Cedar Lake School, 1 visit, 0 decisions",
        "Nov 24, 2026, 10:42 am · Cedar Lake School, 0 visits, 0 decisions",
    ]


def test_enter_alone_does_nothing(dialog: LostDataDialog, folder: Path) -> None:
    for widget in (dialog, dialog.list, dialog.without, dialog.file):
        QTest.keyClick(widget, ENTER)
    assert dialog.isVisible()
    assert not (folder / "desk.db").exists()
    assert not (folder / "first-start").exists()
    assert "Choose a backup" in dialog.trouble.accessibleName()


def test_the_chosen_one_is_restored(dialog: LostDataDialog, folder: Path) -> None:
    message = QSignalSpy(dialog.did)
    dialog.list.setCurrentRow(1)
    QTest.keyClick(dialog.list, ENTER)
    assert message.count() == 1
    assert not dialog.isVisible()
    assert held(folder / "desk.db", folder).visits == 0


def test_a_file_from_elsewhere_is_restored_or_refused(dialog: LostDataDialog, folder: Path) -> None:
    stick = folder.parent / "stick.db"
    stick.write_text("no backup")
    dialog.file.click()
    dialog.do.click()
    assert dialog.isVisible()
    assert "key can’t open it" in dialog.trouble.accessibleName()
    stick.write_bytes(sorted((folder / "backups").iterdir())[1].read_bytes())
    dialog.do.click()
    assert held(folder / "desk.db", folder).visits == 1


def test_starting_without_takes_a_typed_word(dialog: LostDataDialog, folder: Path) -> None:
    message = QSignalSpy(dialog.given_up)
    asked = dialog.ask_without()
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    for typed in ("", "start ove"):
        asked.field.setText(typed)
        QTest.keyClick(asked.field, ENTER)
        asked.do.click()
        assert asked.isVisible()
        assert not (folder / "first-start").exists()
    assert_accessible(asked)
    assert_whole(asked)
    asked.field.setText("START")
    QTest.keyClick(asked.field, ENTER)
    assert message.count() == 1
    assert not dialog.isVisible()
    assert (folder / "first-start").exists()
    assert len(list((folder / "backups").iterdir())) == 2


def test_sound_data_with_accounts_is_left_alone(
    services: Services, theme: Theme, tasks: InlineTasks, qtbot: QtBot
) -> None:
    """No matter why the window offered it: no one has signed in here."""
    services.backups.make()
    staff.hire(services)
    services.close()
    before = sorted(p.name for p in services.folder.iterdir())
    window = QWidget()
    qtbot.addWidget(window)
    restores = Restores(services.folder, services.clock, auth=AuthContext(None))
    lost = DataLostError("The desk's data is damaged.")
    context = page_context(services, QuietWindow(theme), tasks, Changes())
    dialog = shown(LostDataDialog(context, window, restores, lost))
    dialog.list.setCurrentRow(0)
    dialog.do.click()
    assert dialog.isVisible()
    assert "office manager has to restore it" in dialog.trouble.accessibleName()
    asked = dialog.ask_without()
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    asked.field.setText("START")
    asked.submit()
    assert asked.isVisible()
    assert "is not damaged" in asked.trouble.accessibleName()
    assert sorted(p.name for p in services.folder.iterdir()) == before
    assert held(services.folder / "desk.db", services.folder).accounts == len(staff.NAMES)


def test_named_legible_and_whole(dialog: LostDataDialog, theme: Theme) -> None:
    assert_accessible(dialog)
    assert_legible(dialog, theme)
    assert_whole(dialog)
