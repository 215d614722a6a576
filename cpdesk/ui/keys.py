"""Keys that a page or the window tells about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

# No text field of any system takes it, nor does a list, nor anything else in the program.
EVACUATION_KEY = "F9"


@dataclass(frozen=True, slots=True)
class KeyLine:
    """Keys as they stand on the keyboard ("Ctrl+K"), and a message id for what they do."""

    keys: str
    does: str


@runtime_checkable
class HasKeys(Protocol):
    """A page that has keys of its own to tell about."""

    def keys(self) -> Sequence[KeyLine]: ...
