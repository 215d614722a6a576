"""What a place shows when it is empty: an icon, a heading, what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Picture, Role, Text
from cpdesk.ui.widgets.themed import Themed


class EmptyState(QWidget, Themed):
    """Centered. `add` puts a button under the sentence."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        word: str,
        sentence: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._icon = icon
        self._picture = Picture()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.word = Text(theme, word, Role.STRONG, wrap=True)
        self.sentence = Text(theme, sentence, Role.SMALL, wrap=True)
        self._column = fill(QVBoxLayout(self), 2, self._picture)
        for text in (self.word, self.sentence):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            self._column.addWidget(text)
        self._column.addStretch(3)
        self.set(icon, word, sentence)
        self.apply_theme()

    def set(self, icon: str, word: str, sentence: str = "") -> None:
        self._icon = icon
        self.word.setText(word)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self.setAccessibleName(" ".join(p for p in (word, sentence) if p))
        self.apply_theme()

    def add(self, widget: QWidget) -> None:
        self._column.insertSpacing(self._column.count() - 1, self.theme.px(8))
        self._column.insertWidget(
            self._column.count() - 1, widget, 0, Qt.AlignmentFlag.AlignHCenter
        )

    def apply_theme(self) -> None:
        px = self.theme.px
        picture = self.theme.pixmap(self._icon, "ink3", px(30), self.devicePixelRatioF())
        self._picture.setPixmap(picture)
        self._column.setSpacing(px(4))
