"""The desk's database: one encrypted SQLite file, opened once, used by short transactions.

Readers see one snapshot (WAL); writers begin IMMEDIATE, because a transaction that reads first
and writes later fails at once under contention, whatever the busy timeout. A commit is on the
disk when it returns (`synchronous=FULL`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from cpdesk.errors import DeskError
from cpdesk.models import schema
from cpdesk.words import N_

BUSY_MS = 5_000


class Store:
    """Hands out transactions. Make one with `Store.open`; close it when the program ends."""

    def __init__(self, path: Path, key: str) -> None:
        self.path = path
        self._key = key
        self.engine: Engine = create_engine(
            "sqlite://", creator=self._connect, module=driver, poolclass=QueuePool, pool_size=4
        )
        # We begin transactions ourselves: the driver is in autocommit mode.
        event.listen(self.engine, "begin", _no_begin)

    @classmethod
    def open(cls, path: Path, key: str) -> Store:
        """Opens the file, makes it when it is not there, brings an older one up to date.

        `key` is 64 hexadecimal digits. Raises DeskError when the key does not fit the file, when
        the file comes from a newer CPDesk, or is damaged.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            # Nobody but this user may read the file, from its first byte on.
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        store = cls(path, key)
        try:
            schema.bring_up_to_date(store)
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent look at the data."""
        with self.engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            try:
                yield connection
            finally:
                connection.exec_driver_sql("ROLLBACK")

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One change: all of it is on the disk afterwards, or nothing of it."""
        with self.engine.connect() as connection:
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            except Exception as trouble:
                if "locked" in str(trouble):
                    raise DeskError(
                        N_("Another program is using the desk's data and did not finish in time."),
                        N_("Wait a moment and try again. Nothing was changed."),
                    ) from trouble
                raise
            try:
                yield connection
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                if connection.connection.in_transaction:
                    connection.exec_driver_sql("ROLLBACK")
                raise

    def _connect(self) -> Any:
        connection = driver.connect(
            str(self.path), isolation_level=None, check_same_thread=False, timeout=BUSY_MS / 1000
        )
        run = connection.execute
        run("PRAGMA cipher_log_level=NONE")
        run(f"PRAGMA key = \"x'{self._key}'\"")
        try:
            run("PRAGMA journal_mode=WAL")
        except driver.DatabaseError as trouble:
            connection.close()
            raise DeskError(
                N_("The desk's data at {path} cannot be opened with the key of this computer."),
                N_("Restore the key from the printed recovery key, or bring back the data folder "
                   "from a backup together with its key."),
                path=str(self.path),
            ) from trouble
        run("PRAGMA synchronous=FULL")
        run("PRAGMA foreign_keys=ON")
        run("PRAGMA cache_size=-65536")
        run(f"PRAGMA busy_timeout={BUSY_MS}")
        return connection


def _no_begin(connection: Connection) -> None:
    """The dialect would begin a deferred transaction here; `read` and `write` begin their own."""
