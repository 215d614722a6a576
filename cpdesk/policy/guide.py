"""What may a partner do? Everyday situations, each put to the rules as a question of the desk is.

The answers are the rules' own, with today's terms: nothing here says what is allowed. A situation
takes a case in which everything is in order and changes the one thing that it is about.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo

from cpdesk.policy.authority import SOURCES
from cpdesk.policy.case import (
    ActivityFacts,
    ApprovalFacts,
    BoardFacts,
    Case,
    ClassFacts,
    ContractFacts,
    FlyerFacts,
    GuestFacts,
    PartnerFacts,
    PersonFacts,
    ProgramFacts,
    SchoolFacts,
)
from cpdesk.policy.dayplan import DayPlan, DayRow, Period, PeriodKind
from cpdesk.policy.decision import Decision
from cpdesk.policy.judgment import assess, assess_only
from cpdesk.policy.outcome import Door, Purpose
from cpdesk.policy.requests import Kind
from cpdesk.policy.rules import RULES
from cpdesk.policy.terms import TermsInForce
from cpdesk.words import N_


@dataclass(frozen=True, slots=True)
class Examples:
    """What the sentences name, in the reader's language: nobody real."""

    partner: str
    program: str
    activity: str
    contract: str
    school: str
    lesson: str
    lunch: str
    wall: str  # a place that is no board
    flyer: str


@dataclass(frozen=True, slots=True)
class Situation:
    """`question` and `words` (what else people call it) are message ids. `codes` are the rules
    that it is about, the first one's source is shown. `kind`: which request starts it, if any."""

    key: str
    question: str
    words: str
    codes: tuple[str, ...]
    change: Callable[[Case], Case]
    kind: Kind | None = None
    alone: bool = False  # these rules are asked by a use case of their own, not by a visit


@dataclass(frozen=True, slots=True)
class Topic:
    """A situation with the rules' answer; `source` is a message id."""

    key: str
    question: str
    words: str
    decision: Decision
    codes: tuple[str, ...]
    source: str
    kind: Kind | None


def topics(examples: Examples, day: date, zone: tzinfo, terms: TermsInForce) -> tuple[Topic, ...]:
    """Every situation, answered by the rules with these terms."""
    usual = _usual(examples, day, zone)
    sources = {rule.code: SOURCES[rule.cites] for rule in RULES}
    return tuple(_answered(one, usual, terms, sources) for one in SITUATIONS)


def _answered(one: Situation, usual: Case, terms: TermsInForce, sources: dict[str, str]) -> Topic:
    case = one.change(usual)
    decision = assess_only(case, terms, *one.codes) if one.alone else assess(case, terms)
    return Topic(
        one.key, one.question, one.words, decision, one.codes, sources[one.codes[0]], one.kind
    )


def _usual(names: Examples, day: date, zone: tzinfo) -> Case:
    """A visit that everything speaks for: 10:00 in a day of lessons with a lunch from 11:30."""
    long = timedelta(days=200)
    contract = ContractFacts(
        names.contract, "signed", day - long, day - long, day + long, day + long, True
    )
    lessons = (
        Period("", names.lesson, PeriodKind.INSTRUCTIONAL, time(8), time(11, 30)),
        Period("", names.lunch, PeriodKind.LUNCH, time(11, 30), time(12)),
        Period("", names.lesson, PeriodKind.INSTRUCTIONAL, time(12), time(15)),
    )
    plan = tuple(replace(period, schedule="day") for period in lessons)
    return Case(
        purpose=Purpose.PROGRAM,
        at=datetime.combine(day, time(10), zone),
        school=SchoolFacts("", names.school, 0, 12),
        day=DayPlan(day, 0, 12, special=(DayRow("day"),), has_week=True, periods=plan),
        person=PersonFacts("", True, "cleared", None),
        partner=PartnerFacts("", names.partner, "authorized"),
        contracts=(contract,),
        activity=ActivityFacts(
            activity_id="",
            title=names.activity,
            school_id="",
            location=names.wall,
            weekdays=frozenset(range(7)),
            start=time(10),
            end=time(11),
            starts_on=day - long,
            ends_on=day + long,
            grade_low=None,
            grade_high=None,
            approved_on=day - long,
            supervised=False,
            photo_release=True,
        ),
        program=ProgramFacts("", "", names.program, False, (names.contract,)),
        flyer=FlyerFacts("", names.flyer, day, day + long, True),
    )


def _contract(**change: object) -> Callable[[Case], Case]:
    def changed(case: Case) -> Case:
        return replace(case, contracts=(replace(case.contracts[0], **change),))  # type: ignore[arg-type]

    return changed


def _activity(**change: object) -> Callable[[Case], Case]:
    def changed(case: Case) -> Case:
        assert case.activity is not None
        return replace(case, activity=replace(case.activity, **change))  # type: ignore[arg-type]

    return changed


def _for(purpose: Purpose, **change: object) -> Callable[[Case], Case]:
    def changed(case: Case) -> Case:
        asked = replace(case, purpose=purpose, activity=None, program=None)
        return replace(asked, **change)  # type: ignore[arg-type]

    return changed


def _meeting(hour: time, until: time, **change: object) -> Callable[[Case], Case]:
    def changed(case: Case) -> Case:
        on = case.today
        zone = case.at.tzinfo
        return _for(
            Purpose.STUDENT_MEETING,
            at=datetime.combine(on, hour, zone),
            until=datetime.combine(on, until, zone),
            grade=5,
            **change,
        )(case)

    return changed


def _lunch_approved(case: Case) -> Case:
    lunch = _meeting(time(11, 30), time(12))(case)
    assert lunch.until is not None
    approval = ApprovalFacts("", Purpose.STUDENT_MEETING, lunch.at, lunch.until)
    return replace(lunch, approval=approval)


def _early(case: Case) -> Case:
    return replace(case, at=case.at - timedelta(hours=2))


def _no_school(case: Case) -> Case:
    return replace(case, day=replace(case.day, special=(DayRow(""),)))


def _no_contract(case: Case) -> Case:
    return replace(case, contracts=(), program=replace(_program(case), contract_ids=()))


def _other_program(case: Case) -> Case:
    return replace(case, program=replace(_program(case), contract_ids=()))


def _charges(case: Case) -> Case:
    return replace(case, program=replace(_program(case), fee_to_families=True))


def _program(case: Case) -> ProgramFacts:
    assert case.program is not None
    return case.program


def _standing(status: str) -> Callable[[Case], Case]:
    def changed(case: Case) -> Case:
        assert case.partner is not None
        return replace(case, partner=replace(case.partner, status=status))

    return changed


def _person(**change: object) -> Callable[[Case], Case]:
    def changed(case: Case) -> Case:
        assert case.person is not None
        return replace(case, person=replace(case.person, **change))  # type: ignore[arg-type]

    return changed


def _uninsured(case: Case) -> Case:
    return _contract(insurance_ends_on=case.today - timedelta(days=1))(case)


def _ended(case: Case) -> Case:
    return _contract(ends_on=case.today - timedelta(days=1))(case)


def _guest(case: Case) -> Case:
    bare = _for(Purpose.OTHER, person=None, partner=None, contracts=())(case)
    return replace(bare, guest=GuestFacts(""))


def _guest_meets(case: Case) -> Case:
    return replace(_guest(case), purpose=Purpose.STUDENT_MEETING)


def _flyer(case: Case) -> Case:
    return replace(_for(Purpose.FLYERS, flyer_named=True)(case), flyer=None)


def _home(grade: int) -> Callable[[Case], Case]:
    return lambda case: replace(case, handing_out=ClassFacts("", grade))


def _on_a_wall(case: Case) -> Case:
    place = case.activity.location if case.activity else ""
    return replace(case, posting=BoardFacts(place, False))


def _photos(released: bool) -> Callable[[Case], Case]:
    return lambda case: replace(_activity(photo_release=released)(case), purpose=Purpose.PHOTOS)


SITUATIONS: tuple[Situation, ...] = (
    Situation(
        "meet-in-class",
        N_("May a partner meet a student during class?"),
        N_("pull out take out of lesson talk with student counseling instructional time see a kid"),
        ("meeting.instructional-time", "meeting.approval"),
        _meeting(time(10), time(10, 30)),
        Kind.MEET_STUDENT,
    ),
    Situation(
        "meet-at-lunch",
        N_("May a partner meet a student at lunch or after school?"),
        N_("recess break free time mentor check-in talk with student outside class see a kid"),
        ("meeting.approval",),
        _meeting(time(11, 30), time(12)),
        Kind.MEET_STUDENT,
    ),
    Situation(
        "meet-approved",
        N_("May a partner meet a student when a leader approved it?"),
        N_("approved meeting appointment expected request yes"),
        ("meeting.approval",),
        _lunch_approved,
    ),
    Situation(
        "emergency",
        N_("May a partner see a student in class time in an emergency?"),
        N_("urgent crisis danger emergency exception door"),
        ("meeting.instructional-time", "meeting.approval"),
        _meeting(time(10), time(10, 30), door=Door.EMERGENCY, reason="–"),
        Kind.MEET_STUDENT,
    ),
    Situation(
        "law",
        N_("May an agency see a student in class time where the law requires it?"),
        N_("child protection police officer court county social worker legal exception"),
        ("meeting.instructional-time", "meeting.approval"),
        _meeting(time(10), time(10, 30), door=Door.REQUIRED_BY_LAW, reason="–"),
        Kind.MEET_STUDENT,
    ),
    Situation(
        "observe",
        N_("May a partner watch a class when a parent has signed?"),
        N_("observe observation sit in visit classroom look at lesson consent parent permission"),
        ("observation.not-allowed",),
        _for(Purpose.OBSERVATION),
        Kind.OBSERVATION,
    ),
    Situation(
        "names",
        N_("May the school pass on a student’s name to a partner?"),
        N_("pass a name give list of students recruit recruiting refer referral phone address"),
        ("student.referral",),
        _for(Purpose.REFERRAL),
    ),
    Situation(
        "table",
        N_("May a partner have a table at a school event?"),
        N_("tabling booth stand fair open house conferences registration night family night"),
        ("tabling.approval",),
        _for(Purpose.TABLING),
        Kind.TABLING,
    ),
    Situation(
        "presentation",
        N_("May a partner present in a classroom?"),
        N_("talk speak assembly show classroom presentation registration forms sign up"),
        ("presentation.approval",),
        _for(Purpose.PRESENTATION),
        Kind.PRESENTATION,
    ),
    Situation(
        "photos",
        N_("May a partner take pictures without signed releases?"),
        N_("photo picture video film camera record social media website"),
        ("photo.release",),
        _photos(False),
    ),
    Situation(
        "photos-released",
        N_("May a partner take pictures of children whose parents signed?"),
        N_("photo picture video film camera record release consent sticker signed"),
        ("photo.release",),
        _photos(True),
        Kind.PHOTOS,
    ),
    Situation(
        "flyer",
        N_("May a partner drop off flyers that the district has not approved?"),
        N_("leaflet handout poster paper brochure memo approval number delivery"),
        ("flyer.approved",),
        _flyer,
    ),
    Situation(
        "flyer-approved",
        N_("May a partner drop off flyers that the district approved?"),
        N_("leaflet handout poster paper brochure memo approval number delivery"),
        ("flyer.approved",),
        _for(Purpose.FLYERS, flyer_named=True),
    ),
    Situation(
        "flyer-home",
        N_("May approved flyers go home with students of grade 4?"),
        N_("carry home backpack leaflet take home folder elementary middle"),
        ("flyer.carry-home-grades",),
        _home(4),
        alone=True,
    ),
    Situation(
        "flyer-home-high",
        N_("May approved flyers go home with students of grade 10?"),
        N_("carry home backpack leaflet take home high school teenagers"),
        ("flyer.carry-home-grades",),
        _home(10),
        alone=True,
    ),
    Situation(
        "board",
        N_("May a flyer hang anywhere in the building?"),
        N_("post poster wall hallway door pin up display bulletin board"),
        ("flyer.board",),
        _on_a_wall,
        alone=True,
    ),
    Situation(
        "program",
        N_("May a partner’s staff come for their program when everything is in order?"),
        N_("tutor mentor visit check in badge activity session regular"),
        ("activity.scheduled",),
        lambda case: case,
    ),
    Situation(
        "early",
        N_("May somebody come two hours before their activity?"),
        N_("early late another day wrong time moved rescheduled"),
        ("activity.scheduled",),
        _early,
    ),
    Situation(
        "not-approved-here",
        N_("May a program run that this school’s leaders have not approved?"),
        N_("new activity principal approval another school"),
        ("activity.approved",),
        _activity(approved_on=None),
    ),
    Situation(
        "before-contract",
        N_("May a partner begin before the contract is signed?"),
        N_("start early unsigned draft out for signature waiting for contract"),
        ("contract.signed",),
        _contract(status="out_for_signature", signed_on=None),
    ),
    Situation(
        "ended-contract",
        N_("May a partner go on after the contract has ended?"),
        N_("expired last year renew renewal over old contract"),
        ("contract.term",),
        _ended,
    ),
    Situation(
        "free-of-charge",
        N_("Does a partner who works for free need a contract?"),
        N_("free unpaid volunteer no money donation no contract"),
        ("partner.contract",),
        _no_contract,
    ),
    Situation(
        "second-program",
        N_("Does one contract cover a second program of the same partner?"),
        N_("another program two programs new program separate contract"),
        ("contract.program",),
        _other_program,
    ),
    Situation(
        "other-school",
        N_("Does a contract for one school cover another one?"),
        N_("several schools different building same program elsewhere"),
        ("contract.school",),
        _contract(covers_school=False),
    ),
    Situation(
        "prospective",
        N_("May an organization come that has only applied to become a partner?"),
        N_("prospective applying application how to become a partner new organization inquiry"),
        ("partner.standing",),
        _standing("prospective"),
    ),
    Situation(
        "fees",
        N_("May a partner charge families?"),
        N_("fee pay cost money price tuition charge"),
        ("program.free",),
        _charges,
    ),
    Situation(
        "insurance",
        N_("May a partner come whose insurance has lapsed?"),
        N_("certificate of insurance liability expired lapsed"),
        ("contract.insurance",),
        _uninsured,
    ),
    Situation(
        "stranger",
        N_("May somebody come who is not on the partner’s list?"),
        N_("new tutor substitute replacement unknown person not listed volunteer"),
        ("visitor.known", "visitor.clearance"),
        _person(listed=False, clearance="unknown"),
    ),
    Situation(
        "background-check",
        N_("May somebody come whose background check is pending?"),
        N_("clearance cleared fingerprint record check expired"),
        ("visitor.clearance",),
        _person(clearance="pending"),
    ),
    Situation(
        "no-school",
        N_("May a partner come on a day without school?"),
        N_("holiday break vacation weekend closed snow day"),
        ("school.open",),
        _no_school,
    ),
    Situation(
        "staff",
        N_("May a partner meet a staff member?"),
        N_("teacher meeting appointment principal counselor room host"),
        ("staff.host",),
        _for(Purpose.STAFF_MEETING),
        Kind.STAFF_MEETING,
    ),
    Situation(
        "guest",
        N_("May somebody come who belongs to no partner?"),
        N_("guest parent vendor delivery salesman visitor without a partner host"),
        ("guest.no-partner",),
        _guest,
    ),
    Situation(
        "guest-student",
        N_("May a guest who belongs to no partner meet a student?"),
        N_("guest stranger friend relative talk with student"),
        ("guest.no-partner",),
        _guest_meets,
    ),
)
