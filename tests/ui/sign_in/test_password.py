from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.account.password_dialog import PasswordDialog, ask
from cpdesk.words import Words
from tests.ui.sign_in.fakes import DANA, FakeAccounts, site_of
from tests.ui.walk import assert_accessible, assert_legible, assert_whole, readable


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def dialog(
    page: QWidget,
    theme: Theme,
    words: Words,
    tasks: InlineTasks,
    clock: FixedClock,
    tmp_path: Path,
    accounts: FakeAccounts,
    done: list[str],
) -> PasswordDialog:
    accounts.here = DANA
    context = site_of(tmp_path, clock, words, theme, tasks, accounts)
    return ask(context, page, then=lambda: done.append("approved"))


def test_the_right_password_does_what_was_to_be_done(
    dialog: PasswordDialog, done: list[str]
) -> None:
    QTest.keyClicks(dialog.field, "secret dana")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert done == ["approved"]
    assert not dialog.isVisible()


def test_a_wrong_one_is_said_and_may_be_typed_again(
    dialog: PasswordDialog, done: list[str]
) -> None:
    QTest.keyClicks(dialog.field, "secret ana")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert done == []
    assert dialog.trouble.word.text() == "The name and password don’t match."
    assert dialog.field.text() == ""
    QTest.keyClicks(dialog.field, "secret dana")
    dialog.do.click()
    assert done == ["approved"]


def test_nothing_typed_asks_nobody(
    dialog: PasswordDialog, accounts: FakeAccounts, done: list[str]
) -> None:
    dialog.do.click()
    assert "confirm_password" not in accounts.asked
    assert dialog.trouble.isVisible()


def test_how_long_it_is_shut_is_said(dialog: PasswordDialog, accounts: FakeAccounts) -> None:
    accounts.trouble = DeskError("Too many wrong tries. Seconds left: {n}.", "Wait.", n=30)
    QTest.keyClicks(dialog.field, "x")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.trouble.word.text() == "Too many wrong tries. Seconds left: 30."


def test_escape_leaves_it_undone(dialog: PasswordDialog, done: list[str]) -> None:
    QTest.keyClick(dialog.field, Qt.Key.Key_Escape)
    assert done == []
    assert not dialog.isVisible()


def test_what_is_typed_cannot_be_read(dialog: PasswordDialog) -> None:
    QTest.keyClicks(dialog.field, "hunter")
    assert "hunter" not in readable(dialog)


def test_it_is_whole_in_every_look(
    page: QWidget,
    any_theme: Theme,
    words: Words,
    tasks: InlineTasks,
    clock: FixedClock,
    tmp_path: Path,
    accounts: FakeAccounts,
) -> None:
    context = site_of(tmp_path, clock, words, any_theme, tasks, accounts)
    dialog = ask(context, page, then=lambda: None)
    dialog.submit()
    QApplication.processEvents()
    assert_whole(dialog)
    assert_accessible(dialog)
    assert_legible(dialog, any_theme)
