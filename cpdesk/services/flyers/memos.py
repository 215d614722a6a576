"""Approvals recorded here from a memo that a partner brought. They belong to this office and
survive every new roster."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from cpdesk.errors import DeskError, Fault, field_fault
from cpdesk.ids import new_id
from cpdesk.models import journal
from cpdesk.models.tables import flyer_tables as t
from cpdesk.policy.flyers import Channel, DeliveryState
from cpdesk.policy.names.names import fold
from cpdesk.records.accounts import Actor
from cpdesk.records.flyer_intake import MemoDraft
from cpdesk.services import identity
from cpdesk.services.cases.approved_flyers import MEMO
from cpdesk.services.school_context import SchoolContext
from cpdesk.words import N_


def record(
    tx: Connection, school_context: SchoolContext, draft: MemoDraft, now: datetime, actor: Actor
) -> str:
    """Records a memo and returns the approval's key. The same number and title again is the same
    memo."""
    _must_fit(draft, now, school_context)
    partner_id, partner_name = identity.partner_or_typed(tx, school_context, draft.partner)
    row: dict[str, Any] = {
        "school_id": school_context.school_id,
        "partner_id": partner_id,
        "partner_name": partner_name,
        "title": " ".join(draft.title.split()),
        "approval_number": " ".join(draft.approval_number.split()),
        "memo_on": draft.memo_on,
        "approved_on": draft.approved_on or draft.memo_on,
        "expires_on": draft.expires_on,
        "channels": [one.value for one in Channel if one in draft.channels],
        "grade_low": draft.grade_low,
        "grade_high": draft.grade_high,
    }
    known = tx.execute(
        select(t.flyer_memo).where(
            t.flyer_memo.c.school_id == row["school_id"],
            t.flyer_memo.c.partner_id == partner_id,
            t.flyer_memo.c.withdrawn_at.is_(None),
        )
    )
    for one in known:
        if all(one._mapping[name] == value for name, value in row.items()):
            return MEMO + str(one.memo_id)
    row |= {
        "memo_id": new_id(),
        "recorded_at": now,
        "recorded_by": actor.account_id,
        "recorded_by_name": actor.name,
        "withdrawn_at": None,
    }
    journal.insert(tx, t.flyer_memo, row, at=now, use_case="flyer.memo")
    return MEMO + str(row["memo_id"])


def withdraw(tx: Connection, school_context: SchoolContext, key: str, now: datetime) -> None:
    """Withdraws a memo. DeskError if it isn't recorded here or a delivery uses it. A delivery that
    was returned as a whole no longer uses it."""
    row = tx.execute(
        select(t.flyer_memo).where(
            t.flyer_memo.c.memo_id == key.removeprefix(MEMO),
            t.flyer_memo.c.school_id == school_context.school_id,
            t.flyer_memo.c.withdrawn_at.is_(None),
        )
    ).first()
    if row is None or not key.startswith(MEMO):
        raise DeskError(
            N_("No memo for this flyer is recorded here."),
            N_("Only the district can change what’s on the roster."),
        )
    d = t.flyer_delivery.c
    used = tx.execute(
        select(d.delivery_id)
        .where(d.approval_key == key, d.state != DeliveryState.RETURNED.value)
        .limit(1)
    ).first()
    if used is not None:
        raise DeskError(
            N_("A delivery uses this memo, so it can’t be removed."),
            N_("Return the flyers or choose another approval for them, then remove the memo."),
        )
    change = {"withdrawn_at": now}
    journal.update(tx, t.flyer_memo, row, change, at=now, use_case="flyer.withdraw_memo")


def _must_fit(draft: MemoDraft, now: datetime, school_context: SchoolContext) -> None:
    faults = tuple(_faults(draft, now.astimezone(school_context.zone).date()))
    if faults:
        raise DeskError(N_("The memo isn’t complete."), N_("Fix the marked fields."), faults=faults)


def _faults(draft: MemoDraft, today: date) -> Iterator[Fault]:
    since = draft.approved_on or draft.memo_on
    if not fold(draft.title).strip():
        yield field_fault(
            "title", N_("The flyer’s title is missing."), N_("Enter it as it appears on the memo.")
        )
    if not draft.partner.strip():
        yield field_fault(
            "partner", N_("The flyer’s partner is missing."), N_("Enter the partner’s name.")
        )
    on_memo = N_("You’ll find it on the memo.")
    if not draft.approval_number.strip():
        yield field_fault("approval_number", N_("The memo number is missing."), on_memo)
    if draft.memo_on is None:
        yield field_fault("memo_on", N_("The memo date is missing."), on_memo)
    elif draft.memo_on > today:
        yield field_fault("memo_on", N_("The memo date is in the future."), N_("Correct the date."))
    if since and draft.expires_on and draft.expires_on < since:
        yield field_fault(
            "expires_on",
            N_("The approval ends before it starts."),
            N_("Correct one of the dates."),
        )
    low, high = draft.grade_low, draft.grade_high
    if low is not None and high is not None and low > high:
        yield field_fault(
            "grade_high",
            N_("The grades are in the wrong order."),
            N_("Enter the lower grade first."),
        )
    if not draft.channels:
        yield field_fault(
            "channels",
            N_("No channel is chosen for this memo."),
            N_("Choose at least one channel."),
        )
