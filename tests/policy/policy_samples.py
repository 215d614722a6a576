"""A question that everything speaks for, and small changes to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, datetime, time
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from cpdesk.policy.case import (
    ActivityFacts,
    ApprovalFacts,
    BoardFacts,
    Case,
    ClassFacts,
    ContractFacts,
    DocumentFacts,
    FlyerFacts,
    GuestFacts,
    LiftFacts,
    NamesakeFacts,
    NoticeFacts,
    PartnerFacts,
    PersonFacts,
    ProgramFacts,
    ReleaseFacts,
    SchoolFacts,
    StudentLoad,
)
from cpdesk.policy.day_plan import DayPlan, DayRow, Period, PeriodKind
from cpdesk.policy.outcome import ExceptionKind, Lift, Outcome, Purpose
from cpdesk.policy.terms.terms import Terms, TermsInForce

ZONE = ZoneInfo("America/Chicago")
TUESDAY = date(2026, 11, 24)
TERMS = Terms.shipped().on(TUESDAY)
CLASS, LUNCH, RECESS = PeriodKind.INSTRUCTIONAL, PeriodKind.LUNCH, PeriodKind.RECESS


def period(name: str, kind: PeriodKind, start: str, end: str, schedule: str = "regular") -> Period:
    return Period(schedule, name, kind, time.fromisoformat(start), time.fromisoformat(end))


REGULAR = (
    period("Period 1", CLASS, "08:00", "09:30"),
    period("Period 2", CLASS, "09:34", "10:40"),
    period("Period 3", CLASS, "10:40", "11:35"),
    period("Lunch", LUNCH, "11:35", "12:05"),
    period("Period 4", CLASS, "12:05", "13:10"),
    period("Recess", RECESS, "13:10", "13:30"),
    period("Period 5", CLASS, "13:30", "14:50"),
)
PLAN = DayPlan(TUESDAY, 0, 8, week=(DayRow("regular"),), has_week=True, periods=REGULAR)
CONTRACT = ContractFacts(
    "26-0418",
    "signed",
    date(2026, 8, 12),
    date(2026, 8, 1),
    date(2027, 6, 30),
    date(2027, 1, 31),
    True,
)
ACTIVITY = ActivityFacts(
    activity_id="A1",
    title="Reading tutors",
    school_id="cedar",
    location="Room 114",
    weekdays=frozenset({1, 3}),
    start=time(10, 45),
    end=time(11, 30),
    starts_on=date(2026, 9, 8),
    ends_on=date(2027, 5, 27),
    grade_low=2,
    grade_high=3,
    approved_on=date(2026, 9, 1),
    supervised=False,
    photo_release=True,
)
PERSON = PersonFacts("Adaeze Okafor", True, "cleared", date(2027, 6, 30))
USUAL = Case(
    purpose=Purpose.PROGRAM,
    at=datetime(2026, 11, 24, 10, 50, tzinfo=ZONE),
    school=SchoolFacts("cedar", "Cedar Lake School", 0, 8),
    day=PLAN,
    person=PERSON,
    year_ends_on=date(2027, 6, 30),
    partner=PartnerFacts("P1", "Lake Street Literacy", "authorized"),
    contracts=(CONTRACT,),
    activity=ACTIVITY,
    program=ProgramFacts("G1", "P1", "Reading", False, ("26-0418",)),
)
_EMPTY: Mapping[str, Any] = {
    "guest": GuestFacts("Ida Quist"),
    "contracts": CONTRACT,
    "namesakes": NamesakeFacts("V9", "P9", "not_cleared"),
    "programs": ProgramFacts("G1", "P1", "Reading", False, ("26-0418",)),
    "activities_here": ACTIVITY,
    "notices": NoticeFacts("N1", "Rolf Tanager", (), None, "cedar", date(2026, 9, 1), None),
    "flyer": FlyerFacts("F1", "Winter reading club", TUESDAY, date(2027, 1, 31), True),
    "approval": ApprovalFacts(
        "Q1",
        Purpose.STUDENT_MEETING,
        datetime(2026, 11, 24, 11, 35, tzinfo=ZONE),
        datetime(2026, 11, 24, 12, 5, tzinfo=ZONE),
    ),
    "lifts": LiftFacts("Q9", frozenset({"visitor.clearance"}), None),
    "student": StudentLoad(0, 1),
    "photo_releases": ReleaseFacts(24, 24, date(2027, 6, 30)),
    "flyer_class": ClassFacts("C1", 3),
    "posting": BoardFacts("Lobby board", True),
    "document": DocumentFacts("", ()),
    "special": DayRow(""),
    "week": DayRow("regular"),
    "periods": REGULAR[0],
}
_WORDS: Mapping[str, type] = {"purpose": Purpose, "door": ExceptionKind, "kind": PeriodKind}
_MOMENTS = frozenset({"starts_at", "ends_at", "at", "until"})

T = TypeVar("T")


def changed(facts: T, changes: Mapping[str, Any]) -> T:
    """Facts with some fields set to what a TOML table says; "none" is None."""
    known = {f.name for f in fields(facts)}  # type: ignore[arg-type]
    unknown = set(changes) - known
    assert not unknown, f"{type(facts).__name__} has no {unknown}"
    values = {name: _value(facts, name, value) for name, value in changes.items()}
    return replace(facts, **values)  # type: ignore[type-var]


def _value(facts: object, name: str, value: Any) -> Any:
    if value == "none":
        return None
    if name in _WORDS:
        return _WORDS[name](value)
    if name in _MOMENTS and isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=ZONE)
    if isinstance(value, dict):
        return changed(getattr(facts, name, None) or _EMPTY[name], value)
    if name in ("weekdays", "codes", "compared"):
        return frozenset(value)
    if isinstance(value, list):
        if value and isinstance(value[0], dict):
            return tuple(changed(_EMPTY[name], one) for one in value)
        return tuple(value)
    return value


def question(changes: Mapping[str, Any]) -> Case:
    """The usual question with changes. `at` on another day moves the day plan along; `contract`
    changes the one contract; a guest brings nothing of partners."""
    changes = dict(changes)
    contract = changes.pop("contract", None)
    case = USUAL
    if "guest" in changes:
        case = replace(case, person=None, partner=None, contracts=(), activity=None, program=None)
    if contract is not None:
        case = replace(case, contracts=(changed(CONTRACT, contract),))
    case = changed(case, {k: v for k, v in changes.items() if k != "day"})
    case = replace(case, day=replace(case.day, day=case.today))
    return changed(case, {"day": changes["day"]}) if "day" in changes else case


def terms_with(**values: object) -> TermsInForce:
    """The shipped terms with some values replaced."""
    return replace(TERMS, **values)  # type: ignore[arg-type]


_TERM_WORDS: Mapping[str, Any] = {
    "insurance.outcome": lambda value: next(o for o in Outcome if o.code == value),
    "observation.lift": Lift,
}


def terms_of(written: Mapping[str, Any]) -> TermsInForce:
    """The shipped terms with those of a scenario."""
    return terms_with(
        **{
            key.replace(".", "_"): _TERM_WORDS.get(key, lambda value: value)(value)
            for key, value in written.items()
        }
    )
