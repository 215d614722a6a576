"""A day's partner schedule, on screen and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from cpdesk.policy.decision import Finding
from cpdesk.policy.outcome import Condition
from cpdesk.records.letters import ApprovedLine
from cpdesk.records.office import Contact


@dataclass(frozen=True, slots=True)
class DayLine:
    """One activity of the day.

    `part`: before, school, after (the school day by its bells). `state`: may_not_run, done, here,
    due, later, missed (no one came), waiting (not approved by the school's leaders yet). `stops`
    are the findings that keep it from running or make it wait; otherwise empty.
    """

    activity_id: str
    title: str
    partner_id: str
    partner_name: str
    contract_id: str
    place: str
    start: time
    end: time
    grade_low: int | None
    grade_high: int | None
    expected: tuple[str, ...]  # people's names
    came: int  # how many of the expected came
    here: int  # how many people are here for it now
    part: str
    state: str
    conditions: tuple[Condition, ...]
    stops: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class DaySchedule:
    """A date's activities at this school, in order of time."""

    school_name: str
    day: date
    open: bool
    schedule: str  # the bell schedule's name; "" if unknown
    note: str
    lines: tuple[DayLine, ...]
    contact: Contact | None
    roster_taken_in_at: datetime | None
    printed_at: datetime
    approved: tuple[ApprovedLine, ...] = ()  # what school leaders approved for this date


@dataclass(frozen=True, slots=True)
class EvacuationLine:
    visitor_name: str
    partner_name: str
    place: str
    arrived_at: datetime
    ends_at: datetime | None
    escort: bool


@dataclass(frozen=True, slots=True)
class EvacuationList:
    """Everyone who was checked in and has not left, by place."""

    school_name: str
    at: datetime
    lines: tuple[EvacuationLine, ...]


@dataclass(frozen=True, slots=True)
class BadgePaper:
    """What a badge says. No field can hold a student."""

    school_name: str
    day: date
    visitor_name: str
    partner_name: str
    place: str
    activity_title: str  # already words: an activity's title or a purpose
    ends: time | None
    conditions: tuple[Condition, ...]
    code: str  # what the QR says


@dataclass(frozen=True, slots=True)
class RefusalPaper:
    """The sheet for a visitor who could not come in. Says nothing about notices or students."""

    school_name: str
    at: datetime
    partner_name: str
    purpose: str  # already words
    findings: tuple[Finding, ...]  # only those that a visitor may read
    contact: Contact | None
