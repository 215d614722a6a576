"""The classes of one delivery: how many copies each gets, who got them and when."""

from __future__ import annotations

from datetime import date
from enum import IntEnum

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cpdesk.policy.flyers import LineState
from cpdesk.records.flyers import ClassLine
from cpdesk.ui.flyers import texts
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.pill import pill_size
from cpdesk.ui.widgets.lists.cell_delegate import CellDelegate
from cpdesk.ui.widgets.lists.cell_parts import CellParts, CellStyle
from cpdesk.ui.widgets.lists.record_list import ENTER
from cpdesk.ui.widgets.lists.record_model import Column, RecordModel
from cpdesk.ui.widgets.lists.record_table import RecordTable
from cpdesk.ui.widgets.lists.text_wrap import BODY, width_of
from cpdesk.words import N_, Words, dotted

_SIDE, _ROW = 8, 36
_UNDO = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_STYLE = CellStyle(side=_SIDE, top=0, lines=1, middle=True, unfocused="row_now")


class Part(IntEnum):
    """The columns."""

    CLASS = 0
    ROOM = 1
    STUDENTS = 2
    COPIES = 3
    HANDED = 4
    WHEN = 5


_GIVES_WAY = (Part.STUDENTS, Part.ROOM)
# How narrow a column may get, the first to give way first; used when there isn't enough room.
_NAMES = {Part.CLASS: 110, Part.ROOM: 90}
_LEAST = {**_NAMES, Part.HANDED: 84, Part.WHEN: 84}

_HEADS = (N_("Class"), N_("Room"), N_("Students"), N_("Copies"), N_("Handed to"), N_("When"))


class ClassTexts:
    """What the table says of a class."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.today = date.min

    def columns(self) -> list[Column[ClassLine]]:
        return [self._column(part) for part in Part]

    def _column(self, part: Part) -> Column[ClassLine]:
        return Column(
            lambda line: self._said(line, part),
            self._words.text(_HEADS[part]),
            tooltip=lambda line: self._tip(line, part),
            spoken=self._spoken,
        )

    def _said(self, line: ClassLine, part: Part) -> str:
        if part is Part.CLASS:
            return line.class_name
        if part is Part.ROOM:
            return line.room
        if part is Part.STUDENTS:
            return "" if line.head_count is None else str(line.head_count)
        if part is Part.COPIES:
            return self._copies(line)
        if part is Part.HANDED:
            refused = line.state is LineState.REFUSED
            return self._words.text("Board only") if refused else texts.handed(line, self._words)
        return texts.when(line.handed_at, self.today, self._words) if line.handed_at else ""

    def _copies(self, line: ClassLine) -> str:
        if line.state is LineState.REFUSED:
            return "—"
        if not line.over:
            return str(line.copies)
        over, text = line.over, self._words.text
        more = text("{n} over", n=over) if over > 0 else text("{n} short", n=-over)
        return f"{line.copies} ({more})"

    def _tip(self, line: ClassLine, part: Part) -> str:
        """Who did it; why not; how many bundles."""
        words = self._words
        if line.finding is not None:
            return words.sentence(line.finding.says, line.finding.facts)
        if part is Part.COPIES:
            return words.count("{n} bundle", "{n} bundles", line.bundles)
        if line.handed_at is not None:
            who = line.handed_by_name or words.text("the front desk")
            return words.text("{when}, by {who}", when=line.handed_at, who=who)
        if part is Part.CLASS:  # its name may be cut off, and its room left out
            return dotted(line.class_name, line.room)
        return self._said(line, part)

    def _spoken(self, line: ClassLine) -> str:
        words = self._words
        copies = words.count("{n} copy", "{n} copies", line.copies)
        if line.state is LineState.REFUSED:
            how = self._tip(line, Part.CLASS)
        elif line.state is LineState.HANDED:
            how = f"{texts.handed(line, words)}, {self._said(line, Part.WHEN)}"
        else:
            how = words.text("not handed out yet")
        return ", ".join(part for part in (line.class_name, line.room, copies, how) if part)


class ClassTable(RecordTable[ClassLine]):
    """`wanted` carries a line's id on Enter or a click on its pill, `taken_back` on Delete; `moved`
    when another row is selected. What can be done is a pill in the selected row.

    It is as tall as its rows: the page around it scrolls.
    """

    wanted = Signal(str)
    taken_back = Signal(str)
    moved = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        self._words = words
        self._texts = ClassTexts(words)
        self._delivery = ""
        model = RecordModel(self._texts.columns(), key=lambda line: line.line_id)
        cells = CellDelegate(theme, model, self._cell, _STYLE)
        super().__init__(theme, words.text("Classes"), model, cells, parent, whole=True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.selectionModel().currentRowChanged.connect(lambda: self.moved.emit())
        self.apply_theme()

    def _cell(self, line: ClassLine, column: int) -> CellParts:
        refused = line.state is LineState.REFUSED
        if column == Part.WHEN and refused:
            return CellParts(self._words.text("Refused"), tone=Tone.NO)
        if column == Part.WHEN and line.state is LineState.PLANNED and line is self.current:
            return CellParts(self._words.text("Hand out"), tone=Tone.INFO)
        text = self.record_model.columns[column].text(line)
        return CellParts(text, ink="ink3" if refused else "ink")

    def show_lines(self, delivery_id: str, lines: tuple[ClassLine, ...], today: date) -> None:
        """Shows other lines. For the same delivery the selection stays, or moves to the next
        waiting one."""
        kept = self.current
        same = delivery_id == self._delivery
        self._delivery = delivery_id
        self._texts.today = today
        self.record_model.show(lines, (delivery_id, today))
        self.fit()
        at = next((n for n, one in enumerate(lines) if kept and one.line_id == kept.line_id), -1)
        was_planned = kept is not None and kept.state is LineState.PLANNED
        if not same or at < 0:
            at = self._next_planned(0)
        elif was_planned and lines[at].state is LineState.HANDED:
            at = self._next_planned(at, at)
        if 0 <= at < len(lines):
            self.setCurrentIndex(self.record_model.index(at, 0))

    def _next_planned(self, after: int, otherwise: int = 0) -> int:
        """The first waiting class, searching from `after` on and then from the top."""
        waiting = [n for n, one in enumerate(self.rows) if one.state is LineState.PLANNED]
        return next((n for n in waiting if n >= after), waiting[0] if waiting else otherwise)

    def row_rect(self) -> QRect:
        """Where the selected row is, in this widget."""
        rect = self.visualRect(self.currentIndex())
        return rect.translated(0, self.viewport().y())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.current is not None and not event.isAutoRepeat():
                self.wanted.emit(self.current.line_id)
        elif event.key() in _UNDO and not event.modifiers():
            if self.current is not None and not event.isAutoRepeat():
                self.taken_back.emit(self.current.line_id)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        super().mouseReleaseEvent(event)
        line = self.rows[index.row()] if index.isValid() else None
        if line is not None and index.column() == Part.WHEN and line.state is LineState.PLANNED:
            self.wanted.emit(line.line_id)

    def sizeHint(self) -> QSize:
        return QSize(300, self.height())

    def fit(self) -> None:
        """Makes the table as tall as its rows."""
        self.verticalHeader().setDefaultSectionSize(self.theme.px(_ROW))
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(head + len(self.rows) * self.theme.px(_ROW) + 2)
        self._share()

    def _share(self) -> None:
        """Extra width is shared by all columns. If there is too little, long names are cut off; if
        that isn't enough, the number of students is hidden, then the room. Who got it and when goes
        last."""
        for part in _GIVES_WAY:
            self.setColumnHidden(part, False)  # a hidden column can't be measured
        head = self.horizontalHeader()
        need = {p: max(self._wide(p), head.sectionSizeHint(p)) for p in Part}
        room, px = self.viewport().width(), self.theme.px
        for part in _GIVES_WAY:
            least = sum(min(w, px(_NAMES[p])) if p in _NAMES else w for p, w in need.items())
            self.setColumnHidden(part, least > room)
            if least > room:
                del need[part]
        left = room - sum(need.values())
        for part, least_wide in _LEAST.items():
            given = min(max(0, need.get(part, 0) - px(least_wide)), max(0, -left))
            if given:
                need[part] -= given
                left += given
        if left > 0:
            need = {part: wide + left // len(need) for part, wide in need.items()}
        for part, wide in need.items():
            self.setColumnWidth(part, wide)

    def _wide(self, part: Part) -> int:
        """What a column needs; the last one also for what can be done."""
        side, pill = 2 * self.theme.px(_SIDE) + 2, 0
        if part is Part.WHEN and self.rows:
            pill = pill_size(self._words.text("Hand out"), self.theme).width() + side
        column = self.record_model.columns[part]
        texts = (column.text(line) for line in self.rows)
        return max([pill, *(width_of(text, self.theme, BODY) + side for text in texts)])
