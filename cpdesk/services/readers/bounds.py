"""How much of a file from outside is read, and what stops a read.

These errors have no sentence of their own: each reader says what its file should have been.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

MOST_BYTES = 200_000_000  # of one file, or of everything in an archive
MOST_ENTRIES = 5_000  # in an archive
MOST_ROWS = 1_000_000
MOST_COLUMNS = 1_000
LONGEST_CELL = 5_000  # characters
LONGEST_LINE = 1_000_000  # bytes; one that is twice as long is always noticed
FIRST_YEAR, LAST_YEAR = 1900, 2199


class TooLargeError(Exception):
    """There is more to read than is allowed."""


class UnreadableError(Exception):
    """It is gone, not an ordinary file, damaged, or locked; the cause says which."""


def read_file(path: Path, most: int = MOST_BYTES) -> bytes:
    """All bytes of an ordinary file. TooLargeError beyond `most`; UnreadableError for anything
    that can't be read, such as a pipe or a device, which would never end."""
    with _opened(path) as source:
        if os.fstat(source.fileno()).st_size > most:
            raise TooLargeError
        data = source.read(most + 1)  # the file may grow while it is read
    if len(data) > most:
        raise TooLargeError
    return data


def read_head(path: Path, size: int) -> bytes:
    """At most this many of its first bytes."""
    with _opened(path) as source:
        return source.read(size)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        with open(path, "rb", opener=_at_once) as source:
            if not stat.S_ISREG(os.fstat(source.fileno()).st_mode):
                raise UnreadableError
            yield source
    except (OSError, ValueError) as trouble:
        raise UnreadableError from trouble


def _at_once(path: str, flags: int) -> int:
    """Opens without waiting for a writer at the other end of a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
