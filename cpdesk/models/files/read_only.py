"""Reads a database in place, with what is in the log next to it, and changes neither."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from cpdesk.models import sqlite_errors
from cpdesk.models.files import copies, wal


def connect(database: Path, secret: str) -> Any:
    """A connection that moves nothing out of the log; close it. DeskError if it does not open,
    DataLostError if that is the file's fault."""
    log = wal.path_of(database)
    how = "mode=ro" if log.exists() and log.stat().st_size else "immutable=1"
    try:
        connection = driver.connect(
            copies.uri(database, how),
            uri=True,
            isolation_level=None,
            check_same_thread=False,
        )
    except driver.Error as refused:
        said = sqlite_errors.in_words(refused, database)
        raise said or refused from refused
    try:
        copies.unlock(connection, secret)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except driver.Error as refused:
        connection.close()
        said = sqlite_errors.at_opening(refused, database)
        raise said or refused from refused
    return connection
