"""One cell of a table of facts."""

from __future__ import annotations

from dataclasses import dataclass

from cpdesk.ui.theme import Tone


@dataclass(frozen=True, slots=True)
class Cell:
    """Text, and a small line under it; with a tone it is drawn as a pill."""

    text: str
    small: str = ""
    tone: Tone | None = None

    @property
    def spoken(self) -> str:
        return ", ".join(part for part in (self.text, self.small) if part)
