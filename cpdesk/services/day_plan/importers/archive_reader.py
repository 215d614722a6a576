"""Named files of a calendar from a folder or a zip, and single files, with their sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cpdesk.errors import DeskError
from cpdesk.services.readers import bounds
from cpdesk.services.readers.archive import Odd, opened
from cpdesk.services.readers.bounds import MOST_BYTES, TooLargeError, UnreadableError
from cpdesk.words import N_

_HEAD = 200_000


def wanted(path: Path, wants: Callable[[str], bool]) -> dict[str, bytes]:
    """The files whose plain lower-case name is wanted, by that name. If a name occurs twice, the
    one higher up counts."""
    found: dict[str, bytes] = {}
    with _sentences(path, MOST_BYTES, zipped=not path.is_dir()), opened(path, deep=True) as archive:
        for entry in sorted(archive.entries, key=lambda one: (len(one.path.parts), one.path)):
            name = entry.name
            if wants(name) and name not in found and entry.odd is not Odd.NOT_A_FILE:
                found[name] = archive.read(entry)
    return found


def head(path: Path) -> bytes:
    """The start of a plain file, to see what it is."""
    with _sentences(path, _HEAD):
        return bounds.read_head(path, _HEAD)


def one(path: Path, most: int = MOST_BYTES) -> bytes:
    """A single file."""
    with _sentences(path, most):
        return bounds.read_file(path, most)


@contextmanager
def _sentences(path: Path, most: int, *, zipped: bool = False) -> Iterator[None]:
    try:
        yield
    except TooLargeError as trouble:
        raise DeskError(
            N_("The file is larger than {limit} MB and was not read."),
            N_("Export only this school year."),
            limit=most // 1_000_000,
        ) from trouble
    except UnreadableError as trouble:
        if zipped:
            raise DeskError(
                N_("The zip file {path} is damaged or locked with a password."),
                N_("Unzip it and choose the folder, or ask for a new copy."),
                path=path.name,
            ) from trouble
        raise DeskError(
            N_("Can’t read {path}."),
            N_("Copy the file to one of your own folders and choose it there."),
            path=str(path),
        ) from trouble
