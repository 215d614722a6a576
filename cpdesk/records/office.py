"""The office: which school, which roster, how recent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cpdesk.errors import Fault


@dataclass(frozen=True, slots=True)
class SchoolRecord:
    school_id: str
    name: str
    grade_low: int
    grade_high: int
    address: str
    phone: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call at the district."""

    office: str
    phone: str
    email: str
    become_partner_url: str


@dataclass(frozen=True, slots=True)
class RosterRecord:
    """The current roster. `freshness`: ok, old (the front desk decides), stale (a leader decides),
    behind (the computer's clock is set to before the import)."""

    district: str
    school_year: str
    sequence: int
    published_at: datetime
    taken_in_at: datetime
    valid_until: date | None
    partner_term: str
    contact: Contact
    sample: bool
    age_days: int
    freshness: str


@dataclass(frozen=True, slots=True)
class OfficeRecord:
    """Either may be missing on a first start."""

    school: SchoolRecord | None
    roster: RosterRecord | None
    time_zone: str  # the school's, otherwise the district's, otherwise UTC


@dataclass(frozen=True, slots=True)
class RecoveryPaper:
    """The recovery key of this office, for printing. `groups` are what is typed in again one
    day."""

    school_name: str
    at: datetime
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """One file of the roster, compared with the one before."""

    file: str
    rows: int
    added: int
    changed: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class RosterSummary:
    """What importing a roster did, or would do (`checked_only`).

    `remarks` are facts from the district that are not faults but need a look; `notes` is what was
    skipped (unknown columns, another encoding). Both have the form of a Fault, with file and line.
    """

    district: str
    school_year: str
    sequence: int
    checked_only: bool
    counts: tuple[Counts, ...]
    remarks: tuple[Fault, ...]
    notes: tuple[Fault, ...]
