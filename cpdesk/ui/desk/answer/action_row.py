"""The buttons at the foot of the card: the next action comes first, always in the same place."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cpdesk.ui.desk.answer.actions import Action, DeskAction
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import Words

_GAP = 10


class ActionRow(QWidget, Themed):
    """One line where there is room, otherwise two; buttons marked `apart` stay at the right end."""

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

    @property
    def first(self) -> DeskAction | None:
        """The action that Enter triggers."""
        return self._actions[0].act if self._actions else None

    def button(self, act: DeskAction) -> Button | None:
        """The button for this action, or None."""
        pairs = zip(self._actions, self._buttons, strict=True)
        return next((button for action, button in pairs if action.act is act), None)

    def set(self, actions: tuple[Action, ...]) -> None:
        """Replaces the buttons."""
        if actions == self._actions:
            return
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._actions = actions
        self._buttons = [self._button(n, action) for n, action in enumerate(actions)]
        self._place()

    def set_ready(self, ready: bool) -> None:
        """Nothing can be pressed while an answer is on its way, except to go back."""
        for action, button in zip(self._actions, self._buttons, strict=True):
            button.setEnabled(ready or action.act in (DeskAction.CLEAR, DeskAction.BACK))

    def press(self, act: DeskAction) -> None:
        """Same as clicking the button."""
        button = self.button(act)
        if button is not None and button.isEnabled():
            self.acted.emit(act)

    def press_first(self) -> None:
        """Does what Enter does."""
        if self._actions:
            self.press(self._actions[0].act)

    def _button(self, n: int, action: Action) -> Button:
        kind = Kind.PRIMARY if n == 0 else Kind.PLAIN
        key = self._words.text(action.key) if action.key else ""
        says = self._words.text(action.says)
        if action.at is not None:
            time = self._words.clock(action.at).rpartition(" ")[0] or self._words.clock(action.at)
            says = self._words.text(action.says, time=time)
        button = Button(self.theme, says, key, kind=kind, parent=self)
        # A click leaves the focus in the field; Tab comes here.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.acted.emit(action.act))
        button.show()
        return button

    def apply_theme(self) -> None:
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(200), self.height())

    def _place(self) -> None:
        """The last line holds the next action on the left and the `apart` buttons on the right;
        buttons that don't fit go on a line above."""
        if not self._buttons:
            return
        gap = self.theme.px(_GAP)
        pairs = list(zip(self._actions, self._buttons, strict=True))
        first, apart = pairs[0], [pair for pair in pairs[1:] if pair[0].apart]
        between = [pair[1] for pair in pairs[1:] if not pair[0].apart]
        low = [first[1], *(pair[1] for pair in apart)]
        high: list[Button] = []
        while between and _wide([*low, *between], gap) > self.width():
            high.insert(0, between.pop())
        while len(low) > 2 and _wide([*low, *between], gap) > self.width():
            high.append(low.pop(1))
        line = first[1].sizeHint().height()
        top = line + gap if high else 0
        ends = [pair[1] for pair in apart]
        self._line([b for b in high if b not in ends], 0, gap)
        self._line_of_ends([b for b in high if b in ends], 0, gap)
        self._line([first[1], *between], top, gap)
        self._line_of_ends([b for b in low[1:] if b not in high], top, gap)
        self.setFixedHeight(top + line)

    def _line(self, buttons: list[Button], top: int, gap: int) -> None:
        x = 0
        for button in buttons:
            size = button.sizeHint()
            button.setGeometry(x, top, min(size.width(), max(1, self.width())), size.height())
            x += size.width() + gap

    def _line_of_ends(self, buttons: list[Button], top: int, gap: int) -> None:
        x = self.width()
        for button in reversed(buttons):
            size = button.sizeHint()
            x -= size.width()
            button.setGeometry(x, top, size.width(), size.height())
            x -= gap


def _wide(buttons: list[Button], gap: int) -> int:
    return sum(b.sizeHint().width() for b in buttons) + gap * (len(buttons) - 1)
