"""CPDesk's database: one encrypted SQLite file, opened once, used by short transactions.

Readers see one snapshot (WAL); writers begin IMMEDIATE, because a transaction that reads first and
writes later fails at once under contention, whatever the busy timeout. A commit is on the disk when
it returns (`synchronous=FULL`).

Nothing is answered from files that the path no longer leads to, and nothing written there counts:
see `file_identity`.

Disk and file troubles that a person can act on become DeskErrors here and nowhere else; an
IntegrityError stays what it is, for the service that expects it.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from cpdesk.errors import DeskError
from cpdesk.models import schema, sqlite_errors
from cpdesk.models.files import copies, first_start, wal
from cpdesk.models.files.file_identity import FileId, LogFiles, file_id
from cpdesk.models.files.folder_lock import FolderLock
from cpdesk.models.files.open_checks import enter

T = TypeVar("T")

BUSY_MS = 5_000
_TRIES = 100  # to switch a new file to WAL while others do the same; one of them succeeds each time


def _nothing(_connection: Any) -> Any:
    return None


@dataclass(frozen=True, slots=True)
class _Line:
    """An open connection, as SQLAlchemy and as the driver see it."""

    sql: Connection
    raw: Any
    files: LogFiles


class Store:
    """Hands out transactions. Make one with `Store.open`; close it when the program ends.

    Connections are kept open between transactions; each is used by one thread at a time.
    """

    def __init__(self, path: Path, key: str, busy_ms: int = BUSY_MS) -> None:
        self.path = path
        self._key = key
        self.busy_ms = busy_ms
        self._idle: deque[_Line] = deque()
        self._closed = False
        self._opened: FileId | None = None  # the file that the path led to when it was opened
        self._lock: FolderLock | None = None
        self._engine: Engine = create_engine(
            "sqlite://", creator=self._connect, module=driver, poolclass=NullPool
        )

    @classmethod
    def open(cls, path: Path, key: str, busy_ms: int = BUSY_MS) -> Store:
        """Opens the file, creates it if it is missing, brings an older one up to date.

        `key` is 64 hexadecimal digits. Raises DeskError if the key does not fit the file; if the
        file comes from a newer CPDesk, is damaged, or can't be written; if it is gone, or the log
        next to it belongs to another one (see open_checks.py). A write waits `busy_ms` for another
        one to finish.
        """
        store = cls(path, key, busy_ms)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            store._lock = enter(path, key)
            if not path.exists():
                # No one but this user may read the file, from its first byte on.
                os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as refused:
            store.close()
            raise sqlite_errors.refused(refused, path) from refused
        store._opened = file_id(path)
        try:
            schema.bring_up_to_date(store)
            first_start.end(path.parent)
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Closes the file. The last connection to close moves everything from the WAL into it."""
        self._closed = True
        while self._idle:
            _hang_up(self._idle.pop())
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent look at the data."""
        line = self._line()
        try:
            line.raw.execute("BEGIN")
            yield line.sql
            line.raw.execute("ROLLBACK")
            self._confirm(line)
        except BaseException as raised:
            self._after(line, raised)
            raise  # only if `_after` did not say it better
        self._idle_again(line)

    @contextmanager
    def write(self, by: str = "desk") -> Iterator[Connection]:
        """One change: afterwards all of it is on the disk, or none. `by` is who makes it, as the
        audit will name them (journal.record reads it)."""
        line = self._line()
        try:
            line.raw.execute("BEGIN IMMEDIATE")
            line.sql.info["by"] = by
            before = line.raw.total_changes
            yield line.sql
            self._commit(line, changed=line.raw.total_changes != before)
        except BaseException as raised:
            self._after(line, raised)
            raise
        self._idle_again(line)

    def forget(self) -> None:
        """What was erased leaves the disk, too: SQLCipher overwrites it in the file, but older
        pages wait in the WAL, for weeks if the program is never closed. This empties the WAL. If
        someone reads for longer than a write would wait, the next call does it, or the last to
        close."""
        line = self._line()
        try:
            line.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            self._confirm(line)
        except BaseException as raised:
            self._after(line, raised)
            raise
        self._idle_again(line)

    @contextmanager
    def rebuild(self) -> Iterator[Connection]:
        """A write that may rebuild tables: foreign keys are not enforced while it runs, so the
        caller checks them before it ends."""
        line = self._line()
        try:
            line.raw.execute("PRAGMA foreign_keys=OFF")
            line.raw.execute("BEGIN IMMEDIATE")
            yield line.sql
            self._commit(line, changed=True)
        except BaseException as raised:
            self._after(line, raised, keep=False)
            raise
        _hang_up(line)

    def copy_to(self, path: Path, look: Callable[[Any], T] = _nothing) -> T:
        """A complete copy of the file as it is now, under the same key; on the disk when done. It
        was opened and checked, and what `look` read from it is returned."""
        with closing(self._connect()) as source:
            return copies.write(source, self._key, path, look)

    def _line(self) -> _Line:
        try:
            return self._idle.pop()
        except IndexError:
            opened = self._engine.connect()
            # SQLAlchemy believes in one transaction that never ends; the real ones are begun and
            # ended by the driver, below it, which saves a tenth of a millisecond each.
            opened.begin()
        return _Line(opened, opened.connection.driver_connection, LogFiles.beside(self.path))

    def _idle_again(self, line: _Line) -> None:
        if self._closed:
            _hang_up(line)
        else:
            self._idle.append(line)

    def _commit(self, line: _Line, *, changed: bool) -> None:
        """Ends a change. Checks before, while it can still be rolled back, and again before anyone
        is told that it is saved."""
        if changed:
            wal.mark(line.raw)
        self._confirm(line)
        line.raw.execute("COMMIT")
        self._confirm(line)

    def _confirm(self, line: _Line) -> None:
        """DataMovedError if the path no longer leads to the files of this connection."""
        moved = self._moved(line)
        if moved is not None:
            raise moved

    def _moved(self, line: _Line) -> sqlite_errors.DataMovedError | None:
        if file_id(self.path) != self._opened:
            return sqlite_errors.folder_moved(self.path)
        if not line.files.log_is_there():
            return sqlite_errors.log_moved(self.path)
        return None

    def _after(self, line: _Line, raised: BaseException, keep: bool = True) -> None:
        """Rolls back what a failed transaction did; says in words what a person can act on."""
        said: DeskError | None = None
        if isinstance(raised, (DBAPIError, driver.Error)):
            said = sqlite_errors.in_words(raised, self.path)
        moved = self._moved(line) if isinstance(raised, Exception) else None
        try:
            if line.raw.in_transaction:
                line.raw.execute("ROLLBACK")
        except driver.Error:
            _hang_up(line)
        else:
            if moved is not None:
                self._start_afresh(line)
            elif said is None and keep:
                self._idle_again(line)
            else:
                _hang_up(line)  # the next transaction starts from scratch
        said = moved or said
        if said is not None and not isinstance(raised, sqlite_errors.DataMovedError):
            raise said from raised

    def _start_afresh(self, line: _Line) -> None:
        """Drops connections to files that the path does not lead to.

        If only the log was removed, this connection still reaches it: what it holds is first moved
        into the file, so that nothing is lost and the next transaction continues from there. While
        someone reads, or if the log's index is gone too, that can't be done; then the connection is
        kept as it is, and keeps refusing.
        """
        if file_id(self.path) == self._opened:
            if not line.files.index_is_there():
                self._idle_again(line)
                return
            try:
                busy = line.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            except driver.Error:
                busy = False  # another program has done it
            if busy:
                self._idle_again(line)
                return
        _hang_up(line)
        while self._idle:
            _hang_up(self._idle.pop())

    def _connect(self) -> Any:
        """Only to the file that was opened first: SQLite would create a missing one, and take
        whatever is there now for CPDesk's data."""
        if self._opened is not None and file_id(self.path) != self._opened:
            raise sqlite_errors.folder_moved(self.path)
        try:
            connection = connect(self.path, self._key, self.busy_ms)
        except driver.Error as refused:
            said = sqlite_errors.at_opening(refused, self.path)
            if said is None:
                raise
            raise said from refused
        if self._opened is None:
            self._opened = file_id(self.path)
        return connection


def connect(path: Path, key: str, busy_ms: int = BUSY_MS) -> Any:
    """A driver connection to an encrypted file, set up like every one of ours."""
    connection = driver.connect(
        str(path), isolation_level=None, check_same_thread=False, timeout=busy_ms / 1000
    )
    try:
        copies.unlock(connection, key)
        keep_a_log(connection)
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA cache_size=-65536")
        connection.execute("PRAGMA schema_version").fetchone()  # from now on its log is open, too
    except BaseException:
        connection.close()
        raise
    return connection


def keep_a_log(connection: Any) -> None:
    """Switches a new file to WAL. If several programs do so at once, SQLite refuses all of them
    immediately, whatever the busy timeout: each reads, and each wants to be the only one. Beginning
    a write does wait, so a program that was refused does that and tries again."""
    for _ in range(_TRIES):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except driver.OperationalError as refused:
            if not sqlite_errors.is_in_use(refused):
                raise
        else:
            return
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    connection.execute("PRAGMA journal_mode=WAL")


def fits(path: Path, key: str) -> bool:
    """Whether this key opens this file. Nothing in it is changed, and no log is replayed into
    it."""
    try:
        connection = driver.connect(copies.uri(path), uri=True, isolation_level=None)
    except driver.Error as refused:
        said = sqlite_errors.in_words(refused, path)
        raise said or refused from refused
    try:
        copies.unlock(connection, key)
        connection.execute("PRAGMA user_version").fetchone()
    except driver.DatabaseError as refused:
        if sqlite_errors.code(refused) == sqlite_errors.NOT_A_DATABASE:
            return False
        said = sqlite_errors.in_words(refused, path)
        raise said or refused from refused
    finally:
        connection.close()
    return True


def _hang_up(line: _Line) -> None:
    with suppress(driver.Error):  # a broken connection may not even close properly
        line.raw.close()
    line.sql.invalidate()
    line.sql.close()
