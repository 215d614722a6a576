"""Reports when the desk is usable: for measuring starts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QListView

from cpdesk.ui.application import Application


class FirstList(QObject):
    """Waits for the first paint of the desk's list with lines in it."""

    def __init__(self, office: Application, usable: Callable[[], None]) -> None:
        super().__init__(office)
        self._office = office
        self._usable: Callable[[], None] | None = usable
        self._list: QListView | None = None
        # After the window's own handler, which creates the desk.
        office.window.stack.currentChanged.connect(self._watch)

    def _watch(self) -> None:
        if self._list is None and self._office.desk.made is not None:
            self._list = self._office.desk.page.results
            self._list.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._usable is None or self._list is None or event.type() is not QEvent.Type.Paint:
            return False
        if self._list.model().rowCount():
            # A zero timer: fires when the whole window has been painted.
            QTimer.singleShot(0, self._usable)
            self._usable = None
            watched.removeEventFilter(self)
        return False
