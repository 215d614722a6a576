from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.ui.sign_in.idle import Idle


@pytest.fixture
def gone() -> list[bool]:
    return []


@pytest.fixture
def idle(clock: FixedClock, gone: list[bool], qtbot: QtBot) -> Iterator[Idle]:
    made = Idle(clock)
    made.gone.connect(lambda: gone.append(True))
    yield made
    made.stop()


def later(clock: FixedClock, minutes: float) -> None:
    clock.set(clock.now() + timedelta(minutes=minutes))


def test_after_its_minutes_it_tells_once(idle: Idle, clock: FixedClock, gone: list[bool]) -> None:
    idle.start(2)
    assert idle.running
    later(clock, 1.9)
    idle.look()
    assert gone == []
    later(clock, 0.1)
    idle.look()
    idle.look()
    assert gone == [True]
    assert not idle.running


@pytest.mark.parametrize("sign", ["key", "mouse", "press"])
def test_whoever_types_or_moves_is_there(
    idle: Idle, clock: FixedClock, gone: list[bool], qtbot: QtBot, sign: str
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    idle.start(2)
    later(clock, 1.5)
    handle = window.windowHandle()
    if sign == "key":
        QTest.keyClick(handle, Qt.Key.Key_Shift)
    elif sign == "press":
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton)
    else:
        QTest.mouseMove(handle)
    later(clock, 1.5)
    idle.look()
    assert gone == []


def test_typing_in_a_dialog_counts_too(
    idle: Idle, clock: FixedClock, gone: list[bool], qtbot: QtBot
) -> None:
    idle.start(2)
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    later(clock, 1.5)
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Shift)
    later(clock, 1.5)
    idle.look()
    assert gone == []


def test_a_computer_that_slept_is_locked_when_it_wakes(
    idle: Idle, clock: FixedClock, gone: list[bool]
) -> None:
    idle.start(5)
    later(clock, 8 * 60)
    idle.timer.timeout.emit()
    assert gone == [True]


def test_stopped_it_tells_nothing(idle: Idle, clock: FixedClock, gone: list[bool]) -> None:
    idle.start(1)
    idle.stop()
    later(clock, 60)
    idle.look()
    assert gone == []
