"""The index of names: in alphabetical order, staged and dropped with its issue."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import OperationalError

from cpdesk.models.store import Store
from cpdesk.models.tables import name_index

ROWS = [
    ("person", "V-3", "mona okafi", "bright futures"),
    ("person", "V-1", "adaeze okafor", "lake street literacy"),
    ("partner", "P-1", "lake street literacy", "lake street literacy lsl"),
    ("person", "V-2", "chidi okafor lund", "northside strings"),
    ("partner", "P-2", "northside strings", "northside strings"),
    ("partner", "P-3", "bright futures", "bright futures"),
]


@pytest.fixture
def filled(store: Store) -> Store:
    with store.write() as tx:
        name_index.create(tx, 7)
        name_index.fill(tx, 7, iter(ROWS))
    return store


def found(store: Store, match: str, limit: int = 10) -> list[str]:
    with store.read() as tx:
        return name_index.people(tx, 7, match, limit)


@pytest.mark.parametrize(
    ("match", "people"),
    [
        ('"o"*', ["V-1", "V-2", "V-3"]),
        ('"okafor"', ["V-1", "V-2"]),
        ('"okafo"* AND "ad"*', ["V-1"]),
        ('"lake"*', ["V-1"]),
        ('name : ("l"*)', ["V-2"]),
        ('name : ("lake"*)', []),
        ('"lsl"', []),
    ],
)
def test_people_are_found_in_alphabetical_order(
    filled: Store, match: str, people: list[str]
) -> None:
    assert found(filled, match) == people


def test_a_limit_takes_the_first_of_the_alphabet(filled: Store) -> None:
    assert found(filled, '"o"*', 2) == ["V-1", "V-2"]


def test_the_vocabulary_holds_every_word_once(filled: Store) -> None:
    with filled.read() as tx:
        words = name_index.vocabulary(tx, 7)
    assert words == {word for row in ROWS for text in row[2:] for word in text.split()}


def test_pieces_in_order_are_as_good_as_all_at_once(store: Store) -> None:
    ordered = sorted(ROWS, key=lambda row: row[2])
    with store.write() as tx:
        name_index.create(tx, 7)
    for row in ordered:
        with store.write() as tx:
            name_index.fill(tx, 7, [row])
    assert found(store, '"o"*') == ["V-1", "V-2", "V-3"]
    with store.read() as tx:
        assert "lsl" in name_index.vocabulary(tx, 7)


def test_nothing_to_fill_is_fine(store: Store) -> None:
    with store.write() as tx:
        name_index.create(tx, 7)
        name_index.fill(tx, 7, [])
    assert found(store, '"o"*') == []


def test_issues_do_not_meet(filled: Store) -> None:
    with filled.write() as tx:
        name_index.create(tx, 8)
        name_index.fill(tx, 8, [("person", "V-9", "otto", "")])
    assert found(filled, '"otto"') == []
    with filled.read() as tx:
        assert name_index.people(tx, 8, '"o"*', 10) == ["V-9"]


def test_dropping_leaves_nothing_behind(filled: Store) -> None:
    with filled.write() as tx:
        name_index.drop(tx, 7)
        name_index.drop(tx, 7)
        left = tx.exec_driver_sql("SELECT name FROM sqlite_master WHERE name LIKE 'name_%'")
        assert left.all() == []
    with pytest.raises(OperationalError):
        found(filled, '"o"*')


def test_making_it_again_starts_empty(filled: Store) -> None:
    with filled.write() as tx:
        name_index.create(tx, 7)
    assert found(filled, '"o"*') == []


def test_a_staging_that_is_taken_back_leaves_nothing(store: Store) -> None:
    def interrupted() -> None:
        with store.write() as tx:
            name_index.create(tx, 7)
            name_index.fill(tx, 7, ROWS)
            raise KeyError

    with pytest.raises(KeyError):
        interrupted()
    with store.read() as tx:
        left = tx.exec_driver_sql("SELECT name FROM sqlite_master WHERE name LIKE 'name_%'")
        assert left.all() == []
