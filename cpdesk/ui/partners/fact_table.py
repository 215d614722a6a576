"""A small table of facts in a scrolling page: as tall as its rows, never scrolling itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.lists.cell_delegate import CellDelegate
from cpdesk.ui.widgets.lists.cell_parts import CellParts, CellStyle, FocusMark
from cpdesk.ui.widgets.lists.record_model import Column, RecordModel
from cpdesk.ui.widgets.lists.record_table import RecordTable

Facts = tuple[CellParts, ...]
_STYLE = CellStyle(focus=FocusMark.FRAME, unfocused="")


def _column(n: int, title: str) -> Column[Facts]:
    """A screen reader hears the whole row in its first cell."""
    return Column(
        lambda row: row[n].text,
        title,
        tooltip=lambda row: "\n".join(part for part in (row[n].text, row[n].small) if part),
        spoken=lambda row: "; ".join(one.spoken for one in (row if n == 0 else row[n : n + 1])),
    )


class FactTable(RecordTable[Facts]):
    """`shares` say how the width that pills leave is divided; 0 for a column of pills."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        heads: Sequence[str],
        shares: Sequence[float],
        parent: QWidget | None = None,
    ) -> None:
        columns = [_column(n, head) for n, head in enumerate(heads)]
        model = RecordModel(columns, key=lambda row: "; ".join(one.spoken for one in row))
        cells = CellDelegate(theme, model, lambda row, n: row[n], _STYLE)
        self._shares = tuple(shares)
        super().__init__(theme, name, model, cells, parent, whole=True)
        self.apply_theme()

    def set(self, rows: Sequence[Facts]) -> None:
        self.record_model.show(rows)
        self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Selects a row, so that the focus is visible."""
        super().focusInEvent(event)
        if self.rows and not self.selectionModel().hasSelection():
            self.selectRow(max(self.currentIndex().row(), 0))

    def fit(self) -> None:
        rows = range(len(self.rows))
        pills = {n for n, share in enumerate(self._shares) if not share}
        widths = [
            max([self.head_width(n), *(self.cells.width_of(row, n) for row in rows)])
            if n in pills
            else 0
            for n in range(len(self._shares))
        ]
        left = max(0, self.viewport().width() - sum(widths))
        for n, wide in self._shared(left).items():
            widths[n] = wide
        for n, wide in enumerate(widths):
            self.setColumnWidth(n, wide)
        high = 0
        for row in rows:
            tallest = max(self.cells.height_of(row, n, wide) for n, wide in enumerate(widths))
            self.setRowHeight(row, tallest)
            high += tallest
        self.setFixedHeight(high + self.horizontalHeader().sizeHint().height())

    def _shared(self, left: int) -> dict[int, int]:
        """Text columns: by their shares, but none narrower than its longest word."""
        columns = {n: share for n, share in enumerate(self._shares) if share}
        least = {
            n: max((self.cells.least_of(row, n) for row in range(len(self.rows))), default=0)
            for n in columns
        }
        whole = sum(columns.values())
        widths = {n: int(left * share / whole) for n, share in columns.items()}
        if sum(least.values()) > left or all(widths[n] >= least[n] for n in columns):
            return widths
        spare = left - sum(least.values())
        return {n: least[n] + int(spare * share / whole) for n, share in columns.items()}
