"""What the flyers page shows in the window's header: how many wait, and its other views."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from cpdesk.ui.flyers.actions import BOARDS, LOG, NEW
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.buttons.pill import Pill
from cpdesk.ui.widgets.page.page import HeaderSpace
from cpdesk.ui.widgets.text.tooltip import set_tooltip
from cpdesk.words import Words


class FlyersHeader:
    """`widgets` from left to right."""

    def __init__(self, theme: Theme, words: Words) -> None:
        text = words.text
        self._words = words
        self.to_hand_out = Pill(theme)
        self.to_take_down = Pill(theme)
        self.boards_button = Button(theme, text(BOARDS.label), small=True)
        set_tooltip(self.boards_button, BOARDS.key)
        self.log_button = Button(theme, text(LOG.label), text(LOG.key), small=True)
        self.new_button = Button(theme, text(NEW.label), text(NEW.key), kind=NEW.kind, small=True)
        self.count(0, 0)

    @property
    def widgets(self) -> Sequence[QWidget]:
        buttons = (self.boards_button, self.log_button, self.new_button)
        return (self.to_hand_out, self.to_take_down, HeaderSpace(), *buttons)

    def count(self, hand_out: int, take_down: int) -> None:
        """How many deliveries wait to be handed out, and posts to be taken down today."""
        text = self._words.text
        self.to_hand_out.set(text("{n} to hand out", n=hand_out), Tone.PLAIN)
        self.to_hand_out.setVisible(bool(hand_out))
        self.to_take_down.set(text("{n} to take down today", n=take_down), Tone.PLAIN)
        self.to_take_down.setVisible(bool(take_down))
