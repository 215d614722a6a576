"""Tables and presentations with how they went, and signed photo releases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cpdesk.policy.approval.requests import Kind, SlotState, State
from cpdesk.policy.outreach import EventResult
from cpdesk.records.office import Contact
from cpdesk.records.requests import Window


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a table or presentation went, as recorded. `not_kept` are codes of
    policy/outreach.NOT_KEPT."""

    result: EventResult
    not_kept: tuple[str, ...]
    note: str
    noted_at: datetime
    noted_by_name: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """One time of a table or presentation. `to_note`: it is over, and how it went is not
    recorded."""

    slot_id: str
    request_id: str
    kind: Kind
    state: State
    slot_state: SlotState
    partner_id: str
    partner_name: str
    event: str
    place: str
    teacher: str
    class_grade: int | None
    people: tuple[str, ...]
    window: Window
    came: bool
    outcome: Outcome | None
    to_note: bool


@dataclass(frozen=True, slots=True)
class Allotment:
    """How many visits of this kind a partner had this term, of those allowed."""

    partner_id: str
    partner_name: str
    used: int  # held or came
    planned: int  # approved and still to come
    allotted: int


@dataclass(frozen=True, slots=True)
class EventTerm:
    """The term's tables and presentations at this school. `left` are those of earlier terms that
    are still not recorded, if this is the current term."""

    term_name: str
    first: date
    last: date
    events: tuple[EventRow, ...]
    allotments: tuple[Allotment, ...]
    left: tuple[EventRow, ...] = ()


@dataclass(frozen=True, slots=True)
class PastOutcome:
    """What a leader sees with the same partner's next request."""

    kind: Kind
    day: date
    event: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class EventNote:
    """The office records how an event went. "rule not kept" needs at least one code or a note."""

    slot_id: str
    result: EventResult
    not_kept: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReminderSheet:
    """For the partner before a table or presentation: when, where, and the rules to follow."""

    school_name: str
    school_address: str
    school_phone: str
    printed_at: datetime
    number: str  # of the request
    kind: Kind
    partner_name: str
    people: tuple[str, ...]
    event: str
    place: str
    teacher: str
    windows: tuple[Window, ...]
    conditions: tuple[str, ...]  # message ids, whole sentences
    used: int
    allotted: int
    contact: Contact | None


@dataclass(frozen=True, slots=True)
class ReleaseDraft:
    """What is typed about a program's releases; not `signed` if they are tracked by student."""

    program_id: str
    signed: int | None
    children: int | None
    valid_to: date | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReleaseRecord:
    """Signed releases of one program at this school. `in_force`: today is not after `valid_to`."""

    release_id: str
    program_id: str
    program_name: str
    partner_id: str
    partner_name: str
    signed: int
    children: int
    valid_to: date
    in_force: bool
    by_child: bool
    checked_by_name: str
    checked_at: datetime
    note: str
    form_name: str  # "" if no scan is kept
    form_thumbnail: bytes | None


@dataclass(frozen=True, slots=True)
class ProgramReleases:
    """A program at this school, with or without releases on file. `roster_says`: the roster marks
    one of its activities as having releases."""

    program_id: str
    program_name: str
    partner_id: str
    partner_name: str
    roster_says: bool
    release: ReleaseRecord | None
