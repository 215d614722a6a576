"""Invented people, partners and days, as papers get them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cpdesk.policy.approval.requests import Kind, Verdict
from cpdesk.policy.decision import Finding
from cpdesk.policy.outcome import Condition, Lift, Outcome
from cpdesk.records.day import (
    BadgePaper,
    DayLine,
    DaySchedule,
    EvacuationLine,
    EvacuationList,
    RefusalPaper,
)
from cpdesk.records.letters import DecisionLetter, RequestForm
from cpdesk.records.office import Contact
from cpdesk.records.requests import Window

ZONE = ZoneInfo("America/Chicago")
TODAY = date(2026, 11, 24)
LONG = (
    "Wilhelmina Alexandrovna Konstantinopolitanska-Featherstonehaugh de la Santísima Trinidad "
    "y Todos los Santos Okonkwo-Lindqvist"
)[:120]
LONG_PARTNER = (
    "Hmong Roots & Friends <Ltd> Cooperative of the Greater North Side Neighborhoods "
    "for Arts, Letters, and Sciences Inc."
)
OFFICE = Contact(
    "Community Partnerships office",
    "612-555-0100",
    "partners@district.example",
    "https://district.example/partners",
)

BADGE = BadgePaper(
    school_name="Cedar Lake School",
    day=TODAY,
    visitor_name="Adaeze Okafor",
    partner_name="Lake Street Literacy",
    place="Room 114",
    activity_title="Reading tutors",
    ends=time(11, 30),
    conditions=(Condition.NO_PHOTOS,),
    code="CPD:7K3M9QXT",
)
FULL_BADGE = replace(
    BADGE,
    school_name="Martha & Bernard O’Donnell-Przybyszewski School for the Performing Arts",
    visitor_name=LONG,
    partner_name=LONG_PARTNER,
    place="Portable classroom 12, behind the gymnasium",
    activity_title="After-school robotics & engineering club for families of the neighborhood",
    conditions=tuple(Condition),
    code="CPD:0190f3a2-7b3c-7d00-8000-1234567890ab",
)
BARE_BADGE = replace(
    BADGE,
    visitor_name="Li",
    partner_name="",
    place="",
    activity_title="",
    ends=None,
    conditions=(),
)


def at(hour: int, minute: int, day: int = 24) -> datetime:
    """A moment of November 2026 at the school."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


def finding(code: str, outcome: Outcome, says: str, offer: str = "", **facts: date) -> Finding:
    return Finding(code, outcome, Lift.DISTRICT, says, offer, tuple(facts.items()))


READING = DayLine(
    activity_id="A1",
    title="Reading tutors",
    partner_id="P1",
    partner_name="Lake Street Literacy",
    contract_id="26-0418",
    place="Room 114",
    start=time(10, 45),
    end=time(11, 30),
    grade_low=2,
    grade_high=3,
    expected=("Adaeze Okafor", "Diego Muñoz", "Siobhán O’Brien"),
    came=0,
    here=0,
    part="school",
    state="due",
    conditions=(Condition.NO_PHOTOS,),
    stops=(),
)
BREAKFAST = replace(
    READING,
    activity_id="A2",
    title="Breakfast readers",
    place="Library",
    start=time(7, 20),
    end=time(7, 55),
    grade_low=0,
    grade_high=2,
    expected=("Adaeze Okafor", "Phuong Nguyen-Smith"),
    part="before",
    state="done",
    conditions=(),
)
VIOLIN = replace(
    READING,
    activity_id="A3",
    title="Violin club",
    partner_name="Northside Strings",
    contract_id="26-0377",
    place="Music",
    start=time(15, 10),
    end=time(16, 30),
    grade_low=None,
    grade_high=None,
    expected=(),
    part="after",
    state="later",
    conditions=(),
)
ROBOTICS = replace(
    READING,
    activity_id="A4",
    title="Robotics club",
    partner_name="Northside Makers",
    contract_id="",
    start=time(13, 20),
    end=time(14, 5),
    expected=("Kemi Adeyemi",),
    state="waiting",
    conditions=(Condition.NO_REGISTRATION_FORMS,),
    stops=(finding("activity.approved", Outcome.ASK_LEADER, "Not approved."),),
)
GARDEN = replace(
    READING,
    activity_id="A5",
    title="Garden science",
    partner_name="Garden Lab",
    place="Room 8",
    start=time(13, 20),
    end=time(14, 5),
    expected=("Bo Li",),
    state="may_not_run",
    stops=(
        finding(
            "contract.term",
            Outcome.REFUSE,
            "The contract ended on {ended}.",
            ended=date(2026, 11, 20),
        ),
    ),
)
SCHEDULE = DaySchedule(
    school_name="Cedar Lake School",
    day=TODAY,
    open=True,
    schedule="Regular day",
    note="",
    lines=(BREAKFAST, READING, ROBOTICS, GARDEN, VIOLIN),
    contact=OFFICE,
    roster_taken_in_at=at(6, 58),
    printed_at=at(7, 5),
)


def busy(rows: int) -> DaySchedule:
    """So many activities, of all kinds but those that may not run, in the order of the day."""
    kinds = (BREAKFAST, READING, ROBOTICS, VIOLIN)
    lines = [
        replace(kinds[n * 4 // rows], title=f"Activity number {n + 1}", activity_id=f"A{n}")
        for n in range(rows)
    ]
    return replace(SCHEDULE, lines=tuple(lines))


def inside(name: str, place: str, *, escort: bool = False) -> EvacuationLine:
    return EvacuationLine(name, "Lake Street Literacy", place, at(10, 41), at(11, 30), escort)


EVACUATION = EvacuationList(
    "Cedar Lake School",
    at(10, 42),
    (
        inside("Adaeze Okafor", "Room 114"),
        inside("Diego Muñoz", "Room 114"),
        inside("Maximilian Oluwaseun Featherstonehaugh-Nguyen", "Office B", escort=True),
        EvacuationLine("Rosa Ochoa", "", "", at(15, 10, day=23), None, False),
    ),
)

REFUSAL = RefusalPaper(
    school_name="Cedar Lake School",
    at=at(10, 42),
    partner_name="Bright Futures Mentoring",
    purpose="Meet a student",
    findings=(
        finding(
            "meeting.approval",
            Outcome.ASK_LEADER,
            "Any meeting during the school day is for the principal to decide.",
            "The office can help you find a time outside class.",
        ),
        finding(
            "meeting.instructional-time",
            Outcome.REFUSE,
            "Partners do not meet with students during class.",
            "The office can help you find a time outside class.",
        ),
    ),
    contact=OFFICE,
)

APPROVED = DecisionLetter(
    school_name="Cedar Lake School",
    school_address="1200 Cedar Lake Road",
    school_phone="612-555-0114",
    written_at=at(10, 51),
    number="K7Q2",
    partner_name="Bright Futures Mentoring",
    people=("Rosa Ochoa",),
    kind=Kind.MEET_STUDENT,
    verdict=Verdict.APPROVE,
    windows=(Window(at(11, 35), at(12, 5)),),
    weekly_until=None,
    place="Office B",
    event="",
    teacher="",
    reason_code="",
    reason="",
    offered=(),
    conditions=(),
    findings=(),
    decided_by_name="Dana Whitfield",
    decided_by_title="Principal",
    contact=OFFICE,
)
DECLINED = replace(
    APPROVED,
    verdict=Verdict.DECLINE,
    reason_code="class-time",
    reason="Lunch is a better time; please ask for it.",
    findings=(
        finding(
            "meeting.instructional-time",
            Outcome.REFUSE,
            "Grade 6 has class until 11:35.",
            "Grade 6 is free at 11:35.",
        ),
        finding("meeting.approval", Outcome.ASK_LEADER, "No leader approved it.", "Ask a leader."),
    ),
)
OFFERED = replace(
    APPROVED,
    verdict=Verdict.OFFER,
    reason_code="no-room",
    offered=(
        Window(at(12, 5) + timedelta(days=1), at(12, 30) + timedelta(days=1)),
        Window(at(15, 10) + timedelta(days=2), at(15, 40) + timedelta(days=2)),
    ),
)
OBSERVATION = replace(
    APPROVED,
    kind=Kind.OBSERVATION,
    verdict=Verdict.DECLINE,
    place="Room 8",
    teacher="Ms. Lindqvist",
    decided_by_name="",
    decided_by_title="",
    reason_code="rule",
    findings=(
        finding(
            "observation.not-allowed",
            Outcome.REFUSE,
            "A class is not observed, also with a parent’s consent: other students’ privacy, "
            "the lesson, and everybody’s roles come first.",
        ),
    ),
)
FORM = RequestForm("Cedar Lake School", "612-555-0114", OFFICE, at(7, 5))
