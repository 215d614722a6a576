"""The facts that policy decides on. Services gather them, rules read them, and nothing changes
them.

Dates are in the school's time zone. What is not known is None or empty, and a rule that needs it
assumes the worse case: less information never makes an answer softer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from cpdesk.policy.day_plan import DayPlan
from cpdesk.policy.outcome import ExceptionKind, Purpose


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    school_id: str
    name: str
    grade_low: int
    grade_high: int


@dataclass(frozen=True, slots=True)
class PartnerFacts:
    """`status`: authorized, prospective, suspended, ended."""

    partner_id: str
    name: str
    status: str
    become_partner_url: str = ""


@dataclass(frozen=True, slots=True)
class ContractFacts:
    """`covers_school` is about the school of the case (`*` in the roster covers every school)."""

    contract_id: str
    status: str
    signed_on: date | None
    starts_on: date
    ends_on: date
    insurance_ends_on: date | None
    covers_school: bool


@dataclass(frozen=True, slots=True)
class ProgramFacts:
    """`contract_ids` are the contracts that the program names and the partner has."""

    program_id: str
    partner_id: str
    name: str
    fee_to_families: bool
    contract_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """`weekdays` counts Monday as 0."""

    activity_id: str
    title: str
    school_id: str
    location: str
    weekdays: frozenset[int]
    start: time
    end: time
    starts_on: date
    ends_on: date
    grade_low: int | None
    grade_high: int | None
    approved_on: date | None
    supervised: bool
    photo_release: bool


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """The visitor as this partner's list knows them.

    `listed`: on the partner's list in the roster, or registered at this desk and confirmed.
    `clearance`: cleared, pending, expired, not_cleared, unknown.
    """

    name: str
    listed: bool
    clearance: str
    clearance_ends_on: date | None


@dataclass(frozen=True, slots=True)
class NamesakeFacts:
    """Someone on the roster, from any partner, with exactly this visitor's full name. If the
    visitor is on the roster, they are included."""

    person_id: str
    partner_id: str
    clearance: str


@dataclass(frozen=True, slots=True)
class GuestFacts:
    """A visitor with no partner."""

    name: str


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """A no-entry notice. The rule decides whether it is in force and whether names resemble.

    `school_id` "*" is the whole district. Without `ends_on` it expires after the term
    `notice.lasts_days` from `issued_on`; without either it is in force.
    """

    notice_id: str
    name: str
    other_names: tuple[str, ...]
    birth_year: int | None
    school_id: str
    issued_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class FlyerFacts:
    """A flyer and the district's approval of it, from the roster or from a memo recorded here.
    `theirs`: the flyer belongs to the partner that the question is about."""

    flyer_id: str
    title: str
    approved_on: date | None
    expires_on: date | None
    covers_school: bool
    theirs: bool = True


@dataclass(frozen=True, slots=True)
class ApprovalFacts:
    """A leader's approval of a request, with the approved window (school time).

    `for_visitor`: the approval names this visitor, or no one in particular from the partner.
    `for_grade`: the grade named at the front desk, if any, is the approved student's. `door`: the
    exception by which a leader allowed the meeting in class time. `day_off`: the leader saw that
    there is no school that day, and approved.
    """

    request_id: str
    purpose: Purpose
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    teacher: str = ""
    for_visitor: bool = True
    for_grade: bool = True
    door: ExceptionKind | None = None
    day_off: bool = False


@dataclass(frozen=True, slots=True)
class LiftFacts:
    """A leader waived these findings for this visitor, once or through a day (inclusive).
    `compared` lists the notices that the leader had in view; no one has compared the visitor with a
    later one."""

    request_id: str
    codes: frozenset[str]
    until: date | None
    compared: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class StudentLoad:
    """What this student would miss, if the student is known. No name, no reference."""

    minutes_missed: int
    meetings_this_week: int


@dataclass(frozen=True, slots=True)
class ClassFacts:
    """A class that a flyer would go home with."""

    class_id: str
    grade: int


@dataclass(frozen=True, slots=True)
class BoardFacts:
    """A board that a flyer would be posted on."""

    name: str
    designated: bool


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """The text of a paper or file that a partner can see, and what it must not contain."""

    text: str
    student_references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """The families' signed releases for a program's photos, as recorded by the office. Counts only:
    the school knows which student is meant, a rule never does."""

    signed: int
    children: int
    valid_to: date


@dataclass(frozen=True, slots=True)
class Case:
    """One question: may this visitor do this, here, then?

    `at` and `until` are aware, in the school's time zone. `guest` is set for a visitor with no
    partner; then all partner fields are empty. `partner` None on a partner visit means that the
    partner is not on the roster. `contracts` and `programs` are all those of the partner,
    `activities_here` the partner's activities at this school that have not ended. `namesakes` are
    the people on the roster with this visitor's full name. `year_ends_on` is the last day of the
    roster's school year. `roster_age_days` counts calendar days by the real clock, negative when
    the clock is behind. `place` is where the visitor wants to go, "" if not given: then it is the
    approved place. `lifts` are this visitor's waivers that have not been used. `releases` are the
    signed releases counted for this photo session, out of `children`; `photo_releases` is what the
    office recorded for the program. `flyer_named` is true when a flyer was named, even an unknown
    one (`flyer` None). `flyer_class`, `posting` and `document` are set by the use cases that ask
    only those rules.
    """

    purpose: Purpose
    at: datetime
    school: SchoolFacts
    day: DayPlan
    until: datetime | None = None
    guest: GuestFacts | None = None
    person: PersonFacts | None = None
    namesakes: tuple[NamesakeFacts, ...] = ()
    year_ends_on: date | None = None
    partner: PartnerFacts | None = None
    contracts: tuple[ContractFacts, ...] = ()
    programs: tuple[ProgramFacts, ...] = ()
    activities_here: tuple[ActivityFacts, ...] = ()
    activity: ActivityFacts | None = None
    program: ProgramFacts | None = None
    notices: tuple[NoticeFacts, ...] = ()
    roster_age_days: int = 0
    grade: int | None = None
    door: ExceptionKind | None = None
    reason: str = ""
    host: str = ""
    teacher: str = ""
    flyer_named: bool = False
    flyer: FlyerFacts | None = None
    place: str = ""
    approval: ApprovalFacts | None = None
    lifts: tuple[LiftFacts, ...] = ()
    student: StudentLoad | None = None
    releases: int | None = None
    children: int | None = None
    photo_releases: ReleaseFacts | None = None
    flyer_class: ClassFacts | None = None
    posting: BoardFacts | None = None
    document: DocumentFacts | None = None

    @property
    def today(self) -> date:
        """The date of the visit in the school's time zone."""
        return self.at.date()
