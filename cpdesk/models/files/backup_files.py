"""The backups in a folder: how they are named, and which is the newest."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from cpdesk.records.backups import BackupRecord

FOLDER = "backups"
_NAME = re.compile(r"cpdesk-(\d{8}T\d{6}Z)(?:_\d+)?\.db")
_STAMP = "%Y%m%dT%H%M%SZ"


def files(folder: Path) -> tuple[BackupRecord, ...]:
    """The backups in a folder by their names, newest first; nothing is opened."""
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            at = _made_at(path.name)
            if at and path.is_file() and (size := path.stat().st_size):
                found.append(BackupRecord(path, at, size))
    return tuple(sorted(found, key=lambda one: (one.made_at, one.path.name), reverse=True))


def free(folder: Path, stem: str, end: str = "", mark: str = "-") -> Path:
    """A path that nothing has yet: the stem, or the stem with a number from 2."""
    path, n = folder / f"{stem}{end}", 1
    while path.exists():
        n += 1
        path = folder / f"{stem}{mark}{n}{end}"
    return path


def stamp(at: datetime) -> str:
    """A moment as part of a file name."""
    return at.astimezone(UTC).strftime(_STAMP)


def _made_at(name: str) -> datetime | None:
    """None if this is not the name of a backup."""
    named = _NAME.fullmatch(name)
    if named is None:
        return None
    try:
        return datetime.strptime(named[1], _STAMP).replace(tzinfo=UTC)
    except ValueError:  # numbers that no day or hour has
        return None
