"""A titled sheet on the page's background."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import Themed


class Card(QFrame, Themed):
    """Put the content into `body`; `set_aside` shows a word or number to the right of the title."""

    def __init__(self, theme: Theme, title: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setProperty("card", True)
        self._title = Text(theme, title, Role.HEADING)
        self.aside = Text(theme, "", Role.HEADING)
        self._head = QWidget()
        self.head = fill(QHBoxLayout(self._head), self._title, 1, self.aside, edges=(0, 0, 0, 4))
        self.body = fill(QVBoxLayout(self), self._head, gap=6)
        self._head.setVisible(bool(title))
        if title:
            self.setAccessibleName(title)
        self.apply_theme()

    def set_title(self, title: str) -> None:
        self._title.setText(title)
        self._head.setVisible(bool(title))
        self.setAccessibleName(title)

    def set_aside(self, text: str) -> None:
        self.aside.setText(text)

    def apply_theme(self) -> None:
        px = self.theme.px
        self.body.setContentsMargins(px(16), px(14), px(16), px(14))
