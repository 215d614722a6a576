"""Turns the rows of a delivery into its records. Everything that reads flyers goes through here, so
that copies are counted in one way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Parts:
    """A delivery with the rows that belong to it: its classes in the order of the plan, without
    dropped ones; its posts and returns, oldest first, without undone ones; its attached files
    without their content."""

    row: Any
    lines: Sequence[Any]
    posts: Sequence[Any]
    returns: Sequence[Any]
    files: Sequence[Any]

    @property
    def tally(self) -> Tally:
        """Where the copies are."""
        out = self._copies(LineState.HANDED)
        planned = out + self._copies(LineState.PLANNED)
        posted = sum(one.copies for one in self.posts)
        returned = sum(one.copies for one in self.returns)
        return Tally(
            received=self.row.copies,
            returned=returned,
            planned=planned,
            out=out,
            posted=posted,
            over=self.row.copies - returned - planned - posted,
        )

    @property
    def went_back(self) -> tuple[FlyerReturn, ...]:
        return tuple(record_of(FlyerReturn, one) for one in self.returns)

    def next_step(self, today: date) -> str:
        """The next step: check, take_down, hand_out, plan, post, hang (nothing before its last
        day), finish; "" if there is nothing left to do."""
        state = DeliveryState(self.row.state)
        if state is DeliveryState.CHECKING:
            return "check"
        if state is not DeliveryState.ACCEPTED:
            return ""
        up = [one for one in self.posts if one.taken_down_at is None]
        if any(is_due(one, today) for one in up):
            return "take_down"
        if any(one.state == LineState.PLANNED.value for one in self.lines):
            return "hand_out"
        ways = {Channel(one) for one in self.row.channels}
        if Channel.CARRY_HOME in ways and not self.lines:
            return "plan"
        if ways - {Channel.CARRY_HOME} - {Channel(one.channel) for one in self.posts}:
            return "post"
        return "hang" if up else "finish"

    def _copies(self, state: LineState) -> int:
        return sum(one.copies for one in self.lines if one.state == state.value)


def parts(tx: Connection, row: Any, *, files: bool = False) -> Parts:
    """One delivery with its rows."""
    return parts_of(tx, (row,), files=files)[0]


def parts_of(
    tx: Connection, found: Sequence[Any], *, summed: bool = False, files: bool = False
) -> list[Parts]:
    """Several deliveries with their rows. `summed` gives one row per state with the copies of all
    its classes: enough for the tally and the next step, without reading each class. Files are read
    if asked for."""
    ids = [row.delivery_id for row in found]
    lines = _grouped(tx, _sums if summed else _lines, ids)
    posts, back = _grouped(tx, _posts, ids), _grouped(tx, _returns, ids)
    attached = _grouped(tx, _files, ids if files else ())
    return [
        Parts(row, *(of.get(row.delivery_id, ()) for of in (lines, posts, back, attached)))
        for row in found
    ]


def lines(tx: Connection, delivery_id: str) -> Sequence[Any]:
    """The classes of one delivery."""
    return _grouped(tx, _lines, (delivery_id,)).get(delivery_id, ())


def posts(tx: Connection, delivery_id: str) -> Sequence[Any]:
    """The posts of one delivery."""
    return _grouped(tx, _posts, (delivery_id,)).get(delivery_id, ())


def returns(tx: Connection, row: Any) -> Sequence[Any]:
    """The returns of one delivery."""
    return _grouped(tx, _returns, (row.delivery_id,)).get(row.delivery_id, ())


def _grouped(tx: Connection, question: Any, ids: Sequence[str]) -> Mapping[str, Sequence[Any]]:
    return grouped(
        (row.delivery_id, row)
        for begin in range(0, len(ids), _AT_ONCE)
        for row in tx.execute(question, {"ids": list(ids[begin : begin + _AT_ONCE])})
    )


def left(tx: Connection, row: Any) -> int:
    """How many copies are at the office, whether or not a class is waiting for them."""
    have = parts(tx, row).tally
    return have.received - have.returned - have.posted - have.out


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


def files(tx: Connection, delivery_id: str) -> tuple[FlyerFile, ...]:
    """The files attached to one delivery, without their content."""
    found = _grouped(tx, _files, (delivery_id,)).get(delivery_id, ())
    return tuple(record_of(FlyerFile, one) for one in found)
