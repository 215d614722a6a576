"""The area that shows a report."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget


class ReportView(QWidget):
    """Needs the height that its text takes at its current width. Qt uses the narrowest width, where
    text takes many lines, and shows a scroll bar although nothing is hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        high = self.column.totalMinimumHeightForWidth(max(self.width(), least.width()))
        return QSize(least.width(), high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
