"""The list of deliveries: what still needs work first, with what was finished this term next to
it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from cpdesk.models.record_of import record_of
from cpdesk.policy.flyers import DeliveryState
from cpdesk.records.flyers import DeliveryQueue, DeliveryRow
from cpdesk.services.flyers import rows
from cpdesk.services.flyers.rows import Parts

# What can't wait comes first; a posted flyer needs nothing before its last day.
_ORDER = ("take_down", "check", "hand_out", "plan", "post", "finish", "hang")
_OPEN = (DeliveryState.CHECKING.value, DeliveryState.ACCEPTED.value)


def of(tx: Connection, found: Sequence[Any], today: date, term_name: str) -> DeliveryQueue:
    """The list of these rows of deliveries."""
    newest = sorted(found, key=lambda row: (row.received_at, row.delivery_id), reverse=True)
    parts = rows.parts_of(tx, newest, summed=True, files=True)
    made = [_row(one, today) for one in parts]
    to_do = [one for one in made if one.state.value in _OPEN]
    to_do.sort(key=lambda one: _ORDER.index(one.next))
    return DeliveryQueue(
        to_do=tuple(to_do),
        done=tuple(one for one in made if one.state.value not in _OPEN),
        to_hand_out=sum(one.next == "hand_out" for one in to_do),
        take_down_today=sum(
            rows.is_due(post, today)
            for one in parts
            if one.row.state in _OPEN
            for post in one.posts
        ),
        term_name=term_name,
    )


def _row(one: Parts, today: date) -> DeliveryRow:
    up = [post for post in one.posts if post.taken_down_at is None]
    first = min(up, key=lambda post: post.take_down_on or date.max, default=None)
    return record_of(
        DeliveryRow,
        one.row,
        tally=one.tally,
        returns=one.went_back,
        next=one.next_step(today),
        board_name=first.board_name if first else "",
        take_down_on=first.take_down_on if first else None,
        thumbnail=next((file.thumbnail for file in one.files if file.what == "flyer"), None),
    )
