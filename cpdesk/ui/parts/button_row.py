"""The row of buttons under a record: the next action first, quiet ones on their own line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from cpdesk.ui.parts.button import Button, Kind
from cpdesk.ui.parts.flow import FlowLayout
from cpdesk.ui.parts.themed import Themed
from cpdesk.ui.theme import Theme
from cpdesk.words import Words

D = TypeVar("D", bound=StrEnum)


@dataclass(frozen=True)  # in Python 3.11, slots don't work together with a type parameter
class Action(Generic[D]):
    """A button: what it does, its label, its key, its look."""

    do: D
    says: str
    key: str = ""
    look: Kind = Kind.PLAIN


class ButtonRow(QWidget, Themed, Generic[D]):
    """`acted` with the pressed button's action."""

    acted = Signal(object)

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._words = words
        self._actions: tuple[Action[D], ...] = ()
        self.buttons: dict[D, Button] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._lines = (QWidget(), QWidget())
        self._flows = tuple(FlowLayout(line, 10) for line in self._lines)
        for line in self._lines:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            line.setSizePolicy(policy)
            self._column.addWidget(line)
        self.dress()

    @property
    def actions_shown(self) -> tuple[Action[D], ...]:
        return self._actions

    def set(self, actions: tuple[Action[D], ...]) -> None:
        """Replaces the buttons; buttons that stay keep their focus."""
        if actions == self._actions:
            return
        self._actions = actions
        for flow in self._flows:
            flow.clear()
        self.buttons = {}
        for action in actions:
            quiet = action.look is Kind.QUIET
            key = self._words.text(action.key) if action.key else ""
            button = Button(
                self.theme, self._words.text(action.says), key, kind=action.look, small=quiet
            )
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, do=action.do: self.acted.emit(do))
            self._flows[1 if quiet else 0].addWidget(button)
            button.show()
            self.buttons[action.do] = button
        for line, quiet in zip(self._lines, (False, True), strict=True):
            line.setVisible(any((action.look is Kind.QUIET) is quiet for action in actions))

    def first(self) -> D | None:
        """What Ctrl+Enter does."""
        action = self._actions[0] if self._actions else None
        return action.do if action is not None and action.look is Kind.PRIMARY else None

    def press(self, do: D) -> bool:
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

    def dress(self) -> None:
        self._column.setSpacing(self.theme.px(8))
