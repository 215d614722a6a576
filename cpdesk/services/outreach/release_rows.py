"""From the rows of photo releases to their records, and the counts of students."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Integer, cast, func, select

from cpdesk.ids import new_id
from cpdesk.models.record_of import record_of
from cpdesk.models.tables.outreach_tables import photo_release, release_child, release_form
from cpdesk.policy.names.names import fold
from cpdesk.records.outreach import ProgramReleases, ReleaseRecord
from cpdesk.records.release_children import ReleaseChild
from cpdesk.services.cases.case_builder import ActivityBook

_c, _k = photo_release.c, release_child.c
# All of a record with its thumbnail; only `Releases.form` reads the scan itself.
_RECORD = select(*photo_release.c, release_form.c.thumbnail.label("form_thumbnail")).outerjoin_from(
    photo_release, release_form
)


def row_of(tx: Connection, school_id: str, program_id: str) -> Any:
    """The current or expired row of a program; None if nothing is recorded."""
    wanted = (_c.school_id == school_id, _c.program_id == program_id, _c.withdrawn_at.is_(None))
    return tx.execute(_RECORD.where(*wanted)).first()


def rows_here(tx: Connection, school_id: str) -> dict[str, Any]:
    """Every row of a school that was not withdrawn, by program."""
    wanted = (_c.school_id == school_id, _c.withdrawn_at.is_(None))
    return {row.program_id: row for row in tx.execute(_RECORD.where(*wanted))}


def record(row: Any, today: date) -> ReleaseRecord:
    return record_of(ReleaseRecord, row, in_force=today <= row.valid_to)


def programs(
    activities: tuple[ActivityBook, ...],
    partner_names: Mapping[str, str],
    found: Mapping[str, Any],
    today: date,
) -> tuple[ProgramReleases, ...]:
    """The programs of a school by partner and name, each with its record. A program that the roster
    dropped stays as long as its record does."""
    listed: dict[str, ProgramReleases] = {}
    for one in activities:
        program, row = one.program, found.get(one.program.program_id)
        before = listed.get(program.program_id)
        listed[program.program_id] = ProgramReleases(
            program_id=program.program_id,
            program_name=program.name,
            partner_id=program.partner_id,
            partner_name=partner_names.get(program.partner_id, program.partner_id),
            roster_says=one.facts.photo_release or (before is not None and before.roster_says),
            release=record(row, today) if row is not None else None,
        )
    for program_id, row in found.items():
        if program_id not in listed:
            listed[program_id] = ProgramReleases(
                program_id=program_id,
                program_name=row.program_name,
                partner_id=row.partner_id,
                partner_name=row.partner_name,
                roster_says=False,
                release=record(row, today),
            )
    ordered = sorted(listed.values(), key=lambda one: (one.partner_name, one.program_name))
    return tuple(ordered)


def children(tx: Connection, school_id: str, program_id: str) -> tuple[ReleaseChild, ...]:
    """The students of a program, by reference. Staff only."""
    found = tx.execute(
        select(_k.child_id, _k.student_ref, _k.signed, _k.noted_at, _k.noted_by_name)
        .where(_k.school_id == school_id, _k.program_id == program_id, _k.withdrawn_at.is_(None))
        .order_by(_k.student_key)
    )
    return tuple(ReleaseChild(*row) for row in found)


def insert_child(
    tx: Connection, school_id: str, program_id: str, reference: str, values: Mapping[str, Any]
) -> str:
    """Adds a student to a program; returns the key, which means nothing outside this database."""
    child_id = new_id()
    row = {
        **values,
        "child_id": child_id,
        "school_id": school_id,
        "program_id": program_id,
        "student_ref": reference,
        "student_key": fold(reference),
        "withdrawn_at": None,
    }
    tx.execute(release_child.insert(), row)
    return child_id


def count(tx: Connection, school_id: str, program_id: str) -> tuple[int, int]:
    """How many students have a signed release, and how many students there are."""
    wanted = (
        _k.school_id == school_id,
        _k.program_id == program_id,
        _k.withdrawn_at.is_(None),
    )
    row = tx.execute(
        select(func.coalesce(func.sum(cast(_k.signed, Integer)), 0), func.count()).where(*wanted)
    ).one()
    return int(row[0]), int(row[1])
