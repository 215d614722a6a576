"""The chain of proof: whatever is done to the past is seen."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from cpdesk.models import journal
from cpdesk.models.store import Store
from cpdesk.models.tables.desk_tables import audit_entry, outbox

NOW = datetime(2026, 11, 24, 16, 42, tzinfo=UTC)


@pytest.fixture
def written(store: Store) -> Store:
    """A store with five entries."""
    for n in range(1, 6):
        with store.write() as tx:
            journal.record(
                tx,
                at=NOW,
                use_case="visit.admit",
                subject_id=f"visit-{n}",
                payload={"visitor": "Adaeze O’Neil", "on": NOW.date(), "n": n},
                detail={"why": "a test"} if n == 3 else None,
            )
    return store


def test_each_change_leaves_an_entry_and_a_line(written: Store) -> None:
    with written.read() as tx:
        entries = tx.execute(select(audit_entry).order_by(audit_entry.c.seq)).all()
        lines = tx.execute(select(outbox).order_by(outbox.c.audit_seq)).all()
    assert [e.seq for e in entries] == [line.audit_seq for line in lines] == [1, 2, 3, 4, 5]
    assert [e.detail for e in entries] == [{}, {}, {"why": "a test"}, {}, {}]
    assert lines[2].payload == {"visitor": "Adaeze O’Neil", "on": NOW.date(), "n": 3}
    assert {e.at for e in entries} == {line.at for line in lines} == {NOW}
    assert {line.kind for line in lines} == {"visit.admit"}
    assert {line.sent_at for line in lines} == {None}
    assert [line.line_id for line in lines] == sorted(line.line_id for line in lines)


def test_an_untouched_journal_holds(written: Store, store: Store) -> None:
    with written.read() as tx:
        assert journal.broken_link(tx) is None


def test_entries_of_before_there_was_a_rule_for_texts_hold(written: Store) -> None:
    """The chain is made of the bytes, not of what is read of them."""
    odd = "\x1b[31m\u202eAda\u200b"
    with written.write(odd) as tx:
        journal.record(tx, at=NOW, use_case="visit.admit", subject_id=odd, payload={"visitor": odd})
    with written.read() as tx:
        assert journal.broken_link(tx) is None


def test_an_empty_journal_holds(store: Store) -> None:
    with store.read() as tx:
        assert journal.broken_link(tx) is None


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE audit_entry SET actor = 'somebody else' WHERE seq = 3",
        "UPDATE audit_entry SET at = '2026-11-24T16:41:00.000000+00:00' WHERE seq = 3",
        "UPDATE audit_entry SET use_case = 'visit.undo' WHERE seq = 3",
        "UPDATE audit_entry SET subject_id = 'visit-9' WHERE seq = 3",
        "UPDATE audit_entry SET detail = '{}' WHERE seq = 3",
        "UPDATE audit_entry SET chain = (SELECT chain FROM audit_entry WHERE seq = 2) WHERE seq=3",
        "UPDATE outbox SET payload = replace(payload, 'Adaeze', 'Chidi') WHERE audit_seq = 3",
        "UPDATE outbox SET kind = 'visit.undo' WHERE audit_seq = 3",
        "UPDATE outbox SET subject_id = 'visit-9' WHERE audit_seq = 3",
        "DELETE FROM outbox WHERE audit_seq = 3",
    ],
)
def test_a_changed_entry_is_named(written: Store, tampering: str) -> None:
    with written.write() as tx:
        assert tx.exec_driver_sql(tampering).rowcount == 1
    with written.read() as tx:
        assert journal.broken_link(tx) == 3


def test_an_entry_that_was_taken_out_is_missed(written: Store) -> None:
    with written.write() as tx:
        tx.exec_driver_sql("DELETE FROM outbox WHERE audit_seq = 3")
        tx.exec_driver_sql("DELETE FROM audit_entry WHERE seq = 3")
    with written.read() as tx:
        assert journal.broken_link(tx) == 3


def test_what_the_outbox_marks_as_sent_breaks_nothing(written: Store) -> None:
    with written.write() as tx:
        tx.exec_driver_sql("UPDATE outbox SET sent_at = '2026-11-25T00:00:00.000000+00:00'")
    with written.read() as tx:
        assert journal.broken_link(tx) is None
