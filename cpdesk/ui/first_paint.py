"""Tells when the window was first painted and when its desk can be used: for measuring starts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer

from cpdesk.ui.desk.page import DeskPage
from cpdesk.ui.front_office import FrontOffice


class FirstPaint(QObject):
    """Watches the desk page: its own first paint, and the first of a list that has lines."""

    def __init__(
        self,
        office: FrontOffice,
        painted: Callable[[], None] | None,
        usable: Callable[[], None] | None,
    ) -> None:
        super().__init__(office)
        self._painted = painted
        self._usable = usable
        page = next(p for p in office.pages if isinstance(p, DeskPage))
        self._page = page.widget
        self._list = page.results.viewport()
        self._model = page.results.model()
        self._page.installEventFilter(self)
        self._list.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            # A timer of no length: called when the whole window has been painted.
            if watched is self._page and self._painted:
                QTimer.singleShot(0, self._painted)
                self._painted = None
            elif watched is self._list and self._usable and self._model.rowCount():
                QTimer.singleShot(0, self._usable)
                self._usable = None
        return False
