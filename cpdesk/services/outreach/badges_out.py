"""Badges whose photo condition no longer matches the releases."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select

from cpdesk.models.tables.desk_tables import visit
from cpdesk.policy.outcome import Condition
from cpdesk.policy.releases import conditions
from cpdesk.services.cases import releases_on_file as on_file
from cpdesk.services.cases.case_builder import CaseBuilder
from cpdesk.services.school_context import SchoolContext

_PHOTOS = frozenset({Condition.NO_PHOTOS, Condition.PHOTOS_WITH_STICKER})


def out_of_date(
    tx: Connection, facts: CaseBuilder, school_context: SchoolContext, program_id: str, today: date
) -> tuple[str, ...]:
    """The visitors in the building for a program with such a badge, by name. What is printed on it
    was right when they came; the office has to tell them."""
    school_id = school_context.school_id
    recorded = on_file.facts_of(tx, school_id, program_id)
    now = {
        one.facts.activity_id: conditions(recorded, today, roster_says=one.facts.photo_release)
        for one in facts.activities_here(tx, school_context)
        if one.program.program_id == program_id
    }
    c = visit.c
    inside = tx.execute(
        select(c.visitor_name, c.activity_id, c.conditions)
        .where(c.school_id == school_id, c.left_at.is_(None), c.activity_id.in_(now))
        .order_by(c.visitor_name)
    )
    return tuple(
        row.visitor_name
        for row in inside
        if _PHOTOS.intersection(row.conditions) != set(now[row.activity_id])
    )
