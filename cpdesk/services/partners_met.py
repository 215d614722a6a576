"""The partners that appear in a table, each found by one step through its index: there are hundreds
of partners, and hundreds of thousands of visits."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import Connection, Table, text

from cpdesk.models.tables import desk_tables as d
from cpdesk.models.tables import flyer_tables as f
from cpdesk.models.tables import request_tables as q

# When a row was written; each table has an index over its partner and this column.
_AT = {
    d.visit: "arrived_at",
    d.turned_away: "at",
    q.request: "asked_at",
    f.flyer_delivery: "received_at",
}
_MET = """
WITH RECURSIVE met(partner_id) AS (
    SELECT min(partner_id) FROM {table} WHERE partner_id > ''
    UNION ALL
    SELECT (SELECT min(later.partner_id) FROM {table} AS later
            WHERE later.partner_id > met.partner_id)
    FROM met WHERE met.partner_id IS NOT NULL
)
SELECT partner_id FROM met WHERE partner_id IS NOT NULL
"""
_LAST = """
SELECT wanted.value AS partner_id, (
    SELECT one.partner_name FROM {table} AS one
    WHERE one.partner_id = wanted.value AND (:school = '' OR one.school_id = :school)
    ORDER BY one.{at} DESC LIMIT 1
) AS partner_name
FROM json_each(:ids) AS wanted
"""


def met(tx: Connection, table: Table, school_id: str = "") -> dict[str, str]:
    """The IDs of a table's partners, each with its latest name; only those of one school if
    given."""
    ids = tx.execute(text(_MET.format(table=table.name))).scalars().all()
    return called_last(tx, table, ids, school_id)


def called_last(
    tx: Connection, table: Table, ids: Iterable[str], school_id: str = ""
) -> dict[str, str]:
    """A table's latest names for these partners, without those it does not know."""
    rows = tx.execute(
        text(_LAST.format(table=table.name, at=_AT[table])),
        {"ids": json.dumps(sorted(ids)), "school": school_id},
    )
    return {row.partner_id: row.partner_name for row in rows if row.partner_name is not None}
