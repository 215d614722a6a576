"""How this computer shows and prints things. Nothing about people; kept as JSON beside the store,
so that the window can be painted before the store is open."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """`theme`: system, light, dark. `text_size`: 100, 115, 130, 150 percent. Printers are names of
    the system's queues, "" for none; `badge_stock` is a key of documents/stock.py."""

    theme: str = "system"
    text_size: int = 100
    language: str = "en_US"
    badge_printer: str = ""
    paper_printer: str = ""
    badge_stock: str = "dymo-30256"
    paper: str = "letter"


def load(folder: Path) -> Settings:
    """The saved settings; the defaults for what is missing or cannot be read."""
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
    return Settings(**known)


def save(folder: Path, settings: Settings) -> None:
    """Writes the whole file beside the old one and puts it in its place in one step."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / "settings.json.new"
    with fresh.open("w", encoding="utf-8") as out:
        json.dump(asdict(settings), out, indent=2)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(folder / "settings.json")
