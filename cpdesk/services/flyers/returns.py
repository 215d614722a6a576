"""Returned flyers: each return has a reason and a row of its own. What physically left stays
recorded, whatever happens to the rest; only a return made today can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, or_, select

from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.models.record_of import record_of
from cpdesk.models.tables import flyer_tables as t
from cpdesk.policy.flyers import RETURN_REASONS, DeliveryState
from cpdesk.records.accounts import Actor
from cpdesk.records.flyer_intake import Return
from cpdesk.records.flyers import ReturnSlip
from cpdesk.services import findings
from cpdesk.services.flyers import book, rows
from cpdesk.services.office import contact_of, school_of
from cpdesk.services.school_context import SchoolContext
from cpdesk.words import N_

_CHECKING = DeliveryState.CHECKING.value
_c = t.flyer_return.c
_one = (
    select(t.flyer_return)
    .where(
        _c.undone.is_(False),
        or_(_c.return_id == bindparam("key"), _c.delivery_id == bindparam("key")),
    )
    .order_by(_c.returned_at.desc(), _c.return_id.desc())
    .limit(1)
)


def made(
    row: Any,
    back: Return,
    copies: int,
    now: datetime,
    actor: Actor,
    *,
    plan: Mapping[str, str] | None = None,
    whole: bool = False,
) -> dict[str, Any]:
    """The row of a return, for `book.change`. `row` is the delivery before it, `plan` the classes
    that were dropped with it. DeskError without a reason, or if the other reason is missing."""
    note = " ".join(back.note.split())
    if not back.reasons or set(back.reasons) - set(RETURN_REASONS):
        raise DeskError(
            N_("The reason for the return is missing."),
            N_("Choose at least one. Reasons print on the return slip."),
        )
    if "other" in back.reasons and not note:
        raise DeskError(N_("The other reason is missing."), N_("Enter it in a few words."))
    return {
        "return_id": new_id(),
        "delivery_id": row.delivery_id,
        "copies": copies,
        "whole": whole,
        "reasons": [reason for reason in RETURN_REASONS if reason in back.reasons],
        "note": note,
        "returned_to": " ".join(back.returned_to.split()),
        "returned_at": now,
        "returned_by": actor.account_id,
        "returned_by_name": actor.name,
        "before": {"state": row.state, "checks": row.checks, "plan": dict(plan or {})},
        "undone": False,
    }


def undo(tx: Connection, row: Any, school_context: SchoolContext, now: datetime) -> None:
    """Undoes today's last return: the delivery is as it was before that step. What was done since
    has to be undone first. DeskError if no copies were returned today."""
    last = next(iter(reversed(rows.returns(tx, row))), None)
    if last is None or _day(last.returned_at, school_context) != _day(now, school_context):
        raise DeskError(
            N_("Only today’s returns can be undone."),
            N_("If the flyers were delivered again, log a new delivery."),
        )
    was = last.before.get("state", _CHECKING)
    to: dict[str, Any] = {}
    if row.state == DeliveryState.RETURNED.value:
        to = dict(book.UNDECIDED) if was == _CHECKING else {"state": was}
        book.restore_plan(tx, last.before.get("plan", {}))
    elif was == _CHECKING and row.state != _CHECKING:
        book.must_be_whole(tx, row)
        book.drop_plan(tx, row)
        to = dict(book.UNDECIDED)
    elif row.state == DeliveryState.DONE.value:
        to = dict(book.OPEN)
    if to.get("state") == _CHECKING:
        findings.delete(tx, row.delivery_id)
        to["checks"] = last.before.get("checks", row.checks)
    never = {**last._mapping, "undone": True}
    book.change(tx, row, to, now=now, use_case="flyer.undo_return", back=never)


def slip(tx: Connection, school_context: SchoolContext, key: str) -> ReturnSlip:
    """The paper that goes with the copies of one return. With a return's id, that one; with a
    delivery's id, its last one. DeskError if nothing was returned."""
    one = tx.execute(_one, {"key": key}).first()
    if one is None:
        raise DeskError(
            N_("Nothing from this delivery was returned."), N_("Print the slip after a return.")
        )
    row = rows.row_of(tx, one.delivery_id)
    school, contact = school_of(tx, row.school_id), contact_of(tx)
    return record_of(
        ReturnSlip,
        one,
        school_name=school_context.school.name,
        school_address=school.address if school else "",
        school_phone=school.phone if school else "",
        title=row.title,
        partner_name=row.partner_name,
        approval_number=row.approval_number,
        received_at=row.received_at,
        received=row.copies,
        returned=one.copies,
        contact_office=contact.office if contact else "",
        contact_phone=contact.phone if contact else "",
        contact_email=contact.email if contact else "",
    )


def _day(at: datetime, school_context: SchoolContext) -> date:
    return at.astimezone(school_context.zone).date()
