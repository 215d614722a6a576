"""What SQLite's errors mean to the person at the front desk."""

from __future__ import annotations

import errno
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from cpdesk.errors import DataLostError, DeskError
from cpdesk.words import N_

# SQLite's primary result codes.
_IN_USE = (5, 6)
_NOT_OURS = (3, 8, 14)
_DISK = 10
_DAMAGED = (11, 26)
_FULL = 13
NOT_A_DATABASE = 26
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
# The driver's backup gives SQLite's words without the code.
_BY_WORDS = {
    "database is locked": 5,
    "attempt to write a readonly database": 8,
    "disk I/O error": _DISK,
    "database disk image is malformed": 11,
    "database or disk is full": _FULL,
    "unable to open database file": 14,
    "file is not a database": NOT_A_DATABASE,
}


class DataMovedError(DeskError):
    """The open files are no longer those of the data folder."""


def code(raised: BaseException) -> int:
    """SQLite's primary result code of a driver error; 0 if there is none."""
    orig = raised.orig if isinstance(raised, DBAPIError) else raised
    said = getattr(orig, "sqlite_errorcode", 0) or _BY_WORDS.get(str(orig), 0)
    return int(said) & 0xFF


def is_in_use(raised: BaseException) -> bool:
    """Whether another program holds the file."""
    return code(raised) in _IN_USE


def in_words(raised: BaseException, path: Path) -> DeskError | None:
    """The sentence for a trouble with the disk or the file; None for a bug of ours."""
    found = code(raised)
    if is_in_use(raised):
        return DeskError(
            N_("Another program is using CPDesk’s data and did not finish in time."),
            N_("Wait a moment and try again. Nothing was changed."),
        )
    if found in _NOT_OURS:
        return unwritable(path)
    if found == _FULL:
        return full(path.parent)
    if found == _DISK:
        return DeskError(
            N_("The disk has a problem. This was not saved."),
            N_("Check whether the disk that holds {folder} is full or failing, then try again."),
            folder=str(path.parent),
        )
    if found in _DAMAGED:
        return damaged(path)
    return None


def damaged(path: Path) -> DataLostError:
    return DataLostError(
        N_("CPDesk’s data at {path} is damaged."),
        N_("Close CPDesk and restore a backup with `cpdesk restore FILE`."),
        path=str(path),
    )


def is_damage(raised: BaseException) -> bool:
    return code(raised) in _DAMAGED


def copying(raised: BaseException, target: Path) -> DeskError | None:
    """Like `in_words`, for a copy that was being made: the data itself has not changed."""
    found = code(raised)
    if found in (_FULL, _DISK):
        return DeskError(
            N_("Can’t save the backup in {folder}. The disk is full or has a problem."),
            N_("Free up space there, or choose another folder. The data itself has not changed."),
            folder=str(target.parent),
        )
    return not_copied() if is_damage(raised) else in_words(raised, target)


def not_copied() -> DeskError:
    """A damaged copy was made from damaged data."""
    return DeskError(
        N_("CPDesk’s data is damaged, so it was not backed up."),
        N_("Run `cpdesk verify` to see what is wrong. Keep the older backups."),
    )


def at_opening(raised: BaseException, path: Path) -> DeskError | None:
    """Like `in_words`; at first sight a wrong key and damage can't be told apart."""
    if code(raised) == NOT_A_DATABASE:
        return DataLostError(
            N_("This computer’s key can’t open CPDesk’s data at {path}."),
            N_("Enter the printed recovery key, or restore a backup with `cpdesk restore FILE`."),
            path=str(path),
        )
    return in_words(raised, path)


def full(folder: Path) -> DeskError:
    return DeskError(
        N_("The disk is full. This was not saved."),
        N_("Free up space on the disk that holds {folder}, then try again."),
        folder=str(folder),
    )


def refused(raised: OSError, path: Path) -> DeskError:
    """What the system said about a file in the data folder."""
    return full(path.parent) if raised.errno in _NO_ROOM else unwritable(path)


def unwritable(path: Path) -> DeskError:
    """This user may not write to the folder or the file."""
    return DeskError(
        N_("CPDesk can’t save its data at {path}."),
        N_("Give your computer account permission to read and write in the folder {folder}."),
        path=str(path),
        folder=str(path.parent),
    )


def folder_moved(path: Path) -> DataMovedError:
    """The folder or the database in it is gone, or was replaced by another one."""
    return DataMovedError(
        N_("The data folder {folder} was moved, deleted, or replaced while CPDesk was open."),
        N_(
            "Nothing can be read or saved. Put the folder back, or restart CPDesk. Until "
            "then, keep a paper list of visitors."
        ),
        folder=str(path.parent),
    )


def log_moved(path: Path) -> DataMovedError:
    """The newest changes were removed from next to the database."""
    return DataMovedError(
        N_(
            "A file in the data folder {folder} was moved, deleted, or replaced while "
            "CPDesk was open."
        ),
        N_(
            "This was not saved. Try again. If you see this message again, restart CPDesk. "
            "Keep other programs out of the data folder."
        ),
        folder=str(path.parent),
    )
