"""One candidate of a search: someone who may be at the desk, with the names that find them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import Any

from cpdesk.policy.names.names import fold
from cpdesk.policy.outcome import Purpose
from cpdesk.records.desk import ExpectedRow, Hit
from cpdesk.services.search.matching import Entry
from cpdesk.services.visits.expected_visits import Came

EXPECTED, INSIDE, PERSON, PARTNER, GUEST = "expected", "inside", "person", "partner", "guest"


def came_of(row: Any) -> Came:
    """One of today's visits, from its raw row."""
    return Came(
        row.visit_id,
        row.visitor_key,
        row.partner_id,
        Purpose(row.purpose),
        row.activity_id,
        datetime.fromisoformat(row.arrived_at),
        row.left_at is None,
    )


def inside_entry(row: Any, midnight: str) -> Entry:
    """Someone in the building, from the raw row of their visit; with the date they came if that was
    before this midnight."""
    made = entry(
        INSIDE,
        row.visit_id,
        row.visitor_name,
        row.partner_id,
        row.partner_name,
        detail=row.activity_title,
        place=row.place,
        activity_id=row.activity_id,
    )
    since = datetime.fromisoformat(row.arrived_at) if row.arrived_at < midnight else None
    return replace(made, hit=replace(made.hit, visitor_key=row.visitor_key, since=since))


def approved_entry(row: ExpectedRow) -> Entry:
    """Someone expected by an approved request, or its partner if no one is named."""
    made = entry(
        EXPECTED,
        row.person_id,
        row.person_name or row.partner_name,
        row.partner_id,
        row.partner_name,
        also=row.activity_title,
        detail=row.activity_title,
        start=row.start,
        place=row.place,
        ends=row.end,
    )
    hit = replace(made.hit, request_id=row.request_id, purpose=row.purpose)
    return replace(made, hit=hit)


def entry(
    kind: str,
    key: str,
    title: str,
    partner_id: str,
    partner_name: str,
    *,
    also: str = "",
    detail: str = "",
    start: time | None = None,
    place: str = "",
    activity_id: str = "",
    ends: time | None = None,
) -> Entry:
    """A candidate with its names folded."""
    name = f" {fold(title)} "
    return Entry(
        name,
        f"{name}{fold(partner_name)} {fold(also)} ",
        Hit(
            kind=kind,
            key=key,
            title=title,
            partner_id=partner_id,
            partner_name=partner_name,
            detail=detail,
            marks=(),
            start=start,
            place=place,
            activity_id=activity_id,
        ),
        ends,
    )
