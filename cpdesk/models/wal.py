"""Whether the log of writes (`desk.db-wal`) beside a database belongs to it.

After a crash SQLite plays the log into the file, and asks only whether the log is whole, not
whether it was begun on this file: an older `desk.db` laid beside it becomes a mixture of two days.
It also ends at the first page of the log that is damaged, without a word about what came behind.

So every change leaves a mark on the file's first page: a number of its own (`user_version`) and
that of the change before (`application_id`). The first change in a log names the one that the file
has to hold. A log that was moved into the file in part is known by the page it left there, byte
for byte. No second file takes part, so no order of a power cut could set two at odds.

Files are read here as bytes: only where no program has them open (see folder_lock.py).
"""

from __future__ import annotations

import secrets
import shutil
import struct
import tempfile
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from cpdesk.models.copies import unlock

_HEADER, _FRAME = 32, 24
_MAGIC = 0x377F0682  # | 1 where the checksums are of big-endian words
_MOST = 0x7FFFFFFF


class Fit(Enum):
    """What the log is to the file."""

    BELONGS = "belongs"
    FOREIGN = "foreign"  # was begun on another file, or on another day of this one
    DAMAGED = "damaged"  # changes that were acknowledged stand behind a damaged page


@dataclass(frozen=True, slots=True)
class Log:
    """What SQLite would play back, and what it would leave out."""

    commits: int
    left_out: int  # commits behind the first page that does not agree with its checksum
    first: bytes | None  # page 1 as the first change left it that wrote one
    pages: int  # of the file after that change
    ones: frozenset[bytes]  # every page 1 in it
    header: bool  # whether its first lines can be read
    last: bytes | None  # the newest page 1, as far as one is found without its checksum


def mark(connection: Any) -> None:
    """Marks the change that is about to be committed."""
    before = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.execute(f"PRAGMA application_id={before}")
    connection.execute(f"PRAGMA user_version={1 + secrets.randbelow(_MOST)}")


def path_of(database: Path) -> Path:
    return database.with_name(f"{database.name}-wal")


def fit(database: Path, key: str) -> Fit:
    """What the log beside a database is to it. A key that does not open the file finds nothing:
    whoever opens it next says so."""
    log = read(path_of(database))
    if log is None:
        return Fit.BELONGS
    try:
        with database.open("rb") as file:
            held = file.read(_page_size(path_of(database)) or 4096)
    except FileNotFoundError:
        held = b""
    if not log.header:
        # SQLite leaves all of it out. That is right where all of it had been moved into the file.
        return Fit.BELONGS if log.last is None or log.last == held else Fit.DAMAGED
    if not log.commits:
        return Fit.DAMAGED if log.left_out > 1 else Fit.BELONGS
    if not held.strip(b"\0"):
        return Fit.FOREIGN
    found = Fit.BELONGS if held in log.ones else _by_marks(database, held, log, key)
    # One may be torn: the change that a power cut interrupted, which nobody was told of.
    return Fit.DAMAGED if found is Fit.BELONGS and log.left_out > 1 else found


def read(path: Path) -> Log | None:
    """The log at `path`; None where there is none, or nothing in it."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    size = _size(content)
    if len(content) < _HEADER + _FRAME + 512:
        return None
    header = struct.unpack(">8I", content[:_HEADER])
    big = bool(header[0] & 1)
    sums = _sums(content[:24], (0, 0), big)
    known = header[0] | 1 == _MAGIC | 1 and size is not None and sums == header[6:]
    if not known:
        return Log(0, 0, None, 0, frozenset(), False, _last_of_unknown(content))
    return _frames(content, size or 4096, header[4:6], sums, big)


def _frames(
    content: bytes, size: int, salts: tuple[int, ...], sums: tuple[int, int], big: bool
) -> Log:
    ones: set[bytes] = set()
    commits = left_out = pages = 0
    first: bytes | None = None
    newest: bytes | None = None  # of the change that is being read
    sound = True
    for at in range(_HEADER, len(content) - _FRAME - size + 1, _FRAME + size):
        number, after, *salt = struct.unpack(">4I", content[at : at + 16])
        page = content[at + _FRAME : at + _FRAME + size]
        if tuple(salt) != salts or not number:
            break  # left by an earlier log
        if sound:
            sums = _sums(page, _sums(content[at : at + 8], sums, big), big)
            sound = sums == struct.unpack(">2I", content[at + 16 : at + _FRAME])
        if not sound:
            left_out += after > 0
            continue
        if number == 1:
            newest = page
        if after:
            commits += 1
            if newest is not None:
                if first is None:
                    first, pages = newest, after
                ones.add(newest)
                newest = None
    return Log(commits, left_out, first, pages, frozenset(ones), True, None)


def _by_marks(database: Path, held: bytes, log: Log, key: str) -> Fit:
    mine = _marks(held, database.stat().st_size // len(held), key)
    if mine is None:
        return Fit.BELONGS  # the key does not fit; that is told when the file is opened
    if log.first is None or not mine[0]:  # by a CPDesk that made no marks yet
        return Fit.BELONGS if _sound_together(database, key) else Fit.FOREIGN
    if log.first[:16] != held[:16]:  # by these two files of one key are told apart
        return Fit.FOREIGN
    first = _marks(log.first, log.pages, key)
    return Fit.BELONGS if first is not None and mine[0] in first else Fit.FOREIGN


def _sound_together(database: Path, key: str) -> bool:
    """Whether copies of a file and its log make a sound database; a mix of two days does not."""
    with tempfile.TemporaryDirectory() as folder:
        both = Path(folder) / database.name
        shutil.copyfile(database, both)
        shutil.copyfile(path_of(database), path_of(both))
        connection = driver.connect(str(both), isolation_level=None)
        try:
            unlock(connection, key)
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()
        except driver.DatabaseError:
            return False
        finally:
            connection.close()
    return bool(found[0] == "ok")


def _marks(page: bytes, pages: int, key: str) -> tuple[int, int] | None:
    """The marks on a first page: of its change and of the one before. None where the key does not
    open it."""
    with tempfile.TemporaryDirectory() as folder:
        alone = Path(folder) / "page.db"  # as long as it says it is, though empty
        with alone.open("wb") as file:
            file.write(page)
            file.truncate(len(page) * max(pages, 1))
        connection = driver.connect(f"{alone.as_uri()}?immutable=1", uri=True)
        try:
            unlock(connection, key)
            (change,) = connection.execute("PRAGMA user_version").fetchone()
            (before,) = connection.execute("PRAGMA application_id").fetchone()
        except driver.DatabaseError:
            return None
        finally:
            connection.close()
    return change, before


def _last_of_unknown(content: bytes) -> bytes | None:
    """The newest page 1 in a log whose header is damaged: by the salts of its first page."""
    size = _size(content) or 4096
    salts = content[_HEADER + 8 : _HEADER + 16]
    last = None
    for at in range(_HEADER, len(content) - _FRAME - size + 1, _FRAME + size):
        if content[at + 8 : at + 16] != salts:
            break
        if content[at : at + 4] == b"\0\0\0\1":
            last = content[at + _FRAME : at + _FRAME + size]
    return last


def _page_size(path: Path) -> int | None:
    with path.open("rb") as file:
        return _size(file.read(_HEADER))


def _size(content: bytes) -> int | None:
    if len(content) < _HEADER:
        return None
    size = int.from_bytes(content[8:12], "big")
    return size if 512 <= size <= 65536 and size & (size - 1) == 0 else None


def _sums(content: bytes, sums: tuple[int, int], big: bool) -> tuple[int, int]:
    """SQLite's running checksum of a log, over whole pairs of words."""
    one, two = sums
    for a, b in struct.iter_unpack(">2I" if big else "<2I", content):
        one = (one + a + two) & 0xFFFFFFFF
        two = (two + b + one) & 0xFFFFFFFF
    return one, two
