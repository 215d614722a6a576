"""Undo of a decision: for a few seconds, only by the person who made it, and never after a visit
used it.

The decision stays on record as undone; the request is what it was before, including its times.
Every function works inside the caller's transaction.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update
from sqlalchemy.exc import IntegrityError

from cpdesk.errors import DeskError
from cpdesk.models import journal
from cpdesk.models.tables import request_tables as t
from cpdesk.policy.approval.requests import SlotState
from cpdesk.policy.names.names import fold
from cpdesk.records.accounts import Actor
from cpdesk.services.requests import rows
from cpdesk.services.requests.book import NewSlot
from cpdesk.services.requests.examiner import Looked
from cpdesk.words import N_

UNDO = timedelta(seconds=10)
_ON_ITS_WAY = timedelta(seconds=1)  # from the key to here, and from the decision to the banner

# Everything that a decision may change in a request.
_CHANGES = (
    "state",
    "flag",
    "settled_at",
    "timing",
    "starts_at",
    "ends_at",
    "typed_times",
    "weekly_until",
    "place",
    "valid_until",
    "visit_id",
)
_SLOT = ("slot_id", "starts_at", "ends_at", "class_minutes", "state", "visit_id")
_slots = select(*(t.request_slot.c[name] for name in _SLOT)).where(
    t.request_slot.c.request_id == bindparam("id")
)

Time = tuple[datetime, datetime, int]  # from, until, and the minutes of class time; in UTC


def before(tx: Connection, row: Any) -> dict[str, Any]:
    """The request with its times, to be kept with the decision that is about to change it."""
    return {
        "request": {name: getattr(row, name) for name in _CHANGES},
        "slots": [list(slot) for slot in tx.execute(_slots, {"id": row.request_id})],
    }


def last(tx: Connection, row: Any) -> Any:
    """The latest decision. DeskError if there is none."""
    made = rows.decision_rows(tx, row.request_id)
    if not made:
        raise DeskError(
            N_("This request has no decision, so there’s nothing to undo."),
            N_("Check its current status."),
        )
    return made[-1]


def planned(tx: Connection, row: Any) -> set[Time]:
    """The times that a request holds now."""
    return {
        (slot.starts_at, slot.ends_at, slot.class_minutes)
        for slot in tx.execute(_slots, {"id": row.request_id})
        if slot.state == SlotState.PLANNED.value
    }


def ahead(looked: Looked, now: datetime) -> dict[Time, NewSlot]:
    """The times that it would hold, without those that have passed."""
    return {
        (slot.window.starts_at.astimezone(UTC), ends_at, slot.class_minutes): slot
        for slot in looked.slots
        if (ends_at := slot.window.ends_at.astimezone(UTC)) > now
    }


def was_undone(row: Any, made: Any, version: int, actor: Actor) -> bool:
    """Whether the same person already did this undo: pressing twice counts once."""
    mine = made.undone_at is not None and made.by_account == actor.account_id
    return bool(mine and row.version == version + 1 and made.version == version - 1)


def refuse(tx: Connection, row: Any, made: Any, version: int, actor: Actor, now: datetime) -> None:
    """DeskError if this decision cannot be undone, or not by this person."""
    if made.by_account != actor.account_id or not actor.account_id:
        raise DeskError(
            N_("Only the person who made a decision can undo it."),
            N_("Make a new decision instead."),
        )
    if made.undone_at is None and made.before is not None and _is_used(tx, row, made.before):
        raise DeskError(
            N_("A visitor has already checked in based on this decision."),
            N_("Undo the check-in first, or decline the request."),
        )
    changed = row.version != version or made.version != version - 1
    if changed or made.undone_at is not None or made.before is None:
        raise DeskError(
            N_("This request has changed since that decision."), N_("Check its current status.")
        )
    if not timedelta(0) <= now - made.at < UNDO + _ON_ITS_WAY:
        raise DeskError(
            N_("More than ten seconds have passed since that decision."),
            N_("Make a new decision instead."),
        )


def restore(tx: Connection, row: Any, made: Any, now: datetime) -> None:
    """Makes the request what it was before the decision, with a new version, and marks the decision
    as undone; one audit entry and one outbox line."""
    values = {**made.before["request"], "version": row.version + 1}
    values["place_key"] = fold(values["place"])
    request, decision = t.request.c, t.request_decision.c
    tx.execute(update(t.request).where(request.request_id == row.request_id).values(values))
    one = decision.decision_id == made.decision_id
    tx.execute(update(t.request_decision).where(one).values(undone_at=now))
    slots = [dict(zip(_SLOT, slot, strict=True)) for slot in made.before["slots"]]
    _restore_slots(tx, row.request_id, slots)
    journal.record(
        tx,
        at=now,
        use_case="request.undo_decision",
        subject_id=row.request_id,
        payload={
            "request_id": row.request_id,
            "decision_id": made.decision_id,
            **values,
            "slots": made.before["slots"],
        },
        detail={"state": row.state, "verdict": made.verdict},
    )


def must_hold(tx: Connection, row: Any, looked: Looked, now: datetime) -> None:
    """DeskError if the request, approved again, would not be what was approved: undoing a decline
    approves nothing that no one has seen."""
    then = {time_ for time_ in planned(tx, row) if time_[1] > now}
    seen = looked.examination
    if (
        seen.refused
        or not then <= ahead(looked, now).keys()
        or any(clash.approved for clash in seen.clashes)
    ):
        raise DeskError(
            N_("Something else was approved for that time, or the day plan has changed."),
            N_("File the request again."),
        )


def _restore_slots(tx: Connection, request_id: str, slots: list[dict[str, Any]]) -> None:
    there = {slot.slot_id for slot in tx.execute(_slots, {"id": request_id})}
    kept = {slot["slot_id"] for slot in slots}
    s = t.request_slot.c
    try:
        if there - kept:
            tx.execute(delete(t.request_slot).where(s.slot_id.in_(sorted(there - kept))))
    except IntegrityError as noted:
        raise DeskError(
            N_(
                "Someone has already recorded how this visit went, so the decision can’t be undone."
            ),
            N_("Remove that outcome first."),
        ) from noted
    for slot in slots:
        if slot["slot_id"] in there:
            tx.execute(update(t.request_slot).where(s.slot_id == slot["slot_id"]).values(slot))
        else:
            tx.execute(t.request_slot.insert(), {**slot, "request_id": request_id})


def _is_used(tx: Connection, row: Any, kept: dict[str, Any]) -> bool:
    """Whether someone came because of this decision since it was made."""
    used = {slot[0]: slot[-1] for slot in kept["slots"]}
    if row.visit_id != kept["request"]["visit_id"]:
        return True
    return any(
        slot.state == SlotState.USED.value and slot.visit_id != used.get(slot.slot_id, "")
        for slot in tx.execute(_slots, {"id": row.request_id})
    )
