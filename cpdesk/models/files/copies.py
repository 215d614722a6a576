"""Copies of the database: made whole, opened again, and only then moved into place."""

from __future__ import annotations

import json
import os
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path, PurePath
from typing import Any, TypeVar
from urllib.parse import quote

import sqlcipher3.dbapi2 as driver

from cpdesk.errors import DeskError
from cpdesk.models import sqlite_errors
from cpdesk.models.files.durable import sync_folder
from cpdesk.records.backups import Holding
from cpdesk.words import N_

T = TypeVar("T")

UNFINISHED = ".new"


def uri(path: PurePath, how: str = "immutable=1") -> str:
    """The URI by which SQLite opens a file in a special mode. SQLite takes what follows two slashes
    for a host and accepts none, so a file in a network folder gets four."""
    named = quote(os.fsencode(path.as_posix()), safe="/:")
    if path.is_absolute():
        named = f"//{named}" if named.startswith("/") else f"///{named}"
    return f"file:{named}?{how}"


def write(source: Any, key: str, target: Path, look: Callable[[Any], T]) -> T:
    """Copies what a connection sees into `target`, which must not exist yet. The copy is opened and
    checked before it gets its name; `look` reads from it then. If it fails, nothing is left
    behind."""
    fresh = target.with_name(f"{target.name}.{secrets.token_hex(4)}{UNFINISHED}")
    try:
        os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with closing(driver.connect(str(fresh), isolation_level=None)) as copy:
            unlock(copy, key)
            source.backup(copy)
        with fresh.open("rb+") as written:
            os.fsync(written.fileno())
        try:
            found = examine(fresh, key, look)
        except DeskError as damaged:  # under the same version as its source
            raise sqlite_errors.not_copied() from damaged
        _put(fresh, target)
        sync_folder(target.parent)
    except OSError as refused:
        raise _unwritable(target, refused) from refused
    except driver.Error as refused:
        said = sqlite_errors.copying(refused, target)
        raise said or refused from refused
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    return found


def examine(path: Path, key: str, look: Callable[[Any], T]) -> T:
    """Reads all of a file that no one writes to, without changing anything or looking at a log next
    to it. DeskError if the key does not open it, or if it is damaged."""
    with at_rest(path, key) as connection:
        damage = faults(connection)
        if damage:
            raise DeskError(
                N_("{path} is damaged."), N_("Use another backup."), path=str(path), why=damage[0]
            )
        return look(connection)


@contextmanager
def at_rest(path: Path, key: str) -> Iterator[Any]:
    """A connection that takes the file as it is: no log is replayed, nothing is written, and the
    file may be read-only."""
    if not path.is_file():
        raise DeskError(
            N_("File not found: {path}."),
            N_("Check the file name and the folder."),
            path=str(path),
        )
    try:
        connection = driver.connect(uri(path), uri=True, isolation_level=None)
    except driver.Error as refused:
        said = sqlite_errors.in_words(refused, path)
        raise said or refused from refused
    try:
        unlock(connection, key)
        yield connection
    except driver.Error as refused:
        said = _in_words(refused, path)
        raise said or refused from refused
    finally:
        connection.close()


def faults(connection: Any) -> list[str]:
    """What SQLite and SQLCipher find wrong in a file; nothing if it is sound."""
    found = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
    if not found:
        rows = connection.execute("PRAGMA integrity_check(20)").fetchall()
        found = [str(row[0]) for row in rows if row[0] != "ok"]
    return found


def holding(connection: Any) -> Holding:
    """Counts what a file holds. DeskError if it is not CPDesk data."""

    def one(statement: str) -> Any:
        return connection.execute(statement).fetchone()

    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    if not {"alembic_version", "visit", "audit_entry", "roster_issue"} <= names:
        raise not_the_desks()
    last = one("SELECT seq, at, chain FROM audit_entry ORDER BY seq DESC LIMIT 1")
    first = one("SELECT chain FROM audit_entry ORDER BY seq LIMIT 1")
    current = one("SELECT district, issue, time_zone FROM roster_issue WHERE state = 'current'")
    chosen = one("SELECT value FROM office WHERE name = 'school'")
    school, zone = "", current[2] if current else "UTC"
    if current and chosen:
        found = connection.execute(
            "SELECT name, time_zone FROM school WHERE issue = ? AND school_id = ?",
            (current[1], json.loads(chosen[0])),
        ).fetchone()
        if found:
            school, zone = found[0], found[1] or zone

    def count(table: str) -> int:
        return int(one(f"SELECT count(*) FROM {table}")[0]) if table in names else 0

    return Holding(
        version=str((one("SELECT version_num FROM alembic_version") or ("",))[0]),
        district=current[0] if current else "",
        school=school,
        time_zone=zone,
        visits=count("visit"),
        decided=count("request_decision"),
        entries=count("audit_entry"),
        last_entry_at=datetime.fromisoformat(last[1]) if last else None,
        first_link=first[0] if first else "",
        last_link=last[2] if last else "",
        accounts=count("account"),
    )


def unlock(connection: Any, key: str) -> None:
    connection.execute("PRAGMA cipher_log_level=NONE")  # first, or a wrong key writes to stderr
    connection.execute(f"PRAGMA key = \"x'{key}'\"")


def not_the_desks() -> DeskError:
    return DeskError(
        N_("This file does not contain CPDesk data."), N_("Choose a backup that CPDesk made.")
    )


def _put(fresh: Path, target: Path) -> None:
    """Gives the finished copy its name; never replaces another file."""
    if sys.platform != "win32":
        try:
            os.link(fresh, target)
        except FileExistsError:
            raise
        except OSError:  # such as a USB drive whose file system has no hard links
            if target.exists():
                raise FileExistsError(17, "File exists", str(target)) from None
        else:
            fresh.unlink()
            return
    fresh.rename(target)


def _in_words(refused: driver.Error, path: Path) -> DeskError | None:
    if sqlite_errors.code(refused) == sqlite_errors.NOT_A_DATABASE:
        return DeskError(
            N_("{path} is not a backup, or this computer’s key can’t open it."),
            N_(
                "Choose a backup of this office’s data, or restore its key with `cpdesk "
                "key restore`."
            ),
            path=str(path),
        )
    if sqlite_errors.is_damage(refused):
        return DeskError(N_("{path} is damaged."), N_("Use another backup."), path=str(path))
    return sqlite_errors.in_words(refused, path)


def _unwritable(target: Path, refused: OSError) -> DeskError:
    return DeskError(
        N_("Can’t save the backup in {folder} ({why})."),
        N_(
            "Check that the folder exists, that you can save files in it, and that the "
            "disk has free space."
        ),
        folder=str(target.parent),
        why=refused.strerror or "",
    )
