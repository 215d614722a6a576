"""The photo releases the office has on file, as the rules see them: counts, never a student."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from cpdesk.models.tables.outreach_tables import photo_release
from cpdesk.policy.case import ReleaseFacts

_c = photo_release.c
_at_school = select(_c.program_id, _c.signed, _c.children, _c.valid_to).where(
    _c.school_id == bindparam("school"), _c.withdrawn_at.is_(None)
)
_of_program = _at_school.where(_c.program_id == bindparam("program"))


def facts_of(tx: Connection, school_id: str, program_id: str) -> ReleaseFacts | None:
    """The record of one program at a school, even a lapsed one; None if there is none."""
    row = tx.execute(_of_program, {"school": school_id, "program": program_id}).first()
    return ReleaseFacts(row.signed, row.children, row.valid_to) if row else None


def on_file_here(tx: Connection, school_id: str) -> dict[str, ReleaseFacts]:
    """The records of a school by program."""
    return {
        row.program_id: ReleaseFacts(row.signed, row.children, row.valid_to)
        for row in tx.execute(_at_school, {"school": school_id})
    }
