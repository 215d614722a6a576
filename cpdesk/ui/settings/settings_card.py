"""What the cards of the settings page share."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cpdesk.policy.permissions import Permission
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.text.tooltip import set_tooltip


class SettingsCard(Card):
    """Put `only` where the card says why this user may not change it. `changed` when something was
    changed that other pages show."""

    changed = Signal()

    def __init__(self, context: PageContext, title: str) -> None:
        super().__init__(context.theme, title)
        self.context = context
        self._words = context.words
        self._tasks = context.tasks
        self._current_user = context.current_user
        self.only = Text(self.theme, "", Role.SMALL, wrap=True)
        self.only.hide()

    def why_not(self, act: Permission) -> str:
        """Why this user may not do it, which `only` shows from now on; "" if they may."""
        why_not = self._current_user.why_not(act, self._words)
        self.only.setText(why_not)
        self.only.setVisible(bool(why_not))
        return why_not

    def refresh(self) -> None:
        """Reads again what the card shows, and what this user may do."""


def lay_beside(
    theme: Theme,
    texts: Sequence[QWidget],
    *beside: QWidget,
    before: QWidget | None = None,
    tight: bool = False,
) -> QHBoxLayout:
    """Texts one below the other, and to their right what can be done. `tight` is for a row of
    several: without space between its texts, but some above and below."""
    column = fill(QVBoxLayout(), *texts, gap=0 if tight else 2)
    row = QHBoxLayout()
    high = theme.px(3) if tight else 0
    row.setContentsMargins(0, high, 0, high)
    row.setSpacing(theme.px(10))
    if before is not None:
        row.addWidget(before)
    fill(row, (column, 1), *beside)
    return row


def permit(button: Button, why_not: str, what_for: str) -> None:
    """Enables a button and says what it is for; or disables it and says why."""
    button.setEnabled(not why_not)
    set_tooltip(button, why_not or what_for)
    button.setAccessibleDescription(why_not or what_for)
