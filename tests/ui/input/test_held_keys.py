"""What a key that is held down does, and what it does not do again."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cpdesk.ui.input.held_keys import HeldKeys
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.text.labeled import LabeledLine

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
TEXTS = {Qt.Key.Key_Space: " ", Qt.Key.Key_A: "a", Qt.Key.Key_Return: "\r"}


@dataclass
class Desk:
    """A window with a queue of two things to approve, a field, and a field of several lines."""

    window: QWidget
    first: Button
    second: Button
    line: LabeledLine
    note: QPlainTextEdit
    held: HeldKeys
    approved: list[str] = field(default_factory=list)

    def key(self, key: Qt.Key, times: int = 1, mods: Qt.KeyboardModifier = NONE) -> None:
        """Presses a key and holds it until it has come `times`, as a keyboard does."""
        handle = self.window.windowHandle()
        for n in range(times):
            down = QKeyEvent(QEvent.Type.KeyPress, key, mods, TEXTS.get(key, ""), n > 0)
            QCoreApplication.sendEvent(handle, down)
        QCoreApplication.sendEvent(handle, QKeyEvent(QEvent.Type.KeyRelease, key, mods))

    @property
    def where(self) -> QWidget | None:
        return QApplication.focusWidget()


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme) -> Desk:
    window = QWidget()
    qtbot.addWidget(window)
    first, second = Button(theme, "Approve the first"), Button(theme, "Approve the second")
    line, note = LabeledLine(theme, "Reason"), QPlainTextEdit()
    column = QVBoxLayout(window)
    for part in (first, second, line, note):
        column.addWidget(part)
    made = Desk(window, first, second, line, note, HeldKeys(window))

    def decided() -> None:
        made.approved.append("first")
        second.setFocus()  # the next one comes under the hand

    first.clicked.connect(decided)
    second.clicked.connect(lambda: made.approved.append("second"))
    line.line.entered.connect(lambda: made.approved.append("reason"))
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made.held.watch(window.windowHandle())
    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_is_pressed_once_and_the_next_one_not_at_all(desk: Desk, key: Qt.Key) -> None:
    desk.first.setFocus()
    desk.key(key, times=6)
    assert desk.approved == ["first"]
    assert desk.where is desk.second


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_pressed_again_the_next_one_is_meant(desk: Desk, key: Qt.Key) -> None:
    desk.first.setFocus()
    desk.key(key)
    desk.key(key)
    assert desk.approved == ["first", "second"]


def test_enter_in_a_field_is_said_once(desk: Desk) -> None:
    desk.line.line.setFocus()
    desk.key(Qt.Key.Key_Return, times=5)
    assert desk.approved == ["reason"]


def test_typing_repeats(desk: Desk) -> None:
    desk.line.line.setFocus()
    desk.key(Qt.Key.Key_A, times=4)
    desk.key(Qt.Key.Key_Space, times=2)
    assert desk.line.line.text() == "aaaa  "
    desk.key(Qt.Key.Key_Backspace, times=3)
    assert desk.line.line.text() == "aaa"
    desk.note.setFocus()
    desk.key(Qt.Key.Key_Return, times=3)
    assert desk.note.toPlainText() == "\n\n\n"


def test_a_key_held_since_before_types_nothing_where_the_focus_came_to(desk: Desk) -> None:
    desk.line.line.setText("Kept")
    desk.first.setFocus()
    desk.key(Qt.Key.Key_Delete)
    desk.line.line.setFocus()
    desk.line.line.selectAll()
    handle = desk.window.windowHandle()
    for _ in range(3):
        repeat = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Delete, NONE, "", True)
        QCoreApplication.sendEvent(handle, repeat)
    assert desk.line.line.text() == "Kept"


def test_moving_repeats_wherever_it_leads(desk: Desk) -> None:
    desk.first.setFocus()
    desk.key(Qt.Key.Key_Tab, times=2)
    assert isinstance(desk.where, QLineEdit)


def test_the_repeats_of_a_letter_with_alt_reach_no_shortcut(desk: Desk) -> None:
    """Not those either that Qt makes of the letter after "&" by itself."""
    desk.line.line.setFocus()
    handle = desk.window.windowHandle()
    alt = Qt.KeyboardModifier.AltModifier
    for again, taken in ((False, False), (True, True)):
        asked = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_W, alt, "w", again)
        asked.setAccepted(False)
        QCoreApplication.sendEvent(handle, asked)
        assert asked.isAccepted() is taken


def test_an_x_servers_repeat_is_one_also_where_qt_takes_it_for_a_finger(desk: Desk) -> None:
    """A release and a press of the same moment; a finger needs longer."""
    held = HeldKeys(desk.window, by_release=True)
    held.watch(desk.window.windowHandle())
    desk.first.setFocus()
    handle = desk.window.windowHandle()
    for down, up in ((1_000, 1_100), (1_100, 1_130), (1_130, 1_160)):
        for kind, at in ((QEvent.Type.KeyPress, down), (QEvent.Type.KeyRelease, up)):
            event = QKeyEvent(kind, Qt.Key.Key_Return, NONE)
            event.setTimestamp(at)
            QCoreApplication.sendEvent(handle, event)
    assert desk.approved == ["first"]
    again = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, NONE)
    again.setTimestamp(1_161)
    QCoreApplication.sendEvent(handle, again)
    assert desk.approved == ["first", "second"]
