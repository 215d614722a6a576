"""What the rules found about a visit, a refusal or a decision, as it was on that day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select

from cpdesk.models.record_of import record_of
from cpdesk.models.tables import desk_tables as d
from cpdesk.policy.decision import Finding

_of = select(d.finding).where(d.finding.c.subject_id == bindparam("id")).order_by(d.finding.c.place)


def insert(tx: Connection, subject_id: str, findings: Sequence[Finding]) -> None:
    """Writes findings under their subject, in the order given. The caller writes the proof: `brief`
    is what the audit keeps of them."""
    rows = [
        {"subject_id": subject_id, "place": place, **stored(finding)}
        for place, finding in enumerate(findings)
    ]
    if rows:
        tx.execute(d.finding.insert(), rows)


def of(tx: Connection, subject_id: str) -> tuple[Finding, ...]:
    """The findings of a subject. Their wording may change, the facts never do."""
    return tuple(read(row) for row in tx.execute(_of, {"id": subject_id}))


def stored(finding: Finding) -> dict[str, Any]:
    """A finding as its columns, or as plain JSON in a column of another table."""
    return {
        "code": finding.code,
        "outcome": finding.outcome.code,
        "lift": finding.lift.value if finding.lift else None,
        "says": finding.says,
        "offer": finding.offer,
        "facts": [list(fact) for fact in finding.facts],
    }


def read(kept: Any) -> Finding:
    """Reads it back, from either."""
    return record_of(Finding, kept, conditions=())


def delete(tx: Connection, subject_id: str) -> None:
    """Removes the findings of a subject because its decision was undone."""
    tx.execute(d.finding.delete().where(d.finding.c.subject_id == subject_id))


def brief(findings: Sequence[Finding]) -> list[list[str]]:
    return [[f.code, f.outcome.code] for f in findings]
