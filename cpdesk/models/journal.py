"""The proof: one audit entry and one outbox line with every change of the office's tables."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, Text, select, type_coerce

from cpdesk.ids import new_id
from cpdesk.models.tables.columns import json_text, moment_text
from cpdesk.models.tables.desk_tables import audit_entry, outbox

# Every check-in passes through here, so these go to the driver directly, with ready-made values.
_LAST = """
SELECT seq, chain FROM audit_entry WHERE seq = (SELECT max(seq) FROM audit_entry)
"""
_ENTRY = """
INSERT INTO audit_entry (seq, at, actor, use_case, subject_id, detail, chain)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_LINE = """
INSERT INTO outbox (line_id, audit_seq, at, kind, subject_id, payload) VALUES (?, ?, ?, ?, ?, ?)
"""


def record(
    tx: Connection,
    *,
    at: datetime,
    use_case: str,
    subject_id: str,
    payload: Mapping[str, object],
    detail: Mapping[str, object] | None = None,
) -> None:
    """Writes both lines for one change, inside the caller's write transaction.

    `payload` is the changed row as the outbox will send it; `detail` what the audit keeps next to
    it (default: nothing). The actor is the one whose name the transaction was begun in. The chain
    makes later changes to the past visible.
    """
    actor = str(tx.info.get("by", "desk"))
    last = tx.exec_driver_sql(_LAST).first()
    seq, chain = (last[0] + 1, last[1]) if last else (1, "")
    moment = moment_text(at)
    kept = json_text(dict(detail or {}))
    sent = json_text(dict(payload))
    link = _link(chain, seq, moment, actor, use_case, subject_id, kept, sent)
    tx.exec_driver_sql(_ENTRY, (seq, moment, actor, use_case, subject_id, kept, link))
    tx.exec_driver_sql(_LINE, (new_id(), seq, moment, use_case, subject_id, sent))


def insert(
    tx: Connection,
    table: Table,
    row: Mapping[str, object],
    *,
    at: datetime,
    use_case: str,
    detail: Mapping[str, object] | None = None,
) -> str:
    """Inserts a row and records it under its key, which it returns."""
    tx.execute(table.insert(), dict(row))
    subject = str(row[table.primary_key.columns[0].name])
    record(tx, at=at, use_case=use_case, subject_id=subject, payload=row, detail=detail)
    return subject


def update(
    tx: Connection,
    table: Table,
    row: Any,
    change: Mapping[str, object],
    *,
    at: datetime,
    use_case: str,
) -> None:
    """Changes some columns of a row that was read in this transaction, and records all of it as it
    is now."""
    key = table.primary_key.columns[0]
    subject = row._mapping[key.name]
    tx.execute(table.update().where(key == subject).values(dict(change)))
    payload = {**row._mapping, **change}
    record(tx, at=at, use_case=use_case, subject_id=str(subject), payload=payload)


def last_link(tx: Connection) -> str:
    """The chain as in the newest entry; "" before the first."""
    last = tx.exec_driver_sql(_LAST).first()
    return str(last[1]) if last else ""


def broken_link(tx: Connection) -> int | None:
    """The number of the first audit entry that was changed, added or removed after it was written,
    or None. What was sent to the outbox with an entry is part of it."""
    chain, expected = "", 1
    rows = tx.execute(
        select(
            audit_entry.c.seq,
            type_coerce(audit_entry.c.at, Text).label("at"),
            audit_entry.c.actor,
            audit_entry.c.use_case,
            audit_entry.c.subject_id,
            type_coerce(audit_entry.c.detail, Text).label("detail"),
            audit_entry.c.chain,
            type_coerce(outbox.c.payload, Text).label("payload"),
            outbox.c.kind,
            outbox.c.subject_id.label("sent_subject"),
        )
        .join_from(audit_entry, outbox, outbox.c.audit_seq == audit_entry.c.seq, isouter=True)
        .order_by(audit_entry.c.seq)
    )
    for row in rows:
        chain = _link(
            chain, row.seq, row.at, row.actor, row.use_case, row.subject_id, row.detail, row.payload
        )
        sent_as = (row.kind, row.sent_subject)
        if row.seq != expected or chain != row.chain or sent_as != (row.use_case, row.subject_id):
            return expected
        expected += 1
    return None


def _link(chain: str, *entry: object) -> str:
    """SHA-256 of the previous link and this entry, exactly as its columns hold it."""
    return hashlib.sha256(json_text([chain, *entry]).encode()).hexdigest()
