"""The row of buttons under a record: the next action first, quiet ones on their own line."""

from __future__ import annotations

from typing import Generic

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.actions import A, Action
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.buttons.flow import FlowBox
from cpdesk.ui.widgets.themed import ThemedWidget
from cpdesk.words import Words


class ButtonRow(ThemedWidget, Generic[A]):
    """`acted` with the pressed button's action."""

    acted = Signal(object)

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(theme)
        self._words = words
        self.actions_shown: tuple[Action[A], ...] = ()
        self.buttons: dict[A, Button] = {}
        self.lay_out()
        self.apply_theme()

    def lay_out(self) -> None:
        """Makes the places for the buttons."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._lines = (FlowBox(10), FlowBox(10))
        for line in self._lines:
            self._column.addWidget(line)

    def set(self, actions: tuple[Action[A], ...]) -> None:
        """Replaces the buttons; buttons that stay keep their focus."""
        if actions == self.actions_shown:
            return
        self.actions_shown = actions
        self.remove()
        self.buttons = {action.id: self.make(action) for action in actions}
        self.place()

    def label(self, action: Action[A]) -> str:
        """What its button says."""
        return self._words.text(action.label)

    def make(self, action: Action[A]) -> Button:
        """The button of an action. A click leaves the focus where it was; Tab comes here."""
        key = self._words.text(action.key) if action.key else ""
        small = action.kind is Kind.QUIET
        button = Button(self.theme, self.label(action), key, kind=action.kind, small=small)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _=False, do=action.id: self.acted.emit(do))
        return button

    def remove(self) -> None:
        """Takes away the buttons that were shown."""
        for line in self._lines:
            line.flow.clear()

    def place(self) -> None:
        """Shows the buttons, each in its place."""
        for action in self.actions_shown:
            button = self.buttons[action.id]
            self._lines[action.kind is Kind.QUIET].flow.addWidget(button)
            button.show()
        for line, quiet in zip(self._lines, (False, True), strict=True):
            kinds = (action.kind is Kind.QUIET for action in self.actions_shown)
            line.setVisible(quiet in kinds)

    def first(self) -> A | None:
        """What Ctrl+Enter does."""
        action = self.actions_shown[0] if self.actions_shown else None
        return action.id if action is not None and action.kind is Kind.PRIMARY else None

    def press_first(self) -> bool:
        """As if the first button were clicked."""
        first = self.first()
        return first is not None and self.press(first)

    def press(self, do: A) -> bool:
        """Same as clicking its button; False if there is none."""
        button = self.buttons.get(do)
        if button is None or not button.isEnabled():
            return False
        self.acted.emit(do)
        return True

    def set_ready(self, ready: bool) -> None:
        """Nothing can be pressed while a decision is being saved."""
        for button in self.buttons.values():
            button.setEnabled(ready)

    def apply_theme(self) -> None:
        self._column.setSpacing(self.theme.px(8))
