"""Turns a card into a request: another time, a leader's approval of this visit, or an exception."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from cpdesk.policy.approval.requests import Kind
from cpdesk.policy.outcome import ExceptionKind, Lift, Outcome, Purpose
from cpdesk.records.desk import Card
from cpdesk.records.requests import Ask, Student, Window
from cpdesk.ui.desk.answer.verdict import next_free

USUAL = timedelta(minutes=30)  # length of a meeting if not given: about one lunch period
_CLASS_TIME = "meeting.instructional-time"


def lift_codes(card: Card) -> tuple[str, ...]:
    """What a leader could allow for this visitor. Class time is asked for separately."""
    return tuple(
        finding.code
        for finding in card.decision.troubles
        if finding.lift is Lift.LEADER
        and finding.outcome is not Outcome.REFUSE
        and finding.code != _CLASS_TIME
    )


def proposed(card: Card, now: datetime) -> Window | None:
    """Today's next time outside class, as long as requested or as a meeting usually takes."""
    if card.question.purpose is not Purpose.STUDENT_MEETING or card.question.grade is None:
        return None
    fits = next_free(card)
    if fits is None:
        return None
    start = datetime.combine(now.date(), fits[0], now.tzinfo)
    last = datetime.combine(now.date(), fits[1], now.tzinfo)
    return Window(start, min(last, start + _length(card, now)))


def another_time(card: Card, window: Window, reference: str, reason: str) -> Ask:
    """A request to meet the same student at this time today."""
    return _at(_meeting(card, reference, reason), window)


def this_visit(card: Card, now: datetime, reason: str) -> Ask:
    """A request to allow, for this visit, the findings that a leader can waive."""
    return Ask(
        kind=Kind.THIS_VISIT,
        partner=card.partner_id,
        activity=card.question.activity,
        people=_person(card),
        day=now.date(),
        place=card.place,
        reason=reason,
        visitor_key=card.visitor_key,
        visitor_name=card.visitor_name,
        lift_codes=lift_codes(card),
    )


def through_door(
    card: Card,
    now: datetime,
    reference: str,
    door: ExceptionKind,
    reason: str,
    agency: str = "",
    officer: str = "",
) -> Ask:
    """A request to meet the student now, during class time."""
    start = now.replace(second=0, microsecond=0)
    window = Window(start, start + _length(card, now))
    ask = replace(_at(_meeting(card, reference, reason), window), door=door)
    if door is ExceptionKind.REQUIRED_BY_LAW:
        return replace(ask, agency=agency, officer=officer)
    return ask


def _meeting(card: Card, reference: str, reason: str) -> Ask:
    return Ask(
        kind=Kind.MEET_STUDENT,
        partner=card.partner_id,
        people=_person(card),
        place=card.question.place,
        student=Student(reference, card.question.grade),
        reason=reason,
    )


def _person(card: Card) -> tuple[str, ...]:
    kind, _, key = card.visitor_key.partition(":")
    return (key,) if kind == "person" else ()


def _length(card: Card, now: datetime) -> timedelta:
    until = card.question.until
    if isinstance(until, time):
        until = datetime.combine(now.date(), until, now.tzinfo)
    return until - now if until is not None and until > now else USUAL


def _at(ask: Ask, window: Window) -> Ask:
    starts, ends = window.starts_at, window.ends_at
    return replace(ask, day=starts.date(), start=starts.time(), end=ends.time())
