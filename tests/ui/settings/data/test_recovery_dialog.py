"""The recovery key is typed in, wrong and right."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cpdesk.app import open_services
from cpdesk.clock import FixedClock
from cpdesk.services.auth_context import AuthContext
from cpdesk.services.backup.recovery import Recovery
from cpdesk.ui.changes import Changes
from cpdesk.ui.settings.data.recovery_dialog import RecoveryDialog
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.theme.theme import Theme
from cpdesk.words import Words
from tests.ui.context import FakeCounter, QuietWindow, page_context
from tests.ui.walk import assert_accessible, assert_legible, assert_whole

ENTER = Qt.Key.Key_Return


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CPDESK_KEYRING", "off")
    folder = tmp_path / "data"
    open_services(folder).close()
    return folder


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def dialog(
    window: QWidget, theme: Theme, words: Words, tasks: InlineTasks, clock: FixedClock, folder: Path
) -> RecoveryDialog:
    services = FakeCounter(folder, clock, words)
    context = page_context(services, QuietWindow(theme), tasks, Changes())
    shown = RecoveryDialog(context, window, Recovery(folder, auth=AuthContext(None)))
    shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    shown.show()
    return shown


def test_a_slip_is_named_and_the_right_key_opens(
    qtbot: QtBot, dialog: RecoveryDialog, folder: Path
) -> None:
    code = Recovery(folder, auth=AuthContext(None)).code()
    (folder / "desk.key").unlink()
    slip = code[:16] + ("A" if code[16] != "A" else "B") + code[17:]
    assert not dialog.do.isEnabled()
    QTest.keyClicks(dialog.field, slip.lower())
    assert dialog.count.text() == "8 of 8 groups"
    QTest.keyClick(dialog.field, ENTER)
    assert not dialog.trouble.isHidden()
    assert "Group 2" in dialog.trouble.accessibleName()
    assert dialog.isVisible()
    assert not (folder / "desk.key").exists()
    dialog.field.selectAll()
    QTest.keyClicks(dialog.field, code)
    assert dialog.trouble.isHidden()
    with qtbot.waitSignal(dialog.did):
        QTest.keyClick(dialog.field, ENTER)
    assert not dialog.isVisible()
    assert not Recovery(folder, auth=AuthContext(None)).is_lost()


def test_esc_leaves_everything_as_it_is(dialog: RecoveryDialog, folder: Path) -> None:
    (folder / "desk.key").unlink()
    QTest.keyClicks(dialog.field, "ABCD EFGH")
    QTest.keyClick(dialog.field, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert Recovery(folder, auth=AuthContext(None)).is_lost()


def test_named_legible_and_whole(dialog: RecoveryDialog, theme: Theme) -> None:
    QTest.keyClicks(dialog.field, "ABCD")
    QTest.keyClick(dialog.field, ENTER)
    assert_accessible(dialog)
    assert_legible(dialog, theme)
    assert_whole(dialog)
