"""One cell of a table of facts."""

from __future__ import annotations

from dataclasses import dataclass

from cpdesk.ui.theme import Tone


@dataclass(frozen=True, slots=True)
class Cell:
    """Words, and a small line under them; with a tone they are a pill."""

    text: str
    small: str = ""
    tone: Tone | None = None

    @property
    def spoken(self) -> str:
        return ", ".join(part for part in (self.text, self.small) if part)
