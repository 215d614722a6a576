"""A field for the printed recovery key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from cpdesk.ui.theme.theme import Theme

GROUP = 8  # letters and digits per printed group, and the number of groups


class CodeField(QPlainTextEdit):
    """A few lines of text where Enter adds no line and Tab moves on."""

    entered = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setFont(theme.font(16))
        self.setFixedHeight(theme.px(84))

    @property
    def letters(self) -> int:
        """The number of letters typed, without separators."""
        return len("".join(self.toPlainText().replace("-", " ").split()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.entered.emit()
        else:
            super().keyPressEvent(event)
