"""Texts from before there was a rule for them become what the eye sees in them: ids, too, or a
person would no longer be found by the id on the roster. The proof stays as it was written."""

from __future__ import annotations

from typing import Any

from alembic import op

from cpdesk import plain_text
from cpdesk.models.tables import name_index
from cpdesk.policy.names.names import fold

revision = "0010"
down_revision = "0009"

_PROOF = ("audit_entry", "outbox", "alembic_version")
# Of a name and its search form.
_KEYS = (
    ("visit", "visitor_name"),
    ("turned_away", "visitor_name"),
    ("guest", "name"),
    ("local_person", "given_name || ' ' || family_name"),
)


def upgrade() -> None:
    tx = op.get_bind()
    driver: Any = tx.connection.driver_connection
    driver.create_function("seen", 1, _seen, deterministic=True)
    driver.create_function("folded", 1, fold, deterministic=True)
    tables = [
        row[0]
        for row in tx.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
            " AND name NOT LIKE 'name\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        )
    ]
    changed = {table: _clean(table) for table in tables if table not in _PROOF}
    for table, name in _KEYS:
        if changed.get(table):
            op.execute(
                f"UPDATE {table} SET name_key = folded({name}) WHERE name_key <> folded({name})"
            )
    if changed.get("person") or changed.get("partner"):
        for issue in tx.exec_driver_sql("SELECT issue FROM roster_issue").scalars().all():
            _find_again(issue)


def _clean(table: str) -> int:
    """How many texts in a table were changed."""
    tx = op.get_bind()
    changed = 0
    for row in tx.exec_driver_sql(f"PRAGMA table_info({table})").all():
        column, kind = row[1], str(row[2]).upper()
        if kind in ("TEXT", "VARCHAR", "JSON"):
            # If two rows would get the same key, both stay as they are: nothing is lost.
            changed += tx.exec_driver_sql(
                f'UPDATE OR IGNORE {table} SET "{column}" = seen("{column}")'
                f' WHERE "{column}" GLOB \'*[^ -~]*\' AND seen("{column}") <> "{column}"'
            ).rowcount
    return changed


def _seen(text: object) -> object:
    if not isinstance(text, str):
        return text
    # JSON keeps its order: a character that reverses letters would reverse its brackets, too.
    return plain_text.bare(text) if text[:1] in ("{", "[", '"') else plain_text.seen(text)


def _find_again(issue: int) -> None:
    """The names in an issue of the roster, and the ids that they lead to, as they are now."""
    tx = op.get_bind()
    partners = {
        row[0]: fold(f"{row[1]} {row[2]}")
        for row in tx.exec_driver_sql(
            "SELECT partner_id, name, other_names FROM partner WHERE issue = ?", (issue,)
        )
    }
    people = [
        (name_index.PERSON, row[0], fold(f"{row[1]} {row[2]}"), partners.get(row[3], ""))
        for row in tx.exec_driver_sql(
            "SELECT person_id, given_name, family_name, partner_id FROM person WHERE issue = ?",
            (issue,),
        )
    ]
    named = [(name_index.PARTNER, key, "", words) for key, words in partners.items()]
    name_index.create(tx, issue)
    name_index.fill(tx, issue, [*people, *named])
