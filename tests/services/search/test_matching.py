"""Lists of names, searched all at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cpdesk.records.desk import Hit
from cpdesk.services.search.matching import Book, Entry, Way, exact_ways, near_way

WORDS = st.lists(st.text("abc", min_size=1, max_size=3), min_size=1, max_size=3)


def entry(name: str, partner: str = "") -> Entry:
    hit = Hit("person", name, name, "", partner, "", ())
    return Entry(f" {name} ", f" {name} {partner} ", hit)


def titles(book: Book, way: Way) -> list[str]:
    return [found.hit.title for found in book.matching(way)]


def test_whole_words_then_beginnings_then_the_partner() -> None:
    book = Book([entry("li vang", "arts"), entry("lia moua", "lima"), entry("mai xiong", "li co")])
    whole, starts, partner = exact_ways(["li"])
    assert titles(book, whole) == ["li vang"]
    assert titles(book, starts) == ["li vang", "lia moua"]
    assert titles(book, partner) == ["li vang", "lia moua", "mai xiong"]


def test_a_word_does_not_run_over_into_the_next_name() -> None:
    book = Book([entry("anna"), entry("bea")])
    assert titles(book, Way(((" a",), (" b",)), False, "")) == []


def test_an_empty_book_finds_nothing() -> None:
    assert titles(Book(()), exact_ways(["a"])[0]) == []


def test_one_word_may_stand_for_several() -> None:
    book = Book([entry("ada okafor"), entry("ada lund"), entry("mona okafi")])
    way = near_way(["ada", "okafx"], "okafx", ["okaf", "okafo"], ["xokafx"])
    assert titles(book, way) == ["ada okafor"]
    assert way.expression == '"ada"* AND ("okaf"* OR "xokafx")'


@given(st.lists(WORDS, max_size=12), WORDS, st.lists(st.text("abc", min_size=1, max_size=2)))
def test_searching_a_book_is_asking_each_entry(
    names: list[list[str]], typed: list[str], meant: list[str]
) -> None:
    book = Book([entry(" ".join(name), " ".join(reversed(name))) for name in names])
    for way in (*exact_ways(typed), near_way(typed, typed[0], meant, ["cab", *meant])):
        assert list(book.matching(way)) == [one for one in book.entries if way.holds(one)]
