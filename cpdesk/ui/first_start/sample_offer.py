"""The other way to start: a sample district, to try things out."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import Words


class SampleOffer(QWidget, Themed):
    """One line with a button."""

    wanted = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.theme = theme
        self.button = Button(theme, words.text("Use the sample district"), small=True)
        self.button.clicked.connect(self.wanted)
        said = QVBoxLayout()
        said.setSpacing(1)
        said.addWidget(Text(theme, words.text("No roster yet?"), Role.STRONG))
        said.addWidget(
            Text(
                theme,
                words.text(
                    "Look around with made-up schools, partners, and people. "
                    "You can import the real roster at any time."
                ),
                Role.SMALL,
                wrap=True,
            )
        )
        self._row = fill(QHBoxLayout(self), (said, 1), self.button)
        self.apply_theme()

    def apply_theme(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(px(16), px(12), px(16), px(12))
        self._row.setSpacing(px(16))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.color("line"), 1))
        painter.setBrush(self.theme.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
