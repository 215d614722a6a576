"""How classes get their copies: in the mailbox, to the teacher, or someone picks them up."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QButtonGroup, QLineEdit

from cpdesk.policy.flyers import HANDED, HandedHow
from cpdesk.ui.input.keys import Key
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Choice
from cpdesk.ui.widgets.buttons.flow import FlowBox
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.text.tooltip import set_tooltip
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import N_, Words

_KEYS = {HandedHow.MAILBOX: "Alt+M", HandedHow.TEACHER: "Alt+T", HandedHow.PICK_UP: "Alt+U"}
_TO = {
    HandedHow.TEACHER: N_("Teacher’s name (optional)"),
    HandedHow.PICK_UP: N_("Who picks them up"),
}
_KEPT = "flyers/handed_how"


class HandoutMethod(FlowBox, Themed):
    """The last choice is selected again. `memory` is where it is kept between starts."""

    def __init__(self, theme: Theme, words: Words, memory: Callable[[], QSettings]) -> None:
        super().__init__()
        self.theme = theme
        self._words = words
        self._memory = memory
        flow = self.flow
        self.label = Text(theme, words.text("Handed to"), Role.SMALL)
        flow.addWidget(self.label)
        self._group = QButtonGroup(self)
        self.chips: dict[HandedHow, Choice] = {}
        for how, said in HANDED.items():
            chip = Choice(theme, words.text(said))
            set_tooltip(chip, _KEYS[how])
            chip.clicked.connect(lambda _=False, how=how: self.choose(how))
            Key(_KEYS[how], self, partial(self.choose, how), everywhere=True)
            self._group.addButton(chip)
            flow.addWidget(chip)
            self.chips[how] = chip
        self.to = QLineEdit()
        self.to.setAccessibleName(words.text("Name of the person who gets them"))
        flow.addWidget(self.to)
        kept = str(memory().value(_KEPT, HandedHow.MAILBOX.value))
        known = kept in {one.value for one in HandedHow}
        self._how = HandedHow(kept) if known else HandedHow.MAILBOX
        self._show()
        self.apply_theme()

    @property
    def how(self) -> HandedHow:
        return self._how

    @property
    def whom(self) -> str:
        """Who took them, if a name was entered."""
        return "" if self._how is HandedHow.MAILBOX else self.to.text().strip()

    def choose(self, how: HandedHow) -> None:
        self._how = how
        self._memory().setValue(_KEPT, how.value)
        self._show()

    def forget_whom(self) -> None:
        """Clears the name: another delivery, or it was used."""
        self.to.clear()

    def _show(self) -> None:
        self.chips[self._how].setChecked(True)
        self.to.setVisible(self._how in _TO)
        self.to.setPlaceholderText(self._words.text(_TO.get(self._how, "")))
        self.updateGeometry()

    def apply_theme(self) -> None:
        px = self.theme.px
        self.to.setFixedWidth(px(210))
        self.label.setContentsMargins(0, px(7), 0, 0)
