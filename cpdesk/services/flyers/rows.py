"""Turns the rows of a delivery into its records. Everything that reads flyers goes through here, so
that copies are counted in one way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from cpdesk.errors import DeskError
from cpdesk.models.record_of import columns_of, grouped, record_of
from cpdesk.models.tables import flyer_tables as t
from cpdesk.policy.flyers import Channel, DeliveryState, LineState
from cpdesk.records.flyers import ClassLine, FlyerFile, FlyerReturn, Post, Tally
from cpdesk.services import findings
from cpdesk.words import N_

_delivery = select(t.flyer_delivery).where(t.flyer_delivery.c.delivery_id == bindparam("id"))
_lines = (
    select(t.flyer_line)
    .where(
        t.flyer_line.c.delivery_id.in_(bindparam("ids", expanding=True)),
        t.flyer_line.c.state != LineState.DROPPED.value,
    )
    .order_by(t.flyer_line.c.delivery_id, t.flyer_line.c.place)
)
_sums = (
    select(
        t.flyer_line.c.delivery_id,
        t.flyer_line.c.state,
        func.sum(t.flyer_line.c.copies).label("copies"),
    )
    .where(
        t.flyer_line.c.delivery_id.in_(bindparam("ids", expanding=True)),
        t.flyer_line.c.state != LineState.DROPPED.value,
    )
    .group_by(t.flyer_line.c.delivery_id, t.flyer_line.c.state)
)
_posts = (
    select(t.flyer_post)
    .where(
        t.flyer_post.c.delivery_id.in_(bindparam("ids", expanding=True)),
        t.flyer_post.c.undone.is_(False),
    )
    .order_by(t.flyer_post.c.delivery_id, t.flyer_post.c.posted_at, t.flyer_post.c.post_id)
)
_returns = (
    select(t.flyer_return)
    .where(
        t.flyer_return.c.delivery_id.in_(bindparam("ids", expanding=True)),
        t.flyer_return.c.undone.is_(False),
    )
    .order_by(
        t.flyer_return.c.delivery_id, t.flyer_return.c.returned_at, t.flyer_return.c.return_id
    )
)
_f = t.flyer_file.c
_files = (
    select(*columns_of(FlyerFile, t.flyer_file, t.flyer_content, also=(_f.delivery_id,)))
    .outerjoin_from(t.flyer_file, t.flyer_content)
    .where(_f.delivery_id.in_(bindparam("ids", expanding=True)), _f.removed_at.is_(None))
    .order_by(_f.delivery_id, _f.added_at, _f.file_id)
)
_AT_ONCE = 5_000  # ids per query; SQLite allows 32,766


def row_of(tx: Connection, delivery_id: str) -> Any:
    """The row of a delivery. DeskError if there is none."""
    row = tx.execute(_delivery, {"id": delivery_id}).first()
    if row is None:
        raise DeskError(
            N_("This delivery isn’t recorded here."), N_("Find it in the list of flyers.")
        )
    return row


def row_as_seen(tx: Connection, delivery_id: str, version: int) -> Any:
    """The same, if no one has changed it since it was read."""
    row = row_of(tx, delivery_id)
    if row.version != version:
        raise DeskError(
            N_("Someone has changed this delivery since you opened it."),
            N_("Check its current status."),
        )
    return row


def lines_of(tx: Connection, ids: Sequence[str]) -> Mapping[str, Sequence[Any]]:
    """The classes of several deliveries in the order of their plans, without dropped ones."""
    return _grouped(tx, _lines, ids)


def sums_of(tx: Connection, ids: Sequence[str]) -> Mapping[str, Sequence[Any]]:
    """The same as one row per state, with the copies of all its classes: what `tally` and
    `next_step` need, without reading each class."""
    return _grouped(tx, _sums, ids)


def posts_of(tx: Connection, ids: Sequence[str]) -> Mapping[str, Sequence[Any]]:
    """The posts of several deliveries, oldest first, without undone ones."""
    return _grouped(tx, _posts, ids)


def returns_of(tx: Connection, ids: Sequence[str]) -> Mapping[str, Sequence[Any]]:
    """The returns of several deliveries, oldest first, without undone ones."""
    return _grouped(tx, _returns, ids)


def lines(tx: Connection, delivery_id: str) -> Sequence[Any]:
    """The classes of one delivery."""
    return lines_of(tx, (delivery_id,)).get(delivery_id, ())


def posts(tx: Connection, delivery_id: str) -> Sequence[Any]:
    """The posts of one delivery."""
    return posts_of(tx, (delivery_id,)).get(delivery_id, ())


def returns(tx: Connection, row: Any) -> Sequence[Any]:
    """The returns of one delivery."""
    return returns_of(tx, (row.delivery_id,)).get(row.delivery_id, ())


def files_of(tx: Connection, ids: Sequence[str]) -> Mapping[str, Sequence[Any]]:
    """The files attached to several deliveries, without their content."""
    return _grouped(tx, _files, ids)


def _grouped(tx: Connection, question: Any, ids: Sequence[str]) -> Mapping[str, Sequence[Any]]:
    return grouped(
        (row.delivery_id, row)
        for begin in range(0, len(ids), _AT_ONCE)
        for row in tx.execute(question, {"ids": list(ids[begin : begin + _AT_ONCE])})
    )


def tally_of(tx: Connection, row: Any) -> Tally:
    """Where the copies of a delivery are, for a caller that only has its row."""
    here = row.delivery_id
    return tally(row, lines(tx, here), posts(tx, here), returns(tx, row))


def left(tx: Connection, row: Any) -> int:
    """How many copies are at the office, whether or not a class is waiting for them."""
    have = tally_of(tx, row)
    return have.received - have.returned - have.posted - have.out


def tally(row: Any, lines: Iterable[Any], posts: Iterable[Any], returns: Iterable[Any]) -> Tally:
    """Where the copies of a delivery are."""
    handed = [one.copies for one in lines if one.state == LineState.HANDED.value]
    waiting = [one.copies for one in lines if one.state == LineState.PLANNED.value]
    posted = sum(one.copies for one in posts)
    planned = sum(handed) + sum(waiting)
    returned = sum(one.copies for one in returns)
    return Tally(
        received=row.copies,
        returned=returned,
        planned=planned,
        out=sum(handed),
        posted=posted,
        over=row.copies - returned - planned - posted,
    )


def next_step(row: Any, lines: Sequence[Any], posts: Sequence[Any], today: date) -> str:
    """The next step for a delivery: check, take_down, hand_out, plan, post, hang (nothing before
    its last day), finish; "" if there is nothing left to do."""
    state = DeliveryState(row.state)
    if state is DeliveryState.CHECKING:
        return "check"
    if state is not DeliveryState.ACCEPTED:
        return ""
    up = [one for one in posts if one.taken_down_at is None]
    if any(is_due(one, today) for one in up):
        return "take_down"
    if any(one.state == LineState.PLANNED.value for one in lines):
        return "hand_out"
    ways = {Channel(one) for one in row.channels}
    if Channel.CARRY_HOME in ways and not lines:
        return "plan"
    if ways - {Channel.CARRY_HOME} - {Channel(one.channel) for one in posts}:
        return "post"
    return "hang" if up else "finish"


def is_due(post: Any, today: date) -> bool:
    """Whether this post is still up although its last day is today or has passed."""
    return (
        post.taken_down_at is None and post.take_down_on is not None and post.take_down_on <= today
    )


def class_line(row: Any, bundle_size: int) -> ClassLine:
    """A class of the plan; a partly filled bundle counts as a whole one."""
    return record_of(
        ClassLine,
        row,
        class_grade=row.grade,
        head_count=row.students,
        bundles=-(-row.copies // bundle_size),
        over=None if row.students is None else row.copies - row.students,
        finding=findings.read(row.refused) if row.refused else None,
    )


def post(row: Any, delivery: Any, today: date) -> Post:
    return record_of(
        Post, row, title=delivery.title, partner_name=delivery.partner_name, due=is_due(row, today)
    )


def went_back(row: Any) -> FlyerReturn:
    return record_of(FlyerReturn, row)


def file(row: Any) -> FlyerFile:
    return record_of(FlyerFile, row)
