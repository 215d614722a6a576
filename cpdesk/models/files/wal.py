"""Whether the write-ahead log (`desk.db-wal`) next to a database belongs to it.

After a crash SQLite replays the log into the file, and only checks whether the log is whole, not
whether it was begun on this file: an older `desk.db` put next to it becomes a mix of two days. It
also silently stops at the first damaged page of the log, whatever came after it.

So every change leaves a mark on the file's first page: a number of its own (`user_version`) and
that of the change before (`application_id`). The first change in a log names the one that the file
has to hold. A log that was partly moved into the file is recognized by the page it left there, byte
for byte. There is no second file, so a power cut can't leave two of them at odds.

Files are read here as bytes: only when no program has them open (see folder_lock.py).
"""

from __future__ import annotations

import secrets
import struct
import tempfile
from contextlib import closing
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from cpdesk.models import sqlite_errors
from cpdesk.models.files.copies import unlock, uri

_HEADER, _FRAME = 32, 24
_MAGIC = 0x377F0682  # | 1 if the checksums are of big-endian words
_MOST = 0x7FFFFFFF


class Fit(Enum):
    """How the log relates to the file."""

    BELONGS = "belongs"
    FOREIGN = "foreign"  # was begun on another file, or on another day of this one
    DAMAGED = "damaged"  # acknowledged changes come after a damaged page


@dataclass(frozen=True, slots=True)
class Log:
    """What SQLite would replay, and what it would leave out."""

    commits: int
    left_out: int  # after damage, the longest run of commits that follow each other without a gap
    first: bytes | None  # page 1 as left by the first change that wrote one
    ones: frozenset[bytes]  # every page 1 in it
    header: bool  # whether its first lines can be read
    last: bytes | None  # the newest page 1, as far as it is found without its checksum


def mark(connection: Any) -> None:
    """Marks the change that is about to be committed."""
    before = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.execute(f"PRAGMA application_id={before}")
    connection.execute(f"PRAGMA user_version={1 + secrets.randbelow(_MOST)}")


def path_of(database: Path) -> Path:
    return database.with_name(f"{database.name}-wal")


def fit(database: Path, key: str) -> Fit:
    """How the log next to a database relates to it. A key that does not open the file finds
    nothing: the next one to open it says so."""
    log = read(path_of(database))
    if log is None:
        return Fit.BELONGS
    try:
        with database.open("rb") as file:
            held = file.read(_page_size(path_of(database)) or 4096)
    except FileNotFoundError:
        held = b""
    if not log.header:
        # SQLite leaves all of it out. That is right if all of it had been moved into the file.
        return Fit.BELONGS if log.last is None or log.last == held else Fit.DAMAGED
    if not log.commits:
        return Fit.DAMAGED if log.left_out > 1 else Fit.BELONGS
    if not held.strip(b"\0"):
        return Fit.FOREIGN
    found = Fit.BELONGS if held in log.ones else _by_marks(database, held, log, key)
    # One may be torn: the change that a power cut interrupted, which no one was told was saved.
    # After it comes what is left of one that an earlier power cut interrupted, and so on: one at a
    # time.
    return Fit.DAMAGED if found is Fit.BELONGS and log.left_out > 1 else found


def read(path: Path) -> Log | None:
    """The log at `path`; None if there is none, or it is empty."""
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
        return Log(0, 0, None, frozenset(), False, _last_of_unknown(content))
    return _frames(content, size or 4096, header[4:6], sums, big)


def _frames(
    content: bytes, size: int, salts: tuple[int, ...], sums: tuple[int, int], big: bool
) -> Log:
    ones: set[bytes] = set()
    commits = run = left_out = 0
    first: bytes | None = None
    newest: bytes | None = None  # of the change being read
    sound = True
    for at in range(_HEADER, len(content) - _FRAME - size + 1, _FRAME + size):
        number, after, *salt = struct.unpack(">4I", content[at : at + 16])
        page = content[at + _FRAME : at + _FRAME + size]
        if tuple(salt) != salts or not number:  # left by an earlier log, or lost
            sound, run = False, 0
            continue
        found = _sums(page, _sums(content[at : at + 8], sums, big), big)
        sums = struct.unpack(">2I", content[at + 16 : at + _FRAME])
        sound = sound and found == sums
        if not sound:
            run = (run if found == sums else 0) + (after > 0)
            left_out = max(left_out, run)
            continue
        if number == 1:
            newest = page
        if after:
            commits += 1
            if newest is not None:
                if first is None:
                    first = newest
                ones.add(newest)
                newest = None
    return Log(commits, left_out, first, frozenset(ones), True, None)


def _by_marks(database: Path, held: bytes, log: Log, key: str) -> Fit:
    mine = _marks(database, key)
    if mine is None:
        return Fit.BELONGS  # the key does not fit; this is reported when the file is opened
    if log.first is None or not mine[0]:  # by a CPDesk that did not make marks yet
        return Fit.BELONGS if _sound_together(database, key) else Fit.FOREIGN
    if log.first[:16] != held[:16]:  # so two files with the same key are told apart
        return Fit.FOREIGN
    first = _marks_on(log.first, database, key)
    return Fit.BELONGS if first is not None and mine[0] in first else Fit.FOREIGN


def _sound_together(database: Path, key: str) -> bool:
    """Whether a file and its log make a sound database; a mix of two days does not. Reads both in
    place, and moves nothing from one into the other."""
    return _ask(database, "mode=ro", key, "PRAGMA integrity_check(1)") == ["ok"]


def _marks_on(page: bytes, database: Path, key: str) -> tuple[int, int] | None:
    """The marks on a first page in the log."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            return _marks_alone(page, Path(folder) / "page.db", key)
    except OSError:  # the system's folder for such files may be small and full
        return _marks_alone(page, database.with_name(f"{database.name}-page"), key)


def _marks_alone(page: bytes, path: Path, key: str) -> tuple[int, int] | None:
    try:
        path.write_bytes(page)
        return _marks(path, key)
    finally:
        path.unlink(missing_ok=True)


def _marks(path: Path, key: str) -> tuple[int, int] | None:
    """The marks on a file's first page: of its change and of the one before. None if the key does
    not open it. The file may be shorter than its first page says."""
    found = _ask(
        path,
        "immutable=1",
        key,
        "PRAGMA writable_schema=ON",  # otherwise missing pages count as damage
        "PRAGMA user_version",
        "PRAGMA application_id",
    )
    return None if found is None else (found[1], found[2])


def _ask(path: Path, how: str, key: str, *statements: str) -> list[Any] | None:
    """The first number that each statement finds; None if the file is damaged or this is not its
    key."""
    try:
        with closing(driver.connect(uri(path, how), uri=True, isolation_level=None)) as connection:
            unlock(connection, key)
            return [(connection.execute(one).fetchone() or (None,))[0] for one in statements]
    except driver.DatabaseError as refused:
        if sqlite_errors.is_damage(refused):
            return None
        raise sqlite_errors.in_words(refused, path) or refused from refused


def _last_of_unknown(content: bytes) -> bytes | None:
    """The newest page 1 in a log whose header is damaged: found by the salts of its first page."""
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
