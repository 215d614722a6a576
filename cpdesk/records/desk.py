"""What goes to and comes from the front desk: questions, cards, visits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from cpdesk.policy.day_plan import Band
from cpdesk.policy.decision import Decision, Finding
from cpdesk.policy.outcome import Condition, ExceptionKind, Outcome, Purpose


@dataclass(frozen=True, slots=True)
class Question:
    """May this visitor do this here, then? Empty means not given.

    `person` is the id of a person on the roster or registered here, or a full name; `guest` a
    guest's id or name. `at` and `until` without a zone are in school time; `at` None is now;
    `until` may be a time of day. `school` "" is this front desk's.
    """

    purpose: Purpose | None = None  # None: with an activity the program, otherwise other
    school: str = ""
    person: str = ""
    guest: str = ""
    partner: str = ""
    activity: str = ""
    grade: int | None = None
    at: datetime | None = None
    until: datetime | time | None = None
    door: ExceptionKind | None = None
    reason: str = ""
    host: str = ""
    flyer: str = ""
    request: str = ""
    place: str = ""  # where the visitor is going; "" is the approved place


@dataclass(frozen=True, slots=True)
class PurposeChoice:
    """One choice on the card: an activity that meets today, or a purpose without one."""

    purpose: Purpose
    activity_id: str = ""
    title: str = ""
    place: str = ""
    start: time | None = None
    end: time | None = None
    weekdays: tuple[int, ...] = ()  # of an activity, Monday is 0
    meets_today: bool = True
    request_id: str = ""  # an approved request that is for today


@dataclass(frozen=True, slots=True)
class Card:
    """The decision card: who, what for, the answer and everything behind it.

    `question` is what was decided, completed (the preselected purpose filled in). `partner_name` is
    "" for a guest. `bands` is the day of the given grade, for a meeting with a student.
    `open_visit_id` is set if this visitor came in today and has not left: the card offers
    check-out. `left_open_at` is when a visit of an earlier day began that was never checked out; it
    is over, and this is today's card. `ends_at` is when the visit should end.
    """

    question: Question
    visitor_key: str
    visitor_name: str
    partner_id: str
    partner_name: str
    choices: tuple[PurposeChoice, ...]
    chosen: PurposeChoice
    decision: Decision
    last_here: datetime | None
    clearance: str
    clearance_ends_on: date | None
    new_here: bool  # registered at this front desk and not yet confirmed by a check-in
    ends_at: datetime | None
    place: str
    bands: tuple[Band, ...]
    open_visit_id: str
    left_today_at: datetime | None
    left_open_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RelayedYes:
    """A leader's verbal approval: who, how, why."""

    who: str
    how: str
    why: str


@dataclass(frozen=True, slots=True)
class Admission:
    """The front desk checks a visitor in. `arrival_id` is made once per card, so that pressing
    Enter twice makes one visit.

    `lift_reason` is needed if the front desk decides, `relayed` if a leader does.
    """

    arrival_id: str
    question: Question
    lift_reason: str = ""
    relayed: RelayedYes | None = None


@dataclass(frozen=True, slots=True)
class TurnAway:
    """The front desk turns a visitor away; `told` is what the visitor was told, in the office's
    words."""

    arrival_id: str
    question: Question
    told: str = ""


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """One visit as it was checked in. If it was `not_checked_out`, no one knows when it ended, so
    `left_at` is None; it is over anyway."""

    visit_id: str
    badge_code: str
    school_id: str
    visitor_key: str
    visitor_name: str
    partner_id: str
    partner_name: str
    purpose: Purpose
    activity_id: str
    activity_title: str
    place: str
    host: str
    reason: str
    arrived_at: datetime
    ends_at: datetime | None
    outcome: Outcome
    conditions: tuple[Condition, ...]
    admitted_by: str  # rules, desk, relayed
    lift_reason: str
    relayed_who: str
    relayed_how: str
    left_at: datetime | None
    undone: bool
    findings: tuple[Finding, ...]
    already: bool = False  # this arrival was checked in before; nothing new was written
    not_checked_out: bool = False
    closed: datetime | None = None  # when the visit of an earlier day that this one closed began


@dataclass(frozen=True, slots=True)
class TurnedAwayRecord:
    """One visitor who was turned away, with what was said."""

    turned_away_id: str
    visitor_name: str
    partner_name: str
    purpose: Purpose
    activity_title: str
    at: datetime
    outcome: Outcome
    told: str
    findings: tuple[Finding, ...]
    visitor_key: str = ""
    closed: datetime | None = None  # when the visit of an earlier day that this closed began


@dataclass(frozen=True, slots=True)
class InsideRow:
    """Someone who is in the building. `overdue_minutes` is 0 until the visit is overdue."""

    visit_id: str
    badge_code: str
    visitor_name: str
    partner_name: str
    purpose: Purpose
    activity_title: str
    place: str
    arrived_at: datetime
    ends_at: datetime | None
    minutes_here: int
    overdue_minutes: int
    since_another_day: bool


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    """Someone who is expected today: a person of an activity that meets. `state`: due, here, gone,
    later, missed."""

    person_id: str
    person_name: str
    partner_id: str
    partner_name: str
    activity_id: str
    activity_title: str
    place: str
    start: time
    end: time
    state: str
    purpose: Purpose = Purpose.PROGRAM
    request_id: str = ""  # of an approved request; then there may be no activity


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the search. `kind`: expected, person, partner, guest, inside.

    `outcome` is what the rules say about a partner today, whoever comes; about people, the front
    desk is asked. `marks` are the (start, length) parts of `title` that matched. For `inside`,
    `key` is the visit id, `visitor_key` says whose it is, and `since` when it began, if on an
    earlier day; for the others `key` is the id of its kind.
    """

    kind: str
    key: str
    title: str
    partner_id: str
    partner_name: str
    detail: str  # activity title, organization; "" if nothing
    marks: tuple[tuple[int, int], ...]
    start: time | None = None
    place: str = ""
    activity_id: str = ""
    near: bool = False  # resembles what was typed, but is not the same
    request_id: str = ""  # for an approved request; then `key` may be "": anyone from the partner
    purpose: Purpose | None = None  # for that request
    visitor_key: str = ""
    since: datetime | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class DeskNow:
    """What the header and the side of the front desk page show."""

    at: datetime
    school_open: bool
    day_note: str
    schedule: str
    band: Band | None  # the current part of the day, in the school's most common schedule
    inside: tuple[InsideRow, ...]
    next: tuple[ExpectedRow, ...]
