"""Keys that a page or the window lists, and the only place where keys are bound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

# No text field on any system uses it, nor a list, nor anything else in the program.
EVACUATION_KEY = "F9"


@dataclass(frozen=True, slots=True)
class KeyLine:
    """Keys as labeled on the keyboard ("Ctrl+K"), and a message id for what they do."""

    keys: str
    does: str


@runtime_checkable
class HasKeys(Protocol):
    """A page with keys of its own to list."""

    def keys(self) -> Sequence[KeyLine]: ...


class Key(QShortcut):
    """A bound key. Held down, it acts once: the user has not seen yet what it would act on next."""

    def __init__(
        self,
        keys: str,
        owner: QWidget,
        act: Callable[[], object],
        *,
        everywhere: bool = False,
        repeats: bool = False,
    ) -> None:
        """Works while the focus is in `owner`; `everywhere` in its window. `repeats` is for a key
        that only moves what is shown and changes nothing."""
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        if everywhere:
            context = Qt.ShortcutContext.WindowShortcut
        super().__init__(QKeySequence(keys), owner, context=context)
        self.setAutoRepeat(repeats)
        self.activated.connect(lambda: act())
