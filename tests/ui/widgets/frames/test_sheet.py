"""A sheet that scrolls: what Tab leads to is seen, all of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from cpdesk.ui.widgets.frames.sheet import Sheet


@pytest.mark.parametrize("height", range(90, 150, 10))
def test_tab_shows_all_of_a_field(qtbot: QtBot, height: int) -> None:
    sheet = Sheet()
    fields = [QLineEdit() for _ in range(4)]
    for field in fields:
        field.setFixedHeight(64)
        sheet.column.addWidget(field)
    qtbot.addWidget(sheet)
    sheet.resize(200, height)
    sheet.show()
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    fields[0].setFocus()
    for forward in (True, True, True, False, False, False):
        key = Qt.Key.Key_Tab if forward else Qt.Key.Key_Backtab
        led = QApplication.focusWidget()
        assert led is not None
        QTest.keyClick(led, key)
        now = QApplication.focusWidget()
        assert isinstance(now, QLineEdit)
        assert now is not led
        assert now.visibleRegion().boundingRect() == now.rect()
