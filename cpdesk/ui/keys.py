"""Keys that a page or the window tells about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

# No text field of any system takes it, nor does a list, nor anything else in the program.
EVACUATION_KEY = "F9"


@dataclass(frozen=True, slots=True)
class KeyLine:
    """Keys as they stand on the keyboard ("Ctrl+K"), and a message id for what they do."""

    keys: str
    does: str


def bind(page: QWidget, keys: str, act: Callable[[], object]) -> None:
    """Keys of a page, or of a part of one. They work while it is on the screen, wherever in its
    window the focus is: in the sidebar and the header, too."""
    QShortcut(QKeySequence(keys), page).activated.connect(lambda: act())


@runtime_checkable
class HasKeys(Protocol):
    """A page that has keys of its own to tell about."""

    def keys(self) -> Sequence[KeyLine]: ...
