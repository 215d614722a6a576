"""What a list or a table announces, and which part of it is drawn again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QApplication


class Drawn(QObject):
    """`resets` counts how often all rows were announced, `rows` names those that were announced by
    themselves, `region` is what was painted."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self.resets, self.rows, self.region = 0, set[int](), QRegion()
        view.viewport().installEventFilter(self)
        view.model().modelReset.connect(self._note_reset)
        view.model().dataChanged.connect(self._note_rows)

    def begin(self) -> None:
        """Counts from here on."""
        for _ in range(3):  # what is laid out is drawn only then
            QApplication.processEvents()
        self.resets, self.rows, self.region = 0, set[int](), QRegion()

    def nothing(self) -> bool:
        QApplication.processEvents()
        return not self.resets and not self.rows and self.region.isEmpty()

    def only_row(self, row: int) -> bool:
        """Whether this row alone was announced and painted."""
        QApplication.processEvents()
        model, view = self._view.model(), self._view
        whole = QRegion()
        for column in range(model.columnCount()):
            whole |= QRegion(view.visualRect(model.index(row, column)))
        return self.resets == 0 and self.rows == {row} and (self.region - whole).isEmpty()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region |= event.region()
        return False

    def _note_reset(self) -> None:
        self.resets += 1

    def _note_rows(self, first: QModelIndex, last: QModelIndex) -> None:
        self.rows |= set(range(first.row(), last.row() + 1))
