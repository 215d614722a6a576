"""A page with a list on the left and the selected record on the right."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cpdesk.clock import Clock
from cpdesk.errors import DeskError
from cpdesk.ui.here import Here
from cpdesk.ui.keys import Key, KeyLine
from cpdesk.ui.parts.actions import A, Action, bind, key_lines, letters
from cpdesk.ui.parts.card import Card
from cpdesk.ui.parts.command_runner import CommandRunner, Say
from cpdesk.ui.parts.detail_view import DetailView
from cpdesk.ui.parts.empty_state import EmptyState
from cpdesk.ui.parts.faces import Faces
from cpdesk.ui.parts.just_shown import JustShown
from cpdesk.ui.parts.record_column import RecordColumn, said
from cpdesk.ui.parts.themed import retheme_parts
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme import Theme
from cpdesk.words import Words

Q = TypeVar("Q")  # what is read for the list
R = TypeVar("R")  # what is read for one record
Handlers = Mapping[A, Callable[[], object]]


class ListDetailPage(QWidget, Generic[Q, R, A]):
    """Reads the list and the selected record, and shows why it can't; keeps the selection; goes on
    to the next record after an action; drops results that come late; binds the keys.

    A subclass says what to read and how to show it. Other views that take the place of list and
    detail are added with `add_view`, and what can take the place of the detail with `add_pane`.
    """

    name: str  # of the page, for its tasks
    table: Sequence[Action[A]]
    share = 0.37  # of the page's width that the list gets, within these limits
    least, most = 250, 430

    def __init__(
        self,
        *,
        column: RecordColumn[Any],
        detail: DetailView[A, Any],
        empty: EmptyState,
        here: Here,
        say: Say,
        tasks: Tasks,
        words: Words,
        theme: Theme,
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._here = here
        self._say = say
        self._tasks = tasks
        self._words = words
        self._clock = clock
        self._wanted = ""  # the record to select when the list arrives
        self._passed_on = False  # one was done: the next one in the list is selected
        self.column, self.detail, self.empty = column, detail, empty
        self.runner: CommandRunner[Any] = CommandRunner(detail, say, tasks, words, self)
        self.just_shown = JustShown(clock.now)
        self.does: dict[QWidget, Handlers[A]] = {}  # what keys do, by the view in front
        self.everywhere: Handlers[A] = {}
        self._arrange()
        self._connect()
        bind(self.table, self, self.key)
        for n in range(self.numbers):
            Key(f"Alt+{n + 1}", self, lambda n=n: self.numbered(n), everywhere=True)  # type: ignore[misc]

    # -- building -------------------------------------------------------------------------------

    def _arrange(self) -> None:
        self._panes = QStackedWidget()
        for pane in (self.empty, self.detail):
            self._panes.addWidget(pane)
        self._card = Card(self.theme)
        self._card.body.addWidget(self._panes, 1)
        self.right = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.right.addWidget(self._card, 3)
        self.look = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.look)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.column)
        self._row.addLayout(self.right, 1)
        self._views = Faces()
        self._views.addWidget(self.look)
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self._views)

    def _connect(self) -> None:
        self.column.changed.connect(self.filtered)
        self.column.turn_wanted.connect(self.turn)
        self.column.list.chosen.connect(
            lambda one: self._read(one if isinstance(one, str) else self.key_of(one), chosen=True)
        )
        self.column.list.entered.connect(self.entered)
        self.detail.acted.connect(self.act)
        self.detail.tray_changed.connect(self.dress)
        self.detail.tray_closed.connect(self.tray_closed)
        self.runner.stale.connect(self.refresh)

    def add_view(self, view: QWidget) -> None:
        """A view that takes the place of list and detail."""
        self._views.addWidget(view)

    def add_pane(self, pane: QWidget) -> None:
        """What takes the place of the detail."""
        self._panes.addWidget(pane)

    def listen(self, changes: Iterable[SignalInstance]) -> None:
        """Reads again after each of these changes."""
        for changed in changes:
            changed.connect(self.refresh)

    # -- what the window asks -------------------------------------------------------------------

    @property
    def widget(self) -> QWidget:
        return self

    def keys(self) -> Sequence[KeyLine]:
        return key_lines(self.table)

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

    def retheme(self, theme: Theme) -> None:
        self.theme = theme
        retheme_parts(self, theme)
        self.dress()

    def typed(self, event: QKeyEvent) -> bool:
        """The user typed outside any field."""
        return self.letter(event)

    # -- what a subclass says -------------------------------------------------------------------

    @abstractmethod
    def read_list(self) -> Callable[[], Q]:
        """What reads the list, as it is to be shown now."""
        raise NotImplementedError

    @abstractmethod
    def show_list(self, found: Q, wanted: str, kept: str) -> None:
        """Shows the list with `wanted` selected, otherwise `kept`, each "" if it doesn't matter."""
        raise NotImplementedError

    @abstractmethod
    def read_one(self, key: str) -> Callable[[], R]:
        """What reads one record."""
        raise NotImplementedError

    @abstractmethod
    def show_one(self, found: R, *, chosen: bool) -> None:
        """Shows a record, `chosen` if the user selected it just now."""
        raise NotImplementedError

    @abstractmethod
    def act(self, do: A) -> None:
        """Does what a button or its key says."""
        raise NotImplementedError

    def show_empty(self) -> None:
        """No record is selected."""
        self.detail.close_tray()
        self.detail.record = None
        self.show_pane(self.empty)

    def list_failed(self) -> None:
        """The list can't be read: it is emptied, and no number is known."""

    def filtered(self) -> None:
        """Another filter was chosen, or another text is searched for."""
        self.refresh()

    @abstractmethod
    def key_of(self, row: Any) -> str:
        """The key of a row of the list, or of the record that is shown."""
        raise NotImplementedError

    @property
    def current(self) -> str:
        """The key of the record that is selected in the list; "" if none is."""
        row = self.column.list.current
        return "" if row is None else self.key_of(row)

    # -- the list and one record ----------------------------------------------------------------

    @property
    def front(self) -> QWidget | None:
        """The view that is shown."""
        return self._views.currentWidget()

    def bring(self, view: QWidget) -> None:
        """Shows this view."""
        self._views.setCurrentWidget(view)

    @property
    def pane(self) -> QWidget | None:
        """What is shown on the right of the list."""
        return self._panes.currentWidget()

    def show_pane(self, pane: QWidget) -> None:
        self._panes.setCurrentWidget(pane)

    def show_queue(self) -> None:
        """Back to the list."""
        self.bring(self.look)
        self.focus_list()

    def want(self, key: str) -> None:
        """This one is selected when the list is read next."""
        self._wanted = key

    def pass_on(self) -> None:
        """An action was done: the next record is selected when the list is read."""
        self.detail.close_tray()
        self._passed_on = True

    def _list_arrived(self, found: Q) -> None:
        wanted, self._wanted = self._wanted, ""
        row = self.column.list.current or self.detail.record
        kept = "" if self._passed_on or row is None else self.key_of(row)
        self.show_list(found, wanted, kept)
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
        self.column.show_trouble(trouble)
        self.list_failed()
        self.show_empty()

    def _read(self, key: str, *, chosen: bool = False) -> None:
        """Reads a record. A result that comes after another one was chosen is dropped."""

        def done(found: R) -> None:
            self.show_one(found, chosen=chosen)

        def failed(trouble: DeskError) -> None:
            self.show_empty()
            self.empty.set("circle-alert", *said(trouble, self._words))

        self._tasks.run(
            self.read_one(key), owner=self, done=done, failed=failed, latest=f"{self.name}.one"
        )

    # -- keys -----------------------------------------------------------------------------------

    @property
    def free(self) -> bool:
        """Whether nothing is being typed or selected that a key would discard."""
        return self.detail.tray is None and self.pane in (self.empty, self.detail)

    def key(self, actions: Sequence[A]) -> bool:
        """A key: what it does in the view in front, or the first of its buttons that is shown."""
        here = self.does.get(self.front, {}) if self.front is not None else {}
        for do in actions:
            act = here.get(do) or self.everywhere.get(do)
            if act is not None:
                act()
                return True
        return self.front is self.look and any(self.press(do) for do in actions)

    def press(self, do: A) -> bool:
        """As if its button were clicked; False if there is none that can be."""
        return self.free and self.pane is self.detail and self.detail.press(do)

    def next_step(self) -> None:
        """Ctrl+Enter: submits the small form, or presses the first button."""
        if self.detail.tray is not None:
            self.detail.tray.submit()
            return
        first = self.detail.row.first()
        if first is not None:
            self.press(first)

    def letter(self, event: QKeyEvent) -> bool:
        """A letter that is an action's key, wherever the focus is on this page."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        do = letters(self.table).get(chr(event.key())) if plain and event.key() < 128 else None
        if do is None or not self.free or not self.may_type(do):
            return False
        self.press(do)
        return True

    def may_type(self, do: A) -> bool:
        """Whether this user may do what a letter stands for."""
        found = next(one for one in self.table if one.id == do)
        return found.permission is None or self._here.may(found.permission)

    @property
    def numbers(self) -> int:
        """How many keys from Alt+1 on have a meaning."""
        return len(self.column.chips)

    def numbered(self, n: int) -> None:
        """Alt and a number: a filter."""
        shows = list(self.column.chips)
        if self.front is self.look and n < len(shows):
            self.filter(shows[n])

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

    def entered(self) -> None:
        """Enter in the list: to the detail."""
        self.detail.enter()

    def tray_closed(self) -> None:
        """Esc in a small form."""
        self.focus_list()

    def focus_list(self) -> None:
        """Not while the window is locked, or another page or view is in front: the user may be
        typing there."""
        if self.look.isVisible():
            self.column.lead()

    def escape(self) -> None:
        """Esc in list and detail: leaves the small form, or clears the search."""
        if self.detail.tray is not None:
            self.detail.leave_tray()
        else:
            self.column.search.clear()
            self.focus_list()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the focused part did not use."""
        if event.key() == Qt.Key.Key_Escape:
            self.escape()
        elif self.front is not self.look or not (self.arrow(event.key()) or self.letter(event)):
            super().keyPressEvent(event)

    def arrow(self, key: int) -> bool:
        """An arrow key that no focused part handled; False if it has no meaning here."""
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self.detail.tray is None:
            self.turn(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.column.search.hasFocus():
            self.column.list.step(1 if key == Qt.Key.Key_Down else -1)
        else:
            return False
        return True

    # -- layout ---------------------------------------------------------------------------------

    def today(self) -> date:
        return self._words.local(self._clock.now()).date()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.dress()

    def dress(self) -> None:
        px = self.theme.px
        self._outer.setContentsMargins(px(20), px(16), px(20), px(16))
        self._row.setSpacing(px(16))
        self.right.setSpacing(px(16))
        wide = int(self.width() * self.share)
        self.column.setFixedWidth(min(px(self.most), max(px(self.least), wide)))
