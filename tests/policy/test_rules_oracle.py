"""The rules of the program against the same rules read a second time from their text."""

from __future__ import annotations

from itertools import combinations
from random import Random

from cpdesk.policy import assess
from cpdesk.policy.case import (
    ActivityFacts,
    ApprovalFacts,
    Case,
    ContractFacts,
    FlyerFacts,
    GuestFacts,
    NamesakeFacts,
    NoticeFacts,
    PartnerFacts,
    PersonFacts,
    ProgramFacts,
    SchoolFacts,
    StudentLoad,
)
from cpdesk.policy.day_plan import DayPlan, DayRow
from cpdesk.policy.decision import Decision
from cpdesk.policy.names.resemblance import resembles
from cpdesk.policy.outcome import Purpose
from cpdesk.policy.terms.terms import Terms
from tests.policy.districts import NAMES, district, question
from tests.policy.rules_oracle import (
    District,
    Reading,
    SentBackError,
    conditions,
    findings,
    words,
)

CLASS_TIME = "meeting.instructional-time"
TERMS = Terms.shipped()


def test_two_thousand_questions_are_answered_as_a_second_reading_of_the_rules() -> None:
    chance = Random(7)
    seen: dict[str, set[str]] = {}
    for _ in range(200):
        of = district(chance)
        for _ in range(10):
            asked = question(chance, of)
            try:
                reading = Reading(of, asked)
            except SentBackError:
                continue
            case = case_of(reading)
            answer = assess(case, TERMS.on(case.today))
            agree(answer, reading)
            for finding in answer.findings:
                seen.setdefault(finding.code, set()).add(finding.outcome.code)
    # Chance has come to every rule, and on both sides of it.
    never_hold = {"observation.not-allowed", "student.referral"}
    assert len(seen) == 26
    assert {code for code, sides in seen.items() if len(sides) < 2} == never_hold


def test_the_names_are_the_same_only_where_a_second_reading_has_them_the_same() -> None:
    for name, other in NAMES.items():
        assert words(name) == words(other)
    for one, other in combinations(NAMES, 2):
        assert not resembles(one, (other,))


def agree(answer: Decision, reading: Reading) -> None:
    """Every finding by code, outcome and who may lift it; and the conditions."""
    found = {
        one.code: (one.outcome.code, one.lift.value if one.lift else "")
        for one in answer.findings
        if one.code != CLASS_TIME
    }
    allowed = findings(reading)
    assert found in allowed, (reading.asked, found, allowed)
    assert {one.value for one in answer.conditions} == conditions(reading, found), reading.asked
    worst = max(answer.findings, key=lambda one: one.outcome)
    assert answer.outcome is worst.outcome


def case_of(reading: Reading) -> Case:
    """The facts of a question, straight from the rows."""
    of, asked, today = reading.district, reading.asked, reading.today
    approval, load = asked.approval, asked.load
    common = {
        "purpose": Purpose(asked.purpose),
        "at": asked.at,
        "until": asked.until,
        "school": SchoolFacts("S1", "First School", 0, 8),
        "day": DayPlan(today, 0, 8, special=(DayRow(""),) if today in of.closed else ()),
        "notices": tuple(
            NoticeFacts(f"N{n}", one.name, (), None, one.school, one.issued_on, one.ends_on)
            for n, one in enumerate(of.notices)
        ),
        "roster_age_days": asked.roster_days,
        "host": asked.host,
        "reason": asked.reason,
        "place": asked.place,
        "namesakes": namesakes(of, asked.guest or (reading.who.name if reading.who else "")),
    }
    if asked.guest:
        return Case(**common, guest=GuestFacts(asked.guest))  # type: ignore[arg-type]
    who, program, activity, flyer = reading.who, reading.program, reading.activity, reading.flyer
    theirs = who is not None and who.partner == reading.partner_id
    clearance = who.clearance if who else ""
    return Case(
        **common,  # type: ignore[arg-type]
        year_ends_on=of.year_ends_on,
        person=PersonFacts(
            who.name,
            theirs and bool(who.id),
            clearance if theirs or clearance == "not_cleared" else "unknown",
            who.ends_on if theirs else None,
        )
        if who
        else None,
        partner=PartnerFacts(reading.partner.id, "Readers", reading.partner.status)
        if reading.partner
        else None,
        contracts=tuple(
            ContractFacts(
                one.id,
                one.status,
                one.signed_on,
                one.starts_on,
                one.ends_on,
                one.insured_to,
                "*" in one.schools or "S1" in one.schools,
            )
            for one in of.contracts
            if reading.partner and one.partner == reading.partner_id
        ),
        programs=tuple(
            ProgramFacts(one.id, one.partner, one.id, one.charges, one.contracts)
            for one in of.programs
            if reading.partner and one.partner == reading.partner_id
        ),
        activity=ActivityFacts(
            activity.id,
            "Reading tutors",
            activity.school,
            "Room 1",
            frozenset(activity.weekdays),
            activity.start,
            activity.end,
            activity.starts_on,
            activity.ends_on,
            None,
            None,
            activity.approved_on,
            activity.supervised,
            activity.releases,
        )
        if activity
        else None,
        program=ProgramFacts(
            program.id, program.partner, "Reading", program.charges, program.contracts
        )
        if program
        else None,
        flyer_named=bool(asked.flyer),
        flyer=FlyerFacts(
            flyer.id,
            "Fair",
            flyer.approved_on,
            flyer.expires_on,
            not flyer.schools or bool({"*", "S1"} & set(flyer.schools)),
            flyer.partner == reading.partner_id,
        )
        if flyer
        else None,
        approval=ApprovalFacts(
            "Q1",
            Purpose(approval.purpose),
            approval.start,
            approval.end,
            approval.place,
            approval.teacher,
            approval.theirs,
        )
        if approval
        else None,
        student=StudentLoad(*load) if load else None,
    )


def namesakes(of: District, name: str) -> tuple[NamesakeFacts, ...]:
    return tuple(
        NamesakeFacts(one.id, one.partner, one.clearance)
        for one in of.people
        if words(one.name) == words(name)
    )
