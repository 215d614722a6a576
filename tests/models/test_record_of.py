"""From rows to records, by the names of the fields."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Column, Date, Integer, MetaData, Row, Table, Text, insert, literal, select

import cpdesk
from cpdesk.models.record_of import columns_of, grouped, record_of, values_of
from cpdesk.models.store import Store
from cpdesk.models.tables.columns import Json, Moment
from cpdesk.policy.outcome import Lift, Outcome, Purpose

ROOM = Path(cpdesk.__file__).parent
AT = datetime(2026, 11, 24, 16, 42, tzinfo=UTC)
_meta = MetaData()
trip = Table(
    "trip",
    _meta,
    Column("trip_id", Text, primary_key=True),
    Column("purpose", Text),
    Column("outcome", Text),
    Column("lift", Text),
    Column("at", Moment),
    Column("day", Date),
    Column("people", Json),
    Column("purposes", Json),
    Column("seats", Integer),
    Column("unasked", Text),
)
stop = Table("stop", _meta, Column("trip_id", Text), Column("place", Text))


@dataclass(frozen=True, slots=True)
class Trip:
    trip_id: str
    purpose: Purpose
    outcome: Outcome
    lift: Lift | None
    at: datetime | None
    day: date | None
    people: tuple[tuple[str, str], ...]
    purposes: tuple[Purpose, ...]
    seats: int
    late: bool


@dataclass(frozen=True, slots=True)
class Stop:
    trip_id: str
    place: str
    called: str


@dataclass(frozen=True, slots=True)
class Place:
    place: str


@pytest.fixture
def row(store: Store) -> Row[tuple[object, ...]]:
    values = {
        "trip_id": "t1", "purpose": "tabling", "outcome": "ask_leader", "lift": None, "at": AT,
        "day": date(2026, 11, 24), "people": [["p1", "Ada Oduya"]],
        "purposes": ["program", "other"], "seats": 3, "unasked": "x",
    }  # fmt: skip
    with store.write() as tx:
        _meta.create_all(tx)
        tx.execute(insert(trip), values)
        return tx.execute(select(trip)).one()


def test_columns_get_the_types_of_the_fields(row: Row[tuple[object, ...]]) -> None:
    assert record_of(Trip, row, late=True) == Trip(
        "t1", Purpose.TABLING, Outcome.ASK_LEADER, None, AT, date(2026, 11, 24),
        (("p1", "Ada Oduya"),), (Purpose.PROGRAM, Purpose.OTHER), 3, True,
    )  # fmt: skip


def test_a_mapping_and_a_record_are_read_like_a_row(row: Row[tuple[object, ...]]) -> None:
    made = record_of(Trip, row, late=False)
    assert record_of(Trip, dict(row._mapping), late=False) == made
    again = record_of(Trip, made, outcome=made.outcome)
    assert again == made


def test_what_was_not_chosen_is_none_whether_stored_as_nothing_or_as_blank(
    row: Row[tuple[object, ...]],
) -> None:
    for stored, told in ((None, None), ("", None), ("desk", Lift.DESK)):
        made = record_of(Trip, {**row._mapping, "lift": stored}, late=False)
        assert made.lift is told


def test_a_given_field_wins_over_the_column_and_is_not_converted(
    row: Row[tuple[object, ...]],
) -> None:
    made = record_of(Trip, row, seats=0, purposes=(), late=False)
    assert (made.seats, made.purposes) == (0, ())


def test_a_word_that_the_field_does_not_know_is_an_error(row: Row[tuple[object, ...]]) -> None:
    with pytest.raises(ValueError, match="picnic"):
        record_of(Trip, {**row._mapping, "purpose": "picnic"}, late=False)


def test_a_missing_column_is_an_error(row: Row[tuple[object, ...]]) -> None:
    with pytest.raises(AttributeError, match=r"0 columns for Trip\.late"):
        record_of(Trip, row)
    with pytest.raises(KeyError, match="late"):
        record_of(Trip, dict(row._mapping))


def test_a_column_that_is_there_twice_is_an_error(store: Store) -> None:
    with store.read() as tx:
        twice = tx.exec_driver_sql("SELECT 'Room 12' AS place, 'Gym' AS place").one()
    with pytest.raises(AttributeError, match=r"2 columns for Place\.place"):
        record_of(Place, twice)


def test_a_value_for_a_field_that_does_not_exist_is_an_error(
    row: Row[tuple[object, ...]],
) -> None:
    with pytest.raises(TypeError, match="Trip has no field color"):
        record_of(Trip, row, late=True, color="red")


def test_a_record_of_one_field(store: Store) -> None:
    with store.read() as tx:
        one = tx.execute(select(literal("Room 12").label("place"))).one()
    assert record_of(Place, one) == record_of(Place, {"place": "Room 12"}) == Place("Room 12")


def test_a_statement_has_the_columns_of_its_record() -> None:
    found = columns_of(Stop, stop, trip, called=trip.c.unasked, also=[trip.c.seats])
    assert [str(one) for one in select(*found).selected_columns] == [
        "stop.trip_id", "stop.place", "trip.unasked", "trip.seats",
    ]  # fmt: skip
    assert [one.name for one in select(*found).selected_columns][2] == "called"
    assert [one.name for one in columns_of(Stop, stop, given=["called"])] == ["trip_id", "place"]


def test_a_statement_for_a_field_without_a_column_is_an_error() -> None:
    with pytest.raises(LookupError, match=r"no column for Stop\.called"):
        columns_of(Stop, stop)


def test_values_are_grouped_in_the_order_in_which_they_come() -> None:
    assert grouped([("b", 1), ("a", 2), ("b", 3)]) == {"b": (1, 3), "a": (2,)}
    assert list(grouped([("b", 1), ("a", 2)])) == ["b", "a"]


def _calls() -> Iterator[tuple[str, type[object], set[str]]]:
    """Every call of record_of in the program: where, for which record, and what it gives."""
    for path in sorted(ROOM.rglob("*.py")):
        source = path.read_text("utf-8")
        if "record_of(" not in source or path.name == "record_of.py":
            continue
        module = importlib.import_module(
            ".".join(path.relative_to(ROOM.parent).with_suffix("").parts)
        )
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "record_of":
                record = getattr(module, ast.unparse(node.args[0]))
                given = {keyword.arg for keyword in node.keywords if keyword.arg is not None}
                yield f"{path.name}:{node.lineno}", record, given


def test_no_call_gives_a_field_that_its_record_does_not_have() -> None:
    calls = list(_calls())
    assert len(calls) > 30
    for where, record, given in calls:
        names = {field.name for field in fields(record)}  # type: ignore[arg-type]
        assert given <= names, where
        assert given != names, f"{where} reads nothing of its row"


def test_every_record_that_is_made_of_rows_says_each_field_by_place() -> None:
    """It is made by place, in the order of its fields."""
    for where, record, _ in _calls():
        for field in fields(record):  # type: ignore[arg-type]
            assert field.init, where
            assert not field.kw_only, where
            assert field.default_factory is MISSING, where


def test_a_record_goes_back_into_the_columns_it_came_from(
    row: Row[tuple[object, ...]],
) -> None:
    stored = values_of(record_of(Trip, row, late=True), trip)
    assert stored == {
        "trip_id": "t1", "purpose": "tabling", "outcome": "ask_leader", "lift": "", "at": AT,
        "day": date(2026, 11, 24), "people": [["p1", "Ada Oduya"]],
        "purposes": ["program", "other"], "seats": 3,
    }  # fmt: skip


def test_what_is_typed_is_stored_without_blanks_around_it() -> None:
    assert values_of(Place(" Room 12 "), stop) == {"place": "Room 12"}
