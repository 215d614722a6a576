"""The rules read a second time, rule by rule from their text, over plain rows of a district.

Nothing here knows how policy or services are built: no case, no facts, no rule of theirs is used.
What it answers is compared with what they answer; a difference is a fault of one of the two.

Not read here: class time and the calendar's rows by grade, which have tests of their own; the
office's record of photo releases, counted by session; lifts. Where several contracts speak and none
holds all three of signed, dates and school, the rules leave open which one the findings speak of:
then every contract's findings are right, but one contract's together.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

Found = tuple[str, str]  # outcome and who may lift; "" where the rule held
YES: Found = ("admit", "")
ASK_DESK: Found = ("ask_desk", "desk")
ASK_LEADER: Found = ("ask_leader", "leader")
BY_DISTRICT: Found = ("refuse", "district")
BY_NOBODY: Found = ("refuse", "nobody")


@dataclass(frozen=True)
class Partner:
    id: str
    status: str


@dataclass(frozen=True)
class Contract:
    id: str
    partner: str
    status: str
    signed_on: date | None
    starts_on: date
    ends_on: date
    insured_to: date | None
    schools: tuple[str, ...]


@dataclass(frozen=True)
class Program:
    id: str
    partner: str
    contracts: tuple[str, ...]
    charges: bool


@dataclass(frozen=True)
class Activity:
    id: str
    program: str
    school: str
    weekdays: tuple[int, ...]
    start: time
    end: time
    starts_on: date
    ends_on: date
    approved_on: date | None
    supervised: bool
    releases: bool


@dataclass(frozen=True)
class Person:
    """`registered`: by the desk, not on a list of the roster; `confirmed`: admitted before."""

    id: str
    partner: str
    name: str
    clearance: str
    ends_on: date | None
    registered: bool = False
    confirmed: bool = False


@dataclass(frozen=True)
class Flyer:
    id: str
    partner: str
    approved_on: date
    expires_on: date | None
    schools: tuple[str, ...]


@dataclass(frozen=True)
class Notice:
    name: str
    school: str
    issued_on: date | None
    ends_on: date | None


@dataclass(frozen=True)
class District:
    year_ends_on: date
    partners: tuple[Partner, ...]
    contracts: tuple[Contract, ...]
    programs: tuple[Program, ...]
    activities: tuple[Activity, ...]
    people: tuple[Person, ...]
    flyers: tuple[Flyer, ...]
    notices: tuple[Notice, ...]
    closed: tuple[date, ...]


@dataclass(frozen=True)
class Approval:
    """What a leader approved, for whom (`theirs`: this visitor)."""

    purpose: str
    start: datetime
    end: datetime
    place: str
    teacher: str
    theirs: bool


@dataclass(frozen=True)
class Asked:
    """One question. `person` is an id or a name, `partner` an id; "" is not said."""

    purpose: str
    at: datetime
    until: datetime | None = None
    person: str = ""
    guest: str = ""
    partner: str = ""
    activity: str = ""
    flyer: str = ""
    host: str = ""
    reason: str = ""
    place: str = ""
    school: str = "S1"
    roster_days: int = 0
    approval: Approval | None = None
    load: tuple[int, int] | None = None  # minutes missed, meetings this week


class SentBackError(Exception):
    """A name that several people have is never guessed."""


def words(name: str) -> list[str]:
    """A full name without case, accents, apostrophes and the order of its words."""
    bare = unicodedata.normalize("NFD", name.casefold().replace("’", "").replace("'", ""))
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    return sorted("".join(c if c.isalnum() else " " for c in letters).split())


@dataclass
class Reading:
    """One question with what it speaks of looked up in the rows."""

    district: District
    asked: Asked
    today: date = field(init=False)
    activity: Activity | None = None
    program: Program | None = None
    partner: Partner | None = None
    partner_id: str = ""
    who: Person | None = None
    flyer: Flyer | None = None

    def __post_init__(self) -> None:
        d, q = self.district, self.asked
        self.today = q.at.date()
        if q.guest:
            return
        self.activity = next((a for a in d.activities if a.id == q.activity), None)
        if self.activity:
            self.program = next(p for p in d.programs if p.id == self.activity.program)
        self.flyer = next((f for f in d.flyers if f.id == q.flyer), None)
        self.partner_id = q.partner or (self.program.partner if self.program else "")
        self.who = self._visitor()
        if not self.partner_id:
            self.partner_id = self.who.partner if self.who else ""
        if not self.partner_id and self.flyer:
            self.partner_id = self.flyer.partner
        self.partner = next((p for p in d.partners if p.id == self.partner_id), None)

    def _visitor(self) -> Person | None:
        said, people = self.asked.person, self.district.people
        if not said:
            return None
        by_id = [p for p in people if p.id == said]
        if by_id:
            return by_id[0]
        named = [p for p in people if words(p.name) == words(said)]
        if self.partner_id:
            named = [p for p in named if p.partner == self.partner_id]
        listed = [p for p in named if not p.registered]
        # A registration at the desk never covers the one row of the roster that is not cleared.
        if len(listed) == 1 and listed[0].clearance == "not_cleared":
            return listed[0]
        if len(named) > 1:
            raise SentBackError
        return named[0] if named else Person("", self.partner_id, said, "unknown", None)

    # -- what several rules speak of ------------------------------------------------------------

    def contracts(self) -> list[Contract]:
        """Those that the question asks about: the program's, or without an activity any."""
        theirs = [c for c in self.district.contracts if c.partner == self.partner_id]
        if self.activity is None:
            return theirs if self.partner else []
        if self.program is None or self.program.partner != self.partner_id or not self.partner:
            return []
        return [c for c in theirs if c.id in self.program.contracts]

    def signed(self, c: Contract) -> bool:
        return c.status == "signed" and c.signed_on is not None and c.signed_on <= self.today

    def running(self, c: Contract) -> bool:
        return c.starts_on <= self.today <= c.ends_on

    def here(self, c: Contract) -> bool:
        return "*" in c.schools or self.asked.school in c.schools

    def in_force(self, c: Contract) -> bool:
        return self.signed(c) and self.running(c) and self.here(c)

    def insured(self, c: Contract) -> bool:
        return c.insured_to is not None and c.insured_to >= self.today

    def charging(self) -> bool:
        """Whether every program of the partner in force here charges."""
        if self.partner is None:
            return False
        valid = {
            c.id
            for c in self.district.contracts
            if c.partner == self.partner_id and self.in_force(c)
        }
        programs = [
            p
            for p in self.district.programs
            if p.partner == self.partner_id and valid & set(p.contracts)
        ]
        return bool(programs) and all(p.charges for p in programs)

    def approved(self, purpose: str) -> bool:
        a, q, ten = self.asked.approval, self.asked, timedelta(minutes=10)
        if a is None or a.purpose != purpose or not a.theirs:
            return False
        in_time = a.start - ten <= q.at and (q.at < a.end or q.at <= a.start + ten)
        not_longer = q.until is None or q.until <= a.end + ten
        there = not q.place or not a.place or words(q.place) == words(a.place)
        return in_time and not_longer and there


# -- the rules, in the order of the table ----------------------------------------------------------

Finding = Callable[[Reading], Found]


def partner_contract(r: Reading) -> Found:
    has = any(c.partner == r.partner_id for c in r.district.contracts)
    return YES if r.partner and has else BY_DISTRICT


def partner_standing(r: Reading) -> Found:
    return YES if r.partner and r.partner.status == "authorized" else BY_DISTRICT


def contract_program(r: Reading) -> Found:
    return YES if r.contracts() else BY_DISTRICT


def program_free(r: Reading) -> Found:
    if r.program is None:
        return BY_DISTRICT
    return BY_DISTRICT if r.program.charges else YES


def activity_approved(r: Reading) -> Found:
    a = r.activity
    assert a is not None
    ok = a.school == r.asked.school and a.approved_on is not None and a.approved_on <= r.today
    return YES if ok else ASK_LEADER


def activity_scheduled(r: Reading) -> Found:
    a = r.activity
    if a is None:
        return ASK_DESK
    if not (a.starts_on <= r.today <= a.ends_on and r.today.weekday() in a.weekdays):
        return ASK_DESK
    now = r.asked.at.replace(tzinfo=None)
    opens = datetime.combine(r.today, a.start) - timedelta(minutes=30)
    return YES if opens <= now < datetime.combine(r.today, a.end) else ASK_DESK


def school_open(r: Reading) -> Found:
    return ASK_LEADER if r.today in r.district.closed or r.today.weekday() > 4 else YES


def visitor_known(r: Reading) -> Found:
    who = r.who
    if who is None or who.partner != r.partner_id or not who.id:
        return ASK_DESK
    return YES if not who.registered or who.confirmed else ASK_DESK


def not_cleared(r: Reading) -> bool:
    who = r.who
    if who is None:
        return False
    if who.clearance == "not_cleared" and not who.registered:
        return True
    same = [p for p in r.district.people if not p.registered and words(p.name) == words(who.name)]
    bad = [p for p in same if p.clearance == "not_cleared"]
    on_their_list = [p for p in same if p.partner == r.partner_id and p not in bad]
    if bad and not on_their_list:
        return True
    # Whom the desk registered may be the very one whom that partner's list calls not cleared.
    return (
        who.registered
        and who.partner == r.partner_id
        and any(p.partner == r.partner_id for p in bad)
    )


def visitor_clearance(r: Reading) -> Found:
    who = r.who
    if not_cleared(r):
        return BY_DISTRICT
    if who is None or who.registered or who.partner != r.partner_id:
        return ASK_LEADER
    to = who.ends_on or r.district.year_ends_on
    return YES if who.clearance == "cleared" and r.today <= to else ASK_LEADER


def visitor_notice(r: Reading) -> Found:
    name = r.asked.guest or (r.who.name if r.who else "")
    for n in r.district.notices:
        ends = n.ends_on
        if ends is None and n.issued_on is not None:
            ends = n.issued_on + timedelta(days=365)
        begun = n.issued_on is None or n.issued_on <= r.today
        in_force = n.school in ("*", r.asked.school) and begun and (not ends or r.today <= ends)
        if in_force and (not name or words(n.name) == words(name)):
            return ASK_LEADER
    if r.asked.guest and any(
        p.clearance == "not_cleared" and words(p.name) == words(name) and not p.registered
        for p in r.district.people
    ):
        return ASK_LEADER
    return YES


def roster_fresh(r: Reading) -> Found:
    days = r.asked.roster_days
    if days > 30:
        return ASK_LEADER
    return ASK_DESK if days > 7 else YES


def meeting_interference(r: Reading) -> Found:
    assert r.asked.load is not None
    missed, meetings = r.asked.load
    # A leader who approved this meeting saw what the student misses by it.
    if r.approved("student_meeting"):
        return YES
    return YES if missed <= 0 and meetings <= 2 else ASK_LEADER


def staff_host(r: Reading) -> Found:
    return YES if r.asked.host.strip() else ASK_DESK


def approval_of(purpose: str) -> Finding:
    def found(r: Reading) -> Found:
        teacher = purpose != "presentation" or (
            r.asked.approval is not None and r.asked.approval.teacher.strip()
        )
        return YES if r.approved(purpose) and teacher else ASK_LEADER

    return found


def flyer_approved(r: Reading) -> Found:
    f = r.flyer
    if f is None or f.partner != r.partner_id:
        return BY_DISTRICT
    within = f.approved_on <= r.today and (f.expires_on is None or r.today <= f.expires_on)
    here = not f.schools or "*" in f.schools or r.asked.school in f.schools
    return YES if within and here else BY_DISTRICT


def photo_release(r: Reading) -> Found:
    on_file = r.activity is not None and r.activity.releases
    return YES if on_file or r.asked.purpose != "photos" else BY_NOBODY


def guest_no_partner(r: Reading) -> Found:
    if r.asked.purpose == "student_meeting":
        return BY_NOBODY
    return YES if r.asked.host.strip() and r.asked.reason.strip() else ASK_DESK


def asked_rules(r: Reading) -> Iterator[tuple[str, Finding]]:
    """Which rules the question asks; those about signature, dates, school and insurance apart."""
    purpose = r.asked.purpose
    yield "school.open", school_open
    yield "visitor.notice", visitor_notice
    if purpose == "observation":
        yield "observation.not-allowed", lambda _: BY_DISTRICT
    if purpose == "referral":
        yield "student.referral", lambda _: BY_NOBODY
    if r.asked.guest:
        yield "guest.no-partner", guest_no_partner
        return
    yield "partner.contract", partner_contract
    yield "partner.standing", partner_standing
    yield "visitor.known", visitor_known
    yield "visitor.clearance", visitor_clearance
    yield "roster.fresh", roster_fresh
    yield "photo.release", photo_release
    if r.activity:
        yield "contract.program", contract_program
        yield "program.free", program_free
    elif r.charging():
        yield "program.free", lambda _: BY_DISTRICT
    if purpose == "program":
        yield "activity.scheduled", activity_scheduled
        if r.activity:
            yield "activity.approved", activity_approved
    if purpose == "student_meeting":
        yield "meeting.approval", approval_of("student_meeting")
        if r.asked.load is not None:
            yield "meeting.interference", meeting_interference
    if purpose == "staff_meeting":
        yield "staff.host", staff_host
    if purpose in ("tabling", "presentation"):
        yield f"{purpose}.approval", approval_of(purpose)
    if purpose == "flyers" and r.asked.flyer:
        yield "flyer.approved", flyer_approved


_OF_CONTRACT = ("contract.signed", "contract.term", "contract.school")


def findings(r: Reading) -> list[dict[str, Found]]:
    """What may be found, rule by rule: one answer, or one for each contract that may speak."""
    certain = {code: rule(r) for code, rule in asked_rules(r)}
    if r.asked.guest:
        return [certain]
    contracts = r.contracts()
    in_force = [c for c in contracts if r.in_force(c)]
    insured = r.activity is not None and not r.activity.supervised
    found = []
    speaking = [c for c in in_force if r.insured(c)] or in_force or contracts
    for c in speaking or (None,):
        holds = (c and r.signed(c), c and r.running(c), c and r.here(c))
        said = {
            code: YES if ok else BY_DISTRICT for code, ok in zip(_OF_CONTRACT, holds, strict=True)
        }
        if insured:
            said["contract.insurance"] = YES if c and r.insured(c) else ASK_LEADER
        found.append(certain | said)
    return found


def conditions(r: Reading, found: dict[str, Found]) -> set[str]:
    """What is printed on the badge."""
    if r.asked.guest:
        return set()
    ride = set()
    if found["visitor.clearance"] != YES:
        ride.add("escort")
    if r.activity is None or not r.activity.releases:
        ride.add("no-photos")
    if r.asked.purpose == "presentation":
        ride.add("no-registration-forms")
    return ride
