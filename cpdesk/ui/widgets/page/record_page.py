"""A page with a list on the left: reads the list, and the record that is selected in it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from cpdesk.errors import DeskError
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.widgets.buttons.actions import A
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.frames.empty_state import EmptyState
from cpdesk.ui.widgets.page.action_page import ActionPage
from cpdesk.ui.widgets.page.record_column import RecordColumn

Q = TypeVar("Q")  # what is read for the list
R = TypeVar("R")  # what is read for one record


class RecordPage(ActionPage[A], Generic[Q, R, A]):
    """Shows why the list or a record can't be read; keeps the selection; drops results that come
    late. A subclass says what to read and how to show it.

    Other views that take the place of list and record are added with `add_view`, and what can take
    the place of the record with `add_pane`.
    """

    name: str  # of the page, for its tasks
    share = 0.37  # of the page's width that the list gets, within these limits
    least, most = 250, 430
    outside = 0  # the part of the width that does not count

    def __init__(
        self,
        context: PageContext,
        parent: QWidget | None,
        column: RecordColumn[Any],
        detail: QWidget,
        empty: EmptyState,
    ) -> None:
        super().__init__(context, parent)
        self._wanted = ""  # the record to select when the list arrives
        self._passed_on = False  # one was done: the next one in the list is selected
        self.column, self.detail, self.empty = column, detail, empty
        self._arrange()
        column.changed.connect(self.filtered)
        column.turn_wanted.connect(self.turn)
        column.list.chosen.connect(self._chosen)
        column.list.entered.connect(self.entered)

    def _arrange(self) -> None:
        self._panes = QStackedWidget()
        for pane in (self.empty, self.detail):
            self.add_pane(pane)
        card = Card(self.theme)
        card.body.addWidget(self._panes, 1)
        self.right = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.right.addWidget(card, 3)
        self.look = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.look)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.column)
        self._row.addLayout(self.right, 1)
        self.add_view(self.look)

    def add_pane(self, pane: QWidget) -> None:
        """What takes the place of the record."""
        self._panes.addWidget(pane)

    # -- what a subclass says -------------------------------------------------------------------

    @abstractmethod
    def read_list(self) -> Callable[[], Q]:
        """What reads the list, as it is to be shown now."""
        raise NotImplementedError

    @abstractmethod
    def show_list(self, found: Q, wanted: str, kept: str) -> None:
        """Shows the list with `wanted` selected, otherwise `kept`, each "" if it doesn't matter."""
        raise NotImplementedError

    def list_failed(self) -> None:
        """The list can't be read: it is emptied, and no number is known."""

    @abstractmethod
    def read_one(self, key: str) -> Callable[[], R]:
        """What reads one record."""
        raise NotImplementedError

    @abstractmethod
    def show_one(self, found: R, *, chosen: bool) -> None:
        """Shows a record, `chosen` if the user selected it just now."""
        raise NotImplementedError

    def show_empty(self) -> None:
        """No record is selected."""
        self.show_pane(self.empty)

    @abstractmethod
    def key_of(self, row: Any) -> str:
        """The key of a row of the list, or of the record that is shown."""
        raise NotImplementedError

    @property
    def current(self) -> str:
        """The key of what is selected in the list; "" if nothing is."""
        row = self.column.list.current
        return "" if row is None else self.key_of(row)

    @property
    def kept(self) -> str:
        """The key of what stays selected when the list is read again; "" if nothing does."""
        return self.current

    # -- the list and one record ----------------------------------------------------------------

    def shown(self) -> None:
        """In front: the list has the focus and is read again; a form stays as it was."""
        if self.front is self.look and self.free:
            self.focus_list()
        self.refresh()

    def refresh(self) -> None:
        """Reads the list and the selected record again."""
        self._tasks.run(
            self.read_list(),
            owner=self,
            done=self._list_arrived,
            failed=self._list_failed,
            latest=f"{self.name}.list",
        )

    def filtered(self) -> None:
        """Another filter was chosen, or another text is searched for."""
        self.refresh()

    def want(self, key: str) -> None:
        """This one is selected when the list is read next."""
        self._wanted = key

    def _list_arrived(self, found: Q) -> None:
        wanted, self._wanted = self._wanted, ""
        self.show_list(found, wanted, "" if self._passed_on else self.kept)
        self._passed_on = False
        current = self.current
        if wanted and current != wanted:
            self._read(wanted)  # it is in another list
        elif current:
            self._read(current)
        elif self.pane in (self.empty, self.detail):
            self.show_empty()

    def _list_failed(self, trouble: DeskError) -> None:
        """No school yet, or no one signed in: what to do is shown in place of the list."""
        self.list_failed()
        self.column.show_trouble(trouble)
        self.show_empty()

    def _chosen(self, key: str) -> None:
        self._read(key, chosen=True)

    def _read(self, key: str, *, chosen: bool = False) -> None:
        """Reads a record. A result that comes after another one was chosen is dropped."""

        def done(found: R) -> None:
            self.show_one(found, chosen=chosen)

        def failed(trouble: DeskError) -> None:
            self.show_empty()
            self.empty.set("circle-alert", *self._words.error_parts(trouble))

        self._tasks.run(
            self.read_one(key), owner=self, done=done, failed=failed, latest=f"{self.name}.one"
        )

    # -- what is in front -----------------------------------------------------------------------

    @property
    def pane(self) -> QWidget | None:
        """What is shown on the right of the list."""
        return self._panes.currentWidget()

    def show_pane(self, pane: QWidget) -> None:
        self._panes.setCurrentWidget(pane)

    @property
    def free(self) -> bool:
        return self.pane in (self.empty, self.detail)

    def show_queue(self) -> None:
        """Back to the list."""
        self.bring(self.look)
        self.focus_list()

    def focus_list(self) -> None:
        """Not while the window is locked, or another page or view is in front: the user may be
        typing there."""
        if self.look.isVisible():
            self.column.lead()

    def entered(self) -> None:
        """Enter in the list: to the record."""
        self.detail.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        self.column.search.clear()
        self.show_empty()

    # -- keys -----------------------------------------------------------------------------------

    def filter(self, show: str) -> None:
        """Shows the records of another filter."""
        self.column.filter(show)
        self.focus_list()

    def turn(self, by: int) -> None:
        """The next or the previous filter."""
        self.column.filter(self.column.turned(by))

    def to_search(self) -> None:
        """Ctrl+F: to the search field, if this user may search."""
        if not self.column.search.isHidden():
            self.column.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def escape(self) -> None:
        """Esc in the list or the record: clears the search."""
        self.column.search.clear()
        self.focus_list()

    def unused(self, event: QKeyEvent) -> bool:
        return self.front is self.look and (self.arrow(event.key()) or super().unused(event))

    def arrow(self, key: int) -> bool:
        """An arrow key that no focused part handled; False if it has no meaning here."""
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self.free:
            self.turn(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.column.search.hasFocus():
            self.column.list.step(1 if key == Qt.Key.Key_Down else -1)
        else:
            return False
        return True

    # -- layout ---------------------------------------------------------------------------------

    def apply_theme(self) -> None:
        super().apply_theme()
        px = self.theme.px
        self._row.setSpacing(px(16))
        self.right.setSpacing(px(16))
        wide = int((self.width() - px(self.outside)) * self.share)
        self.column.setFixedWidth(min(px(self.most), max(px(self.least), wide)))
