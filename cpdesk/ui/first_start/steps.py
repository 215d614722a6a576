"""The dark column of the first start: what the program is, and how far one is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from cpdesk.ui.parts.text import Role, Text
from cpdesk.ui.parts.themed import Themed
from cpdesk.ui.theme import Theme
from cpdesk.words import Words


class Steps(QWidget, Themed):
    """The names of the steps, each with its number or a check mark."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.theme = theme
        self._words = words
        self._names = (
            words.text("The roster"),
            words.text("The school"),
            words.text("The office manager"),
        )
        self._current = 0
        self._brand = Text(theme, "CPDesk", Role.NAME, color="nav_strong")
        self._says = Text(
            theme,
            words.text(
                "May this visitor come in, for this, here, now? "
                "Answered at the desk, without a network, with the reasons."
            ),
            Role.SMALL,
            wrap=True,
            color="nav_soft",
        )
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._brand)
        self._column.addWidget(self._says)
        self._column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.set_current(0)
        self.dress()

    def set_current(self, step: int) -> None:
        self._current = step
        self.setAccessibleName(
            self._words.text(
                "Step {n} of {all}: {name}",
                n=step + 1,
                all=len(self._names),
                name=self._names[step],
            )
        )
        self.update()

    def dress(self) -> None:
        px = self.theme.px
        self.setFixedWidth(px(264))
        self._column.setContentsMargins(px(24), px(28), px(24), px(24))
        self._column.setSpacing(px(6))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t, px = self.theme.tokens, self.theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(t.nav))
        top, side = self._says.geometry().bottom() + px(34), px(26)
        for n, name in enumerate(self._names):
            circle = QRectF(px(24), top + n * px(46), side, side)
            on, past = n == self._current, n < self._current
            painter.setPen(QPen(QColor(t.nav_strong if on else t.nav_soft), 1.5))
            painter.setBrush(QColor(t.nav_on) if on else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(circle)
            if past:
                inner = circle.adjusted(px(6), px(6), -px(6), -px(6))
                self.theme.paint_icon(painter, "check", t.nav_strong, inner)
            else:
                painter.setFont(self.theme.font(12.5, 600))
                painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(n + 1))
            painter.setFont(self.theme.font(14, 600 if on else 400))
            painter.setPen(QColor(t.nav_strong if on else t.nav_ink))
            words = QRectF(circle.right() + px(12), circle.top(), self.width(), side)
            painter.drawText(
                words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), name
            )
