"""The day's table: columns that share the room, rows as tall as their text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from cpdesk.records.day import DayLine, DaySchedule
from cpdesk.ui.parts import Themed
from cpdesk.ui.theme import Theme
from cpdesk.ui.today.lines_delegate import LinesDelegate
from cpdesk.ui.today.lines_model import LINE, Column, Index, LinesModel
from cpdesk.words import Words

# The columns that wrap and how much each may take, and the minimum at which all three are worth
# showing.
_FLEXIBLE = {Column.ACTIVITY: 240, Column.PARTNER: 240, Column.WHERE: 110}
_LEAST_FOR_PARTNER = 330


class LinesTable(QTableView, Themed):
    """`chosen` when another row is selected, `opened` on Enter or a double click."""

    chosen = Signal(object)  # DayLine or None
    opened = Signal(object)  # DayLine

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._model = LinesModel(words, self)
        self._delegate = LinesDelegate(theme)
        self._fitted = (-1, -1)
        self._seeking = False  # until the user moves: keep the current activity in view
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(words.text("Activities for the day"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setMinimumSectionSize(20)
        self.dress()

    @property
    def lines_model(self) -> LinesModel:
        return self._model

    @property
    def folded(self) -> bool:
        """Whether the partner is shown under the activity for lack of room."""
        return self._delegate.folded

    @property
    def line(self) -> DayLine | None:
        """The selected line."""
        index = self.currentIndex()
        return index.data(LINE) if index.isValid() else None

    def show_day(self, schedule: DaySchedule, today: date, *, another: bool) -> None:
        """Shows a day. `another`: a different day than before, so the selection is cleared."""
        kept = self.line.activity_id if self.line and not another else ""
        place = self.verticalScrollBar().value()
        if self._model.show_day(schedule, today):
            self._fit(force=True)
        if another:
            self._seeking = True
            self._go_to_now()
        else:
            self.mark(kept)
            self.verticalScrollBar().setValue(place)
        self.chosen.emit(self.line)

    def mark(self, activity_id: str) -> None:
        """Selects an activity; does nothing if the day does not have it."""
        row = self._model.row_of(activity_id)
        if row >= 0:
            self._seeking = False
            self.setCurrentIndex(self._model.index(row, 0))

    def _go_to_now(self) -> None:
        row = self._model.first_of_interest()
        if row >= 0:
            self.setCurrentIndex(self._model.index(row, 0))
            above = self._model.index(max(0, row - 2), 0)
            self.scrollTo(above, QAbstractItemView.ScrollHint.PositionAtTop)
        elif self._model.rowCount():
            self.setCurrentIndex(self._model.index(0, 0))

    def dress(self) -> None:
        self._delegate.theme = self.theme
        size = self.theme.font(12).pixelSize()
        self.setStyleSheet(
            "QTableView, QTableView:focus { border: 0; }"
            f"QHeaderView::section {{ font-size: {size}px; }}"
        )
        self._fit(force=True)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.chosen.emit(self.line)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._seeking = False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.line is not None:
            self.opened.emit(self.line)
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid() and self.line is not None:
            self.opened.emit(self.line)

    def keyboardSearch(self, search: str) -> None:
        """Letters are the page's keys; they do not search the table."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._seeking = False
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._seeking = False
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _fit(self, *, force: bool = False) -> None:
        """Distributes the width, then makes each row as tall as its tallest cell."""
        width = self.viewport().width()
        if not force and (width, self._model.rowCount()) == self._fitted:
            return
        self._fitted = (width, self._model.rowCount())
        fixed = {c: self._need(c) for c in Column if c not in _FLEXIBLE}
        left = width - sum(fixed.values())
        self._fold(left < self.theme.px(_LEAST_FOR_PARTNER))
        widths = fixed | self._shared(max(0, left))
        for column, wide in widths.items():
            self.setColumnWidth(column, wide)
        for row in range(self._model.rowCount()):
            high = max(
                self._delegate.height_of(self._model.index(row, c), wide)
                for c, wide in widths.items()
            )
            self.setRowHeight(row, high)
        if self._seeking:
            self._go_to_now()

    def _fold(self, folded: bool) -> None:
        """If there is little room the partner's column is hidden and the name moves under the
        activity's: rows stay lower than with three thin columns."""
        self._delegate.folded = folded
        self._model.set_folded(folded)
        self.setColumnHidden(Column.PARTNER, folded)

    def _shared(self, left: int) -> dict[Column, int]:
        """The widths of the columns that wrap: each gets its longest word, the rest depends on
        their content."""
        columns = [c for c in _FLEXIBLE if not (c is Column.PARTNER and self._delegate.folded)]
        least = {c: min(self._most(c, self._delegate.least_of), left // 3) for c in columns}
        wanted = {
            c: max(least[c], min(self._need(c), self.theme.px(_FLEXIBLE[c]))) for c in columns
        }
        spare = max(0, left - sum(least.values()))
        more = {c: wanted[c] - least[c] + 1 for c in columns}
        whole = sum(more.values())
        return {c: least[c] + int(spare * more[c] / whole) for c in columns}

    def _need(self, column: Column) -> int:
        head = self.horizontalHeader().sectionSizeHint(column)
        return max(head, self._most(column, self._delegate.width_of))

    def _most(self, column: Column, measure: Callable[[Index], int]) -> int:
        rows = range(self._model.rowCount())
        return max((measure(self._model.index(row, column)) for row in rows), default=0)
