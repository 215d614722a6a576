"""What is checked before a data folder's database is read for the first time.

Three things that SQLite would silently go on from: a restore that was cut off, a missing database,
and a write-ahead log that belongs to another file.
"""

from __future__ import annotations

from pathlib import Path

from cpdesk.errors import DataLostError
from cpdesk.models.files import backup_files, first_start, swap, wal
from cpdesk.models.files.folder_lock import FolderLock
from cpdesk.words import N_


def enter(database: Path, key: str) -> FolderLock:
    """Opens the folder of a database for this program; release what is returned when it is closed.
    DataLostError, with nothing touched, if what is there can't be used."""
    folder = database.parent

    def look() -> None:
        swap.finish(folder)
        if is_lost(database):
            raise lost(folder)
        raise_unfit(database, wal.fit(database, key))

    return FolderLock.shared(folder, look, lambda: not swap.pending(folder))


def is_lost(database: Path) -> bool:
    """Whether there was data here and is none now: a key and no database, and no first start in
    progress. A log without its database is lost, too."""
    may_make = first_start.may_make(database.parent)  # first: another program may end it
    if _filled(database):
        return False
    return _filled(wal.path_of(database)) or not may_make


def lost(folder: Path) -> DataLostError:
    says = N_(
        "CPDesk’s data is missing from {folder}. Its key is there, but desk.db is missing or empty."
    )
    kept = backup_files.files(folder / backup_files.FOLDER)
    if not kept:
        do = N_(
            "Find a backup on another disk or USB drive and restore it with `cpdesk "
            "restore FILE`. To start without the old data, choose another data folder."
        )
        return DataLostError(says, do, folder=str(folder))
    do = N_(
        "Restore the newest backup with `cpdesk restore {newest}`. "
        "To start without the old data, choose another data folder."
    )
    return DataLostError(says, do, folder=str(folder), newest=str(kept[0].path))


def raise_unfit(database: Path, fit: wal.Fit) -> None:
    """DataLostError if the write-ahead log is not this database's."""
    if fit is wal.Fit.BELONGS:
        return
    says = {
        wal.Fit.FOREIGN: N_(
            "{path} was replaced with an older or different file. The latest changes "
            "saved next to it don’t belong to it."
        ),
        wal.Fit.DAMAGED: N_("The file that holds the latest changes to {path} is damaged."),
    }
    raise DataLostError(
        says[fit],
        N_(
            "Nothing was changed. Restore a backup with `cpdesk restore FILE`. To keep "
            "using this file as it is, run `cpdesk restore {path}`."
        ),
        path=str(database),
    )


def _filled(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0
