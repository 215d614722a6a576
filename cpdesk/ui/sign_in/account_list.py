"""The staff accounts to sign in with, chosen with the arrow keys or by typing part of a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
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

from cpdesk.policy.names import fold
from cpdesk.policy.person_names import part_of, typed_words
from cpdesk.records.accounts import AccountRecord
from cpdesk.ui.parts.avatar import paint_avatar
from cpdesk.ui.parts.text import Role, Text
from cpdesk.ui.parts.themed import Themed
from cpdesk.ui.sign_in.says import title_of
from cpdesk.ui.theme import Theme
from cpdesk.words import Words

_Index = QModelIndex | QPersistentModelIndex
_ACCOUNT = Qt.ItemDataRole.UserRole
_ROW, _MOST = 48, 5  # pixels at 100 %, and rows visible without scrolling


class _People(QAbstractListModel):
    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.people: tuple[AccountRecord, ...] = ()

    def set(self, people: Sequence[AccountRecord]) -> None:
        self.beginResetModel()
        self.people = tuple(people)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.people)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self.people[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{one.name}, {title_of(one, self._words)}"
        return one if role == _ACCOUNT else None


class _Row(QStyledItemDelegate):
    def __init__(self, picker: AccountPicker) -> None:
        super().__init__(picker)
        self._picker = picker

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, self._picker.theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = self._picker.theme
        px = theme.px
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        one: AccountRecord = index.data(_ACCOUNT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = rect.adjusted(2, 1, -2, -1)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft"))
            painter.drawRoundedRect(box, 8, 8)
        side = px(32)
        circle = QRectF(box.left() + px(8), box.center().y() - side / 2, side, side)
        paint_avatar(painter, circle, one.name, theme)
        inner = box.adjusted(px(8) + side + px(10), px(4), -px(10), -px(4))
        title = title_of(one, self._picker.words)
        for text, font, color, where in (
            (one.name, theme.font(14, 600), "ink", Qt.AlignmentFlag.AlignTop),
            (title, theme.font(12.5), "ink2", Qt.AlignmentFlag.AlignBottom),
        ):
            painter.setFont(font)
            painter.setPen(theme.color(color))
            room = inner.width()
            said = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(inner, int(where), said)
        painter.restore()


class AccountPicker(QWidget, Themed):
    """A field and the accounts whose name or title contains what is typed. `taken` when Enter is
    pressed in the field or a line is clicked."""

    taken = Signal()
    marked = Signal(object)  # AccountRecord or None

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.theme = theme
        self.words = words
        self._all: tuple[AccountRecord, ...] = ()
        self._model = _People(words)
        self.field = QLineEdit()
        self.field.setPlaceholderText(words.text("Your name"))
        self.field.setAccessibleName(words.text("Your name"))
        self.field.setClearButtonEnabled(True)
        self.list = QListView()
        self.list.setAccessibleName(words.text("Staff accounts"))
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Row(self))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys still move in it
        self.none = Text(theme, "", Role.SMALL, wrap=True)
        self.none.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.field, self.list, self.none):
            column.addWidget(part)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self._take)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self.taken)
        self.list.selectionModel().currentChanged.connect(lambda: self.marked.emit(self.account))
        self.dress()

    @property
    def account(self) -> AccountRecord | None:
        """The selected account."""
        index = self.list.currentIndex()
        return self._model.people[index.row()] if index.isValid() else None

    def show_people(self, people: Sequence[AccountRecord], marked: str = "") -> None:
        """`marked` is the account selected first; without it, the first in the list."""
        self._all = tuple(people)
        self._filter()
        for row, one in enumerate(self._model.people):
            if one.account_id == marked:
                self.list.setCurrentIndex(self._model.index(row))

    def step(self, by: int) -> None:
        """Selects another line."""
        if self._model.people:
            row = self.list.currentIndex().row() + by
            row = max(0, min(row, len(self._model.people) - 1))
            self.list.setCurrentIndex(self._model.index(row))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys move in the list while a field keeps the focus; other fields can install this
        too."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if by:
                self.step(by)
                return True
        return super().eventFilter(watched, event)

    def dress(self) -> None:
        rows = max(1, min(_MOST, len(self._all)))
        self.list.setFixedHeight(self.theme.px(_ROW) * rows + 6)
        self.list.viewport().update()

    def _take(self) -> None:
        if self.account is not None:
            self.taken.emit()

    def _filter(self) -> None:
        typed = typed_words(self.field.text())
        found = [
            one
            for one in self._all
            if part_of(typed, fold(f"{one.name} {title_of(one, self.words)}"))
        ]
        self._model.set(found)
        if found:
            self.list.setCurrentIndex(self._model.index(0))
        else:
            self.marked.emit(None)
        self.none.setText(self.words.text("No one here is named “{text}”.", text=self.field.text()))
        self.none.setVisible(bool(self._all) and not found)
        self.dress()
