"""Buttons whose labels may come from outside: an "&" in them is an "&", not an access key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton


class PlainButton(QAbstractButton):
    """Draws its label itself. Otherwise a partner “R&D” would take Alt+D away from its page. With
    `enter_presses`, Enter presses it while it has the focus, as on every other system."""

    enter_presses = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()
        if enter and self.enter_presses:
            self.click()
        else:
            super().keyPressEvent(event)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setShortcut(QKeySequence())


def literal(text: str) -> str:
    """The label for a box that Qt draws, escaped so that it is shown literally."""
    return text.replace("&", "&&")
