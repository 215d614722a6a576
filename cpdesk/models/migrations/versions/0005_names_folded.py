"""Names in visits, turned-away visitors and requests are found by their folded form."""

from __future__ import annotations

import json

from alembic import op

from cpdesk.policy.names.names import fold

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    for table in ("visit", "turned_away", "request_person"):
        op.execute(f"ALTER TABLE {table} ADD COLUMN name_key TEXT DEFAULT '' NOT NULL")
    _fold("visit", "visit_id")
    _fold("turned_away", "turned_away_id")
    _fold_people()
    op.execute("DROP INDEX visit_of_visitor")
    op.execute("CREATE INDEX visit_of_visitor ON visit (visitor_key, arrived_at, name_key)")
    op.execute(
        "CREATE INDEX turned_away_visitor"
        " ON turned_away (visitor_key, name_key, partner_id, at)"
    )


def _fold(table: str, key: str) -> None:
    tx = op.get_bind()
    rows = tx.exec_driver_sql(f"SELECT {key}, visitor_name FROM {table}").all()
    if rows:
        tx.exec_driver_sql(
            f"UPDATE {table} SET name_key = ? WHERE {key} = ?",
            [(fold(name), one) for one, name in rows],
        )


def _fold_people() -> None:
    """A request keeps the names of its people in one column, as they were when it was written."""
    tx = op.get_bind()
    rows = tx.exec_driver_sql("SELECT request_id, people FROM request WHERE people != '[]'").all()
    keys = [
        (fold(name), request, person)
        for request, people in rows
        for person, name in json.loads(people)
    ]
    if keys:
        tx.exec_driver_sql(
            "UPDATE request_person SET name_key = ? WHERE request_id = ? AND person_id = ?", keys
        )
