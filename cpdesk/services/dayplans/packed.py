"""Named files from a folder or a zip. No other file is opened, since it may contain students.

Nothing is unpacked to the disk, no size that a zip claims is trusted, and never more is read than a
limit.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from cpdesk.errors import DeskError
from cpdesk.words import N_

LIMIT = 200_000_000
_MOST_ENTRIES = 5_000
_PIECE = 1 << 20
_HEAD = 200_000
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

Wanted = Callable[[str], bool]


def wanted(path: Path, wants: Wanted) -> dict[str, bytes]:
    """The files whose plain lower-case name is wanted, by that name. If a name occurs twice, the
    one higher up counts."""
    return _folder(path, wants) if path.is_dir() else _zip(path, wants)


def head(path: Path) -> bytes:
    """The start of a plain file, to see what it is."""
    return _read(path, _HEAD)


def one(path: Path, limit: int = LIMIT) -> bytes:
    """A single file."""
    data = _read(path, limit + 1)
    if len(data) > limit:
        raise _too_large(limit)
    return data


def _read(path: Path, most: int) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise _unreadable(path)
        with path.open("rb") as stream:
            return stream.read(most)
    except (OSError, ValueError) as trouble:
        raise _unreadable(path) from trouble


def _unreadable(path: Path) -> DeskError:
    return DeskError(
        N_("Can’t read {path}."),
        N_("Copy the file to one of your own folders and choose it there."),
        path=str(path),
    )


def _too_large(limit: int = LIMIT) -> DeskError:
    return DeskError(
        N_("The file is larger than {limit} MB and was not read."),
        N_("Export only this school year."),
        limit=limit // 1_000_000,
    )


def _folder(path: Path, wants: Wanted) -> dict[str, bytes]:
    """From the folder itself and the folders in it."""
    found: dict[str, bytes] = {}
    done = 0
    try:
        inner = sorted(p for p in path.iterdir() if p.is_dir() and not p.name.startswith("."))
        for home in [path, *inner][:_MOST_ENTRIES]:
            for place in sorted(home.iterdir()):
                name = place.name.lower()
                if not wants(name) or name in found or not place.is_file():
                    continue
                with place.open("rb") as stream:
                    data = stream.read(LIMIT - done + 1)
                done += len(data)
                if done > LIMIT:
                    raise _too_large()
                found[name] = data
    except (OSError, ValueError) as trouble:
        raise _unreadable(path) from trouble
    return found


def _zip(path: Path, wants: Wanted) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as packed:
            entries = packed.infolist()
            if len(entries) > _MOST_ENTRIES:
                raise _too_large()
            named: dict[str, zipfile.ZipInfo] = {}
            for entry in sorted(entries, key=lambda e: (e.filename.count("/"), e.filename)):
                name = PurePosixPath(entry.filename.replace("\\", "/")).name.lower()
                hidden = entry.filename.startswith("__MACOSX") or name.startswith("._")
                if not entry.is_dir() and not hidden and wants(name):
                    named.setdefault(name, entry)
            return _unpacked(packed, named)
    except _BROKEN as trouble:
        raise DeskError(
            N_("The zip file {path} is damaged or locked with a password."),
            N_("Unzip it and choose the folder, or ask for a new copy."),
            path=path.name,
        ) from trouble


def _unpacked(packed: zipfile.ZipFile, named: dict[str, zipfile.ZipInfo]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    done = 0
    for name, entry in named.items():
        pieces = []
        with packed.open(entry) as stream:
            while piece := stream.read(_PIECE):
                done += len(piece)
                if done > LIMIT:
                    raise _too_large()
                pieces.append(piece)
        found[name] = b"".join(pieces)
    return found
