"""Whether the desk's data is sound. Reads only; what it finds wrong is told with what to do."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from cpdesk.errors import DeskError
from cpdesk.models import copies, entry, journal, key, schema, swap, trouble, wal
from cpdesk.models.backup_files import FOLDER, files
from cpdesk.models.folder_lock import FolderLock
from cpdesk.records.backups import BackupRecord, CheckReport, DataTrouble, Holding
from cpdesk.services.backups import trouble_of
from cpdesk.services.who import Who, open_to_all
from cpdesk.words import N_

_ADMITTED = "SELECT subject_id FROM audit_entry WHERE use_case = 'visit.admit'"
_NOT_IN_THE_AUDIT = f"SELECT visit_id FROM visit EXCEPT {_ADMITTED}"
_ONLY_IN_THE_AUDIT = f"{_ADMITTED} EXCEPT SELECT visit_id FROM visit"
_RESTORE = N_("Close CPDesk and restore a backup with `cpdesk restore FILE`.")


class DataCheck:
    """Of one data folder, open or not."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._who = Who()

    @open_to_all("tells nothing of anybody, and has to work where nobody can sign in")
    def check(self) -> CheckReport:
        """Everything that is wrong, the worst first."""
        found: list[DataTrouble] = []
        holds = None
        database = self._folder / swap.DATABASE
        try:
            secret = self._key(database)
            fit = self._fit(database, secret)
            if swap.pending(self._folder):
                found.append(
                    DataTrouble(N_("A restore was interrupted."), N_("Start CPDesk to finish it."))
                )
            else:
                entry.raise_unfit(database, fit)
                with closing(self._open(database, secret)) as connection:
                    holds = _look_through(connection, database, found)
                self._look_at_backup(secret, holds, found)
        except DeskError as wrong:
            found.append(trouble_of(wrong))
        kept = files(self._folder / FOLDER)
        log = wal.path_of(database)
        return CheckReport(
            troubles=tuple(found),
            holds=holds,
            newest_backup=kept[0].made_at if kept else None,
            log_bytes=log.stat().st_size if log.exists() else 0,
        )

    def _key(self, database: Path) -> str:
        found = key.find(self._folder)
        if found is None:
            if not key.has_data(self._folder):
                raise DeskError(
                    N_("There is no data in {folder}."),
                    N_("Check the folder, or start CPDesk to set it up."),
                    folder=str(self._folder),
                )
            raise DeskError(
                N_("The key to the desk's data in {folder} is not on this computer."),
                N_(
                    "Enter the recovery key that was printed, or bring back desk.key from a backup."
                ),
                folder=str(self._folder),
            )
        if not swap.pending(self._folder) and entry.is_lost(database):
            raise entry.lost(self._folder)
        return found.key

    def _fit(self, database: Path, secret: str) -> wal.Fit:
        """The log is looked at while nobody writes; where somebody has the data open, they did."""
        seen = [wal.Fit.BELONGS]

        def look() -> None:
            if not swap.pending(self._folder):
                seen[0] = wal.fit(database, secret)

        try:
            FolderLock.shared(self._folder, look, lambda: True).release()
        except OSError as refused:
            raise trouble.unwritable(database) from refused
        return seen[0]

    def _open(self, database: Path, secret: str) -> Any:
        """Reads what is in the log, too, and moves nothing from it into the file."""
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
            said = trouble.in_words(refused, database)
            raise said or refused from refused
        try:
            copies.unlock(connection, secret)
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except driver.Error as refused:
            connection.close()
            said = trouble.at_opening(refused, database)
            raise said or refused from refused
        return connection

    def _look_at_backup(self, secret: str, holds: Holding | None, found: list[DataTrouble]) -> None:
        """Whether the newest backup could be restored, and is not ahead of the data."""
        kept = files(self._folder / FOLDER)
        if not kept:
            return
        newest: BackupRecord = kept[0]
        try:
            backed_up = copies.examine(newest.path, secret, copies.holding)
        except DeskError:
            says = N_("The newest backup, {path}, cannot be used.")
            do = N_("Make another backup now with `cpdesk backup`.")
            found.append(DataTrouble(says, do, (("path", str(newest.path)),)))
            return
        if holds is None or backed_up.last_entry_at is None:
            return
        ahead = holds.last_entry_at is None or backed_up.last_entry_at > holds.last_entry_at
        if ahead and backed_up.first_link == holds.first_link:
            found.append(
                DataTrouble(
                    N_(
                        "The newest backup has changes up to {backup}, but the data only up to "
                        "{data}. The file desk.db was replaced with an older one."
                    ),
                    _RESTORE,
                    (
                        ("backup", backed_up.last_entry_at),
                        ("data", holds.last_entry_at or newest.made_at),
                    ),
                )
            )


def _look_through(connection: Any, database: Path, found: list[DataTrouble]) -> Holding | None:
    path = ("path", str(database))
    try:
        if copies.faults(connection):
            found.append(
                DataTrouble(N_("The desk's data at {path} is damaged."), _RESTORE, (path,))
            )
            return None
        holds = copies.holding(connection)
        if holds.version not in schema.VERSIONS:
            found.append(
                DataTrouble(
                    N_("The desk's data at {path} was written by a newer CPDesk."),
                    N_("Update CPDesk on this computer, then start it again."),
                    (path,),
                )
            )
            return holds
        found.extend(_disagreements(connection))
    except driver.Error as refused:
        said = trouble.in_words(refused, database)
        if said is None:
            raise
        found.append(trouble_of(said))
        return None
    return holds


def _disagreements(connection: Any) -> list[DataTrouble]:
    """Rows that a sound file has, but do not agree with each other."""
    found = []
    orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    if orphans:
        found.append(
            DataTrouble(
                N_("Some entries point to entries that are missing ({n})."),
                _RESTORE,
                (("n", len(orphans)),),
            )
        )
    for statement in (_NOT_IN_THE_AUDIT, _ONLY_IN_THE_AUDIT):
        (count,) = connection.execute(f"SELECT count(*) FROM ({statement})").fetchone()
        if count:
            found.append(
                DataTrouble(
                    N_("Some visits do not match the audit ({n})."), _RESTORE, (("n", count),)
                )
            )
    engine = create_engine(
        "sqlite://", creator=lambda: connection, module=driver, poolclass=NullPool
    )
    with engine.connect() as tx:
        link = journal.broken_link(tx)
    if link is not None:
        found.append(
            DataTrouble(
                N_("Audit entry {n}, or one near it, was changed or removed after it was written."),
                N_("Keep this folder as it is and tell the office manager."),
                (("n", link),),
            )
        )
    return found
