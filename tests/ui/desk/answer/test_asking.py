"""What a card asks of the leaders: whose, when, and nothing that only staff may know elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from cpdesk.policy.approval.requests import Kind
from cpdesk.policy.outcome import ExceptionKind, Purpose
from cpdesk.records.desk import Question
from cpdesk.records.requests import Student
from cpdesk.ui.desk.answer import asking
from tests.ui.desk import fakes

CARD = fakes.meeting_card(Question(person="p4"))


def test_a_lunch_is_asked_for_whole() -> None:
    window = asking.proposed(CARD, fakes.AT)
    assert window is not None
    assert (window.starts_at.time(), window.ends_at.time()) == (time(11, 35), time(12, 5))
    ask = asking.another_time(CARD, window, "S-2207", "Monthly talk")
    assert (ask.kind, ask.partner, ask.people) == (Kind.MEET_STUDENT, "P1", ("p4",))
    assert (ask.day, ask.start, ask.end) == (fakes.AT.date(), time(11, 35), time(12, 5))
    assert (ask.student, ask.reason) == (Student("S-2207", 6), "Monthly talk")


def test_a_long_stretch_is_asked_for_as_long_as_was_said_or_half_an_hour() -> None:
    free = replace(fakes.NOW_CLASS, facts=(("free_start", time(14, 50)), ("free_end", time(16))))
    card = replace(CARD, decision=fakes.decided(free))
    window = asking.proposed(card, fakes.AT)
    assert window is not None
    assert window.ends_at.time() == time(15, 20)
    for until in (fakes.AT + timedelta(minutes=45), time(11, 27)):
        said = replace(card, question=replace(card.question, until=until))
        longer = asking.proposed(said, fakes.AT)
        assert longer is not None
        assert longer.ends_at.time() == time(15, 35)


def test_only_meetings_with_a_known_grade_have_another_time() -> None:
    for question in (
        replace(CARD.question, grade=None),
        replace(CARD.question, purpose=Purpose.OBSERVATION),
    ):
        assert asking.proposed(replace(CARD, question=question), fakes.AT) is None


def test_an_exception_is_for_now_and_names_who_the_law_sends() -> None:
    at = datetime(2026, 11, 24, 10, 42, 31, tzinfo=fakes.CHICAGO)
    law = asking.through_door(
        CARD,
        at,
        "S-2207",
        ExceptionKind.REQUIRED_BY_LAW,
        "260E.22",
        "Child protection",
        "Brandvold",
    )
    assert (law.start, law.end, law.door) == (
        time(10, 42),
        time(11, 12),
        ExceptionKind.REQUIRED_BY_LAW,
    )
    assert (law.agency, law.officer) == ("Child protection", "Brandvold")
    fire = asking.through_door(
        CARD, at, "S-2207", ExceptionKind.EMERGENCY, "Fire", "typed", "before"
    )
    assert (fire.agency, fire.officer) == ("", "")


def test_this_visit_names_visitor_and_findings_and_no_student() -> None:
    card = fakes.card(Question(person="p1"), decision=fakes.decided(fakes.NEEDS_LEADER))
    ask = asking.this_visit(card, fakes.AT, "Comes every week")
    assert (ask.kind, ask.visitor_key) == (Kind.THIS_VISIT, "person:p1")
    assert (ask.lift_codes, ask.student) == (("meeting.approval",), None)
    assert (ask.day, ask.valid_until) == (fakes.AT.date(), None)
    guest = replace(card, visitor_key="guest:g1", partner_id="")
    assert asking.this_visit(guest, fakes.AT, "").people == ()
