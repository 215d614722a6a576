"""Texts that were stored before there was a rule for them are read as the eye reads them."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest
from sqlalchemy import Connection

from cpdesk.models import schema
from cpdesk.models.schema import History
from cpdesk.models.store import Store
from cpdesk.models.tables import name_index
from cpdesk.policy.names.names import fold

KEY = secrets.token_hex(32)
ODD = "BFM-2\u200b"
TURNED = "\u202eelleB adA"


def _add(tx: Connection, table: str, **values: object) -> None:
    """A row with these values, and with nothing in every other column that has to be filled."""
    for row in tx.exec_driver_sql(f"PRAGMA table_info({table})").all():
        if row[3] and row[1] not in values:
            values[row[1]] = 0 if row[2] in ("INTEGER", "BOOLEAN") else ""
    places = ", ".join("?" * len(values))
    names = ", ".join(f'"{name}"' for name in values)
    line = f"INSERT INTO {table} ({names}) VALUES ({places})"
    tx.exec_driver_sql(line, tuple(values.values()))


@pytest.fixture
def before(tmp_path: Path) -> Store:
    store = Store(tmp_path / "desk.db", KEY)
    with store.write() as tx:
        schema.upgrade(tx, History(schema.VERSIONS[:9], schema.SHIPPED.folder))
        _add(tx, "roster_issue", issue=1, state="current")
        _add(tx, "partner", issue=1, partner_id="BFM", name="Blue\u00a0Field")
        for key, given in ((ODD, "Mona"), ("BFM-3", "Ada\u200d"), ("BFM-4", "Zo\u00eb")):
            _add(
                tx, "person", issue=1, person_id=key, partner_id="BFM", given_name=given,
                family_name="Okafi", clearance="not_cleared",
            )  # fmt: skip
        name_index.create(tx, 1)
        name_index.fill(tx, 1, [(name_index.PERSON, ODD, "mona okafi", "blue field")])
        _add(tx, "guest", guest_id="one", name=TURNED, name_key="elleb ada")
        _add(tx, "guest", guest_id="two\u200b", name="Bo Lie", name_key="bo lie")
        _add(tx, "guest", guest_id="two", name="Bo Lie", name_key="bo lie")
        tx.exec_driver_sql("INSERT INTO office VALUES ('note', ?)", (f'{{"name":"{TURNED}"}}',))
        _add(tx, "audit_entry", seq=1, actor=TURNED)
    return store


def test_they_are_cleaned_once_and_the_proof_is_not(before: Store) -> None:
    schema.bring_up_to_date(before)
    with before.read() as tx:

        def texts(question: str) -> list[str]:
            return list(tx.exec_driver_sql(f"SELECT {question}").scalars())

        assert texts("person_id FROM person ORDER BY 1") == ["BFM-2", "BFM-3", "BFM-4"]
        assert texts("given_name FROM person ORDER BY person_id") == ["Mona", "Ada", "Zo\u00eb"]
        assert texts("name FROM partner") == ["Blue Field"]
        assert texts("name FROM guest WHERE guest_id = 'one'") == ["Ada Belle"]
        assert texts("name_key FROM guest WHERE guest_id = 'one'") == [fold("Ada Belle")]
        assert texts("guest_id FROM guest ORDER BY 1") == ["one", "two", "two\u200b"]
        assert texts("value FROM office WHERE name = 'note'") == ['{"name":"elleB adA"}']
        assert texts("actor FROM audit_entry") == [TURNED]
        assert name_index.holding(tx, 1, [("mona", "okafi")]) == ["BFM-2"]
        assert name_index.holding(tx, 1, [("ada",)]) == ["BFM-3"]
    before.close()
