"""The search results, as a list that the field moves through."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from cpdesk.ui.desk.search.listing import PILLS, Line
from cpdesk.ui.desk.search.results_delegate import ResultsDelegate
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.lists.record_list import RecordList
from cpdesk.ui.widgets.lists.record_model import Index
from cpdesk.ui.widgets.lists.row_parts import RowParts, RowSpec
from cpdesk.words import Words

SPEC: RowSpec[Line] = RowSpec(
    key=lambda line: line.key,
    parts=lambda line: RowParts(
        line.title, (line.detail,), pill=line.pill, tone=Tone(line.tone or "plain")
    ),
    spoken=lambda line: line.spoken or line.title,
)


class ResultsList(RecordList[Line]):
    """Never takes the focus from the field: the field's keys move its current line."""

    taken = Signal(object)  # the Line that was clicked
    moved = Signal(object)  # the Line that Enter would take, or None
    least = (120, 80)

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        pills = tuple(words.text(pill) for pill in PILLS.values())
        drawing = ResultsDelegate(theme, SPEC, pills)
        name = words.text("Visitors found")
        super().__init__(theme, name, SPEC, parent, delegate=drawing, framed=True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(self._clicked)

    def show_lines(self, lines: tuple[Line, ...], *, choose_first: bool) -> None:
        """Replaces the lines. The selected visitor stays selected if they are still there."""
        before = self.current
        kept = before.key if before is not None and before.hit is not None else ""
        first = next((n for n, line in enumerate(lines) if line.takes), -1)
        self.show_records(lines, kept, first if choose_first else -1)
        if self.key != kept and not choose_first:
            self.unselect()
        self._reveal()
        self.moved.emit(self.current)

    def fill(self, lines: tuple[Line, ...]) -> None:
        """The same lines with more information; nothing moves."""
        self.show_records(lines, self.key)
        self.moved.emit(self.current)

    def step(self, by: int) -> None:
        super().step(by)
        self._reveal()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.moved.emit(self.current)

    def _reveal(self) -> None:
        """The first line is shown with its heading."""
        if self.currentIndex().row() <= 1:
            self.scrollToTop()
        else:
            self.scrollTo(self.currentIndex())

    def _clicked(self, index: QModelIndex) -> None:
        line = self.rows[index.row()]
        if line.takes:
            self.taken.emit(line)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self.indexAt(event.position().toPoint()).row()
        hand = row >= 0 and self.rows[row].takes
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        )
        super().mouseMoveEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(300), self.theme.px(300))
