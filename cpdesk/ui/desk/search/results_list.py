"""The search results, as a list that the field moves through."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from cpdesk.ui.desk.search.listing import PILLS, Line
from cpdesk.ui.desk.search.results_delegate import ResultsDelegate
from cpdesk.ui.desk.search.results_model import ResultsModel
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import Words


class ResultsList(QListView, Themed):
    """Never takes the focus from the field: the field's keys move its current line."""

    taken = Signal(object)  # the Line that was clicked
    moved = Signal(object)  # the Line that Enter would take, or None

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._model = ResultsModel(self)
        pills = tuple(words.text(pill) for pill in PILLS.values())
        self._painter = ResultsDelegate(theme, pills)
        self.setModel(self._model)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(words.text("Visitors found"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._clicked)

    @property
    def lines(self) -> tuple[Line, ...]:
        return self._model.lines

    @property
    def current(self) -> Line | None:
        """The line that Enter takes."""
        row = self.currentIndex().row()
        return self._model.lines[row] if 0 <= row < len(self._model.lines) else None

    def show_lines(self, lines: tuple[Line, ...], *, choose_first: bool) -> None:
        """Replaces the lines. The selected one stays selected if it is still there."""
        before = self.current
        self._model.show(lines)
        row = next((n for n, line in enumerate(lines) if _same(line, before)), -1)
        if row < 0 and choose_first:
            row = next((n for n, line in enumerate(lines) if line.takes), -1)
        self._choose(row)
        if row <= 1:
            self.scrollToTop()

    def fill(self, lines: tuple[Line, ...]) -> None:
        """The same lines with more information; nothing moves."""
        if lines != self._model.lines:
            self._model.fill(lines)
            self.moved.emit(self.current)

    def step(self, by: int) -> None:
        """Moves the selection over the lines that can be chosen, stopping at the ends."""
        rows = [n for n, line in enumerate(self._model.lines) if line.takes]
        if not rows:
            return
        now = self.currentIndex().row()
        if now in rows:
            place = min(max(rows.index(now) + by, 0), len(rows) - 1)
        else:
            place = 0 if by > 0 else len(rows) - 1
        self._choose(rows[place])
        if place == 0:
            self.scrollToTop()

    def unchoose(self) -> None:
        self._choose(-1)

    def _choose(self, row: int) -> None:
        index = self._model.index(row) if row >= 0 else QModelIndex()
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        if row >= 0:
            self.scrollTo(index)
        self.moved.emit(self.current)

    def _clicked(self, index: QModelIndex) -> None:
        line = self._model.lines[index.row()]
        if line.takes:
            self._choose(index.row())
            self.taken.emit(line)

    def apply_theme(self) -> None:
        self._painter.apply_theme(self.theme)
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        # As if the scroll bar were there: rows are measured before it is known whether it will be.
        self._painter.width = self.width() - self.verticalScrollBar().sizeHint().width()
        super().resizeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A heading can't be selected, not even by a click."""
        line = self._at(event.position().toPoint())
        if line is not None and line.takes:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        line = self._at(event.position().toPoint())
        hand = line is not None and line.takes
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        )
        super().mouseMoveEvent(event)

    def _at(self, at: QPoint) -> Line | None:
        row = self.indexAt(at).row()
        return self._model.lines[row] if row >= 0 else None

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(300), self.theme.px(300))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(120), self.theme.px(80))


def _same(line: Line, other: Line | None) -> bool:
    if other is None or line.hit is None or other.hit is None:
        return False
    return (line.hit.kind, line.hit.key, line.hit.activity_id) == (
        other.hit.kind,
        other.hit.key,
        other.hit.activity_id,
    )
