"""Whether the desk's data is sound. Only reads; every problem comes with what to do."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from cpdesk.errors import DeskError
from cpdesk.models import journal, key, schema, sqlite_errors
from cpdesk.models.files import copies, open_checks, read_only, swap, wal
from cpdesk.models.files.backup_files import FOLDER, files
from cpdesk.models.files.folder_lock import FolderLock
from cpdesk.records.backups import CheckReport, DataTrouble, Holding
from cpdesk.services.auth_context import AuthContext, open_to_all
from cpdesk.services.backup.backups import trouble_of
from cpdesk.words import N_

_ADMITTED = "SELECT subject_id FROM audit_entry WHERE use_case = 'visit.admit'"
_NOT_IN_THE_AUDIT = f"SELECT visit_id FROM visit EXCEPT {_ADMITTED}"
_ONLY_IN_THE_AUDIT = f"{_ADMITTED} EXCEPT SELECT visit_id FROM visit"
_RESTORE = N_("Close CPDesk and restore a backup with `cpdesk restore FILE`.")


class DataCheck:
    """Checks one data folder, open or not."""

    def __init__(self, folder: Path, *, auth: AuthContext) -> None:
        self._folder = folder
        self._auth = auth

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
                self._look_at_backup(secret, found)
            else:
                open_checks.raise_unfit(database, fit)
                unusable: list[DataTrouble] = []
                # Before the data, which may grow in the meantime and then holds more, never less.
                backup = self._look_at_backup(secret, unusable)
                with closing(read_only.connect(database, secret)) as connection:
                    holds = _look_through(connection, database, found, backup)
                found.extend(unusable)
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
                    N_("No CPDesk data found in {folder}."),
                    N_("Check the folder, or start CPDesk to set it up."),
                    folder=str(self._folder),
                )
            raise key.missing(self._folder)
        if not swap.pending(self._folder) and open_checks.is_lost(database):
            raise open_checks.lost(self._folder)
        return found.key

    def _fit(self, database: Path, secret: str) -> wal.Fit:
        """The log is checked while no one writes; if a program has the data open, it has checked
        it."""
        seen = [wal.Fit.BELONGS]

        def look() -> None:
            if not swap.pending(self._folder):
                seen[0] = wal.fit(database, secret)

        try:
            FolderLock.shared(self._folder, look, lambda: True).release()
        except OSError as refused:
            raise sqlite_errors.unwritable(database) from refused
        return seen[0]

    def _look_at_backup(self, secret: str, found: list[DataTrouble]) -> _Ends | None:
        """Whether the newest backup can be restored; returns the ends of its audit."""
        kept = files(self._folder / FOLDER)
        if not kept:
            return None
        newest = kept[0]
        try:
            return copies.examine(newest.path, secret, _ends)
        except DeskError:
            says = N_("The newest backup, {path}, can’t be used.")
            do = N_("Make another backup now with `cpdesk backup`.")
            found.append(DataTrouble(says, do, (("path", str(newest.path)),)))
            return None


@dataclass(frozen=True, slots=True)
class _Ends:
    """Of the audit in a file: the links of its first and last entries, and of each restore."""

    first: str
    last: str
    restores: frozenset[str]


def _ends(connection: Any) -> _Ends:
    holds = copies.holding(connection)
    rows = connection.execute("SELECT chain FROM audit_entry WHERE use_case = 'backup.restore'")
    return _Ends(holds.first_link, holds.last_link, frozenset(row[0] for row in rows))


def _is_behind(connection: Any, backup: _Ends) -> bool:
    """Whether the data lacks what a backup of it holds. Entries are compared, not their times: a
    clock may have been set back. After a restore it may lack what is in the backups before it."""
    data = _ends(connection)
    if not backup.last or data.first != backup.first or data.restores - backup.restores:
        return False
    known = "SELECT count(*) FROM audit_entry WHERE chain = ?"
    return not connection.execute(known, (backup.last,)).fetchone()[0]


def _look_through(
    connection: Any, database: Path, found: list[DataTrouble], backup: _Ends | None
) -> Holding | None:
    path = ("path", str(database))
    try:
        if copies.faults(connection):
            found.append(DataTrouble(N_("CPDesk’s data at {path} is damaged."), _RESTORE, (path,)))
            return None
        holds = copies.holding(connection)
        if holds.version not in schema.VERSIONS:
            found.append(
                DataTrouble(
                    N_("CPDesk’s data at {path} was saved by a newer version of CPDesk."),
                    N_("Update CPDesk on this computer, then start it again."),
                    (path,),
                )
            )
            return holds
        behind = backup is not None and _is_behind(connection, backup)
        found.extend(_disagreements(connection))
        if behind:
            says = N_(
                "The newest backup has changes that are missing from the data. The file "
                "desk.db was replaced with an older one."
            )
            found.append(DataTrouble(says, _RESTORE))
    except driver.Error as refused:
        said = sqlite_errors.in_words(refused, database)
        if said is None:
            raise
        found.append(trouble_of(said))
        return None
    return holds


def _disagreements(connection: Any) -> list[DataTrouble]:
    """Rows of a sound file that contradict each other."""
    found = []
    orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    if orphans:
        found.append(
            DataTrouble(
                N_("Some entries refer to entries that are missing ({n})."),
                _RESTORE,
                (("n", len(orphans)),),
            )
        )
    for statement in (_NOT_IN_THE_AUDIT, _ONLY_IN_THE_AUDIT):
        (count,) = connection.execute(f"SELECT count(*) FROM ({statement})").fetchone()
        if count:
            found.append(
                DataTrouble(
                    N_("Some visits don’t match the audit log ({n})."), _RESTORE, (("n", count),)
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
                N_("Audit entry {n}, or one near it, was changed or removed after it was saved."),
                N_("Leave this folder as it is, and tell the office manager."),
                (("n", link),),
            )
        )
    return found
