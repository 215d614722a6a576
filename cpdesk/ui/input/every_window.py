"""Keys and user activity in every window of the program, including dialogs and popups."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QWindow


class EveryWindow(QObject):
    """A subclass has an `eventFilter` that sees the events of each window. A window gets its keys
    before any widget in it does; a modal dialog doesn't hide any from it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watched: list[QWindow] = []
        self._watching = False

    def watch(self) -> None:
        """From now on, including windows opened later."""
        app = QGuiApplication.instance()
        if self._watching or not isinstance(app, QGuiApplication):
            return
        self._watching = True
        app.focusWindowChanged.connect(self._watch)
        for window in QGuiApplication.topLevelWindows():
            self._watch(window)

    def unwatch(self) -> None:
        app = QGuiApplication.instance()
        if self._watching and isinstance(app, QGuiApplication):
            app.focusWindowChanged.disconnect(self._watch)
        for window in self._watched:
            if shiboken6.isValid(window):
                window.removeEventFilter(self)
        self._watched.clear()
        self._watching = False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None and window not in self._watched:
            self._watched = [known for known in self._watched if shiboken6.isValid(known)]
            self._watched.append(window)
            window.installEventFilter(self)
