"""The proof: one audit entry and one outbox line with every change of the office's tables."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, select

from cpdesk.models.columns import json_text, moment_text, new_id
from cpdesk.models.desk_tables import audit_entry, outbox

_last = select(audit_entry.c.seq, audit_entry.c.chain).order_by(audit_entry.c.seq.desc()).limit(1)


def record(
    tx: Connection,
    *,
    at: datetime,
    use_case: str,
    subject_id: str,
    payload: Mapping[str, object],
    detail: Mapping[str, object] | None = None,
    actor: str = "desk",
) -> None:
    """Writes both lines for one change, inside the caller's write transaction.

    `payload` is the changed row as the outbox will send it; `detail` what the audit keeps beside
    it (default: nothing). The chain makes a later change of the past visible.
    """
    last = tx.execute(_last).first()
    seq, chain = (last.seq + 1, last.chain) if last else (1, "")
    kept = dict(detail or {})
    line = json_text([chain, seq, moment_text(at), actor, use_case, subject_id, kept, payload])
    chain = hashlib.sha256(line.encode()).hexdigest()
    tx.execute(
        audit_entry.insert(),
        {
            "seq": seq,
            "at": at,
            "actor": actor,
            "use_case": use_case,
            "subject_id": subject_id,
            "detail": kept,
            "chain": chain,
        },
    )
    tx.execute(
        outbox.insert(),
        {
            "line_id": new_id(),
            "audit_seq": seq,
            "at": at,
            "kind": use_case,
            "subject_id": subject_id,
            "payload": dict(payload),
        },
    )


def broken_link(tx: Connection) -> int | None:
    """The number of the first audit entry that was changed after it was written, or None."""
    chain = ""
    rows = tx.execute(
        select(audit_entry, outbox.c.payload)
        .join_from(audit_entry, outbox, outbox.c.audit_seq == audit_entry.c.seq, isouter=True)
        .order_by(audit_entry.c.seq)
    )
    for n, row in enumerate(rows, start=1):
        line = json_text(
            [chain, row.seq, moment_text(row.at), row.actor, row.use_case, row.subject_id]
            + [row.detail, row.payload]
        )
        chain = hashlib.sha256(line.encode()).hexdigest()
        if chain != row.chain or row.seq != n:
            return int(row.seq)
    return None
