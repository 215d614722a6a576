"""From the rows of a request to its record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, select

from cpdesk.errors import DeskError
from cpdesk.models.record_of import record_of
from cpdesk.models.tables import request_tables as t
from cpdesk.models.tables import roster_tables as r
from cpdesk.models.tables.account_tables import account
from cpdesk.policy.approval.requests import Kind, SlotState, State, Verdict
from cpdesk.records.accounts import Actor
from cpdesk.records.requests import (
    Ask,
    DecisionRecord,
    RequestRecord,
    SlotRecord,
    Student,
    Window,
)
from cpdesk.services import findings
from cpdesk.words import N_

_slots = (
    select(t.request_slot)
    .where(t.request_slot.c.request_id == bindparam("id"))
    .order_by(t.request_slot.c.starts_at, t.request_slot.c.slot_id)
)
_decisions = (
    select(t.request_decision, account.c.name.label("lent_by_name"))
    .join_from(
        t.request_decision,
        account,
        account.c.account_id == t.request_decision.c.lent_by,
        isouter=True,
    )
    .where(t.request_decision.c.request_id == bindparam("id"))
    .order_by(t.request_decision.c.at, t.request_decision.c.decision_id)
)
_zone = (
    select(r.roster_issue.c.time_zone, r.school.c.time_zone.label("own"))
    .join_from(
        r.roster_issue,
        r.school,
        (r.school.c.issue == r.roster_issue.c.issue) & (r.school.c.school_id == bindparam("id")),
        isouter=True,
    )
    .where(r.roster_issue.c.state == "current")
)
# What a leader did in the meantime, said to the one who was a moment later.
_DONE = {
    State.APPROVED: N_("{name} approved this request on {at}."),
    State.DECLINED: N_("{name} declined this request on {at}."),
    State.RETURNED: N_("{name} offered another time for this request on {at}."),
}


def zone_of(tx: Connection, school_id: str) -> tzinfo:
    """The zone of a school; the district's if the current roster has none for it; UTC without a
    roster."""
    row = tx.execute(_zone, {"id": school_id}).first()
    return ZoneInfo(row.own or row.time_zone) if row else UTC


def record(tx: Connection, row: Any, actor: Actor) -> RequestRecord:
    """The record of a row, with its times, its decisions and their findings."""
    zone = zone_of(tx, row.school_id)
    return record_of(
        RequestRecord,
        row,
        ask=ask_of(row, zone),
        asked_by_account=row.asked_by,
        slots=slots_of(tx, row.request_id, zone),
        decisions=decisions_of(tx, row.request_id, zone),
        by_me=row.asked_by == actor.account_id,
    )


def ask_of(row: Any, zone: tzinfo) -> Ask:
    """The form as it was filled in; the times are in the school's zone."""
    day, start, end = row.typed_times or (None, None, None)
    if row.starts_at is not None:
        first = row.starts_at.astimezone(zone)
        day = first.date()
        if Kind(row.kind) is not Kind.THIS_VISIT:  # that one is for whole days
            start, end = first.time(), row.ends_at.astimezone(zone).time()
    known = bool(row.student_ref) or row.student_grade is not None
    return record_of(
        Ask,
        row,
        partner=row.partner_id,
        activity=row.activity_id,
        people=tuple(person for person, _ in row.people),
        day=day,
        start=start,
        end=end,
        student=Student(row.student_ref, row.student_grade) if known else None,
    )


def slots_of(tx: Connection, request_id: str, zone: tzinfo) -> tuple[SlotRecord, ...]:
    """All times of a request, cancelled ones too, the first one first."""
    return tuple(
        SlotRecord(
            row.slot_id,
            window(row.starts_at, row.ends_at, zone),
            SlotState(row.state),
            row.visit_id,
        )
        for row in tx.execute(_slots, {"id": request_id})
    )


def decisions_of(tx: Connection, request_id: str, zone: tzinfo) -> tuple[DecisionRecord, ...]:
    """Everything that was decided about a request, the oldest first."""
    return tuple(
        record_of(
            DecisionRecord,
            row,
            lent_by_name=row.lent_by_name or "",
            offered=tuple(window(start, end, zone) for start, end in row.offered),
            findings=findings.of(tx, row.decision_id),
        )
        for row in decision_rows(tx, request_id)
    )


def offered(tx: Connection, request_id: str, zone: tzinfo) -> tuple[Window, ...]:
    """The times that a leader last offered instead; none if that was undone."""
    made = reversed(decisions_of(tx, request_id, zone))
    stands = (one for one in made if one.verdict is Verdict.OFFER and one.undone_at is None)
    return next((one.offered for one in stands), ())


def decision_rows(tx: Connection, request_id: str) -> Sequence[Any]:
    """Everything that was decided about a request, as it is stored, the oldest first."""
    return tx.execute(_decisions, {"id": request_id}).all()


def window(starts_at: datetime, ends_at: datetime, zone: tzinfo) -> Window:
    return Window(starts_at.astimezone(zone), ends_at.astimezone(zone))


def changed_meanwhile(tx: Connection, row: Any) -> DeskError:
    """What to tell a user who was looking at an earlier version of this request."""
    do = N_("Check its current status.")
    made = decision_rows(tx, row.request_id)
    last = [one for one in made if one.undone_at is None][-1:]
    zone = zone_of(tx, row.school_id)
    says = _DONE.get(State(row.state))
    if says and last and last[0].by_name:
        return DeskError(says, do, name=last[0].by_name, at=last[0].at.astimezone(zone))
    if State(row.state) is State.WITHDRAWN:
        return DeskError(N_("This request has been withdrawn since you opened it."), do)
    return DeskError(N_("This request has changed since you opened it."), do)
