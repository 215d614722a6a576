from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cpdesk.ui.sign_in.hidden_dialogs import HiddenDialogs
from tests.ui.walk import readable


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def dialog_over(parent: QWidget, says: str) -> QDialog:
    made = QDialog(parent)
    made.setWindowTitle(f"About {says}")
    made.field = QLineEdit(says)  # type: ignore[attr-defined]
    QVBoxLayout(made).addWidget(made.field)  # type: ignore[attr-defined]
    made.open()
    return made


def test_dialogs_come_back_with_what_was_typed_and_nothing_is_readable_meanwhile(
    window: QWidget,
) -> None:
    hidden = HiddenDialogs()
    over = dialog_over(window, "Rosa Ochoa")
    above = dialog_over(over, "Diego Muñoz")
    message: list[int] = []
    over.finished.connect(message.append)
    hidden.take(window)
    assert not over.isVisible()
    assert not above.isVisible()
    assert "Rosa" not in readable(window)
    assert "Diego" not in readable(window)
    hidden.give_back()
    assert over.isVisible()
    assert above.isVisible()
    assert over.isModal()
    assert over.parentWidget() is window
    assert above.parentWidget() is over
    assert "Rosa Ochoa" in readable(window)
    assert message == []


def test_dropped_they_are_gone(window: QWidget) -> None:
    hidden = HiddenDialogs()
    over = dialog_over(window, "Rosa Ochoa")
    gone: list[bool] = []
    over.destroyed.connect(lambda: gone.append(True))
    hidden.take(window)
    hidden.drop()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert gone == [True]
    hidden.give_back()


def test_a_question_for_a_file_is_closed(window: QWidget) -> None:
    hidden = HiddenDialogs()
    asking = QFileDialog(window)
    asking.setOption(QFileDialog.Option.DontUseNativeDialog)
    asking.open()
    hidden.take(window)
    assert not asking.isVisible()
    assert asking.result() == QDialog.DialogCode.Rejected
    hidden.give_back()
    assert not asking.isVisible()


def test_dialogs_of_another_window_stay(window: QWidget, qtbot: QtBot) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    theirs = dialog_over(other, "Somebody")
    hidden = HiddenDialogs()
    hidden.take(window)
    assert theirs.isVisible()
    theirs.reject()


def test_what_stood_over_a_page_that_is_gone_does_not_come_back(window: QWidget) -> None:
    page = QWidget(window)
    page.show()
    over = dialog_over(page, "Rosa Ochoa")
    hidden = HiddenDialogs()
    hidden.take(window)
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gone: list[bool] = []
    over.destroyed.connect(lambda: gone.append(True))
    hidden.give_back()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert gone == [True]
