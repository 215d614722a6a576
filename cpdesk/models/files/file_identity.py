"""Whether the files of an open database are still those that its path leads to.

A folder that is deleted, moved or replaced takes its open files along: SQLite goes on writing into
files that no one will ever find. So the device and inode behind the path are compared with those
from when the file was opened, for the database and for its write-ahead log (`-wal`), which holds
the newest changes. On a file system without inodes, only a missing file is noticed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FileId = tuple[int, int]
"""Device and inode."""


def file_id(path: Path) -> FileId | None:
    """What the path leads to now; None if it can't be reached."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


@dataclass(frozen=True, slots=True)
class LogFiles:
    """The write-ahead log that a connection has open, and its index, which is shared with other
    programs. They are next to the file itself, where links lead to."""

    log: Path
    index: Path
    log_opened: FileId | None
    index_opened: FileId | None

    @classmethod
    def beside(cls, database: Path) -> LogFiles:
        real = database.resolve()
        log, index = (real.with_name(f"{real.name}{end}") for end in ("-wal", "-shm"))
        return cls(log, index, file_id(log), file_id(index))

    def log_is_there(self) -> bool:
        return self.log_opened is not None and file_id(self.log) == self.log_opened

    def index_is_there(self) -> bool:
        return self.index_opened is not None and file_id(self.index) == self.index_opened
