from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from cpdesk.ui.input.evacuation_key import EvacuationKey
from cpdesk.ui.input.keys import EVACUATION_KEY
from tests.ui.whole_office import press

F9 = Qt.Key.Key_F9


def test_no_field_and_no_list_of_the_platform_takes_the_key(qtbot: QtBot) -> None:
    for made in (QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDateEdit, QComboBox):
        field = made()
        qtbot.addWidget(field)
        event = QKeyEvent(QEvent.Type.ShortcutOverride, F9, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        QApplication.sendEvent(field, event)
        assert not event.isAccepted(), made.__name__
    bound = [
        standard.name
        for standard in QKeySequence.StandardKey
        if QKeySequence(EVACUATION_KEY) in QKeySequence.keyBindings(standard)
    ]
    assert bound == []


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QSpinBox, QDateEdit, QComboBox])
def test_pressed_in_a_field_it_is_told_once_and_the_field_stays_as_it_is(
    qtbot: QtBot, kind: type[QWidget]
) -> None:
    window, field = QWidget(), kind()
    QVBoxLayout(window).addWidget(field)
    qtbot.addWidget(window)
    if isinstance(field, QLineEdit):
        field.setText("half a name")
        field.setCursorPosition(4)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    field.setFocus()
    key = EvacuationKey()
    key.watch()
    pressed: list[bool] = []
    key.pressed.connect(lambda: pressed.append(True))
    press(F9)
    assert len(pressed) == 1
    for other in (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier):
        press(F9, other)
    press(Qt.Key.Key_F8)
    assert len(pressed) == 1, "no other key"
    if isinstance(field, QLineEdit):
        assert (field.text(), field.cursorPosition()) == ("half a name", 4)
    key.unwatch()
    press(F9)
    assert len(pressed) == 1


def test_held_down_it_is_one_press(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    key = EvacuationKey()
    key.watch()
    pressed: list[bool] = []
    key.pressed.connect(lambda: pressed.append(True))
    for again in (False, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, F9, Qt.KeyboardModifier.NoModifier, "", again)
        QApplication.sendEvent(window.windowHandle(), event)
    assert len(pressed) == 1
    key.unwatch()
