"""Buttons whose words may come from outside: an "&" in them is an "&", and makes no key."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton


class PlainButton(QAbstractButton):
    """Draws its words itself. Without this a partner “R&D” would take Alt+D from its page."""

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setShortcut(QKeySequence())


def literal(text: str) -> str:
    """The words for a box that Qt draws, so that they are read as they are."""
    return text.replace("&", "&&")
