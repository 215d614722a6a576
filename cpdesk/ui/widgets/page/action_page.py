"""A page whose keys, buttons, and lines on F1 come from one table of actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Generic

from PySide6.QtCore import QEvent, QObject, QSize, Qt, SignalInstance
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cpdesk.ui.input.keys import KeyLine
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.actions import A, Action, bind, key_lines, letters
from cpdesk.ui.widgets.themed import retheme_parts

Handlers = Mapping[A, Callable[[], object]]


class ViewStack(QStackedWidget):
    """As tall as the window: the lists, the sheets and the forms scroll, the page does not."""

    least = QSize(600, 300)

    def hasHeightForWidth(self) -> bool:
        return False

    def minimumSizeHint(self) -> QSize:
        return self.least


class ActionPage(QWidget, Generic[A]):
    """Shows one of its views, which scroll by themselves. `does` says what a key does while a view
    is in front, `everywhere` what it does in any of them, `escapes` what Esc does in a view."""

    table: Sequence[Action[A]]

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.theme = context.theme
        self._current_user = context.current_user
        self._show_message = context.window.show_message
        self._tasks = context.tasks
        self._changes = context.changes
        self._words = context.words
        self._clock = context.clock
        self.does: dict[QWidget, Handlers[A]] = {}
        self.everywhere: Handlers[A] = {}
        self.escapes: dict[QWidget, Callable[[], object]] = {}
        self._views = ViewStack()
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self._views)
        self._user = context.current_user.actor.account_id
        bind(self.table, self, self.key)
        self._changes.people.connect(self._people_changed)

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

    def refresh(self) -> None:
        """Reads again what is shown."""
        raise NotImplementedError

    def retheme(self, theme: Theme) -> None:
        self.theme = theme
        retheme_parts(self, theme)
        self.apply_theme()

    def typed(self, event: QKeyEvent) -> bool:
        """The user typed outside any field."""
        return self.letter(event)

    def _people_changed(self) -> None:
        user = self._current_user.actor.account_id
        if user != self._user:
            self._user = user
            self.forget()
        self.refresh()

    def forget(self) -> None:
        """Another user is here: what the previous one was looking at or writing is not theirs."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        closes = event.type() is QEvent.Type.Close and watched is self.window()
        if closes and not self.may_close():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def may_close(self) -> bool:
        """The window closes: saves what was typed, or asks once, and then it stays open."""
        return True

    # -- views ----------------------------------------------------------------------------------

    def add_view(self, view: QWidget) -> None:
        self._views.addWidget(view)

    @property
    def front(self) -> QWidget | None:
        """The view that is shown."""
        return self._views.currentWidget()

    def bring(self, view: QWidget) -> None:
        """Shows this view."""
        self._views.setCurrentWidget(view)

    # -- keys -----------------------------------------------------------------------------------

    def key(self, actions: Sequence[A]) -> bool:
        """A key: what it does in the view in front, or the first of its buttons that is shown."""
        here = self.does.get(self.front, {}) if self.front is not None else {}
        for do in actions:
            act = here.get(do) or self.everywhere.get(do)
            if act is not None:
                act()
                return True
        return any(self.press(do) for do in actions)

    def press(self, do: A) -> bool:
        """As if its button were clicked; False if there is none that can be."""
        return False

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

    @property
    def free(self) -> bool:
        """Whether nothing is being typed or selected that a key would discard."""
        return True

    def may_type(self, do: A) -> bool:
        """Whether this user may do what a letter stands for."""
        found = next(one for one in self.table if one.id == do)
        return found.permission is None or self._current_user.may(found.permission)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the focused part did not use."""
        if event.key() == Qt.Key.Key_Escape:
            front = self.front
            leave = self.escapes.get(front) if front is not None else None
            (leave or self.escape)()
        elif not self.unused(event):
            super().keyPressEvent(event)

    def escape(self) -> None:
        """Esc in a view that has none of its own."""

    def unused(self, event: QKeyEvent) -> bool:
        """A key that no focused part used; False if it has no meaning here."""
        return self.letter(event)

    # -- layout ---------------------------------------------------------------------------------

    def today(self) -> date:
        """In the school's time zone."""
        return self.context.today()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.apply_theme()

    def apply_theme(self) -> None:
        px = self.theme.px
        self._outer.setContentsMargins(px(20), px(16), px(20), px(16))
