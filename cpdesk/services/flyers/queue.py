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

# What can't wait comes first; a posted flyer needs nothing before its last day.
_ORDER = ("take_down", "check", "hand_out", "plan", "post", "finish", "hang")
_OPEN = (DeliveryState.CHECKING.value, DeliveryState.ACCEPTED.value)


def of(tx: Connection, found: Sequence[Any], today: date, term_name: str) -> DeliveryQueue:
    """The list of these rows of deliveries."""
    ids = [row.delivery_id for row in found]
    lines, posts = rows.sums_of(tx, ids), rows.posts_of(tx, ids)
    files, back = rows.files_of(tx, ids), rows.returns_of(tx, ids)
    made = [
        _row(
            row,
            lines.get(row.delivery_id, ()),
            posts.get(row.delivery_id, ()),
            files.get(row.delivery_id, ()),
            back.get(row.delivery_id, ()),
            today,
        )
        for row in sorted(found, key=lambda row: (row.received_at, row.delivery_id), reverse=True)
    ]
    to_do = [one for one in made if one.state.value in _OPEN]
    to_do.sort(key=lambda one: _ORDER.index(one.next))
    return DeliveryQueue(
        to_do=tuple(to_do),
        done=tuple(one for one in made if one.state.value not in _OPEN),
        to_hand_out=sum(one.next == "hand_out" for one in to_do),
        take_down_today=sum(
            rows.is_due(post, today) for one in to_do for post in posts.get(one.delivery_id, ())
        ),
        term_name=term_name,
    )


def _row(
    row: Any,
    lines: Sequence[Any],
    posts: Sequence[Any],
    files: Sequence[Any],
    back: Sequence[Any],
    today: date,
) -> DeliveryRow:
    up = [one for one in posts if one.taken_down_at is None]
    first = min(up, key=lambda one: one.take_down_on or date.max, default=None)
    return record_of(
        DeliveryRow,
        row,
        tally=rows.tally(row, lines, posts, back),
        returns=tuple(rows.went_back(one) for one in back),
        next=rows.next_step(row, lines, posts, today),
        board_name=first.board_name if first else "",
        take_down_on=first.take_down_on if first else None,
        thumbnail=next((one.thumbnail for one in files if one.what == "flyer"), None),
    )
