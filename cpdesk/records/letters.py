"""What a partner may be given about requests. No field here can hold a student."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cpdesk.policy.approval.requests import Kind, Verdict
from cpdesk.policy.decision import Finding
from cpdesk.records.office import Contact
from cpdesk.records.requests import Window


@dataclass(frozen=True, slots=True)
class DecisionLetter:
    """The letter to a partner about one decision. For a meeting with a student, findings about
    grade, period or load are left out, since they could reveal which student it is."""

    school_name: str
    school_address: str
    school_phone: str
    written_at: datetime
    number: str  # short form of the request's ID, for the phone
    partner_name: str
    people: tuple[str, ...]
    kind: Kind
    verdict: Verdict
    windows: tuple[Window, ...]
    weekly_until: date | None
    place: str
    event: str
    teacher: str
    reason_code: str
    reason: str  # only what the leader wrote for the partner
    offered: tuple[Window, ...]
    conditions: tuple[str, ...]
    findings: tuple[Finding, ...]
    decided_by_name: str
    decided_by_title: str
    contact: Contact | None


@dataclass(frozen=True, slots=True)
class RequestForm:
    """The empty form that a partner fills in by hand."""

    school_name: str
    school_phone: str
    contact: Contact | None
    printed_at: datetime


@dataclass(frozen=True, slots=True)
class ApprovedLine:
    """One approved request of a day, for the partner schedule."""

    kind: Kind
    partner_name: str
    people: tuple[str, ...]
    window: Window
    place: str
    event: str
    teacher: str
    state: str  # due, here, done, later, missed
    request_id: str
    part: str = "school"  # of the day: before, school, after


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One event of an iCalendar export. `uid` stays the same in every export."""

    uid: str
    window: Window
    title_kind: Kind | None  # None: a scheduled activity, `title` says it all
    title: str
    partner_name: str
    place: str
    changed_at: datetime
    cancelled: bool


@dataclass(frozen=True, slots=True)
class CalendarExport:
    """A calendar file of one partner, or of one day of the school (`day` set, no partner)."""

    school_name: str
    partner_name: str
    day: date | None
    entries: tuple[CalendarEntry, ...]
