"""A list of problems or notes: all of them, to read, copy and save."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QWidget

from cpdesk.errors import Fault
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.lists.cell_delegate import CellDelegate
from cpdesk.ui.widgets.lists.cell_parts import CellParts, CellStyle, FocusMark
from cpdesk.ui.widgets.lists.record_model import Column, RecordModel
from cpdesk.ui.widgets.lists.record_table import RecordTable
from cpdesk.words import Words

_MEASURED = 1000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_STYLE = CellStyle(body=(13.0, 400), top=9, spacing=1, lines=0, middle=True, focus=FocusMark.NONE)


class FaultModel(RecordModel[Fault]):
    """One row per problem; its words are made when they are needed."""

    def __init__(self, words: Words) -> None:
        columns: list[Column[Fault]] = [
            Column(lambda fault: fault.file, words.text("File")),
            Column(lambda fault: str(fault.line or ""), words.text("Line")),
            Column(lambda fault: fault.column, words.text("Column")),
            Column(words.fault, words.text("Problem"), tooltip=words.fault),
        ]
        super().__init__(columns, key=lambda fault: f"{fault.file} {fault.line} {fault.column}")

    def lines(self, rows: Sequence[int] | None = None) -> list[tuple[str, ...]]:
        """The rows as words; all rows if `rows` isn't given."""
        chosen = range(len(self.records)) if rows is None else rows
        return [self._line(self.records[row]) for row in chosen]

    def as_csv(self) -> str:
        """The whole list for a spreadsheet; cells that would be read as formulas are quoted."""
        out = io.StringIO()
        sheet = csv.writer(out)
        sheet.writerow([column.title for column in self.columns])
        for line in self.lines():
            sheet.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in line])
        return out.getvalue()

    def as_text(self, rows: Sequence[int] | None = None) -> str:
        """Rows for the clipboard, with tabs between the columns."""
        return "\n".join("\t".join(line) for line in self.lines(rows))

    def _line(self, fault: Fault) -> tuple[str, ...]:
        return tuple(column.text(fault) for column in self.columns)


class FaultTable(RecordTable[Fault]):
    """The table; Ctrl+C copies the selected rows, or all if none is selected."""

    def __init__(
        self, theme: Theme, words: Words, name: str, parent: QWidget | None = None
    ) -> None:
        self.faults = FaultModel(words)
        cells = CellDelegate(theme, self.faults, self._cell, _STYLE)
        super().__init__(theme, name, self.faults, cells, parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.horizontalHeader().setStretchLastSection(True)
        self.apply_theme()

    def _cell(self, fault: Fault, column: int) -> CellParts:
        text = self.faults.columns[column].text(fault)
        return CellParts(text, ink="ink" if column == 3 else "ink2")

    def set(self, faults: Sequence[Fault]) -> None:
        self.faults.show(faults)
        self.fit()

    def apply_theme(self) -> None:
        self.cells.theme = self.theme
        self.verticalHeader().setDefaultSectionSize(self.theme.px(42))
        self.setMinimumHeight(self.theme.px(100))
        self.fit()

    def copy(self) -> None:
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        QGuiApplication.clipboard().setText(self.faults.as_text(rows or None))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        super().keyPressEvent(event)

    def _fit_rows(self) -> None:
        """Makes rows as tall as their sentence, unless there are so many that measuring takes
        noticeable time."""
        if len(self.rows) <= _MEASURED:
            widths = [self.columnWidth(column) for column in range(len(self.faults.columns))]
            for row in range(len(self.rows)):
                needs = (self.cells.height_of(row, n, wide) for n, wide in enumerate(widths))
                self.setRowHeight(row, max(self.verticalHeader().sectionSizeHint(row), *needs))

    def fit(self) -> None:
        """Columns as wide as their longest word; the sentence takes the rest."""
        metrics, px = QFontMetrics(self.theme.font(13)), self.theme.px
        for column, least in ((0, 90), (1, 50), (2, 80)):
            longest = max(
                (metrics.horizontalAdvance(line[column]) for line in self.faults.lines()[:500]),
                default=0,
            )
            self.setColumnWidth(column, min(max(px(least), longest + px(20)), px(190)))
        self._fit_rows()
