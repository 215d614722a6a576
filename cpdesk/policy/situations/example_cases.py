"""A visit that every rule allows, and the ways in which another one differs from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from cpdesk.policy.case import (
    ActivityFacts,
    ApprovalFacts,
    BoardFacts,
    Case,
    ClassFacts,
    ContractFacts,
    FlyerFacts,
    GuestFacts,
    NoticeFacts,
    PartnerFacts,
    PersonFacts,
    ProgramFacts,
    ReleaseFacts,
    SchoolFacts,
    StudentLoad,
)
from cpdesk.policy.day_plan import DayPlan, DayRow, Period, PeriodKind
from cpdesk.policy.outcome import Purpose


@dataclass(frozen=True, slots=True)
class Examples:
    """What the sentences name, in the reader's language; no one is real."""

    partner: str
    program: str
    activity: str
    contract: str
    school: str
    lesson: str
    lunch: str
    wall: str  # a place that is not a board
    flyer: str


def usual_visit(names: Examples, day: date, zone: tzinfo) -> Case:
    """A visit that every rule allows: 10:00 in a day of lessons with lunch from 11:30."""
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
        person=PersonFacts("", True, "cleared", day + long),
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


def contract(**change: object) -> Callable[[Case], Case]:
    def changed(case: Case) -> Case:
        return replace(case, contracts=(replace(case.contracts[0], **change),))  # type: ignore[arg-type]

    return changed


def changing(part: str, **change: object) -> Callable[[Case], Case]:
    """The same visit with another activity, program, partner, or person."""

    def changed(case: Case) -> Case:
        one = getattr(case, part)
        assert one is not None
        facts: dict[str, Any] = {part: replace(one, **change)}
        return replace(case, **facts)

    return changed


def coming_for(purpose: Purpose, **change: object) -> Callable[[Case], Case]:
    def changed(case: Case) -> Case:
        asked = replace(case, purpose=purpose, activity=None, program=None)
        return replace(asked, **change)  # type: ignore[arg-type]

    return changed


def meeting(hour: time, until: time, **change: object) -> Callable[[Case], Case]:
    def changed(case: Case) -> Case:
        on = case.today
        zone = case.at.tzinfo
        return coming_for(
            Purpose.STUDENT_MEETING,
            at=datetime.combine(on, hour, zone),
            until=datetime.combine(on, until, zone),
            grade=5,
            **change,
        )(case)

    return changed


def lunch_approved(case: Case) -> Case:
    lunch = meeting(time(11, 30), time(12))(case)
    assert lunch.until is not None
    approval = ApprovalFacts("", Purpose.STUDENT_MEETING, lunch.at, lunch.until)
    return replace(lunch, approval=approval)


def met_often(case: Case) -> Case:
    """A meeting every day with the same student, at lunch."""
    return replace(meeting(time(11, 30), time(12))(case), student=StudentLoad(0, 5))


def early(case: Case) -> Case:
    return replace(case, at=case.at - timedelta(hours=2))


def no_school(case: Case) -> Case:
    return replace(case, day=replace(case.day, special=(DayRow(""),)))


other_program = changing("program", contract_ids=())
charges = changing("program", fee_to_families=True)


def no_contract(case: Case) -> Case:
    return replace(other_program(case), contracts=())


def standing(status: str) -> Callable[[Case], Case]:
    return changing("partner", status=status)


def on_a_notice(case: Case) -> Case:
    """The visitor has the name of someone on the no-entry list."""
    name = case.program.name if case.program else ""
    named = changing("person", name=name)(case)
    notice = NoticeFacts("", name, (), None, "*", None, None)
    return replace(named, notices=(notice,))


def uninsured(case: Case) -> Case:
    return contract(insurance_ends_on=case.today - timedelta(days=1))(case)


def ended(case: Case) -> Case:
    return contract(ends_on=case.today - timedelta(days=1))(case)


def guest(case: Case) -> Case:
    bare = coming_for(Purpose.OTHER, person=None, partner=None, contracts=())(case)
    return replace(bare, guest=GuestFacts(""))


def guest_meets(case: Case) -> Case:
    return replace(guest(case), purpose=Purpose.STUDENT_MEETING)


def flyer(case: Case) -> Case:
    return replace(coming_for(Purpose.FLYERS, flyer_named=True)(case), flyer=None)


def home(grade: int) -> Callable[[Case], Case]:
    return lambda case: replace(case, flyer_class=ClassFacts("", grade))


def on_a_wall(case: Case) -> Case:
    place = case.activity.location if case.activity else ""
    return replace(case, posting=BoardFacts(place, False))


def photos(released: bool) -> Callable[[Case], Case]:
    return lambda case: replace(
        changing("activity", photo_release=released)(case), purpose=Purpose.PHOTOS
    )


def photos_of_some(case: Case) -> Case:
    """Most of a class signed."""
    signed = ReleaseFacts(18, 24, case.today + timedelta(days=30))
    return replace(photos(True)(case), photo_releases=signed)


def photos_lapsed(case: Case) -> Case:
    """Everyone had signed, valid through yesterday."""
    signed = ReleaseFacts(24, 24, case.today - timedelta(days=1))
    return replace(photos(True)(case), photo_releases=signed)
