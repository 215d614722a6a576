"""The flyers that the district approved, as the rules see them: those of the roster, and those
recorded here from a memo."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, or_, select

from cpdesk.models.tables import flyer_tables as t
from cpdesk.models.tables import roster_tables as r
from cpdesk.policy.case import FlyerFacts
from cpdesk.services.school_context import SchoolContext

ROSTER, MEMO = "roster:", "memo:"


def roster_facts(row: Any, school_context: SchoolContext) -> FlyerFacts:
    """A flyer from the roster as the rules see it. If it names no school, it means every school."""
    schools = {one.strip() for one in row.schools.split(";")}
    covers = bool(schools & {"*", school_context.school_id, ""})
    return FlyerFacts(row.flyer_id, row.title, row.approved_on, row.expires_on, covers)


def memo_facts(row: Any) -> FlyerFacts:
    """A flyer from a memo: recorded by this school, for this school."""
    return FlyerFacts(MEMO + row.memo_id, row.title, row.approved_on, row.expires_on, True)


def approved_flyer(
    tx: Connection, school_context: SchoolContext, said: str, partner_id: str = ""
) -> tuple[FlyerFacts, str] | None:
    """The approval meant by a key, a roster id or an approval number, together with the partner's
    id; None if there is none. If several share a number, this partner's is meant, and the newest of
    those."""
    c, m = r.flyer.c, t.flyer_memo.c
    said = said.strip()
    row = tx.execute(
        select(r.flyer)
        .where(
            c.issue == school_context.issue,
            or_(c.flyer_id == said.removeprefix(ROSTER), c.approval_number == said),
        )
        .order_by(c.flyer_id == said, c.partner_id == partner_id, c.approved_on)
    ).all()[-1:]
    if row:
        return roster_facts(row[0], school_context), row[0].partner_id
    memo = tx.execute(
        select(t.flyer_memo)
        .where(
            m.school_id == school_context.school_id,
            m.withdrawn_at.is_(None),
            or_(m.memo_id == said.removeprefix(MEMO), m.approval_number == said),
        )
        .order_by(m.partner_id == partner_id, m.approved_on)
    ).all()[-1:]
    return (memo_facts(memo[0]), memo[0].partner_id) if memo else None
