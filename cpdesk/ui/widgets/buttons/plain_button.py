"""Buttons whose labels may come from outside: an "&" in them is an "&", not an access key."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton


class PlainButton(QAbstractButton):
    """Draws its label itself. Otherwise a partner “R&D” would take Alt+D away from its page."""

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setShortcut(QKeySequence())


def literal(text: str) -> str:
    """The label for a box that Qt draws, escaped so that it is shown literally."""
    return text.replace("&", "&&")
