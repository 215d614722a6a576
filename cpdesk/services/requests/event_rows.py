"""From the times of tables and presentations to their records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, tzinfo
from typing import Any

from sqlalchemy import Connection, and_, bindparam, or_, select

from cpdesk.models.record_of import columns_of, record_of
from cpdesk.models.tables import request_tables as t
from cpdesk.models.tables.outreach_tables import event_outcome
from cpdesk.policy.approval.requests import GRANTED, Kind, SlotState
from cpdesk.policy.outreach import EventResult
from cpdesk.records.outreach import Allotment, EventRow, Outcome, PastOutcome
from cpdesk.records.requests import VisitLoad
from cpdesk.services.requests import rows
from cpdesk.services.school_spans import midnights

EVENTS = (Kind.TABLING, Kind.PRESENTATION)

_HAPPENED = (SlotState.USED.value, SlotState.MISSED.value)
_CAME = frozenset({EventResult.HELD, EventResult.RULE_NOT_KEPT})

# Approved times, and times that took place before the request was called off or asked again.
_slots = (
    select(
        *columns_of(
            EventRow,
            t.request,
            t.request_slot,
            given=("window", "came", "outcome", "to_note"),
            slot_state=t.request_slot.c.state,
            class_grade=t.request.c.grade,
            also=(
                t.request.c.school_id,
                t.request.c.activity_title,
                t.request_slot.c.starts_at,
                t.request_slot.c.ends_at,
                *columns_of(Outcome, event_outcome),
            ),
        )
    )
    .join_from(t.request_slot, t.request)
    .join(event_outcome, event_outcome.c.slot_id == t.request_slot.c.slot_id, isouter=True)
    .where(t.request.c.kind.in_([kind.value for kind in EVENTS]))
    .where(
        or_(
            event_outcome.c.slot_id.is_not(None),
            t.request_slot.c.state.in_(_HAPPENED),
            and_(
                t.request_slot.c.state == SlotState.PLANNED.value,
                t.request.c.state.in_(sorted(GRANTED)),
            ),
        )
    )
    .order_by(t.request_slot.c.starts_at, t.request.c.partner_name, t.request_slot.c.slot_id)
)
_at_school = _slots.where(t.request.c.school_id == bindparam("school"))
_of_term = _at_school.where(
    t.request_slot.c.starts_at >= bindparam("since"),
    t.request_slot.c.starts_at < bindparam("until"),
)
_of_partner = _of_term.where(t.request.c.partner_id == bindparam("partner"))
_one = _slots.where(t.request_slot.c.slot_id == bindparam("slot"))


def between(
    tx: Connection,
    school_id: str,
    first: date,
    last: date,
    zone: tzinfo,
    now: datetime,
    partner_id: str = "",
) -> tuple[EventRow, ...]:
    """The tables and presentations of a school on the days from `first` to `last`, inclusive, in
    order of time; only those of one partner, if given."""
    since, until = midnights(first, last, zone)
    span = {"school": school_id, "since": since, "until": until}
    if partner_id:
        found = tx.execute(_of_partner, {**span, "partner": partner_id})
    else:
        found = tx.execute(_of_term, span)
    return tuple(_row(row, zone, now) for row in found)


def of_slot(tx: Connection, slot_id: str, now: datetime) -> EventRow | None:
    """One time of a table or presentation; None if there is none that took place or will."""
    row = tx.execute(_one, {"slot": slot_id}).first()
    return _row(row, rows.zone_of(tx, row.school_id), now) if row else None


def _row(row: Any, zone: tzinfo, now: datetime) -> EventRow:
    outcome = None
    if row.result is not None:
        outcome = record_of(Outcome, row)
    return record_of(
        EventRow,
        row,
        event=row.event or row.activity_title,
        people=tuple(name for _, name in row.people),
        window=rows.window(row.starts_at, row.ends_at, zone),
        came=row.slot_state == SlotState.USED.value,
        outcome=outcome,
        to_note=outcome is None and row.ends_at <= now,
    )


def is_used(row: EventRow) -> bool:
    """Whether a visit counts: it was held, or someone came for it and no one recorded otherwise."""
    if row.outcome is not None:
        return row.outcome.result in _CAME
    return row.came


def is_planned(row: EventRow, now: datetime) -> bool:
    """Approved, not over yet, and no one has come for it yet."""
    ahead = row.slot_state is SlotState.PLANNED and row.window.ends_at > now
    return ahead and row.outcome is None


def allotments(events: Iterable[EventRow], allotted: int, now: datetime) -> tuple[Allotment, ...]:
    """How many visits each partner has used and planned, by name, all kinds together."""
    counted: dict[str, Allotment] = {}
    for row in events:
        new = Allotment(row.partner_id, row.partner_name, 0, 0, allotted)
        one = counted.get(row.partner_id, new)
        counted[row.partner_id] = replace(
            one,
            partner_name=row.partner_name,
            used=one.used + is_used(row),
            planned=one.planned + is_planned(row, now),
        )
    return tuple(sorted(counted.values(), key=lambda one: (one.partner_name, one.partner_id)))


def load_of(
    tx: Connection,
    school_id: str,
    partner_id: str,
    term: tuple[date, date],
    zone: tzinfo,
    now: datetime,
    *,
    but_request: str,
    wanted: int,
    allotted: int,
) -> VisitLoad:
    """A partner's visits in a term, not counting the times of this request."""
    there = between(tx, school_id, *term, zone, now, partner_id)
    others = [row for row in there if row.request_id != but_request]
    return VisitLoad(
        used=sum(is_used(row) for row in others),
        planned=sum(is_planned(row, now) for row in others),
        wanted=max(1, wanted),
        allotted=allotted,
    )


def past(events: Iterable[EventRow]) -> tuple[PastOutcome, ...]:
    """The recorded outcomes, latest first."""
    noted = [
        PastOutcome(row.kind, row.window.starts_at.date(), row.event or row.place, row.outcome)
        for row in events
        if row.outcome is not None
    ]
    return tuple(reversed(noted))
