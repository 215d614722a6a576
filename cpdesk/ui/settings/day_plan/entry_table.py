"""A table to type in: text that can't be read stays as typed, marked, until it is corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractItemModel, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QLineEdit,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from cpdesk.ui.settings.day_plan.columns import Columns
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.pill import paint_pill, pill_size
from cpdesk.ui.widgets.lists.cell_delegate import CellDelegate
from cpdesk.ui.widgets.lists.cell_parts import CellParts, CellStyle
from cpdesk.ui.widgets.lists.record_model import LEFT, Column, Index, RecordModel
from cpdesk.ui.widgets.lists.record_table import RecordTable
from cpdesk.words import Words

E = TypeVar("E")
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


def _parts(row: Row[Any], column: int) -> CellParts:
    return CellParts(row.cells[column] if column < len(row.cells) else row.whose)


class EntryModel(RecordModel[Row[Any]]):
    """The lines; the last column says who entered each one."""

    edited = Signal(int)  # row

    def __init__(self, columns: Columns[Any], words: Words, *, whose: bool = True) -> None:
        heads = [words.text(head) for head in columns.heads]
        shown = [_column(n, head) for n, head in enumerate(heads)]
        if whose:
            said = words.text("Source")
            shown.append(Column(lambda row: row.whose, said, lambda row: row.under or row.whose))
        super().__init__(shown, key=lambda row: str(id(row)))
        self.reader = columns

    @property
    def rows(self) -> tuple[Row[Any], ...]:
        return self.records

    def set(self, rows: Sequence[Row[Any]]) -> None:
        """Shows other lines, also if they are the same ones with other cells."""
        self.beginResetModel()
        self.records = tuple(rows)
        self.endResetModel()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        wanted = Qt.ItemDataRole.DisplayRole if role == Qt.ItemDataRole.EditRole else role
        return super().data(index, wanted)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        typed = index.column() < len(self.reader.heads)
        return flags | Qt.ItemFlag.ItemIsEditable if typed else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        line, column = index.row(), index.column()
        row = self.rows[line]
        if role != Qt.ItemDataRole.EditRole or row.cells[column] == str(value):
            return False
        row.cells[column] = str(value)
        self.understand(row)
        self.dataChanged.emit(self.index(line, 0), self.index(line, self.columnCount() - 1))
        self.edited.emit(line)
        return True

    def understand(self, row: Row[Any]) -> None:
        """Reads a line; what is understood is rewritten in the standard form."""
        read = self.reader.read(row.cells)
        if isinstance(read, Mapping):
            row.entry, row.wrong = None, read
        else:
            row.entry, row.wrong = read, {}
            row.cells = self.reader.cells(read)


def _column(n: int, head: str) -> Column[Row[Any]]:
    """A column that is typed in; a screen reader also hears what is wrong there."""
    return Column(
        lambda row: row.cells[n],
        head,
        lambda row: row.wrong.get(n, ""),
        lambda row: ", ".join(p for p in (head, row.cells[n], row.wrong.get(n, "")) if p),
    )


class _Cell(CellDelegate[Row[Any]]):
    """A cell that can be typed in; a choice if the column has options, otherwise a text field."""

    def __init__(self, theme: Theme, model: EntryModel) -> None:
        super().__init__(theme, model, _parts, CellStyle(side=_SIDE))
        self.reader = model.reader

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect, column = self.theme, option.rect, index.column()
        row, px = self.model.records[index.row()], theme.px
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("accent_soft"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.color("line_soft"))
        room = rect.adjusted(px(_SIDE), 2, -px(_SIDE), -3)
        if column == len(self.reader.heads):
            paint_pill(painter, room, row.whose, Tone.INFO if row.own else Tone.PLAIN, theme)
        else:
            wrong = column in row.wrong
            painter.setFont(theme.font(13, 600 if wrong or column == 0 else 400))
            painter.setPen(theme.color("no" if wrong else "ink" if row.own else "ink2"))
            said = row.cells[column] or ("…" if wrong else "")
            said = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, int(LEFT), said)
            if wrong:
                line = QRect(room.x(), room.bottom() - px(5), room.width(), max(1, px(2)))
                painter.fillRect(line, theme.color("no"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.color("accent"))
            painter.drawRect(rect.adjusted(1, 1, -2, -3))
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        options = self.reader.options(index.column())
        name = self.model.columns[index.column()].title
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

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        said = str(index.data(Qt.ItemDataRole.EditRole))
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findText(said)))
        elif isinstance(editor, QLineEdit):
            editor.setText(said)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())


class EntryTable(RecordTable[Row[Any]]):
    """Enter or F2 changes a cell, Ins adds a line, Del removes one."""

    add_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, theme: Theme, model: EntryModel, name: str) -> None:
        self.entries = model
        self._top: int | None = None  # the row to scroll to the top when this is shown
        super().__init__(theme, name, model, _Cell(theme, model))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.horizontalHeader().setStretchLastSection(True)
        self.apply_theme()

    def apply_theme(self) -> None:
        self.cells.theme = self.theme
        self.verticalHeader().setDefaultSectionSize(self.theme.px(38))
        self.setMinimumHeight(self.theme.px(160))
        self.fit()

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
    def place(self) -> int:
        """The number of the selected row; -1 if none."""
        return self.currentIndex().row()

    @property
    def wrong(self) -> str:
        """What is wrong with the selected row."""
        row = self.current
        return " ".join(row.wrong[column] for column in sorted(row.wrong)) if row else ""

    def show_wrong(self) -> bool:
        """Goes to the first line that isn't clear; False if there is none."""
        for number, row in enumerate(self.rows):
            if row.entry is None:
                self.entries.understand(row)
                self.go(number, min(row.wrong, default=0))
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        editing = self.state() is QAbstractItemView.State.EditingState
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing and self.current:
            self.edit(self.currentIndex())
        elif key == Qt.Key.Key_Insert:
            self.add_wanted.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not editing:
            self.remove_wanted.emit()
        elif key == Qt.Key.Key_Escape and not editing:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def fit(self) -> None:
        """The columns share the width; the last one has room for its text."""
        shares = self.entries.reader.shares
        whose = self.entries.columnCount() > len(shares)
        last = pill_size("Office, replaces roster", self.theme).width() if whose else 0
        last = min(last + self.theme.px(2 * _SIDE), self.viewport().width() // 4)
        room = self.viewport().width() - last
        for column, share in enumerate(shares):
            self.setColumnWidth(column, room * share // sum(shares))
