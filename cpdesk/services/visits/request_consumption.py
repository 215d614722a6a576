"""What a check-in does to requests: a time is used, a waiver used up, a verbal approval filed.

Called inside the transaction that checks in, or undoes it, so that a visit and what allowed it
always change together.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from cpdesk.models.tables import desk_tables as d
from cpdesk.models.tables import request_tables as t
from cpdesk.policy.approval.requests import Kind, SlotState, State
from cpdesk.policy.decision import Decision
from cpdesk.policy.outcome import Outcome
from cpdesk.policy.rule_engine.rule import LIFTED_ONCE, LIFTED_UNTIL
from cpdesk.records.accounts import Actor
from cpdesk.records.desk import RelayedYes, VisitRecord
from cpdesk.records.requests import Ask, Student
from cpdesk.services.cases import approved
from cpdesk.services.cases.approved import Approved
from cpdesk.services.cases.case_builder import ResolvedCase
from cpdesk.services.requests import book
from cpdesk.services.requests.book import Filled
from cpdesk.services.school_context import SchoolContext


def use(
    tx: Connection, known: ResolvedCase, decision: Decision, visit: VisitRecord, *, now: datetime
) -> None:
    """This visit uses today's approved time, and the waivers that were for one visit."""
    one = known.approved
    if one is not None and not one.used and _is_today(one, known):
        _use_slot(tx, one, visit.visit_id, now=now)
    once = {f.code for f in decision.findings if f.says == LIFTED_ONCE}
    longer = {f.code for f in decision.findings if f.says == LIFTED_UNTIL}
    for lift in known.case.lifts:
        row = book.row_of(tx, lift.request_id)
        if lift.until is None and lift.codes & once:
            used = {"state": State.USED.value, "visit_id": visit.visit_id}
            book.change(tx, row, used, now=now, use_case="request.use")
        elif lift.until is not None and lift.codes & longer and not row.visit_id:
            # It stays in use; that someone came on it tells its end from a missed one.
            book.change(tx, row, {"visit_id": visit.visit_id}, now=now, use_case="request.use")


def relay(
    tx: Connection,
    known: ResolvedCase,
    decision: Decision,
    visit: VisitRecord,
    relayed: RelayedYes,
    *,
    now: datetime,
    actor: Actor,
) -> str:
    """Files the verbal approval from the desk, for the leader to confirm or reject. Its ID."""
    case = known.case
    knows_student = known.question.grade is not None
    arrived = visit.arrived_at.astimezone(known.school_context.zone)
    ask = Ask(
        kind=Kind.RELAYED,
        partner=visit.partner_id,
        day=arrived.date(),
        start=arrived.time(),
        place=known.place,
        host=case.host,
        student=Student("", known.question.grade) if knows_student else None,
        reason=known.question.reason.strip(),
        door=case.door,
        visitor_key=visit.visitor_key,
        visitor_name=visit.visitor_name,
        lift_codes=tuple(f.code for f in decision.findings if f.outcome is Outcome.ASK_LEADER),
    )
    person = visit.visitor_key.removeprefix("person:")
    filled = Filled(
        ask=ask,
        school_id=visit.school_id,
        partner_id=visit.partner_id,
        partner_name=visit.partner_name,
        activity_title=visit.activity_title,
        people=() if case.guest else ((person, visit.visitor_name),),
        starts_at=visit.arrived_at,
        ends_at=visit.ends_at or visit.arrived_at,
        visit_id=visit.visit_id,
        relayed_who=relayed.who,
        relayed_how=relayed.how,
        relayed_why=relayed.why,
    )
    return book.insert(tx, filled, state=State.WAITING, slots=(), now=now, actor=actor)


def take_back(
    tx: Connection, school_context: SchoolContext, visit: VisitRecord, *, now: datetime
) -> None:
    """Undoes what the check-in did: its time is planned again, unless another of the group has
    come; its waiver holds again, and no one is asked to confirm it."""
    day = visit.arrived_at.astimezone(school_context.zone).date()
    for one in approved.of_day(tx, visit.school_id, day, school_context.zone):
        if one.visit_id == visit.visit_id:
            _free_slot(tx, one, visit, now=now)
    for row in tx.execute(_of_visit, {"visit": visit.visit_id}).all():
        if row.kind == Kind.RELAYED.value and row.state == State.WAITING.value:
            withdrawn = {"state": State.WITHDRAWN.value, "settled_at": now}
            book.change(tx, row, withdrawn, now=now, use_case="request.undo")
        elif row.kind == Kind.THIS_VISIT.value and row.state == State.USED.value:
            again = {"state": State.APPROVED.value, "visit_id": ""}
            book.change(tx, row, again, now=now, use_case="request.undo")
        elif row.kind == Kind.THIS_VISIT.value and row.state == State.APPROVED.value:
            book.change(tx, row, {"visit_id": ""}, now=now, use_case="request.undo")


def _is_today(one: Approved, known: ResolvedCase) -> bool:
    return one.starts_at.astimezone(known.school_context.zone).date() == known.case.today


def _use_slot(tx: Connection, one: Approved, visit_id: str, *, now: datetime) -> None:
    book.set_slot(tx, one.slot_id, SlotState.USED, visit_id, now=now, use_case="request.use")
    left = tx.execute(_planned, {"request": one.request_id}).first()
    if left is None:
        row = book.row_of(tx, one.request_id)
        book.change(tx, row, {"state": State.USED.value}, now=now, use_case="request.use")


def _free_slot(tx: Connection, one: Approved, visit: VisitRecord, *, now: datetime) -> None:
    others = tx.execute(
        _others,
        {
            "visit": visit.visit_id,
            "school": visit.school_id,
            "partner": one.partner_id,
            "purpose": one.purpose.value,
            "since": visit.arrived_at,
        },
    )
    another = next((o.visit_id for o in others if one.is_for(o.visitor_key)), "")
    if another:
        book.set_slot(tx, one.slot_id, SlotState.USED, another, now=now, use_case="request.use")
        return
    book.set_slot(tx, one.slot_id, SlotState.PLANNED, now=now, use_case="request.undo")
    row = book.row_of(tx, one.request_id)
    if row.state == State.USED.value:
        again = {"state": State.APPROVED.value}
        book.change(tx, row, again, now=now, use_case="request.undo")


_v = d.visit.c
_planned = (
    select(t.request_slot.c.slot_id)
    .where(
        t.request_slot.c.request_id == bindparam("request"),
        t.request_slot.c.state == SlotState.PLANNED.value,
    )
    .limit(1)
)
_of_visit = select(t.request).where(t.request.c.visit_id == bindparam("visit"))
# The first visitor of a request holds its time; the others came after.
_others = (
    select(_v.visit_id, _v.visitor_key)
    .where(
        _v.school_id == bindparam("school"),
        _v.arrived_at >= bindparam("since"),
        _v.visit_id != bindparam("visit"),
        _v.partner_id == bindparam("partner"),
        _v.purpose == bindparam("purpose"),
        _v.undone.is_(False),
    )
    .order_by(_v.arrived_at)
)
