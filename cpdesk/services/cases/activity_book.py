"""What the roster says about an activity and its program."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from cpdesk.models.record_of import grouped, record_of
from cpdesk.models.tables import roster_tables as r
from cpdesk.policy.case import ActivityFacts, ProgramFacts
from cpdesk.services.school_context import SchoolContext


@dataclass(frozen=True, slots=True)
class ActivityBook:
    """An activity with its program and the people expected for it."""

    facts: ActivityFacts
    program: ProgramFacts


def read_activity(
    tx: Connection, school_context: SchoolContext, activity_id: str
) -> ActivityBook | None:
    found = read_activities(tx, school_context, r.activity.c.activity_id == activity_id)
    return found[0] if found else None


def read_activities(
    tx: Connection, school_context: SchoolContext, which: ColumnElement[bool]
) -> list[ActivityBook]:
    """In order of time. Two queries, however many activities there are: a school has dozens."""
    of_issue = (r.activity.c.issue == school_context.issue, which)
    rows = tx.execute(
        select(
            r.activity,
            r.program.c.partner_id,
            r.program.c.name.label("program_name"),
            r.program.c.fee_to_families,
        )
        .join(
            r.program,
            (r.program.c.issue == r.activity.c.issue)
            & (r.program.c.program_id == r.activity.c.program_id),
        )
        .where(*of_issue)
        .order_by(r.activity.c.start_time, r.activity.c.end_time, r.activity.c.title)
    ).all()
    contracts = grouped(
        tx.execute(
            select(r.program_contract.c.program_id, r.program_contract.c.contract_id)
            .where(
                r.program_contract.c.issue == school_context.issue,
                r.program_contract.c.program_id.in_(
                    select(r.activity.c.program_id).where(*of_issue)
                ),
            )
            .order_by(r.program_contract.c.contract_id)
        )
    )
    return [_activity_book(row, contracts.get(row.program_id, ())) for row in rows]


def programs_of(
    tx: Connection, school_context: SchoolContext, partner_ids: Iterable[str]
) -> dict[str, tuple[ProgramFacts, ...]]:
    """The programs of several partners, each with the contracts it names."""
    rows = tx.exec_driver_sql(
        _PROGRAMS, (json.dumps(list(partner_ids)), school_context.issue)
    ).all()
    contracts = grouped((row.program_id, row.contract_id) for row in rows if row.contract_id)
    found: dict[str, dict[str, ProgramFacts]] = {}
    for row in rows:
        found.setdefault(row.partner_id, {})[row.program_id] = ProgramFacts(
            program_id=row.program_id,
            partner_id=row.partner_id,
            name=row.name,
            fee_to_families=bool(row.fee_to_families),
            contract_ids=contracts.get(row.program_id, ()),
        )
    return {partner: tuple(programs.values()) for partner, programs in found.items()}


# One keystroke of a search asks this for dozens of partners, so it goes straight to the driver.
_PROGRAMS = """
SELECT g.program_id, g.partner_id, g.name, g.fee_to_families, c.contract_id
FROM json_each(?1) AS wanted
CROSS JOIN program AS g ON g.issue = ?2 AND g.partner_id = wanted.value
LEFT JOIN program_contract AS c ON c.issue = ?2 AND c.program_id = g.program_id
ORDER BY g.program_id, c.contract_id
"""


def _activity_book(row: Any, contract_ids: tuple[str, ...]) -> ActivityBook:
    program = ProgramFacts(
        program_id=row.program_id,
        partner_id=row.partner_id,
        name=row.program_name,
        fee_to_families=row.fee_to_families,
        contract_ids=contract_ids,
    )
    facts = record_of(
        ActivityFacts,
        row,
        weekdays=frozenset(n for n in range(7) if row.weekdays >> n & 1),
        start=time.fromisoformat(row.start_time),
        end=time.fromisoformat(row.end_time),
    )
    return ActivityBook(facts, program)
