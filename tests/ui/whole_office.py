"""The window with all its real pages on the sample district, with work that is done at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cpdesk.services.printing.printing import PrintRoute
from cpdesk.services.services import Services
from cpdesk.settings import Settings
from cpdesk.ui.application import Application
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.window.window import MainWindow

NONE = Qt.KeyboardModifier.NoModifier


@contextmanager
def whole_office(
    qtbot: QtBot, services: Services, route: PrintRoute, window: MainWindow | None = None
) -> Iterator[Application]:
    """`window` is one that was painted before."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    office = Application(
        app,
        services,
        tasks=InlineTasks(),
        settings=Settings(theme="light"),
        route=route,
        window=window,
    )
    window = office.window
    assert isinstance(window, MainWindow)
    window.resize(1366, 768)
    office.open()
    with qtbot.waitActive(window):
        window.activateWindow()
    try:
        yield office
    finally:
        window.close()
        window.deleteLater()
        office.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def press(key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    """As a keyboard does: to the window that has the focus, so that its shortcuts, and fields that
    want the key for themselves, have their say before anybody else."""
    window = QApplication.focusWindow()
    assert window is not None
    QTest.keyClick(window, key, held)
