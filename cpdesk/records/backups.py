"""Backups of this office's data: what a file holds, what a restore changes, what a check found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Holding:
    """What a data file holds, counted. `entries` are the audit entries; `first_link` is the same in
    every copy of one office's data."""

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
    """A backup file. `holds` is None if it was not opened."""

    path: Path
    made_at: datetime
    size: int
    holds: Holding | None = None


@dataclass(frozen=True, slots=True)
class BackupOrder:
    """Allows someone, as the audit names them, to make one backup."""

    by: str
    token: str


@dataclass(frozen=True, slots=True)
class RestoreOrder:
    """Allows someone to replace the data that ends with this audit entry with a backup. `seal` is
    made with the key of that data."""

    by: str
    last_link: str
    seal: str


@dataclass(frozen=True, slots=True)
class DataTrouble:
    """One problem: message ids with their facts."""

    says: str
    do: str
    facts: tuple[tuple[str, str | int | datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class BackupState:
    """What Settings shows. `trouble` is why the last backup failed; None if it went well."""

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
    """What restoring a file would change. `present` is None if the current data can't be read; then
    `unread` says why, and what would be lost is unknown."""

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
    log_left_out: bool  # a write-ahead log was next to the file and did not belong to it
    accounts: bool  # the current data has accounts, so a manager has to sign in


@dataclass(frozen=True, slots=True)
class RestoreRecord:
    """A finished restore. `aside` is the folder that holds what was there before."""

    source: Path
    aside: Path | None
    holds: Holding


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found; the data is sound if there are no troubles."""

    troubles: tuple[DataTrouble, ...]
    holds: Holding | None
    newest_backup: datetime | None
    log_bytes: int
