"""A folder or a zip file from outside, as files that are read one by one.

Nothing is unpacked to the disk, no size that a zip file claims is trusted, and never more is read
than a limit. Only files that a reader asks for are opened, since others may contain students.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from cpdesk.services.readers.bounds import (
    MOST_BYTES,
    MOST_ENTRIES,
    TooLargeError,
    UnreadableError,
)

_PIECE = 1 << 20
_PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


class Odd(Enum):
    """Why an entry is better not read."""

    OUTSIDE = auto()  # its path leads outside of the archive
    LINK = auto()
    LOCKED = auto()  # with a password
    PACKING = auto()  # compressed in a way that is not read here
    NOT_A_FILE = auto()  # a folder or a device with the name of a file


@dataclass(frozen=True, slots=True)
class Entry:
    """`path` is where it is in the archive, `said` that path exactly as it is written there."""

    path: PurePosixPath
    said: str
    open: Callable[[], IO[bytes]]
    place: Path | zipfile.ZipInfo

    @property
    def name(self) -> str:
        """Its name in lower case, without its folder."""
        return self.path.name.lower()

    @property
    def size(self) -> int:
        """Its bytes; in a zip file, what that claims."""
        return self.place.stat().st_size if isinstance(self.place, Path) else self.place.file_size

    @property
    def odd(self) -> Odd | None:
        if isinstance(self.place, Path):
            return None if self.place.is_file() else Odd.NOT_A_FILE
        if _leads_outside(self.said):
            return Odd.OUTSIDE
        if stat.S_ISLNK(self.place.external_attr >> 16):
            return Odd.LINK
        if self.place.flag_bits & 0x1:
            return Odd.LOCKED
        return None if self.place.compress_type in _PACKINGS else Odd.PACKING


@dataclass(slots=True)
class Archive:
    """`entries` are those of the folder, or all of the zip file but the folders in it."""

    entries: tuple[Entry, ...]
    packed: bool  # in a zip file
    most: int = MOST_BYTES
    done: int = field(default=0, init=False)  # bytes read so far, of all entries together

    def read(self, entry: Entry, progress: Callable[[int], None] = lambda done: None) -> bytes:
        """Its bytes; `progress` hears how many have been read. TooLargeError if all entries
        together have more than `most`, UnreadableError if this one is damaged or locked."""
        pieces = []
        try:
            with entry.open() as stream:
                while piece := stream.read(_PIECE):
                    pieces.append(piece)
                    self.done += len(piece)
                    if self.done > self.most:
                        break
                    progress(self.done)
        except _BROKEN as trouble:
            raise UnreadableError from trouble
        if self.done > self.most:
            raise TooLargeError
        return b"".join(pieces)


@contextmanager
def opened(path: Path, *, deep: bool = False, most: int = MOST_BYTES) -> Iterator[Archive]:
    """The archive at this path; `deep` adds the files in the folders of a folder.

    TooLargeError if it has too many entries, UnreadableError if it is neither a folder nor a zip
    file.
    """
    with ExitStack() as held:
        try:
            if path.is_dir():
                archive = Archive(tuple(_of_folder(path, deep)), packed=False, most=most)
            elif path.is_file():
                archive = _of_zip(held.enter_context(zipfile.ZipFile(path)), most)
            else:
                raise UnreadableError
        except _BROKEN as trouble:
            raise UnreadableError from trouble
        yield archive


def _of_folder(path: Path, deep: bool) -> Iterator[Entry]:
    inner = (p for p in path.iterdir() if p.is_dir() and not p.name.startswith("."))
    for home in (path, *(sorted(inner)[:MOST_ENTRIES] if deep else ())):
        for place in sorted(home.iterdir()):
            inside = PurePosixPath(place.relative_to(path).as_posix())
            yield Entry(inside, place.name, partial(place.open, "rb"), place)


def _of_zip(packed: zipfile.ZipFile, most: int) -> Archive:
    found = packed.infolist()
    if len(found) > MOST_ENTRIES:
        raise TooLargeError
    entries = (
        Entry(
            PurePosixPath(one.filename.replace("\\", "/")),
            one.orig_filename,
            partial(packed.open, one),
            one,
        )
        for one in found
    )
    kept = (e for e in entries if e.odd or not (e.said.endswith("/") or _added_by_mac(e.path)))
    return Archive(tuple(kept), packed=True, most=most)


def _added_by_mac(path: PurePosixPath) -> bool:
    return path.parts[:1] == ("__MACOSX",) or path.name.startswith("._")


def _leads_outside(said: str) -> bool:
    parts = said.replace("\\", "/").split("/")
    return "\0" in said or not parts[0] or ".." in parts or ":" in parts[0]
