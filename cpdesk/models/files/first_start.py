"""Whether a data folder may still be given its first, empty database.

A folder with a key and no data is either one whose first start was cut off, or one that has lost
everything; continuing with an empty file is right only for the first. So a first start writes a
mark before it makes the key, and removes it once the tables are on the disk. A folder with a key,
but no data and no mark, has lost its data.
"""

from __future__ import annotations

import os
from pathlib import Path

from cpdesk.models.files.durable import sync_folder

_MARK = "first-start"


def begin(folder: Path) -> None:
    """From now on an empty database may be made here; survives a power cut."""
    os.close(os.open(folder / _MARK, os.O_CREAT | os.O_RDWR, 0o600))
    sync_folder(folder)


def may_make(folder: Path) -> bool:
    """Whether an empty database means no loss here."""
    if (folder / _MARK).exists():
        return True
    return not any((folder / name).exists() for name in ("desk.key", "key.json"))


def end(folder: Path) -> None:
    """The tables are on the disk."""
    mark = folder / _MARK
    if mark.exists():
        mark.unlink(missing_ok=True)
        sync_folder(folder)
