"""A view of a page that needs what the page was given."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent

from cpdesk.ui.page_context import PageContext
from cpdesk.ui.widgets.themed import ThemedWidget


class ContextView(ThemedWidget):
    """Takes its theme again when its size changes, since widths follow from its own."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context.theme)
        self.context = context
        self._words = context.words
        self._tasks = context.tasks

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.apply_theme()
