"""The files of a roster, from a folder or a zip."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from cpdesk.errors import DeskError
from cpdesk.services.readers.archive import Archive, Entry, Odd, opened
from cpdesk.services.readers.bounds import MOST_BYTES, TooLargeError, UnreadableError
from cpdesk.services.readers.faults import FaultList
from cpdesk.services.roster.layout import FILES, MANIFEST
from cpdesk.words import N_

_NOISE = frozenset({".ds_store", "thumbs.db", "desktop.ini", "readme.md", "readme.txt"})
_ODD = {
    Odd.OUTSIDE: (
        N_("The zip file has a path that leads outside its folder: {name}."),
        N_("Don’t use this file. Ask the district to send the roster again."),
    ),
    Odd.LINK: (
        N_("The zip file has a link instead of a file: {name}."),
        N_("Ask the district to put the actual file in the zip file."),
    ),
    Odd.LOCKED: (
        N_("{name} in the zip file is locked with a password."),
        N_("Unzip it with the password and choose the folder."),
    ),
    Odd.PACKING: (
        N_("{name} in the zip file is compressed in a way CPDesk can’t read."),
        N_("Unzip it and choose the folder."),
    ),
    Odd.NOT_A_FILE: (N_("This is not an ordinary file."), N_("Send it as a CSV file.")),
}

Read = Callable[[int, int], None]


@dataclass(slots=True)
class Source:
    """The files found, by the format's names, and the names of files that are not part of it."""

    files: dict[str, bytes] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)


def read(path: Path, faults: FaultList, progress: Read, most: int = MOST_BYTES) -> Source:
    """Reads the roster's files; `progress` hears how many bytes of how many have been read.

    Raises DeskError if there is nothing to read; what is wrong inside goes into `faults`.
    """
    try:
        folder = path.is_dir()
        path.stat()
    except (OSError, ValueError) as trouble:
        raise DeskError(
            N_("No roster found at {path}."),
            N_("Choose the folder or zip file that the district sent."),
            path=str(path),
        ) from trouble
    try:
        with opened(_roster_folder(path) if folder else path, most=most) as archive:
            return _read(archive, faults, progress)
    except TooLargeError as trouble:
        raise DeskError(
            N_("The roster is larger than {limit} MB and was not read."),
            N_("Ask the district for only the roster, without other files."),
            limit=most // 1_000_000,
        ) from trouble
    except (UnreadableError, OSError) as trouble:
        if isinstance(trouble.__cause__ or trouble, PermissionError):
            raise DeskError(
                N_("You don’t have permission to read {path} on this computer."),
                N_("Copy the roster to one of your own folders and choose it there."),
                path=str(path),
            ) from trouble
        raise DeskError(
            N_("“{name}” is not a roster folder or .zip file, or it is damaged."),
            N_("Choose the folder or .zip file from the district. It has manifest.json in it."),
            name=path.name,
        ) from trouble


def _roster_folder(path: Path) -> Path:
    """The folder itself, or the only folder in it if the roster is one level down."""
    if (path / MANIFEST).exists():
        return path
    inner = [p for p in path.iterdir() if p.is_dir() and not p.name.startswith((".", "__"))]
    return inner[0] if len(inner) == 1 and (inner[0] / MANIFEST).exists() else path


def _read(archive: Archive, faults: FaultList, progress: Read) -> Source:
    source = Source()
    entries: Iterable[Entry] = archive.entries
    if archive.packed:
        if sum(entry.size for entry in entries) > archive.most:
            raise TooLargeError
        odd = [(entry, why) for entry in entries if (why := entry.odd)]
        for entry, why in odd:
            _add_odd(entry.said, entry, why, faults)
        if odd:
            return source
        home = _zip_folder(archive)
        source.others += [entry.said for entry in entries if entry.path.parent != home]
        entries = [entry for entry in entries if entry.path.parent == home]
    known = [*_known(entries, source, faults)]
    total = sum(entry.size for entry in known)
    if total > archive.most:
        raise TooLargeError
    for entry in known:
        source.files[entry.name] = archive.read(entry, lambda done: progress(done, total))
    return source


def _add_odd(file: str, entry: Entry, why: Odd, faults: FaultList) -> None:
    faults.add(file, 0, "", *_ODD[why], name=entry.said)


def _known(entries: Iterable[Entry], source: Source, faults: FaultList) -> Iterator[Entry]:
    """The files with names of the format; the other names are noted."""
    seen: set[str] = set()
    for entry in entries:
        name = entry.name
        if name not in FILES:
            if name not in _NOISE and not name.startswith("._"):
                source.others.append(entry.path.name)
        elif name in seen:
            faults.add(
                name,
                0,
                "",
                N_("The roster has this file twice."),
                N_("Send the roster with only one of them."),
            )
        elif why := entry.odd:
            _add_odd(name, entry, why, faults)
        else:
            seen.add(name)
            yield entry


def _zip_folder(archive: Archive) -> PurePosixPath:
    """Where the roster is in the zip: at the top, or in the one folder that has a manifest."""
    homes = {entry.path.parent for entry in archive.entries if entry.name == MANIFEST}
    return homes.pop() if len(homes) == 1 else PurePosixPath()
