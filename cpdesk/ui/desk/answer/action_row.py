"""The buttons at the foot of the card: the next action comes first, always in the same place."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from cpdesk.ui.desk.answer.actions import APART, CardAction, DeskAction
from cpdesk.ui.widgets.buttons.actions import Action
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.buttons.button_row import ButtonRow

_GAP = 10


class ActionRow(ButtonRow[DeskAction]):
    """One line where there is room, otherwise two; `APART` buttons are at the right end."""

    def lay_out(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def first(self) -> DeskAction | None:
        """What Enter does."""
        return self.actions_shown[0].id if self.actions_shown else None

    def set_ready(self, ready: bool) -> None:
        """Nothing can be pressed while an answer is on its way, except to go back."""
        for act, button in self.buttons.items():
            button.setEnabled(ready or act in (DeskAction.CLEAR, DeskAction.BACK))

    def label(self, action: Action[DeskAction]) -> str:
        if not isinstance(action, CardAction) or action.at is None:
            return super().label(action)
        clock = self._words.clock(action.at)
        return self._words.text(action.label, time=clock.rpartition(" ")[0] or clock)

    def make(self, action: Action[DeskAction]) -> Button:
        button = super().make(action)
        button.setParent(self)
        button.show()
        return button

    def remove(self) -> None:
        for button in self.buttons.values():
            button.hide()
            button.deleteLater()

    def apply_theme(self) -> None:
        self.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(200), self.height())

    def place(self) -> None:
        """The last line holds the next action on the left and the `apart` buttons on the right;
        buttons that don't fit go on a line above."""
        if not self.buttons:
            return
        gap = self.theme.px(_GAP)
        first, *rest = self.buttons.values()
        ends = [button for do, button in self.buttons.items() if do in APART and button in rest]
        between = [button for button in rest if button not in ends]
        low = [first, *ends]
        high: list[Button] = []
        while between and _wide([*low, *between], gap) > self.width():
            high.insert(0, between.pop())
        while len(low) > 2 and _wide([*low, *between], gap) > self.width():
            high.append(low.pop(1))
        line = first.sizeHint().height()
        top = line + gap if high else 0
        self._line([b for b in high if b not in ends], 0, gap)
        self._line_of_ends([b for b in high if b in ends], 0, gap)
        self._line([first, *between], top, gap)
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
