"""Choosing an account: type part of a name or title; the arrow keys select one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from cpdesk.policy.names.names import fold
from cpdesk.policy.names.person_names import part_of, typed_words
from cpdesk.records.accounts import AccountRecord
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.account.account_words import title_of
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.lists.record_list import ROWS, RecordList
from cpdesk.ui.widgets.lists.row_parts import RowParts, RowSpec, RowStyle
from cpdesk.ui.widgets.text.avatar import paint_avatar
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import Words

_MOST = 5  # rows visible without scrolling
_STYLE = RowStyle(side=8, top=4, height=48, mark=(32, 32), detail_ink="ink2", boxed=True)


def _paint_initials(name: str, painter: QPainter, box: QRectF, theme: Theme) -> None:
    paint_avatar(painter, box, name, theme)


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
        self.field = QLineEdit()
        self.field.setPlaceholderText(words.text("Your name"))
        self.field.setAccessibleName(words.text("Your name"))
        self.field.setClearButtonEnabled(True)
        spec: RowSpec[AccountRecord] = RowSpec(
            key=lambda one: one.account_id,
            parts=lambda one: RowParts(
                one.name, (title_of(one, words),), mark=partial(_paint_initials, one.name)
            ),
            spoken=lambda one: f"{one.name}, {title_of(one, words)}",
            style=_STYLE,
        )
        self.list = RecordList(theme, words.text("Staff accounts"), spec, framed=True, scrolls=ROWS)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys still move in it
        self.none = Text(theme, "", Role.SMALL, wrap=True)
        self.none.hide()
        fill(QVBoxLayout(self), self.field, self.list, self.none, gap=6, edges=0)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self._take)
        self.list.follow(self.field)
        self.list.clicked.connect(self.taken)
        self.list.chosen.connect(lambda _: self.marked.emit(self.account))
        self.apply_theme()

    @property
    def account(self) -> AccountRecord | None:
        """The selected account."""
        return self.list.current

    def show_people(self, people: Sequence[AccountRecord], marked: str = "") -> None:
        """`marked` is the account selected first; without it, the first in the list."""
        self._all = tuple(people)
        self._filter()
        self.list.mark(marked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """For other fields whose arrow keys move in the list, too."""
        return self.list.eventFilter(watched, event) or super().eventFilter(watched, event)

    def apply_theme(self) -> None:
        rows = max(1, min(_MOST, len(self._all)))
        self.list.setFixedHeight(self.theme.px(_STYLE.height) * rows + 6)

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
        self.list.unselect()
        self.list.show_records(found, otherwise=0)
        self.marked.emit(self.account)
        self.none.setText(self.words.text("No one here is named “{text}”.", text=self.field.text()))
        self.none.setVisible(bool(self._all) and not found)
        self.apply_theme()
