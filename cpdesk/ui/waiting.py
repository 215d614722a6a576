"""What stands in the window until its first page does: the outlines of its cards."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cpdesk.ui.parts.themed import Themed
from cpdesk.ui.theme import Theme


class Waiting(QWidget, Themed):
    """`painted` comes once, when the whole window has been painted for the first time."""

    painted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._told = False

    def dress(self) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = self.theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.theme.color("line"))
        painter.setBrush(self.theme.color("surface"))
        left, wide, aside = px(20), px(350), px(268)
        high = self.height() - 2 * px(16)
        middle = self.width() - 2 * left - wide - aside - 2 * px(16)
        for x, width in (
            (left, wide),
            (left + wide + px(16), middle),
            (self.width() - left - aside, aside),
        ):
            painter.drawRoundedRect(QRectF(x + 0.5, px(16) + 0.5, width, high), 10, 10)
        painter.end()
        if not self._told:
            self._told = True
            QTimer.singleShot(0, self.painted.emit)
