"""A list of records: one selected row, moved with the arrow keys."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.lists.record_model import Column, Index, RecordModel
from cpdesk.ui.widgets.lists.row_delegate import RowDelegate
from cpdesk.ui.widgets.lists.row_parts import RowSpec
from cpdesk.ui.widgets.themed import Themed

R = TypeVar("R")
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
ROWS = QAbstractItemView.ScrollMode.ScrollPerItem
_SIDEWAYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}


class RecordList(QListView, Themed, Generic[R]):
    """`chosen` carries the key of another selected record; `entered` on Enter.

    Left and Right are the page's keys; letters, too, unless `typing_searches`. `framed` keeps the
    frame of a list, `scrolls` is whether it moves by pixels or by whole rows.
    """

    chosen = Signal(object)
    entered = Signal()
    typing_searches = False
    least = (160, 80)  # the size that it needs at 100 %

    def __init__(
        self,
        theme: Theme,
        name: str,
        spec: RowSpec[R],
        parent: QWidget | None = None,
        *,
        delegate: RowDelegate[R] | None = None,
        framed: bool = False,
        scrolls: QAbstractItemView.ScrollMode = QAbstractItemView.ScrollMode.ScrollPerPixel,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.spec = spec
        self.row_delegate = delegate or RowDelegate(theme, spec)
        self.record_model = RecordModel(
            (Column(self._text, "", spec.tooltip, spec.spoken),), spec.key
        )
        self.row_delegate.model = self.record_model
        self._quiet = False
        self.setModel(self.record_model)
        self.setItemDelegate(self.row_delegate)
        self.setAccessibleName(name)
        if not framed:
            self.setFrameShape(QFrame.Shape.NoFrame)
            self.setStyleSheet("QListView, QListView:focus { border: 0; }")  # on the selected row
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(scrolls)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)

    def _text(self, record: R) -> str:
        parts = self.spec.parts(record)
        return " · ".join(part for part in (parts.title, parts.tail) if part)

    # -- what it shows --------------------------------------------------------------------------

    @property
    def rows(self) -> tuple[R, ...]:
        return self.record_model.records

    @property
    def current(self) -> R | None:
        """The selected record."""
        at = self.currentIndex().row()
        return self.rows[at] if 0 <= at < len(self.rows) else None

    @property
    def key(self) -> str:
        """The selected record's key; "" if none."""
        return "" if self.current is None else self.spec.key(self.current)

    def show_records(
        self, records: Sequence[R], keep: str = "", otherwise: int = -1, context: Hashable = None
    ) -> None:
        """Shows other records, without `chosen`. `keep` is selected if it is there; if not, the row
        `otherwise`, or the last one before it. Nothing jumps, and what says the same as before is
        not drawn again."""
        self._quiet = True
        place = self.verticalScrollBar().value()
        if self.record_model.show(records, context):
            self.verticalScrollBar().setValue(place)
        at = self.record_model.place_of(keep)
        self._select(at if at >= 0 else min(otherwise, len(self.rows) - 1))
        self._quiet = False

    def mark(self, key: str) -> bool:
        """Selects a record, as the arrow keys do; False if it isn't in the list."""
        at = self.record_model.place_of(key)
        self._select(at)
        return at >= 0

    def step(self, by: int) -> None:
        """Moves the selection over the rows that can be selected, and stops at the ends."""
        places, now = self.record_model.places, self.currentIndex().row()
        if now in places:
            self._select(places[min(max(places.index(now) + by, 0), len(places) - 1)])
        elif places:
            self._select(places[0 if by > 0 else -1])

    def follow(self, field: QWidget) -> None:
        """Up, Down, Page Up and Page Down in a field move the selection here, while the field keeps
        the focus."""
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        own = watched in (self, self.viewport())
        if not own and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            by = _STEPS.get(Qt.Key(event.key()), 0)
            if by:
                self.step(by)
                return True
        return super().eventFilter(watched, event)

    def unselect(self) -> None:
        """No row is selected."""
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())

    def _select(self, row: int) -> None:
        if row >= 0 and row != self.currentIndex().row():
            self.setCurrentIndex(self.record_model.index(row, 0))

    def sent(self, record: R) -> object:
        """What `chosen` carries."""
        return self.spec.key(record)

    # -- what Qt asks ---------------------------------------------------------------------------

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        record = self.current
        if record is not None and not self._quiet:
            self.chosen.emit(self.sent(record))

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Draws only this row again, unless its height changed: Qt would lay out the whole list."""
        QAbstractItemView.dataChanged(self, first, last, list(roles))
        below = self.record_model.index(first.row() + 1, 0)
        end = self.contentsSize().height() - self.verticalOffset()
        end = self.visualRect(below).top() if below.isValid() else end
        if self.visualRect(first).top() + self.sizeHintForIndex(first).height() != end:
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        typed = event.text().isprintable() and event.text().strip()
        if event.key() in ENTER and not held & Qt.KeyboardModifier.ControlModifier:
            self.entered.emit()
        elif event.key() in _SIDEWAYS or (typed and not self.typing_searches):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # a row's height may depend on its width

    def apply_theme(self) -> None:
        self.row_delegate.theme = self.theme
        self.scheduleDelayedItemsLayout()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(self.least[0]), self.theme.px(self.least[1]))
