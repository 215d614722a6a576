"""Lists of papers: group headings, and entries with two lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QResizeEvent

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.lists.record_list import RecordList
from cpdesk.ui.widgets.lists.record_model import Index
from cpdesk.ui.widgets.lists.row_parts import RowParts, RowSpec, RowStyle


@dataclass(frozen=True, slots=True)
class Row:
    """An entry; a heading if it has no key. `right` is shown at the end of the first line, `about`
    on a line of its own."""

    key: str
    name: str
    small: str = ""
    right: str = ""
    about: str = ""


def _parts(row: Row) -> RowParts:
    details = (row.small,) if row.key else ()
    return RowParts(row.name, details, aside=row.right, about=row.about)


def _spoken(row: Row) -> str:
    return ". ".join(part for part in (row.name, row.about, row.right, row.small) if part)


def _tooltip(row: Row) -> str:
    return "\n".join(part for part in (row.about, row.small) if part)


class PaperList(RecordList[Row]):
    """`entered` also on a double click."""

    least = (76, 76)

    def __init__(self, theme: Theme, name: str) -> None:
        style = RowStyle(top=7, lines=2, ruled=False)
        spec = RowSpec(lambda row: row.key, _parts, _spoken, _tooltip, style)
        super().__init__(theme, name, spec)
        self.doubleClicked.connect(lambda _: self.entered.emit())

    def put(self, rows: Sequence[Row]) -> None:
        """Shows other entries; the selected one stays selected, otherwise the first is."""
        if tuple(rows) != self.rows:
            first = next((n for n, row in enumerate(rows) if row.key), -1)
            self.show_records(rows, self.key, first)
            if self.key:
                self.chosen.emit(self.key)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() == 1:
            self.scrollToTop()  # with its heading

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the selected entry in sight when a banner takes some of the room."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())
