"""Backups of the desk's data: what a file holds, what a restore changes, what a check found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Holding:
    """What a file of data holds, counted. `entries` are those of the audit; `first_link` is the
    same in every copy of one desk's data."""

    version: str
    district: str
    school: str
    time_zone: str
    visits: int
    decided: int
    entries: int
    last_entry_at: datetime | None
    first_link: str
    last_link: str
    accounts: int


@dataclass(frozen=True, slots=True)
class BackupRecord:
    """A backup file. `holds` is None where it was not opened."""

    path: Path
    made_at: datetime
    size: int
    holds: Holding | None = None


@dataclass(frozen=True, slots=True)
class BackupOrder:
    """That somebody, as the audit names them, may make one backup."""

    by: str
    token: str


@dataclass(frozen=True, slots=True)
class RestoreOrder:
    """That somebody may put a backup in the place of the data that ends with this audit entry.
    `seal` is made with the key of that data."""

    by: str
    last_link: str
    seal: str


@dataclass(frozen=True, slots=True)
class DataTrouble:
    """One thing that is wrong: message ids with their facts."""

    says: str
    do: str
    facts: tuple[tuple[str, str | int | datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class BackupState:
    """What Settings shows. `trouble` is why the last backup failed; None where it went well."""

    newest: BackupRecord | None
    kept: int
    folder: Path
    trouble: DataTrouble | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """How many of something, and from when to when."""

    count: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RestorePlan:
    """What restoring a file would change. `present` is None where the present data cannot be read;
    then `unread` says why, and nobody can tell what would be lost."""

    source: Path
    sha256: str
    holds: Holding
    present: Holding | None
    unread: DataTrouble | None
    visits_lost: Span
    visits_back: Span
    decisions_lost: Span
    decisions_back: Span
    other_desk: bool
    log_left_out: bool  # a log of writes lay beside the file and did not belong to it
    accounts: bool  # the present data has accounts, so that a manager has to sign in


@dataclass(frozen=True, slots=True)
class RestoreRecord:
    """A restore that was done. `aside` is the folder that holds what was there before."""

    source: Path
    aside: Path | None
    holds: Holding


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found; sound where there are no troubles."""

    troubles: tuple[DataTrouble, ...]
    holds: Holding | None
    newest_backup: datetime | None
    log_bytes: int
