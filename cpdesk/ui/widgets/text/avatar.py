"""A person's initials in a circle: as a widget, and painted for delegates."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.themed import ThemedWidget


def initials(name: str) -> str:
    """The first letters of the first and the last part of a name."""
    parts = [part for part in name.split() if part[0].isalnum()]
    if not parts:
        return "?"
    return (parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")).upper()


def paint_avatar(painter: QPainter, rect: QRectF, name: str, theme: Theme) -> None:
    """Draws the circle so that it fills `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("avatar"))
    painter.drawEllipse(rect)
    font = theme.font(13, 700)
    font.setPixelSize(max(8, round(rect.height() * (0.34 if rect.height() > 44 else 0.36))))
    painter.setFont(font)
    painter.setPen(theme.color("avatar_ink"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initials(name))
    painter.restore()


class Avatar(ThemedWidget):
    """36 px in rows, 56 beside a name. Silent for screen readers: the name is beside it."""

    def __init__(self, theme: Theme, name: str = "", side: int = 36) -> None:
        super().__init__(theme)
        self._name = name
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str) -> None:
        self._name = name
        self.update()

    def sizeHint(self) -> QSize:
        side = self.theme.px(self._side)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_avatar(QPainter(self), QRectF(self.rect()), self._name, self.theme)
