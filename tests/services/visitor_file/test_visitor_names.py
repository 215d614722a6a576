"""Whom a data request may be about, found by what somebody types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdesk.ids import new_id
from cpdesk.models.store import Store
from cpdesk.models.tables import desk_tables as d
from cpdesk.policy.approval.requests import Kind
from cpdesk.policy.names.names import fold
from cpdesk.policy.outcome import Purpose
from cpdesk.policy.permissions import Role
from cpdesk.records.desk import Question, TurnAway
from cpdesk.records.requests import Ask
from cpdesk.services.search.spelling import like
from cpdesk.services.services import Services
from cpdesk.services.visitor_file.visitor_names import find
from tests.examples import examples
from tests.services import staff
from tests.services.reports.reports_book import TODAY, a_book, away, moment, reports, visit
from tests.services.visitor_file.test_visitor_files import MEETING, insert

WHO = "person:LSL-1"
AT = moment(TODAY)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = a_book(tmp_path_factory.mktemp("book"))
    yield made
    made.close()


@pytest.fixture
def book(store: Store) -> Store:
    with store.write() as tx:
        for table in (d.visit, d.turned_away, d.guest, d.local_person):
            tx.execute(table.delete())
    return store


def test_a_visitor_is_found_under_every_name_with_all_visits(book: Store) -> None:
    """And is called by the last one."""
    insert(
        book,
        d.visit,
        visit(AT - timedelta(days=9), visitor_key=WHO, visitor_name="Ada Okafor", left_at=AT),
        visit(
            AT, visitor_key=WHO, visitor_name="Ada Okafor-Berg", undone=True, left_at=AT,
            left_how="undone",
        ),
        visit(AT - timedelta(days=3), visitor_key=WHO, visitor_name="Ada Okafor", left_at=AT),
    )  # fmt: skip
    for typed in ("ada", "okaf", "berg ad"):
        (found,) = reports(book).find(typed)
        assert (found.name, found.visits, found.last_at) == ("Ada Okafor-Berg", 2, AT)
    assert len(reports(book).called("ada okafor")) == len(reports(book).called("ADA OKAFOR BERG"))


def test_the_last_to_come_is_first_and_no_more_than_asked_for(book: Store) -> None:
    rows = [
        visit(AT - timedelta(days=n), visitor_key=f"guest:{n}", visitor_name=f"Ada {n} Lee")
        for n in range(9)
    ]
    insert(book, d.visit, *rows)
    found = reports(book).find("lee", limit=5)
    assert [one.visitor_key for one in found] == [f"guest:{n}" for n in range(5)]


def test_nothing_is_found_by_nothing(book: Store) -> None:
    insert(book, d.visit, visit(AT, visitor_key=WHO))
    insert(book, d.turned_away, away(AT, visitor_key="", visitor_name=""))
    for typed in ("", "  ", "?!", "Xqz", "%", "_da", "' OR 1"):
        assert reports(book).find(typed) == ()
        assert reports(book).called(typed) == ()


def test_everybody_whom_the_desk_wrote_down_is_found(services: Services) -> None:
    guest = services.visitors.register_guest("Zoë Núñez-Ångström", "Lamp Repair")
    person = services.visitors.register_person("LSL", "Zora", "Nunes")
    found = {one.visitor_key: one for one in services.reports.find("nun")}
    assert set(found) == {f"guest:{guest}", f"person:{person}"}
    assert found[f"guest:{guest}"].organization == "Lamp Repair"
    assert found[f"person:{person}"].organization == "Lake Street Literacy"
    assert all(one.registered and one.visits == 0 for one in found.values())


def test_who_is_only_expected_is_found_and_after_an_edit_too(services: Services) -> None:
    staff.hire(services)
    staff.sit(services, Role.LEADER)
    filed = services.filings.file(MEETING)
    (found,) = services.reports.find("okaf")
    assert (found.visitor_key, found.name, found.visits) == (WHO, "Adaeze Okafor", 0)
    services.filings.edit(filed.request_id, filed.version, replace(MEETING, people=("LSL-2",)))
    assert services.reports.find("okaf") == ()


_NAMES = st.lists(
    st.sampled_from(["Ada", "Ana", "Adaeze", "Lee", "O’Brien", "Núñez", "Lý", "Zoë-Ann"]),
    min_size=1,
    max_size=3,
).map(" ".join)


@examples(40, shares_fixture=True)
@given(
    st.lists(st.tuples(st.sampled_from(["v", "w", ""]), _NAMES), max_size=6),
    st.sampled_from(["a", "an", "ada", "le a", "obrien", "ly nu", "zoe ann", "ann zoe", "nunez"]),
)
def test_the_database_finds_whom_a_reader_would(
    store: Store, entries: list[tuple[str, str]], typed: str
) -> None:
    with store.write() as tx:
        for table in (d.visit, d.turned_away):
            tx.execute(table.delete())
        for n, (where, name) in enumerate(entries):
            at = AT - timedelta(minutes=n)
            if where == "v":
                row = visit(at, visitor_key=f"guest:{n}", visitor_name=name)
                tx.execute(d.visit.insert(), row)
            else:
                key = f"guest:w{n}" if where else ""
                tx.execute(d.turned_away.insert(), away(at, visitor_key=key, visitor_name=name))
    with store.read() as tx:
        found = find(tx, typed, 40)
    wanted: dict[str, None] = {}
    written = set()
    for n, (where, name) in enumerate(entries):
        words = fold(name).split()
        key = {"v": f"guest:{n}", "w": f"guest:w{n}", "": f"name:LSL:{fold(name)}"}[where]
        written.add(key)
        if all(any(word.startswith(begin) for word in words) for begin in typed.split()):
            wanted.setdefault(key)
    if wanted:
        assert [one.visitor_key for one in found] == list(wanted)
    else:  # no one is called that; those who are nearly called that are better than no one
        keys = [one.visitor_key for one in found]
        assert len(set(keys)) == len(keys)
        assert set(keys) <= written
        for one in found:
            words = fold(one.name).split()
            assert all(any(like(b, w) or b in w for w in words) for b in typed.split())


def test_a_wrong_letter_finds_the_name_only_if_no_one_has_the_typed_one(book: Store) -> None:
    one = visit(AT, visitor_key="guest:1", visitor_name="Adaeze Okafor", left_at=AT)
    insert(book, d.visit, one)
    for typed in ("okafro", "Adeaze Okafor", "kafor"):
        assert [found.visitor_key for found in reports(book).find(typed)] == ["guest:1"]
        assert reports(book).called(typed) == ()
    assert reports(book).find("Berg") == reports(book).find("Adaeze Berg") == ()
    insert(book, d.visit, visit(AT, visitor_key="guest:2", visitor_name="Ada Okafro", left_at=AT))
    assert [found.visitor_key for found in reports(book).find("okafro")] == ["guest:2"]


def test_called_is_the_whole_name(services: Services) -> None:
    one = services.visitors.register_guest("Ana Ana Lee")
    services.visitors.register_guest("Ana Lee Bob")  # as many letters, and the same words in it
    two = services.visitors.register_guest("lee, ana ANA")
    services.visitors.register_guest("Ana Ana Leeson")
    keys = {found.visitor_key for found in services.reports.called("Ana Ana Lee")}
    assert keys == {f"guest:{one}", f"guest:{two}"}


def test_namesakes_are_all_there(services: Services) -> None:
    services.visitors.register_guest("Adaeze Okafor")
    services.filings.save_draft(Ask(kind=Kind.TABLING, partner="LSL", people=("LSL-1",)))
    services.desk.turn_away(TurnAway(new_id(), Question(person="LSL-1", purpose=Purpose.REFERRAL)))
    found = services.reports.called("okafor adaeze")
    assert len(found) == 2
    assert {one.organization for one in found} == {"", "Lake Street Literacy"}
