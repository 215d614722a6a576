"""The rows behind deliveries: what writes them, each change with its proof.

Every function works inside the caller's transaction. No bytes of an attached file go into the
proof; its size and SHA-256 do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import Connection, select, update

from cpdesk.errors import DeskError
from cpdesk.models import journal
from cpdesk.models.tables import flyer_tables as t
from cpdesk.policy.flyers import DeliveryState, LineState, Surplus
from cpdesk.records.accounts import Actor
from cpdesk.records.flyer_intake import CheckLine
from cpdesk.services import findings
from cpdesk.services.flyers import rows
from cpdesk.services.school_spans import midnights
from cpdesk.words import N_

# The columns of a delivery that still needs work.
OPEN: Mapping[str, Any] = {
    "state": DeliveryState.ACCEPTED.value,
    "surplus": "",
    "surplus_copies": 0,
    "done_at": None,
    "done_by_name": "",
}
# The columns of a delivery with an open checklist. Returns aren't reset: they stay recorded.
UNDECIDED: Mapping[str, Any] = dict(OPEN) | {
    "state": DeliveryState.CHECKING.value,
    "accepted_at": None,
    "accepted_by_name": "",
}
_NEW: Mapping[str, Any] = dict(UNDECIDED) | {"version": 1, "checks": {}}
# Classes that a new plan may leave out: they don't have their copies yet.
_OPEN = (LineState.PLANNED.value, LineState.REFUSED.value)


def has(tx: Connection, delivery_id: str) -> bool:
    c = t.flyer_delivery.c.delivery_id
    return tx.execute(select(c).where(c == delivery_id)).first() is not None


def insert(
    tx: Connection, delivery_id: str, filled: Mapping[str, Any], *, now: datetime, actor: Actor
) -> None:
    """Writes a new delivery under the name of the person who received it."""
    row = {
        **_NEW,
        **filled,
        "delivery_id": delivery_id,
        "received_by": actor.account_id,
        "received_by_name": actor.name,
    }
    journal.insert(tx, t.flyer_delivery, row, at=now, use_case="flyer.receive")


def change(
    tx: Connection,
    row: Any,
    to: Mapping[str, Any],
    *,
    now: datetime,
    use_case: str,
    back: Mapping[str, Any] | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Changes a delivery; its version goes up. `row` is as it was read in this transaction. `back`
    is the return that is part of the change, or that the change undoes, as returns.py makes it.
    ValueError if copies would be returned without a reason: the caller has to check first."""
    new = {**to, "version": row.version + 1}
    then = {**row._mapping, **new}
    if back is not None:
        _keep(tx, back)
    went = then["state"] == DeliveryState.RETURNED.value
    if (went or then["surplus"] == Surplus.RETURNED.value) and not rows.returns(tx, row):
        raise ValueError(row.delivery_id)
    tx.execute(
        update(t.flyer_delivery)
        .where(t.flyer_delivery.c.delivery_id == row.delivery_id)
        .values(**new)
    )
    journal.record(
        tx,
        at=now,
        use_case=use_case,
        subject_id=row.delivery_id,
        payload=then if back is None else {**then, "return": dict(back)},
        detail=detail or {},
    )


def _keep(tx: Connection, back: Mapping[str, Any]) -> None:
    """Writes a return that is new, or one that was undone."""
    if not back["reasons"]:
        raise ValueError(back["delivery_id"])
    if back["undone"]:
        c = t.flyer_return.c.return_id
        tx.execute(update(t.flyer_return).where(c == back["return_id"]).values(undone=True))
    else:
        tx.execute(t.flyer_return.insert(), dict(back))


def keep_findings(tx: Connection, row: Any, list_: Iterable[CheckLine]) -> None:
    """What the rules found when it was decided; replaces the findings of an earlier decision."""
    findings.delete(tx, row.delivery_id)
    found = tuple(dict.fromkeys(one.finding for one in list_ if one.finding is not None))
    findings.insert(tx, row.delivery_id, found)


def replace_plan(tx: Connection, row: Any, written: Sequence[Mapping[str, Any]]) -> None:
    """Replaces the classes that don't have their copies yet."""
    c = t.flyer_line.c
    tx.execute(
        update(t.flyer_line)
        .where(c.delivery_id == row.delivery_id, c.state.in_(_OPEN))
        .values(state=LineState.DROPPED.value)
    )
    if written:
        tx.execute(t.flyer_line.insert(), written)


def drop_plan(tx: Connection, row: Any) -> dict[str, str]:
    """Drops every class that is still waiting. Returns the earlier state of each one, by its id."""
    c = t.flyer_line.c
    before = {one.line_id: one.state for one in rows.lines(tx, row.delivery_id)}
    tx.execute(
        update(t.flyer_line).where(c.line_id.in_(before)).values(state=LineState.DROPPED.value)
    )
    return before


def restore_plan(tx: Connection, before: Mapping[str, str]) -> None:
    """Puts the classes that `drop_plan` dropped back to waiting."""
    c = t.flyer_line.c
    for state in set(before.values()):
        ids = [line_id for line_id, was in before.items() if was == state]
        tx.execute(update(t.flyer_line).where(c.line_id.in_(ids)).values(state=state))


def must_be_whole(tx: Connection, row: Any) -> None:
    """DeskError if some of its copies are already out."""
    handed = LineState.HANDED.value
    out = any(one.state == handed for one in rows.lines(tx, row.delivery_id))
    if out or rows.posts(tx, row.delivery_id):
        raise DeskError(
            N_("Copies of this flyer were already handed out or posted."),
            N_("Undo that first. Or finish the delivery and choose what happened to the rest."),
        )


def days(first: date, last: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """The start and end moments of a span of days, both days included."""
    begins, ends = midnights(first, last, zone)
    return begins, ends - timedelta(microseconds=1)
