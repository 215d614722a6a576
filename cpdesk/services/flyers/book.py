"""The rows behind deliveries: what writes them, each change with its proof.

Every function works inside the caller's transaction. No bytes of an attached file go into the
proof; its size and SHA-256 do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import Connection, delete, select, update

from cpdesk.errors import DeskError
from cpdesk.models import desk_tables as d
from cpdesk.models import flyer_tables as t
from cpdesk.models import journal
from cpdesk.policy.flyers import DeliveryState, LineState, Surplus
from cpdesk.records.accounts import Actor
from cpdesk.records.flyer_intake import CheckLine
from cpdesk.services import findings
from cpdesk.services.flyers import rows
from cpdesk.words import N_

# A delivery on which there is something to do.
OPEN: Mapping[str, Any] = {
    "state": DeliveryState.ACCEPTED.value,
    "surplus": "",
    "surplus_copies": 0,
    "done_at": None,
    "done_by_name": "",
}
# One whose check-list is open. What went back before stays: it is not here.
UNDECIDED: Mapping[str, Any] = dict(OPEN) | {
    "state": DeliveryState.CHECKING.value,
    "accepted_at": None,
    "accepted_by_name": "",
}
_NEW: Mapping[str, Any] = dict(UNDECIDED) | {"version": 1, "checks": {}}
# A class that a new plan may leave out: nobody has it in hands.
_OPEN = (LineState.PLANNED.value, LineState.REFUSED.value)


def has(tx: Connection, delivery_id: str) -> bool:
    c = t.flyer_delivery.c.delivery_id
    return tx.execute(select(c).where(c == delivery_id)).first() is not None


def insert(
    tx: Connection, delivery_id: str, filled: Mapping[str, Any], *, now: datetime, actor: Actor
) -> None:
    """Writes a new delivery in the name of whoever took it."""
    row = {
        **_NEW,
        **filled,
        "delivery_id": delivery_id,
        "received_by": actor.account_id,
        "received_by_name": actor.name,
    }
    tx.execute(t.flyer_delivery.insert(), row)
    journal.record(tx, at=now, use_case="flyer.receive", subject_id=delivery_id, payload=row)


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
    """Changes a delivery; its version grows. `row` is as it was read in this transaction, `back`
    the return that is part of the change or is taken back with it, as returns.py makes it.
    ValueError where copies would be back and no reason be written: whoever calls asks before."""
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
    """A return that is new, or one that was taken back."""
    if not back["reasons"]:
        raise ValueError(back["delivery_id"])
    if back["undone"]:
        c = t.flyer_return.c.return_id
        tx.execute(update(t.flyer_return).where(c == back["return_id"]).values(undone=True))
    else:
        tx.execute(t.flyer_return.insert(), dict(back))


def keep_findings(tx: Connection, row: Any, list_: Iterable[CheckLine]) -> None:
    """What the rules found when it was decided; an earlier decision's are replaced."""
    drop_findings(tx, row)
    found = tuple(dict.fromkeys(one.finding for one in list_ if one.finding is not None))
    findings.insert(tx, row.delivery_id, found)


def replace_plan(tx: Connection, row: Any, written: Sequence[Mapping[str, Any]]) -> None:
    """These classes stand in the place of those that nobody has in hands yet."""
    c = t.flyer_line.c
    tx.execute(
        update(t.flyer_line)
        .where(c.delivery_id == row.delivery_id, c.state.in_(_OPEN))
        .values(state=LineState.DROPPED.value)
    )
    if written:
        tx.execute(t.flyer_line.insert(), written)


def drop_findings(tx: Connection, row: Any) -> None:
    """It is not decided after all."""
    tx.execute(delete(d.finding).where(d.finding.c.subject_id == row.delivery_id))


def drop_plan(tx: Connection, row: Any) -> dict[str, str]:
    """No class waits for it any more. The state of each that did, by its id."""
    c = t.flyer_line.c
    before = {
        one.line_id: one.state
        for one in rows.lines_of(tx, (row.delivery_id,)).get(row.delivery_id, ())
    }
    tx.execute(
        update(t.flyer_line).where(c.line_id.in_(before)).values(state=LineState.DROPPED.value)
    )
    return before


def restore_plan(tx: Connection, before: Mapping[str, str]) -> None:
    """The classes wait again that `drop_plan` took out."""
    c = t.flyer_line.c
    for state in set(before.values()):
        ids = [line_id for line_id, was in before.items() if was == state]
        tx.execute(update(t.flyer_line).where(c.line_id.in_(ids)).values(state=state))


def must_be_whole(tx: Connection, row: Any) -> None:
    """DeskError where copies of it are out already."""
    ids = (row.delivery_id,)
    out = any(
        one.state == LineState.HANDED.value
        for one in rows.lines_of(tx, ids).get(row.delivery_id, ())
    )
    if out or rows.posts_of(tx, ids).get(row.delivery_id):
        raise DeskError(
            N_("Copies of this flyer were already handed out or posted."),
            N_("Undo that first. Or finish the delivery and choose what happened to the rest."),
        )


def days(first: date, last: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """The moments between which these days lie, both days included."""
    begins = datetime.combine(first, time(), zone)
    ends = datetime.combine(last + timedelta(days=1), time(), zone) - timedelta(microseconds=1)
    return begins, ends
