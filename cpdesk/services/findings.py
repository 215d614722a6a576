"""What the rules found about a visit, a refusal or a decision, as it was on that day."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select

from cpdesk.models import desk_tables as d
from cpdesk.policy.decision import Finding
from cpdesk.policy.outcome import Lift, Outcome

_of = select(d.finding).where(d.finding.c.subject_id == bindparam("id")).order_by(d.finding.c.place)


def insert(tx: Connection, subject_id: str, findings: Sequence[Finding]) -> None:
    """Writes findings under their subject, in the order given. The caller writes the proof: `brief`
    is what the audit keeps of them."""
    rows = [
        {
            "subject_id": subject_id,
            "place": place,
            "code": f.code,
            "outcome": f.outcome.code,
            "lift": f.lift.value if f.lift else None,
            "says": f.says,
            "offer": f.offer,
            "facts": f.facts,
        }
        for place, f in enumerate(findings)
    ]
    if rows:
        tx.execute(d.finding.insert(), rows)


def of(tx: Connection, subject_id: str) -> tuple[Finding, ...]:
    """The findings of a subject. Their wording may change, the facts never do."""
    return tuple(
        Finding(
            code=row.code,
            outcome=Outcome[row.outcome.upper()],
            lift=Lift(row.lift) if row.lift else None,
            says=row.says,
            offer=row.offer,
            facts=tuple((name, value) for name, value in row.facts),
        )
        for row in tx.execute(_of, {"id": subject_id})
    )


def brief(findings: Sequence[Finding]) -> list[list[str]]:
    return [[f.code, f.outcome.code] for f in findings]
