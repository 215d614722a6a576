"""Tables: what all share, and one of records, with a row each, selected as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.lists.cell_delegate import CellDelegate
from cpdesk.ui.widgets.lists.record_model import LEFT, Index, RecordModel
from cpdesk.ui.widgets.themed import Themed

R = TypeVar("R")


class TableView(QTableView, Themed):
    """What all tables share. A table divides its width in `fit`, which is called when the width,
    the theme or the records change."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        model: QAbstractItemModel,
        delegate: QStyledItemDelegate,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
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
        head.setDefaultAlignment(LEFT)
        head.setMinimumSectionSize(20)

    def fit(self) -> None:
        """Divides the width among the columns, and makes each row as tall as its cells need."""
        raise NotImplementedError

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Draws only these cells again: Qt would draw the whole table for more than one."""
        for row in range(first.row(), last.row() + 1):
            for column in range(first.column(), last.column() + 1):
                cell = self.model().index(row, column)
                super().dataChanged(cell, cell, list(roles))

    def apply_theme(self) -> None:
        size = self.theme.font(12).pixelSize()
        self.setStyleSheet(
            "QTableView, QTableView:focus { border: 0; }"
            f"QHeaderView::section {{ font-size: {size}px; }}"
        )
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()  # all cells of the row show it, not only the current one

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyboardSearch(self, search: str) -> None:
        """Letters belong to the page."""


class RecordTable(TableView, Generic[R]):
    """`whole` makes it as tall as its rows: the page around it scrolls."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        model: RecordModel[R],
        cells: CellDelegate[R],
        parent: QWidget | None = None,
        *,
        whole: bool = False,
    ) -> None:
        super().__init__(theme, name, model, cells, parent)
        self.record_model = model
        self.whole = whole
        self.cells = cells
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def rows(self) -> tuple[R, ...]:
        return self.record_model.records

    @property
    def current(self) -> R | None:
        """The selected record."""
        at = self.currentIndex().row()
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def head_width(self, column: int) -> int:
        """How wide the title of a column is."""
        return self.horizontalHeader().sectionSizeHint(column)

    def apply_theme(self) -> None:
        self.cells.theme = self.theme
        super().apply_theme()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.whole:
            event.ignore()  # the page scrolls
        else:
            super().wheelEvent(event)
