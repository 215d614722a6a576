"""Flyers, from the delivery to the log. No field here can hold a student; a class has a head count.

What comes to the office is in records/flyer_intake.py. Grades are numbers (policy/grades.py).
Copies are sheets of paper. Moments are aware.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cpdesk.policy.decision import Finding
from cpdesk.policy.flyers import Channel, DeliveryState, HandedHow, LineState, Surplus
from cpdesk.records.flyer_intake import CheckLine, FlyerApproval


@dataclass(frozen=True, slots=True)
class FlyerReturn:
    """Copies that were returned at one time, and why. `whole`: they were all that was here, and
    nothing from the delivery was kept."""

    return_id: str
    copies: int
    reasons: tuple[str, ...]
    note: str
    returned_to: str
    returned_at: datetime
    returned_by_name: str
    whole: bool


@dataclass(frozen=True, slots=True)
class FlyerFile:
    """An attached file; `what` is flyer or memo. `thumbnail` is a PNG, None if none could be made
    (the file is kept anyway)."""

    file_id: str
    what: str
    name: str
    media_type: str
    size: int
    thumbnail: bytes | None
    added_at: datetime
    added_by_name: str


@dataclass(frozen=True, slots=True)
class FlyerFileContent:
    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A class in the carry-home plan. `finding` says why the rules keep it from this class. `over`
    is copies minus students, negative if it is short; None without a head count."""

    line_id: str
    class_id: str
    class_name: str
    room: str
    class_grade: int
    head_count: int | None
    copies: int
    bundles: int
    over: int | None
    state: LineState
    finding: Finding | None
    handed_how: HandedHow | None
    handed_to: str
    handed_at: datetime | None
    handed_by_name: str


@dataclass(frozen=True, slots=True)
class PlannedClass:
    """A class as it is added to a plan: from the roster by its id, or typed."""

    class_id: str = ""
    class_name: str = ""
    room: str = ""
    class_grade: int | None = None
    head_count: int | None = None
    copies: int | None = None  # None: one for each student


@dataclass(frozen=True, slots=True)
class Board:
    """`hanging` counts the flyers that are posted now."""

    board_id: str
    name: str
    place: str
    designated_at: datetime
    designated_by_name: str
    retired_at: datetime | None
    hanging: int


@dataclass(frozen=True, slots=True)
class Post:
    """A flyer on a board, or an electronic post (`board_name` says where)."""

    post_id: str
    delivery_id: str
    title: str
    partner_name: str
    channel: Channel
    board_id: str
    board_name: str
    copies: int
    posted_at: datetime
    posted_by_name: str
    take_down_on: date | None
    taken_down_at: datetime | None
    taken_down_by_name: str
    due: bool  # to be taken down today, or overdue


@dataclass(frozen=True, slots=True)
class Tally:
    """Where the copies are: received = returned + planned + posted + over, and `out` is the part of
    `planned` that was handed out. `over` is negative if the plan needs more than there are."""

    received: int
    returned: int
    planned: int  # copies of all classes that may have it, handed out or not
    out: int
    posted: int
    over: int


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One line of the list. `next` says what to do: check, plan, hand_out, post, take_down, finish,
    "" (done or returned)."""

    delivery_id: str
    version: int
    state: DeliveryState
    title: str
    partner_name: str
    channels: tuple[Channel, ...]
    grade_low: int | None
    grade_high: int | None
    approved_on: date | None
    received_at: datetime
    tally: Tally
    returns: tuple[FlyerReturn, ...]  # oldest first
    next: str
    board_name: str  # of the post that is due, or of the only one
    take_down_on: date | None
    thumbnail: bytes | None


@dataclass(frozen=True, slots=True)
class DeliveryQueue:
    """`to_do` with what is due today first; `done` are those of this school term."""

    to_do: tuple[DeliveryRow, ...]
    done: tuple[DeliveryRow, ...]
    to_hand_out: int  # deliveries whose next step is “hand out”, as in their rows
    take_down_today: int  # posts
    term_name: str


@dataclass(frozen=True, slots=True)
class DeliveryRecord:
    """One delivery with everything behind it."""

    delivery_id: str
    version: int
    state: DeliveryState
    approval: FlyerApproval | None
    approval_number: str
    approved_on: date | None
    expires_on: date | None
    partner_id: str
    partner_name: str
    title: str
    channels: tuple[Channel, ...]
    grade_low: int | None
    grade_high: int | None
    fee: bool
    copies: int
    bundles: int
    brought_by: str
    note: str
    checks: tuple[CheckLine, ...]
    received_at: datetime
    received_by_name: str
    accepted_at: datetime | None
    accepted_by_name: str
    returns: tuple[FlyerReturn, ...]  # oldest first
    surplus: Surplus | None
    surplus_copies: int
    done_at: datetime | None
    done_by_name: str
    tally: Tally
    lines: tuple[ClassLine, ...]
    posts: tuple[Post, ...]
    files: tuple[FlyerFile, ...]
    next: str


@dataclass(frozen=True, slots=True)
class SchoolClass:
    """A class of this school from the roster, to plan with. `finding`: the rules don't allow
    carry-home flyers for this grade."""

    class_id: str
    name: str
    class_grade: int
    room: str
    head_count: int | None
    finding: Finding | None


@dataclass(frozen=True, slots=True)
class ClassList:
    """What a plan is made from. `typed` are classes that aren't on the roster and were entered this
    school year, each as it was last entered. `carry_home` is the lowest and the highest grade that
    may carry flyers home."""

    roster: tuple[SchoolClass, ...]
    typed: tuple[SchoolClass, ...]
    bundle_size: int
    carry_home: tuple[int, int]


@dataclass(frozen=True, slots=True)
class HandedOut:
    """What one hand-out did. `already` are lines that someone had handed out before: nothing was
    written for them."""

    delivery_id: str
    line_ids: tuple[str, ...]
    copies: int
    already: tuple[str, ...]


# -- paper ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Days of receipt, both included. Empty and None mean all."""

    first: date
    last: date
    partner: str = ""
    of_grade: int | None = None
    channel: Channel | None = None
    classes: bool = False  # with a line for every class


@dataclass(frozen=True, slots=True)
class LogClass:
    class_name: str
    room: str
    class_grade: int
    head_count: int | None
    copies: int
    handed_how: HandedHow | None  # None: not handed out (yet)
    handed_to: str
    handed_at: datetime | None
    initials: str
    refused: bool


@dataclass(frozen=True, slots=True)
class LogLine:
    """One delivery in one channel: carried home, on one board, or posted electronically.

    `copies` (received), `returned`, `returns` and `over` are only on the delivery's first line and
    are 0 on its others, so that totals are right; `out` are those handed out or posted in this
    channel. `done_at` is when the last copy was handed out or the post was taken down.
    """

    delivery_id: str
    first: bool  # the first line of its delivery
    received_at: datetime
    title: str
    partner_name: str
    approval_number: str
    expires_on: date | None
    channel: Channel | None  # None if all copies were returned or nothing was done yet
    board_name: str
    grade_low: int | None
    grade_high: int | None
    copies: int
    out: int
    classes: int
    returned: int
    returns: tuple[FlyerReturn, ...]  # oldest first
    over: int
    surplus: Surplus | None  # what was done with `over`
    take_down_on: date | None
    taken_down_at: datetime | None
    done_at: datetime | None
    initials: str
    state: DeliveryState
    lines: tuple[LogClass, ...] = ()


@dataclass(frozen=True, slots=True)
class LogTotals:
    """`copies` = `out` + `posted` + `returned_copies` + `over`, and what still waits."""

    deliveries: int
    copies: int
    out: int  # handed out to classes
    posts: int  # on boards and electronic
    posted: int  # copies that are or were on boards
    returned_deliveries: int  # with anything returned
    returned_copies: int
    over: int


@dataclass(frozen=True, slots=True)
class FlyerLog:
    school_name: str
    filter: LogFilter
    partner_name: str  # "" for all
    school_year: str  # "2026-27" if the days are one school year; otherwise ""
    printed_at: datetime
    carry_home_low: int
    carry_home_high: int
    lines: tuple[LogLine, ...]
    totals: LogTotals


@dataclass(frozen=True, slots=True)
class CountSheet:
    """For the person who carries bundles around; a signature for every class."""

    school_name: str
    title: str
    partner_name: str
    approval_number: str
    expires_on: date | None
    received_at: datetime
    received: int
    returned: int
    bundle_size: int
    printed_at: datetime
    lines: tuple[ClassLine, ...]
    tally: Tally


@dataclass(frozen=True, slots=True)
class BundleLabel:
    """One label for each bundle of a class: "bundle 1 of 2"."""

    school_name: str
    title: str
    class_name: str
    room: str
    copies: int
    bundle: int
    bundles: int
    day: date


@dataclass(frozen=True, slots=True)
class BundleLabels:
    title: str
    school_name: str
    labels: tuple[BundleLabel, ...]


@dataclass(frozen=True, slots=True)
class BoardRegister:
    """What was posted where, and until when. `posts` are those of the period, board by board."""

    school_name: str
    first: date
    last: date
    printed_at: datetime
    boards: tuple[Board, ...]
    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class ReturnSlip:
    """The paper for a partner whose flyers are returned."""

    school_name: str
    school_address: str
    school_phone: str
    title: str
    partner_name: str
    approval_number: str
    received_at: datetime
    received: int
    returned: int
    reasons: tuple[str, ...]  # codes of policy/flyers.RETURN_REASONS
    note: str
    returned_to: str
    returned_at: datetime
    returned_by_name: str
    contact_office: str
    contact_phone: str
    contact_email: str
