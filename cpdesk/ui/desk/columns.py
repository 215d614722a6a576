"""How the desk's parts are arranged: three columns, or two when the text is large."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.themed import Themed

WIDE = 960  # at 100 % text; if narrower, the right column goes under the list


class Columns(QWidget, Themed):
    """Always as tall as the window: its lists and sheets scroll, the page does not."""

    narrowed = Signal(bool)

    def __init__(
        self, theme: Theme, left: Sequence[QWidget], middle: Sequence[QWidget], right: QWidget
    ) -> None:
        """The last widget of `left` and of `middle` takes the remaining room."""
        super().__init__()
        self.theme = theme
        self.narrow = False
        self._right = right
        self._left = QVBoxLayout()
        self._middle = QVBoxLayout()
        for column, parts in ((self._left, left), (self._middle, middle)):
            for part in parts:
                column.addWidget(part, 3 if part is parts[-1] else 0)
        self._across = fill(QHBoxLayout(self), (self._left, 350), (self._middle, 480), (right, 268))
        self.apply_theme()

    def apply_theme(self) -> None:
        self._across.setContentsMargins(20, 16, 20, 16)
        self._across.setSpacing(16)
        self._left.setSpacing(12)
        self._middle.setSpacing(12)
        self._arrange()

    def hasHeightForWidth(self) -> bool:
        return False

    def minimumSizeHint(self) -> QSize:
        return QSize(600, 300)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < self.theme.px(WIDE)
        if narrow == self.narrow:
            return
        self.narrow = narrow
        if narrow:
            self._across.removeWidget(self._right)
            self._left.addWidget(self._right, 2)
        else:
            self._left.removeWidget(self._right)
            self._across.addWidget(self._right, 268)
        self._across.setStretch(0, 400 if narrow else 350)
        self._across.setStretch(1, 600 if narrow else 480)
        self.narrowed.emit(narrow)
