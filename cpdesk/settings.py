"""How this computer shows and prints things. Nothing about people; stored as JSON beside the store,
so that the window can be painted before the store is open."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
MOST_COPIES = 50  # of one paper at once: more is a typing mistake


@dataclass(frozen=True, slots=True)
class Settings:
    """`theme`: system, light, dark. `text_size`: 100, 115, 130, 150 percent. Printers are names of
    the system's queues, "" for none; `badge_stock` is a key of documents/layout/stock.py.
    `printers` maps the groups of papers that have their own printer, `copies` the kinds of paper
    for which more than one copy is printed."""

    theme: str = "system"
    text_size: int = 100
    language: str = "en_US"
    badge_printer: str = ""
    paper_printer: str = ""
    badge_stock: str = "dymo-30256"
    paper: str = "letter"
    printers: tuple[tuple[str, str], ...] = ()
    copies: tuple[tuple[str, int], ...] = ()

    def printer(self, group: str) -> str:
        """The queue for a group of papers (records/printing.PaperGroup)."""
        if group == "badges":
            return self.badge_printer
        return dict(self.printers).get(group) or self.paper_printer

    def copies_of(self, kind: str) -> int:
        """How many copies of a kind of paper are printed by default."""
        return dict(self.copies).get(kind, 1)


def load(folder: Path) -> Settings:
    """The saved settings; defaults for what is missing or can't be read."""
    try:
        found = json.loads((folder / "settings.json").read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(found, dict):
        return Settings()
    default = Settings()
    known = {
        f.name: found[f.name]
        for f in fields(Settings)
        if isinstance(found.get(f.name), type(getattr(default, f.name)))
    }
    printers = _pairs(found.get("printers"), str)
    copies = tuple(
        (kind, n) for kind, n in _pairs(found.get("copies"), int) if 1 <= n <= MOST_COPIES
    )
    return Settings(**known, printers=printers, copies=copies)


def _pairs(found: object, kind: type[T]) -> tuple[tuple[str, T], ...]:
    """The valid entries of a mapping in the file."""
    if not isinstance(found, dict):
        return ()
    return tuple(sorted((key, value) for key, value in found.items() if type(value) is kind))


def save(folder: Path, settings: Settings) -> None:
    """Writes the whole file beside the old one and then replaces it in one step."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / "settings.json.new"
    with fresh.open("w", encoding="utf-8") as out:
        kept = asdict(settings)
        kept |= {"printers": dict(settings.printers), "copies": dict(settings.copies)}
        json.dump(kept, out, indent=2)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(folder / "settings.json")
