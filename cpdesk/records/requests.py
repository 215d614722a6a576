"""Requests, from the form to the decision and its explanation years later.

`Student` is for staff only. No record that a document, a file for a partner or a log line receives
has a field for it: those are in records/letters.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from cpdesk.errors import Fault
from cpdesk.policy.approval.requests import Flag, Kind, SlotState, State, Verdict
from cpdesk.policy.case import ReleaseFacts
from cpdesk.policy.day_plan import Band
from cpdesk.policy.decision import Decision, Finding
from cpdesk.policy.outcome import ExceptionKind


@dataclass(frozen=True, slots=True)
class Window:
    """From..to, aware, half-open."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Student:
    """A reference used within the school, and a grade. Staff only."""

    reference: str
    grade: int | None


@dataclass(frozen=True, slots=True)
class Ask:
    """What the form holds. Empty means not given yet; times without a zone are in school time.

    `people` are ids of people (roster or registered here); none means anyone from the partner.
    `weekly_until` repeats the same weekday and time through that date. `agency` and `officer` are
    for `required_by_law`, `reason` is needed for both exceptions. `lift_codes`, `visitor_key` and
    `valid_until` are for "this visit": without `valid_until` it is for one visit.
    """

    kind: Kind
    partner: str = ""
    activity: str = ""
    people: tuple[str, ...] = ()
    day: date | None = None
    start: time | None = None
    end: time | None = None
    weekly_until: date | None = None
    place: str = ""
    teacher: str = ""
    host: str = ""
    event: str = ""  # of a table: which of the school's events
    student: Student | None = None
    grade: int | None = None  # of a class (presentation, photos), not a single student
    reason: str = ""
    family_knows: bool | None = None
    releases: int | None = None  # signed releases on file
    group_size: int | None = None
    door: ExceptionKind | None = None
    agency: str = ""
    officer: str = ""
    visitor_key: str = ""
    visitor_name: str = ""
    lift_codes: tuple[str, ...] = ()
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """Something else at the same time. `over`: student, visitor, room. `approved`: the other one is
    settled (an approved request or a scheduled activity) and no longer waiting. `title` names no
    student."""

    over: str
    window: Window
    title: str
    request_id: str = ""
    approved: bool = True


@dataclass(frozen=True, slots=True)
class SlotCheck:
    """One time of the request as the rules see it."""

    window: Window
    open: bool  # there is school that day
    known: bool  # the bell schedule of that grade is known
    class_minutes: int
    period: str  # the name of the period or gap it begins in; "" outside the day
    clashes: tuple[Clash, ...]


@dataclass(frozen=True, slots=True)
class VisitLoad:
    """A partner's tables and presentations in the first time's term, without this request except
    for `wanted`. More than `allotted` is not a refusal: a leader decides."""

    used: int
    planned: int
    wanted: int
    allotted: int

    @property
    def total(self) -> int:
        return self.used + self.planned + self.wanted

    @property
    def over(self) -> int:
        """By how many visits the partner would be over its limit."""
        return max(0, self.total - self.allotted)


@dataclass(frozen=True, slots=True)
class Examination:
    """The form, checked by the rules. `missing` is what has to be filled in before it can be filed;
    `decision` is for the time with the worst outcome, the first of those. `refused`: the rules
    decline it, and a leader can't approve it. `timing`: outside_class, in_class, before_school,
    after_school, no_school, unknown_plan, "" (no time, or this kind never touches a class)."""

    missing: tuple[Fault, ...]
    decision: Decision | None
    refused: bool
    timing: str = ""
    slots: tuple[SlotCheck, ...] = ()
    bands: tuple[Band, ...] = ()  # the first slot's day, of that grade
    bands_known: bool = False
    class_minutes: int = 0  # of all its times
    class_minutes_term: int = 0  # missed by this student this term, without this request
    term_name: str = ""
    meetings_week: int = 0  # of this student in the first slot's week, including this one
    clashes: tuple[Clash, ...] = ()
    visits: VisitLoad | None = None  # of a table or presentation whose partner is known
    photo_releases: ReleaseFacts | None = None  # on file for the program of its activity


@dataclass(frozen=True, slots=True)
class FreeTime:
    """A proposed time. `period` names the part of the day, such as "Lunch". The `best` ones come
    first."""

    window: Window
    period: str
    note: str  # "activity" (just before or after its program), "same_day", ""


@dataclass(frozen=True, slots=True)
class FreeTimes:
    """The best windows, and why there are none (`why`: no_grade, no_plan, no_school, full, "")."""

    times: tuple[FreeTime, ...]
    why: str
    searched_from: date
    searched_to: date


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One line of the list. `urgency` sorts the leader's queue, lowest first."""

    request_id: str
    version: int
    kind: Kind
    state: State
    flag: Flag
    partner_name: str
    visitor_names: tuple[str, ...]
    event: str
    place: str
    next_window: Window | None
    weekly_until: date | None
    timing: str
    door: ExceptionKind | None
    asked_by_name: str
    asked_at: datetime
    by_me: bool
    by_rule: bool  # declined by the rules themselves
    urgency: int


@dataclass(frozen=True, slots=True)
class RequestCounts:
    waiting: int
    approved: int
    declined: int
    every: int
    for_me: int  # waiting for the signed-in person to decide, review or confirm


@dataclass(frozen=True, slots=True)
class RequestQueue:
    rows: tuple[RequestRow, ...]
    counts: RequestCounts


@dataclass(frozen=True, slots=True)
class SlotRecord:
    slot_id: str
    window: Window
    state: SlotState
    visit_id: str


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """A decision about a request; kept permanently. `by_role` and `lent_by` (the account of the
    leader who delegated, whose name today is `lent_by_name`) say in what capacity. `terms_on` is
    the day whose terms were applied. A decision that was undone is here too; it has no effect."""

    decision_id: str
    verdict: Verdict
    by_account: str  # "" for the rules themselves
    by_name: str
    by_title: str
    by_role: str
    lent_by: str
    at: datetime
    reason_code: str
    reason: str
    self_decided: bool
    changed: str  # what an approval changed: time, place; "" nothing
    offered: tuple[Window, ...]
    terms_on: date
    findings: tuple[Finding, ...]
    undone_at: datetime | None = None
    lent_by_name: str = ""


@dataclass(frozen=True, slots=True)
class RequestRecord:
    """One request with everything behind it."""

    request_id: str
    version: int
    state: State
    flag: Flag
    school_id: str
    ask: Ask
    partner_id: str
    partner_name: str
    program_name: str
    contract_id: str
    activity_title: str
    people: tuple[tuple[str, str], ...]  # id, name
    visit_id: str  # of a verbal approval or of "this visit", if there is one
    relayed_who: str
    relayed_how: str
    relayed_why: str
    asked_by_account: str
    asked_by_name: str
    asked_at: datetime
    edited_at: datetime | None
    slots: tuple[SlotRecord, ...]
    decisions: tuple[DecisionRecord, ...]  # oldest first
    by_me: bool

    @property
    def decisions_in_effect(self) -> tuple[DecisionRecord, ...]:
        """The decisions that were not undone, oldest first."""
        return tuple(one for one in self.decisions if one.undone_at is None)


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """A decision as it is made. `version` is that of the request they looked at; `knowing`: what
    the request's acknowledgements name (class time under an exception, clashes) was seen. For
    `approve` a changed `day`, `start`, `end` or `place` may be given, and for "this visit" a
    changed `valid_until`; for `offer`, `offers`."""

    request_id: str
    version: int
    verdict: Verdict
    reason_code: str = ""
    reason: str = ""
    day: date | None = None
    start: time | None = None
    end: time | None = None
    place: str = ""
    valid_until: date | None = None
    offers: tuple[Window, ...] = ()
    knowing: bool = False


@dataclass(frozen=True, slots=True)
class Flagged:
    """An approval whose time became class time when the day plan changed."""

    request_id: str
    kind: Kind
    partner_name: str
    window: Window
    class_minutes: int
