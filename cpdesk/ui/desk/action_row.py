"""The buttons at the foot of the card: the next action first, always at the same place."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cpdesk.ui.desk.actions import Act, Action
from cpdesk.ui.parts import Button, Kind, Themed
from cpdesk.ui.theme import Theme
from cpdesk.words import Words

_GAP = 10


class ActionRow(QWidget, Themed):
    """One line where there is room, else two; those that stand apart stay at the right end."""

    acted = Signal(object)  # an Act

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._words = words
        self._actions: tuple[Action, ...] = ()
        self._buttons: list[Button] = []
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    @property
    def actions_shown(self) -> tuple[Action, ...]:
        return self._actions

    def button(self, act: Act) -> Button | None:
        """The button that does this, if there is one."""
        pairs = zip(self._actions, self._buttons, strict=True)
        return next((button for action, button in pairs if action.act is act), None)

    def set(self, actions: tuple[Action, ...]) -> None:
        """Other buttons."""
        if actions == self._actions:
            return
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._actions = actions
        self._buttons = [self._button(n, action) for n, action in enumerate(actions)]
        self._place()

    def set_ready(self, ready: bool) -> None:
        """While an answer is on its way nothing can be pressed; going back always can."""
        for action, button in zip(self._actions, self._buttons, strict=True):
            button.setEnabled(ready or action.act in (Act.CLEAR, Act.BACK))

    def press(self, act: Act) -> None:
        """As if the button were clicked."""
        button = self.button(act)
        if button is not None and button.isEnabled():
            self.acted.emit(act)

    def press_first(self) -> None:
        """What Enter does."""
        if self._actions:
            self.press(self._actions[0].act)

    def _button(self, n: int, action: Action) -> Button:
        kind = Kind.PRIMARY if n == 0 else Kind.PLAIN
        key = self._words.text(action.key) if action.key else ""
        button = Button(self.theme, self._words.text(action.says), key, kind=kind, parent=self)
        # A click leaves the focus in the field; Tab comes here.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.acted.emit(action.act))
        button.show()
        return button

    def dress(self) -> None:
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(200), self.height())

    def _place(self) -> None:
        gap = self.theme.px(_GAP)
        sizes = [button.sizeHint() for button in self._buttons]
        if not sizes:
            return
        x, y, line = 0, 0, sizes[0].height()
        for action, button, size in zip(self._actions, self._buttons, sizes, strict=True):
            if x and x + size.width() > self.width():
                x, y = 0, y + line + gap
            button.setGeometry(x, y, min(size.width(), max(1, self.width())), size.height())
            if action.apart:
                self._push_right(button, x)
            x = button.geometry().right() + 1 + gap
        self.setFixedHeight(y + line)

    def _push_right(self, button: Button, x: int) -> None:
        """To the right end, as far as those after it leave room."""
        after = self._buttons[self._buttons.index(button) + 1 :]
        gap = self.theme.px(_GAP)
        need = sum(b.sizeHint().width() + gap for b in after)
        box = button.geometry()
        free = self.width() - need - box.width()
        if free < x and need:  # those after it go to the next line
            free = self.width() - box.width()
        box.moveLeft(max(x, free))
        button.setGeometry(box)
