"""Each partner that a table ever spoke of, by how it was called last."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from cpdesk.models.store import Store
from cpdesk.models.tables import desk_tables as d
from cpdesk.services import partners_met
from tests.services.reports.reports_book import TODAY, a_book, moment, visit


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return a_book(tmp_path)


def came(store: Store, day: date, partner: str, name: str, school: str = "S1") -> None:
    row = visit(moment(day), partner_id=partner, partner_name=name, school_id=school)
    with store.write() as tx:
        tx.execute(d.visit.insert(), row)


def test_a_partner_is_called_as_it_was_last_whichever_was_written_last(store: Store) -> None:
    came(store, TODAY, "LSL", "Lake Street Literacy")
    came(store, TODAY - timedelta(days=900), "LSL", "Lakeside Readers")
    came(store, TODAY, "", "")
    came(store, TODAY, "Z", "Zither Club")
    came(store, TODAY, "A", "Art Cart")
    with store.read() as tx:
        assert partners_met.met(tx, d.visit) == {
            "A": "Art Cart",
            "LSL": "Lake Street Literacy",
            "Z": "Zither Club",
        }
    store.close()


def test_where_a_school_is_given_its_own_partners_alone_are_met(store: Store) -> None:
    came(store, TODAY, "LSL", "Lake Street Literacy")
    came(store, TODAY, "Z", "Zither Club", "S2")
    with store.read() as tx:
        assert partners_met.met(tx, d.visit, "S1") == {"LSL": "Lake Street Literacy"}
        assert partners_met.met(tx, d.visit, "S3") == {}
        assert partners_met.called_last(tx, d.visit, ["Z", "nobody"]) == {"Z": "Zither Club"}
    store.close()


def test_a_book_without_visits_has_met_nobody(store: Store) -> None:
    with store.read() as tx:
        assert partners_met.met(tx, d.visit) == {}
    store.close()
