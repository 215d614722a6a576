"""Services written by hand, for states of the page that are hard to reach by the rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from cpdesk.clock import Clock
from cpdesk.errors import DeskError
from cpdesk.policy.day_plan import Band, PeriodKind
from cpdesk.policy.decision import Decision, Finding
from cpdesk.policy.outcome import Condition, Lift, Outcome, Purpose
from cpdesk.records.desk import (
    Admission,
    Card,
    DeskNow,
    ExpectedRow,
    Hit,
    InsideRow,
    PurposeChoice,
    Question,
    TurnAway,
    TurnedAwayRecord,
    VisitRecord,
)
from cpdesk.records.office import OfficeRecord, SchoolRecord
from cpdesk.records.partners import PartnerRow
from cpdesk.services.office import Office
from cpdesk.services.partners.partners import Partners
from cpdesk.services.search.search import Search
from cpdesk.services.services import Services
from cpdesk.services.visits.desk import Desk
from cpdesk.services.visits.visitors import Visitors
from cpdesk.words import Words
from tests.ui.context import FakeCounter

CHICAGO = ZoneInfo("America/Chicago")
AT = datetime(2026, 11, 24, 10, 42, tzinfo=CHICAGO)

TUTORS = PurposeChoice(
    Purpose.PROGRAM, "A1", "Reading tutors", "Room 114", time(10, 45), time(11, 30), (1, 3)
)
PURPOSES = tuple(
    PurposeChoice(p)
    for p in (
        Purpose.STUDENT_MEETING,
        Purpose.STAFF_MEETING,
        Purpose.FLYERS,
        Purpose.TABLING,
        Purpose.PRESENTATION,
        Purpose.PHOTOS,
        Purpose.OBSERVATION,
        Purpose.REFERRAL,
        Purpose.OTHER,
    )
)
BANDS = tuple(
    Band(time(*start), time(*end), kind, name)
    for start, end, kind, name in (
        ((8, 10), (9, 5), PeriodKind.INSTRUCTIONAL, "1"),
        ((9, 5), (10, 0), PeriodKind.INSTRUCTIONAL, "2"),
        ((10, 0), (11, 35), PeriodKind.INSTRUCTIONAL, "3"),
        ((11, 35), (12, 5), PeriodKind.LUNCH, "Lunch"),
        ((12, 5), (13, 10), PeriodKind.INSTRUCTIONAL, "4"),
        ((13, 10), (13, 30), PeriodKind.RECESS, "Recess"),
        ((13, 30), (14, 50), PeriodKind.INSTRUCTIONAL, "5"),
        ((14, 50), (16, 0), PeriodKind.AFTER, "After"),
    )
)


def held(code: str, says: str, **facts: str | int | date) -> Finding:
    return Finding(code, Outcome.ADMIT, None, says, facts=tuple(facts.items()))


GOOD = (
    held("activity.approved", "The school’s leaders approved this activity."),
    held("activity.scheduled", "Scheduled Tue and Thu 10:45–11:30, Room 114, grades 2–3."),
    held("contract.signed", "Contract 26-0418 was signed.", signed_on=date(2026, 8, 12)),
    held(
        "contract.school",
        "Contract 26-0418 covers Reading tutors at this school through Jun 30, 2027.",
    ),
    held("visitor.clearance", "Background check confirmed, valid through Jun 30, 2027."),
    Finding(
        "photo.release",
        Outcome.ADMIT,
        None,
        "No signed family releases are on file for this program.",
        conditions=(Condition.NO_PHOTOS,),
    ),
)


def trouble(code: str, outcome: Outcome, lift: Lift, says: str, offer: str = "") -> Finding:
    return Finding(code, outcome, lift, says, offer)


NOW_CLASS = replace(
    trouble(
        "meeting.instructional-time",
        Outcome.REFUSE,
        Lift.LEADER,
        "Partners don’t meet students in class time, unless the law or an emergency asks for it.",
        "A time outside class, shown in the strip of the day.",
    ),
    facts=(("free_start", time(11, 35)), ("free_end", time(12, 5))),
)
NEEDS_LEADER = trouble(
    "meeting.approval",
    Outcome.ASK_LEADER,
    Lift.LEADER,
    "Any meeting in the school day is for the school’s leaders to decide.",
    "A message that the office passes on, if a parent agrees.",
)
EARLY = trouble(
    "activity.scheduled", Outcome.ASK_DESK, Lift.DESK, "It begins at 3:10 pm, which is later."
)
NOT_SIGNED = trouble(
    "contract.signed",
    Outcome.REFUSE,
    Lift.DISTRICT,
    "The district does not have the final signed contract (26-0533) yet.",
    "Work can begin the day the district has the final signed contract.",
)


def decided(*findings: Finding) -> Decision:
    worst = max((f.outcome for f in findings), default=Outcome.ADMIT)
    ranked = tuple(sorted(findings, key=lambda f: -f.outcome))
    return Decision(worst, ranked, tuple(c for f in findings for c in f.conditions))


def card(asked: Question, name: str = "Adaeze Okafor", **changes: object) -> Card:
    """A card that admits, changed as wanted."""
    plain = Card(
        question=replace(asked, purpose=Purpose.PROGRAM, activity="A1"),
        visitor_key=f"person:{asked.person}",
        visitor_name=name,
        partner_id="P1",
        partner_name="Lake Street Literacy",
        choices=(TUTORS, *PURPOSES),
        chosen=TUTORS,
        decision=decided(*GOOD),
        last_here=datetime(2026, 11, 19, 10, 45, tzinfo=CHICAGO),
        clearance="cleared",
        clearance_ends_on=date(2027, 6, 30),
        new_here=False,
        ends_at=AT.replace(hour=11, minute=30),
        place="Room 114",
        bands=(),
        open_visit_id="",
        left_today_at=None,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def meeting_card(question: Question) -> Card:
    """A meeting with a student in the middle of class."""
    return card(
        question,
        "Rosa Ochoa",
        question=replace(question, purpose=Purpose.STUDENT_MEETING, grade=6),
        partner_name="Bright Futures Mentoring",
        chosen=PURPOSES[0],
        decision=decided(*GOOD[2:4], NOW_CLASS, NEEDS_LEADER),
        left_today_at=AT.replace(hour=9, minute=58),
        bands=BANDS,
    )


def visit(name: str = "Adaeze Okafor", **changes: object) -> VisitRecord:
    plain = VisitRecord(
        visit_id="V1",
        badge_code="CPD:0123456789AB",
        school_id="S1",
        visitor_key="person:p1",
        visitor_name=name,
        partner_id="P1",
        partner_name="Lake Street Literacy",
        purpose=Purpose.PROGRAM,
        activity_id="A1",
        activity_title="Reading tutors",
        place="Room 114",
        host="",
        reason="",
        arrived_at=AT,
        ends_at=None,
        outcome=Outcome.ADMIT,
        conditions=(),
        admitted_by="rules",
        lift_reason="",
        relayed_who="",
        relayed_how="",
        left_at=None,
        undone=False,
        findings=(),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def inside(
    number: int, name: str, partner: str, place: str, minutes: int, over: int = 0
) -> InsideRow:
    return InsideRow(
        visit_id=f"V{number}",
        badge_code=f"CPD:00000000000{number}",
        visitor_name=name,
        partner_name=partner,
        purpose=Purpose.PROGRAM,
        activity_title="",
        place=place,
        arrived_at=AT - timedelta(minutes=minutes),
        ends_at=None,
        minutes_here=minutes,
        overdue_minutes=over,
        since_another_day=minutes > 1_000,
    )


def expected(
    person: str, name: str, title: str, partner: str, at: time, **changes: object
) -> ExpectedRow:
    plain = ExpectedRow(
        person, name, "P1", partner, "A1", title, "Room 114", at, time(at.hour + 1), "later"
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


HITS = (
    Hit("expected", "p1", "Adaeze Okafor", "P1", "Lake Street Literacy", "Reading tutors",
        ((7, 4),), time(10, 45), "Room 114", "A1"),
    Hit("person", "p2", "Chidi Okafor-Lund", "P2", "Northside Strings", "Violin club",
        ((6, 4),)),
    Hit("person", "p3", "Mona Okafi", "P3", "Bright Futures Mentoring", "", ((5, 4),)),
)  # fmt: skip
INSIDE = (
    inside(1, "L. Vang", "Hmong Roots", "Gym", 62),
    inside(2, "J. Peterson", "Northside Strings", "Music", 47),
    inside(3, "F. Warsame", "Garden Lab", "Room 8", 57, over=12),
    inside(4, "R. Ochoa", "Bright Futures", "Office", 8),
)
EXPECTED = (
    expected("p1", "Adaeze Okafor", "Reading tutors", "Lake Street Literacy", time(10, 45)),
    expected("p5", "Zoë Nuñez", "Family night sign-up", "Lake Street Literacy", time(12, 10)),
)


@dataclass
class FakeDesk(Desk):
    """Answers with cards made by hand, and keeps what it was told."""

    cards: Callable[[Question], Card] = card
    inside_rows: tuple[InsideRow, ...] = INSIDE
    expected_rows: tuple[ExpectedRow, ...] = EXPECTED
    answers: Callable[[Question], Outcome | None] = lambda question: None  # on the pills
    trouble: DeskError | None = None
    no_school: DeskError | None = None
    admitted: list[Admission] = field(default_factory=list)
    turned: list[TurnAway] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)

    def card(self, question: Question) -> Card:
        self.asked.append(question)
        return self.cards(question)

    def outcomes(self, questions: tuple[Question, ...]) -> tuple[Outcome | None, ...]:
        return tuple(map(self.answers, questions))

    def admit(self, admission: Admission) -> VisitRecord:
        if self.trouble:
            raise self.trouble
        self.admitted.append(admission)
        return visit()

    def turn_away(self, turn_away: TurnAway) -> TurnedAwayRecord:
        self.turned.append(turn_away)
        return TurnedAwayRecord(
            "T1", "Adaeze Okafor", "Lake Street Literacy", Purpose.PROGRAM, "", AT,
            Outcome.REFUSE, turn_away.told, (),
        )  # fmt: skip

    def check_out(
        self, visit_id: str, how: str = "clicked", at: datetime | None = None
    ) -> VisitRecord:
        self.left.append(visit_id)
        name = next((r.visitor_name for r in self.inside_rows if r.visit_id == visit_id), "")
        return visit(name, visit_id=visit_id)

    def check_out_by_code(self, code: str) -> VisitRecord:
        row = next((r for r in self.inside_rows if r.badge_code == code), None)
        if row is None:
            raise DeskError("This code is not from a badge printed at this front desk.")
        return self.check_out(row.visit_id, "scanned")

    def inside(self) -> tuple[InsideRow, ...]:
        return self.inside_rows

    def now(self) -> DeskNow:
        if self.no_school:
            raise self.no_school
        band = Band(time(10), time(11, 35), PeriodKind.INSTRUCTIONAL, "3")
        return DeskNow(AT, True, "", "regular", band, self.inside_rows, self.expected_rows)

    def expected(self) -> tuple[ExpectedRow, ...]:
        return self.expected_rows


@dataclass
class FakeSearch(Search):
    hits: tuple[Hit, ...] = HITS

    def find(self, text: str, limit: int = 40) -> tuple[Hit, ...]:
        return self.hits


class FakeOffice(Office):
    def __init__(self) -> None:
        pass

    def office(self) -> OfficeRecord:
        school = SchoolRecord("S1", "Cedar Lake School", 0, 8, "", "", "America/Chicago")
        return OfficeRecord(school, None, "America/Chicago")


class FakeVisitors(Visitors):
    def __init__(self) -> None:
        pass

    def register_person(self, partner_id: str, given_name: str, family_name: str) -> str:
        return "new"

    def register_guest(self, name: str, organization: str = "") -> str:
        return "guest"


class FakePartners(Partners):
    def __init__(self) -> None:
        pass

    def directory(self, text: str = "", only_here: bool = False) -> tuple[PartnerRow, ...]:
        rows = (
            PartnerRow("P1", "Lake Street Literacy", "authorized", Outcome.ADMIT, True, 2),
            PartnerRow("P2", "Lakeside Chess & Games", "prospective", Outcome.REFUSE, False, 1),
        )
        return tuple(row for row in rows if text.lower() in row.name.lower())


def services(desk: FakeDesk, folder: Path, clock: Clock, words: Words) -> FakeCounter:
    """The fakes, in the places of the real ones."""
    made = FakeCounter(folder, clock, words)
    made.put(Services.desk, desk)
    made.put(Services.office, FakeOffice())
    made.put(Services.search, FakeSearch())
    made.put(Services.visitors, FakeVisitors())
    made.put(Services.partners, FakePartners())
    return made
