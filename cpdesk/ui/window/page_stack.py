"""Where the pages are in the window, stacked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget

from cpdesk.ui.page_table import PageKey

if TYPE_CHECKING:
    from cpdesk.ui.widgets.page.page import Page
    from cpdesk.ui.window.header import Header
    from cpdesk.words import Words


class PageStack(QStackedWidget):
    """A page's widget is added when it first comes to the front, and its header widgets with it."""

    def __init__(self, header: Header, words: Words) -> None:
        super().__init__()
        self._header = header
        self._words = words
        self._areas: dict[str, QScrollArea] = {}

    def holds(self, key: PageKey | None) -> bool:
        """Whether the page has been in front."""
        return key in self._areas

    def show_page(self, page: Page) -> None:
        """Brings it to the front."""
        key = page.entry.key
        if key not in self._areas:
            self._areas[key] = self._place(page)
        self.setCurrentWidget(self._areas[key])

    def drop(self) -> None:
        """Discards every page's widget, with whatever was typed there."""
        for area in self._areas.values():
            self.removeWidget(area)
            area.deleteLater()
        self._areas.clear()

    def _place(self, page: Page) -> QScrollArea:
        """A page scrolls if the window is smaller than it needs."""
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page.widget)
        entry = page.entry
        title = self._words.text(entry.long_title or entry.title)
        self._header.add_page(entry.key, title, page.header_widgets())
        self.addWidget(area)
        return area
