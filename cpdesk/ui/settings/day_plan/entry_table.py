"""A table to type in: text that can't be read stays as typed, marked, until it is corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from cpdesk.ui.settings.day_plan.columns import Columns
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.pill import paint_pill, pill_size
from cpdesk.ui.widgets.text.tooltip import tip
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import Words

E = TypeVar("E")
_Index = QModelIndex | QPersistentModelIndex
_SIDE = 8


@dataclass
class Row(Generic[E]):
    """A line of the table. `entry` is its meaning, None while it isn't clear; `own` is whether this
    office entered it, `whose` the words for that, and `under` what the roster says in its place.
    `was` is the entry as it was when the line was shown."""

    cells: list[str]
    entry: E | None
    own: bool
    whose: str = ""
    under: str = ""
    was: E | None = None
    wrong: Mapping[int, str] = field(default_factory=dict)


class EntryModel(QAbstractTableModel):
    """The lines; the last column says who entered each one."""

    edited = Signal(int)  # row

    def __init__(self, columns: Columns[Any], words: Words, *, whose: bool = True) -> None:
        super().__init__()
        self.columns = columns
        self.rows: list[Row[Any]] = []
        heads = [words.text(head) for head in columns.heads]
        self._heads = [*heads, words.text("Source")] if whose else heads
        self.locked: set[int] = set()  # columns that only lines entered by this office may change
        self._words = words

    def set(self, rows: Sequence[Row[Any]]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._heads[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        if column == len(self.columns.heads):
            if role == Qt.ItemDataRole.ToolTipRole:
                return tip(row.under or row.whose)
            return row.whose if role == Qt.ItemDataRole.DisplayRole else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return row.cells[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(row.wrong.get(column, ""))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = (self._heads[column], row.cells[column], row.wrong.get(column, ""))
            return ", ".join(part for part in said if part)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() < len(self.columns.heads):
            locked = index.column() in self.locked and not self.rows[index.row()].own
            return flags if locked else flags | Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, column = self.rows[index.row()], index.column()
        if role != Qt.ItemDataRole.EditRole or row.cells[column] == str(value):
            return False
        row.cells[column] = str(value)
        self.understand(row)
        line = index.row()
        self.dataChanged.emit(self.index(line, 0), self.index(line, self.columnCount() - 1))
        self.edited.emit(line)
        return True

    def understand(self, row: Row[Any]) -> None:
        """Reads a line; what is understood is rewritten in the standard form."""
        read = self.columns.read(row.cells)
        if isinstance(read, Mapping):
            row.entry, row.wrong = None, read
        else:
            row.entry, row.wrong = read, {}
            row.cells = self.columns.cells(read)

    @property
    def first_wrong(self) -> tuple[int, int, str] | None:
        """Row, column and what is wrong there."""
        for number, row in enumerate(self.rows):
            for column in sorted(row.wrong):
                return number, column, row.wrong[column]
        return None


class _Cell(QStyledItemDelegate):
    """A cell as in the other tables; a choice if the column has options, otherwise a text field."""

    def __init__(self, table: EntryTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, rect, model = self._table.theme, option.rect, self._table.entries
        row, px = model.rows[index.row()], theme.px
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("accent_soft"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.color("line_soft"))
        room = rect.adjusted(px(_SIDE), 2, -px(_SIDE), -3)
        if index.column() == len(model.columns.heads):
            self._whose(painter, room, row)
        else:
            wrong = index.column() in row.wrong
            painter.setFont(theme.font(13, 600 if wrong or index.column() == 0 else 400))
            painter.setPen(theme.color("no" if wrong else "ink" if row.own else "ink2"))
            said = row.cells[index.column()] or ("…" if wrong else "")
            said = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, room.width())
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(room, int(flags), said)
            if wrong:
                line = QRect(room.x(), room.bottom() - px(5), room.width(), max(1, px(2)))
                painter.fillRect(line, theme.color("no"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.color("accent"))
            painter.drawRect(rect.adjusted(1, 1, -2, -3))
        painter.restore()

    def _whose(self, painter: QPainter, room: QRect, row: Row[Any]) -> None:
        tone = Tone.INFO if row.own else Tone.PLAIN
        paint_pill(painter, room, row.whose, tone, self._table.theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(80, self._table.theme.px(38))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        model = self._table.entries
        options = model.columns.options(index.column())
        name = str(model.headerData(index.column(), Qt.Orientation.Horizontal))
        if not options:
            line = QLineEdit(parent)
            line.setAccessibleName(name)
            line.setProperty("cell", True)
            line.setStyleSheet("QLineEdit { padding: 0 6px; border-radius: 4px; }")
            return line
        combo = QComboBox(parent)
        combo.setAccessibleName(name)
        combo.view().setAccessibleName(name)
        combo.addItems(options)
        combo.setStyleSheet("QComboBox { padding: 0 6px; border-radius: 4px; }")
        combo.activated.connect(lambda _=0: self._taken(combo))
        return combo

    def _taken(self, combo: QComboBox) -> None:
        self.commitData.emit(combo)
        self.closeEditor.emit(combo)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        said = str(index.data(Qt.ItemDataRole.EditRole))
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findText(said)))
        elif isinstance(editor, QLineEdit):
            editor.setText(said)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())


class EntryTable(QTableView, Themed):
    """Enter or F2 changes a cell, Ins adds a line, Del removes one."""

    add_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, theme: Theme, model: EntryModel, name: str) -> None:
        super().__init__()
        self.theme = theme
        self.entries = model
        self._top: int | None = None  # the row to scroll to the top when this is shown
        self.setModel(model)
        self.setItemDelegate(_Cell(self))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.apply_theme()

    def apply_theme(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.theme.px(38))
        self.setMinimumHeight(self.theme.px(160))
        self._share()

    def go(self, row: int, column: int = 0, *, edit: bool = False) -> None:
        """Moves the focus to a cell."""
        index = self.entries.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.setFocus()
        if edit:
            self.edit(index)

    def start_at(self, row: int) -> None:
        """Scrolls a row to the top, once the table has a height."""
        self._top = row
        self._start()

    def show_rows(self, rows: Sequence[Row[Any]]) -> None:
        """Shows other lines without jumping away from the ones in sight."""
        at = self.verticalScrollBar().value()
        self.entries.set(rows)
        self.updateGeometries()
        self.verticalScrollBar().setValue(at)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._start()

    def _start(self) -> None:
        if self._top is not None and self.isVisible():
            self.updateGeometries()
            top = QAbstractItemView.ScrollHint.PositionAtTop
            self.scrollTo(self.entries.index(self._top, 0), top)
            self._top = None

    @property
    def current(self) -> int:
        """The selected row; -1 if none."""
        index = self.currentIndex()
        return index.row() if index.isValid() else -1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        editing = self.state() is QAbstractItemView.State.EditingState
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing and self.current >= 0:
            self.edit(self.currentIndex())
        elif key == Qt.Key.Key_Insert:
            self.add_wanted.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not editing:
            self.remove_wanted.emit()
        elif key == Qt.Key.Key_Escape and not editing:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """The columns share the width; the last one has room for its text."""
        shares = self.entries.columns.shares
        whose = self.entries.columnCount() > len(shares)
        last = pill_size("Office, replaces roster", self.theme).width() if whose else 0
        last = min(last + self.theme.px(2 * _SIDE), self.viewport().width() // 4)
        room = self.viewport().width() - last
        for column, share in enumerate(shares):
            self.setColumnWidth(column, room * share // sum(shares))
