"""Choosing the school: type part of its name; Enter chooses the selected one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from cpdesk.records.office import SchoolRecord
from cpdesk.ui.parts.text import Role, Text
from cpdesk.ui.parts.themed import Themed
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme import Theme
from cpdesk.words import Words

if TYPE_CHECKING:
    from cpdesk.services.office import Office

_Index = QModelIndex | QPersistentModelIndex
_SCHOOL = Qt.ItemDataRole.UserRole


class _Schools(QAbstractListModel):
    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.schools: tuple[SchoolRecord, ...] = ()

    def set(self, schools: Sequence[SchoolRecord]) -> None:
        self.beginResetModel()
        self.schools = tuple(schools)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.schools)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        school = self.schools[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return school.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{school.name}, {self.detail(school)}"
        return school if role == _SCHOOL else None

    def detail(self, school: SchoolRecord) -> str:
        """Its grades and address, which tell schools of the same name apart."""
        grades = self._words.grades(school.grade_low, school.grade_high)
        return " · ".join(p for p in (grades, school.address or school.school_id) if p)


class _SchoolRow(QStyledItemDelegate):
    def __init__(self, picker: SchoolPicker) -> None:
        super().__init__(picker)
        self._picker = picker

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, self._picker.theme.px(52))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = self._picker.theme
        px = theme.px
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        school: SchoolRecord = index.data(_SCHOOL)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = rect.adjusted(2, 1, -2, -1)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft"))
            painter.drawRoundedRect(box, 8, 8)
        inner = box.adjusted(px(12), px(6), -px(12), -px(6))
        for text, font, color, where in (
            (school.name, theme.font(14, 600), "ink", Qt.AlignmentFlag.AlignTop),
            (
                self._picker.detail(school),
                theme.font(12.5),
                "ink2",
                Qt.AlignmentFlag.AlignBottom,
            ),
        ):
            painter.setFont(font)
            painter.setPen(theme.color(color))
            said = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, inner.width()
            )
            painter.drawText(inner, int(where), said)
        painter.restore()


class SchoolPicker(QWidget, Themed):
    """A field and the schools that match. `chosen` carries a SchoolRecord."""

    chosen = Signal(object)
    marked = Signal(bool)

    def __init__(
        self,
        theme: Theme,
        words: Words,
        tasks: Tasks,
        office: Office,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._words = words
        self._tasks = tasks
        self._office = office
        self._reading = False
        self._take_when_read = False
        self.field = QLineEdit()
        self.field.setPlaceholderText(words.text("Part of the school’s name"))
        self.field.setAccessibleName(words.text("Search schools"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self.read)
        self.field.returnPressed.connect(self.choose)
        self.field.installEventFilter(self)
        self._model = _Schools(words)
        self.list = QListView()
        self.list.setAccessibleName(words.text("Schools"))
        self.list.setModel(self._model)
        self.list.setItemDelegate(_SchoolRow(self))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.activated.connect(self.choose)
        self.none = Text(theme, "", Role.SMALL, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.none)
        column.addWidget(self.list, 1)
        self.none.hide()

    def detail(self, school: SchoolRecord) -> str:
        return self._model.detail(school)

    def dress(self) -> None:
        self.list.viewport().update()

    @property
    def school(self) -> SchoolRecord | None:
        """The selected school."""
        index = self.list.currentIndex()
        return self._model.schools[index.row()] if index.isValid() else None

    def read(self) -> None:
        """Lists the schools whose name contains what was typed."""
        text = self.field.text()
        self._reading = True
        self._tasks.run(
            lambda: self._office.schools(text), owner=self, done=self._show, latest="schools"
        )

    def choose(self) -> None:
        """Chooses the selected school; if the list is still for older text, the one that comes
        next."""
        if self._reading:
            self._take_when_read = True
        elif self.school is not None:
            self.chosen.emit(self.school)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys move in the list while the field keeps the focus."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self._model.schools:
                row = self.list.currentIndex().row() + step
                row = max(0, min(row, len(self._model.schools) - 1))
                self.list.setCurrentIndex(self._model.index(row))
                return True
        return super().eventFilter(watched, event)

    def _show(self, schools: tuple[SchoolRecord, ...]) -> None:
        self._model.set(schools)
        self.list.setVisible(bool(schools))
        self.none.setVisible(not schools)
        self.none.setText(
            self._words.text("No school on this roster has “{text}” in its name.", text=typed)
            if (typed := self.field.text())
            else self._words.text("The current roster has no schools.")
        )
        if schools:
            self.list.setCurrentIndex(self._model.index(0))
        self.marked.emit(bool(schools))
        self._reading = False
        if self._take_when_read:
            self._take_when_read = False
            self.choose()
