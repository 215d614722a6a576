"""The classes of one delivery: how many copies each gets, who got them and when."""

from __future__ import annotations

from datetime import date
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from cpdesk.policy.flyers import LineState
from cpdesk.records.flyers import ClassLine
from cpdesk.ui.flyers import says
from cpdesk.ui.parts import Themed, paint_pill, pill_size
from cpdesk.ui.parts.tooltip import tip
from cpdesk.ui.theme import Theme, Tone
from cpdesk.words import N_, Words

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole + 1
_NOWHERE = QModelIndex()
_SIDE, _ROW = 8, 36
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_UNDO = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


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


class ClassModel(QAbstractTableModel):
    """The lines in the order of the plan, without dropped ones."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.today = date.min
        self.lines: tuple[ClassLine, ...] = ()

    def set(self, lines: tuple[ClassLine, ...], today: date) -> None:
        self.beginResetModel()
        self.lines, self.today = lines, today
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Part)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._words.text(_HEADS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return self._said(line, Part(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._tip(line, Part(index.column())))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(line)
        return None

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
            return self._words.text("Board only") if refused else says.handed(line, self._words)
        return says.when(line.handed_at, self.today, self._words) if line.handed_at else ""

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
            return " · ".join(said for said in (line.class_name, line.room) if said)
        return self._said(line, part)

    def _spoken(self, line: ClassLine) -> str:
        words = self._words
        copies = words.count("{n} copy", "{n} copies", line.copies)
        if line.state is LineState.REFUSED:
            how = self._tip(line, Part.CLASS)
        elif line.state is LineState.HANDED:
            how = f"{says.handed(line, words)}, {self._said(line, Part.WHEN)}"
        else:
            how = words.text("not handed out yet")
        return ", ".join(part for part in (line.class_name, line.room, copies, how) if part)


class ClassDelegate(QStyledItemDelegate):
    """One line per class; what can be done is a pill in the selected row."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.theme = theme
        self._words = words

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        text = str(index.data() or "")
        wide = QFontMetrics(self.theme.font()).horizontalAdvance(text) + 2 * self.theme.px(_SIDE)
        if index.column() == Part.WHEN:
            pill = pill_size(self._words.text("Hand out"), self.theme).width()
            wide = max(wide, pill + 2 * self.theme.px(_SIDE))
        return QSize(wide + 2, self.theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        line: ClassLine = index.data(LINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        widget = option.widget
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        led = selected and isinstance(widget, QWidget) and widget.hasFocus()
        if selected:
            painter.fillRect(rect, self.theme.color("accent_soft" if led else "row_now"))
        painter.setPen(QPen(self.theme.color("line_soft"), 1))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        if led and index.column() == Part.CLASS:
            bar = QRect(rect.left(), rect.top(), max(3, self.theme.px(3)), rect.height())
            painter.fillRect(bar, self.theme.color("accent"))
        room = rect.adjusted(self.theme.px(_SIDE), 0, -self.theme.px(_SIDE), 0)
        if index.column() == Part.WHEN and self._paint_pill(painter, room, line, selected):
            painter.restore()
            return
        painter.setFont(self.theme.font())
        refused = line.state is LineState.REFUSED
        painter.setPen(self.theme.color("ink3" if refused else "ink"))
        said = painter.fontMetrics().elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, int(_LEFT), said)
        painter.restore()

    def _paint_pill(self, painter: QPainter, room: QRect, line: ClassLine, selected: bool) -> bool:
        if line.state is LineState.REFUSED:
            paint_pill(painter, room, self._words.text("Refused"), Tone.NO, self.theme)
            return True
        if line.state is LineState.PLANNED and selected:
            paint_pill(painter, room, self._words.text("Hand out"), Tone.INFO, self.theme)
            return True
        return False


class ClassTable(QTableView, Themed):
    """`wanted` carries a line's id on Enter or a click on its pill, `taken_back` on Delete; `moved`
    when another row is selected.

    It is as tall as its rows: the page around it scrolls.
    """

    wanted = Signal(str)
    taken_back = Signal(str)
    moved = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._model = ClassModel(words)
        self._delegate = ClassDelegate(theme, words)
        self._delivery = ""
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(words.text("Classes"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
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
        head.setDefaultAlignment(_LEFT)
        head.setMinimumSectionSize(20)
        self.selectionModel().currentRowChanged.connect(lambda: self.moved.emit())
        self.dress()

    @property
    def lines(self) -> tuple[ClassLine, ...]:
        return self._model.lines

    @property
    def line(self) -> ClassLine | None:
        """The selected line."""
        at = self.currentIndex().row()
        return self._model.lines[at] if 0 <= at < len(self._model.lines) else None

    def show_lines(self, delivery_id: str, lines: tuple[ClassLine, ...], today: date) -> None:
        """Shows other lines. For the same delivery the selection stays, or moves to the next
        waiting one."""
        kept = self.line
        same = delivery_id == self._delivery
        self._delivery = delivery_id
        if not same or lines != self._model.lines or today != self._model.today:
            self._model.set(lines, today)
        self._fit()
        at = next((n for n, one in enumerate(lines) if kept and one.line_id == kept.line_id), -1)
        was_planned = kept is not None and kept.state is LineState.PLANNED
        if not same or at < 0:
            at = self._next_planned(0)
        elif was_planned and lines[at].state is LineState.HANDED:
            at = self._next_planned(at, at)
        if 0 <= at < len(lines):
            self.setCurrentIndex(self._model.index(at, 0))

    def _next_planned(self, after: int, otherwise: int = 0) -> int:
        """The first waiting class, searching from `after` on and then from the top."""
        waiting = [n for n, one in enumerate(self.lines) if one.state is LineState.PLANNED]
        return next((n for n in waiting if n >= after), waiting[0] if waiting else otherwise)

    def row_rect(self) -> QRect:
        """Where the selected row is, in this widget."""
        rect = self.visualRect(self.currentIndex())
        return rect.translated(0, self.viewport().y())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.line is not None and not event.isAutoRepeat():
                self.wanted.emit(self.line.line_id)
        elif event.key() in _UNDO and not event.modifiers():
            if self.line is not None and not event.isAutoRepeat():
                self.taken_back.emit(self.line.line_id)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters belong to the page."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        super().mouseReleaseEvent(event)
        line = index.data(LINE) if index.isValid() else None
        if line is not None and index.column() == Part.WHEN and line.state is LineState.PLANNED:
            self.wanted.emit(line.line_id)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the sheet scrolls

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._share()

    def sizeHint(self) -> QSize:
        return QSize(300, self.height())

    def dress(self) -> None:
        self._delegate.theme = self.theme
        size = self.theme.font(12).pixelSize()
        self.setStyleSheet(
            "QTableView, QTableView:focus { border: 0; }"
            f"QHeaderView::section {{ font-size: {size}px; }}"
        )
        self._fit()

    def _fit(self) -> None:
        """Makes the table as tall as its rows."""
        self.verticalHeader().setDefaultSectionSize(self.theme.px(_ROW))
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(head + self._model.rowCount() * self.theme.px(_ROW) + 2)
        self._share()

    def _share(self) -> None:
        """Extra width is shared by all columns. If there is too little, long names are cut off; if
        that isn't enough, the number of students is hidden, then the room. Who got it and when goes
        last."""
        for part in _GIVES_WAY:
            self.setColumnHidden(part, False)  # a hidden column can't be measured
        head = self.horizontalHeader()
        need = {p: max(self.sizeHintForColumn(p), head.sectionSizeHint(p)) for p in Part}
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
