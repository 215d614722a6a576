"""What comes to the office: the district's approval of a flyer, the delivery as entered in the
form, its checklist, and why copies are returned.

`approval` keys are "roster:ID" or "memo:ID", "" for none. Grades are numbers (policy/grades.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cpdesk.policy.decision import Finding
from cpdesk.policy.flyers import Answer, Channel, Check


@dataclass(frozen=True, slots=True)
class FlyerApproval:
    """The district's approval of one flyer, to choose from. `finding` is what the rule
    `flyer.approved` says about it here today."""

    key: str
    title: str
    partner_id: str
    partner_name: str
    approval_number: str
    approved_on: date
    expires_on: date | None
    channels: tuple[Channel, ...]
    grade_low: int | None
    grade_high: int | None
    memo_on: date | None  # recorded here from a memo with this date; None: on the roster
    finding: Finding
    covers_school: bool = True  # this one is among those that the district named
    recorded_at: datetime | None = None  # for a memo: when it was recorded here, and by whom
    recorded_by_name: str = ""


@dataclass(frozen=True, slots=True)
class MemoDraft:
    """An approval memo from a partner. `partner` is an id or a name; a partner that is not on the
    roster stays as it was typed."""

    partner: str
    title: str
    approval_number: str
    memo_on: date | None
    approved_on: date | None
    expires_on: date | None
    channels: tuple[Channel, ...] = (Channel.CARRY_HOME, Channel.BOARD)
    grade_low: int | None = None
    grade_high: int | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """What the form of a delivery holds. Without `approval`, partner and title are typed, and the
    delivery can only be returned. `received_at` None is now."""

    approval: str = ""
    partner: str = ""
    title: str = ""
    copies: int | None = None
    bundles: int = 0
    channels: tuple[Channel, ...] = ()
    fee: bool = False
    brought_by: str = ""
    note: str = ""
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line of the checklist; `finding` is set if the rules answered it."""

    check: Check
    answer: Answer
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Return:
    """Copies are returned for at least one of policy/flyers.RETURN_REASONS; "other" needs the
    note."""

    reasons: tuple[str, ...]
    note: str = ""
    returned_to: str = ""
