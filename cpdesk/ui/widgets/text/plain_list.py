"""Many lines of text from outside, to read and copy but not to change."""

from __future__ import annotations

from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QPlainTextEdit

from cpdesk.ui.theme.theme import Theme

_MOST = 8  # lines visible at once; scroll for the others


class PlainList(QPlainTextEdit):
    """As tall as its lines, up to a few; stays fast with any number of them."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.theme = theme
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFont(theme.font(14))
        self.setAccessibleName(name)

    def set(self, text: str) -> None:
        self.setPlainText(text)
        lines = min(_MOST, max(1, self.blockCount()))
        margins = self.contentsMargins()
        edge = 2 * self.document().documentMargin() + margins.top() + margins.bottom()
        line = QFontMetricsF(self.font()).lineSpacing()
        self.setFixedHeight(round(lines * line + edge + self.theme.px(24)))
