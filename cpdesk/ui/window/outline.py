"""The window before its pages are in: plain areas where they will be."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from cpdesk.ui.theme.theme_tokens import Tokens


def paint_outline(window: QWidget, t: Tokens) -> None:
    """Plain colors, at the sizes of 100 % text: it has to appear at once."""
    painter = QPainter(window)
    wide, high = window.width(), window.height()
    painter.fillRect(0, 0, wide, high, QColor(t.bg))
    painter.fillRect(0, 0, 196, high, QColor(t.nav))
    painter.fillRect(196, 0, wide - 196, 55, QColor(t.surface))
    left, middle = 216, wide - 216 - 350 - 268 - 52
    for x, across in ((left, 350), (left + 366, middle), (wide - 288, 268)):
        painter.fillRect(x, 72, across, high - 88, QColor(t.line))
        painter.fillRect(x + 1, 73, across - 2, high - 90, QColor(t.surface))
    painter.end()
