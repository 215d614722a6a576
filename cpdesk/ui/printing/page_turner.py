"""Turns the pages of a preview with two buttons, and shows which page is in sight."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.frames.preview import PdfPreview
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.text.tooltip import set_tooltip
from cpdesk.ui.widgets.themed import ThemedWidget
from cpdesk.words import Words


class PageTurner(ThemedWidget):
    """Hidden if there is one page or none."""

    def __init__(self, theme: Theme, words: Words, preview: PdfPreview) -> None:
        super().__init__(theme)
        self._words = words
        self._preview = preview
        self._at = 0
        self.back = Button(theme, "", icon="chevron-left", small=True)
        self.forth = Button(theme, "", icon="chevron-right", small=True)
        for button, name in (
            (self.back, words.text("Previous page")),
            (self.forth, words.text("Next page")),
        ):
            button.setAccessibleName(name)
            set_tooltip(button, name)
        self.where = Text(theme, "", Role.SMALL)
        fill(QHBoxLayout(self), self.back, self.where, self.forth, gap=theme.px(6), edges=0)
        self.back.clicked.connect(lambda: self.turn(-1))
        self.forth.clicked.connect(lambda: self.turn(1))
        preview.verticalScrollBar().valueChanged.connect(lambda _: self._scrolled())
        self.read()

    @property
    def at(self) -> int:
        """The page in sight, counting from 0."""
        return self._at

    def turn(self, by: int) -> None:
        """Moves forward or back by so many pages."""
        self._to(self._at + by)

    def read(self, at: int = 0) -> None:
        """The pages have changed; starts at this one."""
        self._to(min(at, max(0, len(self._preview.pages) - 1)))

    def _to(self, page: int) -> None:
        pages = len(self._preview.pages)
        page = min(max(page, 0), max(0, pages - 1))
        self._preview.turn_to(page)
        self._at = page  # the last page may be in sight before it is at the top
        self._show_message()

    def _scrolled(self) -> None:
        self._at = self._preview.page_in_sight
        self._show_message()

    def _show_message(self) -> None:
        pages = len(self._preview.pages)
        self.setVisible(pages > 1)
        self.where.setText(self._words.text("Page {n} of {count}", n=self._at + 1, count=pages))
        self.back.setEnabled(self._at > 0)
        self.forth.setEnabled(self._at + 1 < pages)
