"""Creating the tables, and bringing the file of an older CPDesk up to date.

A new file is created from the tables as they are, in one transaction. An older one is copied first
and then changed by Alembic's steps, also in one transaction: a crash leaves it as it was. To change
a table: write the next step in migrations/versions, with the next number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection
from sqlalchemy.schema import CreateIndex, CreateTable

from cpdesk.errors import DeskError
from cpdesk.lazy_modules import LazyPackage
from cpdesk.models import sqlite_stats
from cpdesk.models.files import backup_files, first_start, open_checks
from cpdesk.models.tables.roster_tables import metadata
from cpdesk.words import N_

if TYPE_CHECKING:
    import alembic.command
    import alembic.config

    from cpdesk.models.store import Store
else:  # importing it takes longer than opening the store, and is needed once in years
    alembic = LazyPackage("alembic")

_FOLDER = Path(__file__).parent / "migrations"
# Alembic reads these files too, so they are there wherever CPDesk is installed.
VERSIONS = tuple(sorted(one.name[:4] for one in (_FOLDER / "versions").glob("[0-9]*.py")))
HEAD = VERSIONS[-1]

# As Alembic would create it.
_VERSION_TABLE = """
CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
)
"""


@dataclass(frozen=True, slots=True)
class History:
    """The versions of the tables, oldest first, and the folder of the steps between them."""

    versions: tuple[str, ...]
    folder: Path

    @property
    def head(self) -> str:
        return self.versions[-1]


SHIPPED = History(VERSIONS, _FOLDER)


def bring_up_to_date(store: Store, history: History = SHIPPED) -> None:
    """Creates the tables of an empty file; migrates an older one after copying it.

    DeskError if the file comes from a newer CPDesk, is not CPDesk data at all, or is empty although
    there was data.
    """
    may_make = first_start.may_make(store.path.parent)  # first: see open_checks.is_lost
    with store.read() as tx:
        found = _version(tx)
    if found == history.head:
        return
    if found is None and not may_make:
        raise open_checks.lost(store.path.parent)
    if found is None:
        with store.write() as tx:
            if _version(tx) is None:  # another program may have been faster
                _make(tx, history.head)
    elif not found:
        raise DeskError(
            N_("The file at {path} is not CPDesk data."),
            N_("Move it somewhere else, or choose another data folder."),
            path=str(store.path),
        )
    elif found in history.versions:
        _migrate(store, history)
    else:
        raise DeskError(
            N_("CPDesk’s data at {path} was saved by a newer version of CPDesk."),
            N_("Update CPDesk on this computer, then start it again."),
            path=str(store.path),
        )


def _version(tx: Connection) -> str | None:
    """The version of the tables; "" for a file that someone else made, None for an empty one."""
    tables = tx.exec_driver_sql(
        "SELECT count(*), count(*) FILTER (WHERE name = 'alembic_version') FROM sqlite_master"
    ).one()
    if not tables[1]:
        return "" if tables[0] else None
    return tx.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() or ""


def _make(tx: Connection, version: str) -> None:
    for table in metadata.sorted_tables:
        tx.execute(CreateTable(table))
    # In a fixed order: of two equally good indexes, SQLite chooses by the order in which they were
    # made, and a table does not keep them in order.
    indexes = (index for table in metadata.sorted_tables for index in table.indexes)
    for index in sorted(indexes, key=lambda one: str(one.name)):
        tx.execute(CreateIndex(index))
    tx.exec_driver_sql(_VERSION_TABLE)
    tx.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (version,))
    sqlite_stats.give(tx)


def _migrate(store: Store, history: History) -> None:
    with store.rebuild() as tx:
        if _version(tx) == history.head:  # another program was faster
            return
        store.copy_to(_copy_path(store.path, history.head))
        upgrade(tx, history)
        sqlite_stats.give(tx)
        broken = tx.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise RuntimeError(f"the migration left a row of {broken[0]} without its parent")


def upgrade(tx: Connection, history: History) -> None:
    """Runs Alembic's missing steps, inside the caller's transaction."""
    config = alembic.config.Config(attributes={"connection": tx})
    config.set_main_option("script_location", str(history.folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    alembic.command.upgrade(config, history.head)


def _copy_path(path: Path, version: str) -> Path:
    """Where the file is copied to before it is changed; an earlier copy is never overwritten."""
    name = f"{path.name}.before-{version}-{datetime.now(UTC).date()}"
    return backup_files.free(path.parent, name)
