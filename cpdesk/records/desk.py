"""What goes to and comes from the desk: questions, cards, visits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from cpdesk.policy.dayplan import Band
from cpdesk.policy.decision import Decision, Finding
from cpdesk.policy.outcome import Condition, Door, Outcome, Purpose


@dataclass(frozen=True, slots=True)
class Question:
    """May this visitor do this here, then? Empty means "not said".

    `person` is the id of a person on the roster or registered here, or a full name; `guest` a
    guest's id or name. `at` and `until` without a zone are the school's time; `at` None is now;
    `until` may be a time of day. `school` "" is this desk's.
    """

    purpose: Purpose | None = None  # None: the program, with an activity; else other
    school: str = ""
    person: str = ""
    guest: str = ""
    partner: str = ""
    activity: str = ""
    grade: int | None = None
    at: datetime | None = None
    until: datetime | time | None = None
    door: Door | None = None
    reason: str = ""
    host: str = ""
    flyer: str = ""
    request: str = ""
    place: str = ""  # where the visitor wants to go; "" is where it was approved


@dataclass(frozen=True, slots=True)
class PurposeChoice:
    """One chip of the card: an activity that meets today, or a purpose without one."""

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
    """The decision card: who, for what, the answer and everything behind it.

    `question` is what was decided on, completed (the preselected purpose filled in). `partner_name`
    is "" for a guest. `bands` is the day of the asked grade, for a meeting with a student.
    `open_visit_id` is set when this visitor came in today and has not left: the card offers
    check-out. `left_open_at` is when a visit of an earlier day began that nobody checked out; it
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
    new_here: bool  # registered at this desk and not yet confirmed by an admission
    ends_at: datetime | None
    place: str
    bands: tuple[Band, ...]
    open_visit_id: str
    left_today_at: datetime | None
    left_open_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RelayedYes:
    """A leader's yes that reached the desk by word of mouth: who, how, why."""

    who: str
    how: str
    why: str


@dataclass(frozen=True, slots=True)
class Admission:
    """The desk admits. `arrival_id` is made once a card, so that two Enters are one visit.

    `lift_reason` is needed where the answer asks the desk, `relayed` where it asks a leader.
    """

    arrival_id: str
    question: Question
    lift_reason: str = ""
    relayed: RelayedYes | None = None


@dataclass(frozen=True, slots=True)
class TurnAway:
    """The desk turns a visitor away; `told` is what was said, in the desk's words."""

    arrival_id: str
    question: Question
    told: str = ""


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """One visit as it was admitted. Of one that was `not_checked_out` nobody knows when it ended,
    so `left_at` is None; it is over all the same."""

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
    already: bool = False  # this arrival was admitted before; nothing new was written
    not_checked_out: bool = False
    closed: datetime | None = None  # when the visit of an earlier day began that this one closed


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
    closed: datetime | None = None  # when the visit of an earlier day began that this closed


@dataclass(frozen=True, slots=True)
class InsideRow:
    """Somebody who is in the building. `overdue_minutes` is 0 while in time."""

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
    """Somebody who is expected today: a person of an activity that meets. `state`: due, here, gone,
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

    `outcome` is what the rules say of a partner today, whoever comes; of people the desk is asked.
    `marks` are the (start, length) stretches of `title` that matched. For `inside`, `key` is the
    visit id, `visitor_key` says whose it is, and `since` when it began if that was on an earlier
    day; for the others `key` is the id of its kind.
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
    near: bool = False  # resembles what was typed, but is not it
    request_id: str = ""  # of an approved request; then `key` may be "": anyone of the partner
    purpose: Purpose | None = None  # of that request
    visitor_key: str = ""
    since: datetime | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class DeskNow:
    """What the header and the side of the desk show."""

    at: datetime
    school_open: bool
    day_note: str
    schedule: str
    band: Band | None  # the stretch of the day that is now, for the school's most common plan
    inside: tuple[InsideRow, ...]
    next: tuple[ExpectedRow, ...]
