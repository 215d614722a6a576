"""How well a name fits what was typed, and that every search means the same by it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdesk.policy.names.names import fold
from cpdesk.policy.names.person_names import Strength, match, name_key, part_of, typed_words
from cpdesk.services.search.entries import PERSON, entry
from cpdesk.services.search.matching import Book, exact_ways
from tests.examples import examples

_NAMES = st.lists(
    st.sampled_from(["Ada", "Ana", "Adaeze", "Lee", "O’Brien", "Núñez", "Lý", "Zoë-Ann", "de"]),
    min_size=1,
    max_size=4,
).map(" ".join)
_TYPED = st.lists(
    st.sampled_from(["a", "an", "ada", "NUNEZ", "lee", "o'b", "zoe ann", "dae", "x"]), max_size=3
).map(" ".join)


@pytest.mark.parametrize(
    ("typed", "name", "strength"),
    [
        ("zoë núñez", "Zoe Nunez", Strength.SAME),
        ("NUNEZ, Zoe", "Zoë Núñez", Strength.SAME),
        ("o’brien", "Ada O'Brien", Strength.WHOLE),
        ("ada ada", "Ada Lee", Strength.WHOLE),
        ("ob ad", "Ada O’Brien", Strength.BEGINS),
        ("brien", "Ada O’Brien", Strength.PART),
        ("ada lex", "Ada Lee", Strength.NONE),
        ("", "Ada Lee", Strength.WHOLE),
    ],
)
def test_how_well_a_name_fits(typed: str, name: str, strength: Strength) -> None:
    assert match(typed_words(typed), fold(name)) is strength


def test_no_more_than_eight_different_words_are_compared() -> None:
    assert typed_words("a b a c") == ("a", "b", "c")
    assert typed_words("1 2 3 4 5 6 7 8 9") == tuple("12345678")


def test_a_full_name_has_one_key_in_any_order() -> None:
    assert name_key("Zoë Ana Ana") == name_key("ANA zoe ana") != name_key("Zoe Ana")


@given(_TYPED, _NAMES)
def test_part_of_a_name_is_whatever_fits_at_all(typed: str, name: str) -> None:
    words, folded = typed_words(typed), fold(name)
    assert part_of(words, folded) == (match(words, folded) > Strength.NONE)


@given(_TYPED.filter(str.strip), st.lists(_NAMES, max_size=6))
@examples(200)
def test_the_lists_of_the_desk_find_what_fits(typed: str, names: list[str]) -> None:
    book = Book([entry(PERSON, str(n), name, "", "") for n, name in enumerate(names)])
    words = typed_words(typed)
    for way, least in zip(exact_ways(words), (Strength.WHOLE, Strength.BEGINS), strict=False):
        found = [one.hit.key for one in book.matching(way)]
        assert found == [
            str(n) for n, name in enumerate(names) if match(words, fold(name)) >= least
        ]
