"""The bytes of a roster's files, from a folder or a zip, never more than 200 MB.

Nothing is unpacked to the disk, and no size that a zip claims is trusted.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TypeVar

from cpdesk.errors import DeskError
from cpdesk.services.roster.faults import FaultList
from cpdesk.services.roster.layout import FILES, MANIFEST
from cpdesk.words import N_

LIMIT = 200_000_000
_MOST_ENTRIES = 5_000
_PIECE = 1 << 20
_NOISE = frozenset({".ds_store", "thumbs.db", "desktop.ini", "readme.md", "readme.txt"})
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

Read = Callable[[int, int], None]
_Place = TypeVar("_Place", Path, zipfile.ZipInfo)


@dataclass(slots=True)
class Source:
    """The files found, by the format's names, and the names of files that are not part of it."""

    files: dict[str, bytes] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)


def read(path: Path, faults: FaultList, told: Read) -> Source:
    """Reads the roster's files; `told` hears how many bytes of how many have been read.

    Raises DeskError if there is nothing to read; what is wrong inside goes into `faults`.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as trouble:
        raise DeskError(
            N_("No roster found at {path}."),
            N_("Choose the folder or zip file that the district sent."),
            path=str(path),
        ) from trouble
    try:
        if stat.S_ISDIR(mode):
            return _folder(path, faults, told)
        if stat.S_ISREG(mode):
            return _zip(path, faults, told)
    except PermissionError as trouble:
        raise DeskError(
            N_("You don’t have permission to read {path} on this computer."),
            N_("Copy the roster to one of your own folders and choose it there."),
            path=str(path),
        ) from trouble
    raise _no_zip(path)


def _no_zip(path: Path) -> DeskError:
    return DeskError(
        N_("“{name}” is not a roster folder or .zip file, or it is damaged."),
        N_("Choose the folder or .zip file from the district. It has manifest.json in it."),
        name=path.name,
    )


def _too_large() -> DeskError:
    return DeskError(
        N_("The roster is larger than {limit} MB and was not read."),
        N_("Ask the district for only the roster, without other files."),
        limit=LIMIT // 1_000_000,
    )


def _folder(path: Path, faults: FaultList, told: Read) -> Source:
    inside = _roster_folder(path)
    source = Source()
    entries = [(p.name, p) for p in sorted(inside.iterdir())]
    known = [p for name, p in entries if name.lower() in FILES and p.is_file()]
    done, total = 0, sum(p.stat().st_size for p in known)
    if total > LIMIT:
        raise _too_large()
    for name, place in _known(entries, source, faults):
        if not place.is_file():
            faults.add(
                name, 0, "", N_("This is not an ordinary file."), N_("Send it as a CSV file.")
            )
            continue
        with place.open("rb") as stream:
            data = stream.read(LIMIT - done + 1)
        done += len(data)
        if done > LIMIT:
            raise _too_large()
        told(done, total)
        source.files[name] = data
    return source


def _roster_folder(path: Path) -> Path:
    """The folder itself, or the only folder in it if the roster is one level down."""
    if (path / MANIFEST).exists():
        return path
    inner = [p for p in path.iterdir() if p.is_dir() and not p.name.startswith((".", "__"))]
    return inner[0] if len(inner) == 1 and (inner[0] / MANIFEST).exists() else path


def _known(
    entries: list[tuple[str, _Place]], source: Source, faults: FaultList
) -> Iterator[tuple[str, _Place]]:
    """The entries with names of the format; the other names are noted."""
    seen: set[str] = set()
    for name, place in entries:
        plain = name.lower()
        if plain not in FILES:
            if plain not in _NOISE and not plain.startswith("._"):
                source.others.append(name)
        elif plain in seen:
            faults.add(
                plain,
                0,
                "",
                N_("The roster has this file twice."),
                N_("Send the roster with only one of them."),
            )
        else:
            seen.add(plain)
            yield plain, place


def _zip(path: Path, faults: FaultList, told: Read) -> Source:
    try:
        with zipfile.ZipFile(path) as packed:
            entries = packed.infolist()
            if not _safe(entries, faults):
                return Source()
            return _unpacked(packed, entries, faults, told)
    except _BROKEN as trouble:
        if isinstance(trouble, PermissionError):
            raise
        raise _no_zip(path) from trouble


def _safe(entries: list[zipfile.ZipInfo], faults: FaultList) -> bool:
    """Whether every entry stays inside, is a plain file, and the total is not too large."""
    if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > LIMIT:
        raise _too_large()
    before = faults.count
    for entry in entries:
        name = entry.orig_filename
        if _climbs(name):
            faults.add(
                name,
                0,
                "",
                N_("The zip file has a path that leads outside its folder: {name}."),
                N_("Don’t use this file. Ask the district to send the roster again."),
                name=name,
            )
        elif stat.S_ISLNK(entry.external_attr >> 16):
            faults.add(
                name,
                0,
                "",
                N_("The zip file has a link instead of a file: {name}."),
                N_("Ask the district to put the actual file in the zip file."),
                name=name,
            )
        elif entry.flag_bits & 0x1:
            faults.add(
                name,
                0,
                "",
                N_("{name} in the zip file is locked with a password."),
                N_("Unzip it with the password and choose the folder."),
                name=name,
            )
        elif entry.compress_type not in _PACKINGS:
            faults.add(
                name,
                0,
                "",
                N_("{name} in the zip file is compressed in a way CPDesk can’t read."),
                N_("Unzip it and choose the folder."),
                name=name,
            )
    return faults.count == before


def _climbs(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return "\0" in name or not parts[0] or ".." in parts or ":" in parts[0]


def _unpacked(
    packed: zipfile.ZipFile, entries: list[zipfile.ZipInfo], faults: FaultList, told: Read
) -> Source:
    source = Source()
    here = _zip_folder(entries)
    named = []
    for entry in entries:
        place = PurePosixPath(entry.filename)
        if entry.is_dir() or place.parts[0] == "__MACOSX":
            continue
        if place.parent == here:
            named.append((place.name, entry))
        else:
            source.others.append(entry.filename)
    done, total = 0, sum(entry.file_size for _, entry in named)
    for name, entry in _known(named, source, faults):
        pieces = []
        with packed.open(entry) as stream:
            while piece := stream.read(_PIECE):
                done += len(piece)
                if done > LIMIT:
                    raise _too_large()
                told(done, total)
                pieces.append(piece)
        source.files[name] = b"".join(pieces)
    return source


def _zip_folder(entries: list[zipfile.ZipInfo]) -> PurePosixPath:
    """Where the roster is in the zip: at the top, or in the one folder that has a manifest."""
    places = [PurePosixPath(entry.filename) for entry in entries if not entry.is_dir()]
    homes = {p.parent for p in places if p.name.lower() == MANIFEST and p.parts[0] != "__MACOSX"}
    return homes.pop() if len(homes) == 1 else PurePosixPath()
