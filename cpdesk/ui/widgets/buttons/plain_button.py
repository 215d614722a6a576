"""Buttons whose labels may come from outside: an "&" in them is an "&", not an access key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.themed import Themed


class PlainButton(QAbstractButton, Themed):
    """Draws its label itself. Otherwise a partner “R&D” would take Alt+D away from its page."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setShortcut(QKeySequence())


class PressButton(PlainButton):
    """Enter presses it while it has the focus, as on every other system. (On a chip, Enter is the
    page's key.)"""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


def literal(text: str) -> str:
    """The label for a box that Qt draws, escaped so that it is shown literally."""
    return text.replace("&", "&&")
