"""The office: which school, which roster, how fresh."""

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
    """The roster in force. `freshness`: ok, old (asks the desk), stale (asks a leader), behind
    (the computer's clock stands before the import)."""

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
    time_zone: str  # the school's, else the district's, else UTC


@dataclass(frozen=True, slots=True)
class RecoveryPaper:
    """The recovery key of one desk, to be printed. `groups` are what is typed back in some day."""

    school_name: str
    at: datetime
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one file of the roster, compared with the one before."""

    file: str
    rows: int
    added: int
    changed: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class RosterSummary:
    """What taking in a roster did, or would do (`checked_only`).

    `remarks` are the district's facts that are no faults but want a look; `notes` is what was read
    past (unknown columns, another encoding). Both keep Fault's form, with file and line.
    """

    district: str
    school_year: str
    sequence: int
    checked_only: bool
    counts: tuple[Counts, ...]
    remarks: tuple[Fault, ...]
    notes: tuple[Fault, ...]
