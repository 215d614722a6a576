"""One wrong letter, two in long words, and letters from the middle."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdesk.services.search.spelling import Vocabulary, like, slips

WORDS = Vocabulary(
    ["okafor", "okafi", "lee", "lea", "li", "featherstone", "obrien", "brien", "lkafi", "okaf"]
)
LETTERS = st.text("abcdefgh", min_size=4, max_size=7)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("okafur", "okafor"),  # another letter
        ("okaffor", "okafor"),  # one too many
        ("okfor", "okafor"),  # one too few
        ("okafro", "okafor"),  # two swapped
        ("pkafor", "okafor"),  # the first one
        ("oakf", "okafor"),  # still typing
        ("fethersten", "featherstone"),  # two in a long word
        ("lei", "lee"),
        ("obrein", "obrien"),
        ("lkaf", "lkafi"),
        ("pkaf", "okaf"),
    ],
)
def test_a_slip_finds_what_was_meant(typed: str, meant: str) -> None:
    assert like(typed, meant)
    assert any(meant.startswith(beginning) for beginning in WORDS.near(typed, 10))


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("okxxor", "okafor"),
        ("le", "lea"),
        ("mee", "lee"),
        ("fetherstxx", "okafor"),
        ("", "lee"),
        ("xbri", "obrien"),
    ],
)
def test_more_than_a_slip_is_another_name(typed: str, other: str) -> None:
    assert not like(typed, other)
    assert not any(other.startswith(beginning) for beginning in WORDS.near(typed, 10))


def test_the_nearest_comes_first() -> None:
    assert WORDS.near("okafor", 1) == ("okafor",)
    assert WORDS.near("okafi", 1) == ("okafi",)


def test_letters_from_the_middle() -> None:
    assert WORDS.holding("rien", 10) == ("brien", "obrien")
    assert WORDS.holding("brien", 10) == ("obrien",)  # the other begins with it
    assert WORDS.holding("ka", 10) == ()
    assert WORDS.holding("ka" * 200, 10) == ()
    assert len(WORDS.holding("rien", 1)) == 1


def test_how_many_letters_may_be_wrong() -> None:
    assert [slips("x" * n) for n in (0, 2, 3, 7, 8, 20)] == [0, 0, 1, 1, 2, 2]


@given(LETTERS, st.data())
def test_any_one_letter_may_be_wrong(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    wrong = data.draw(
        st.sampled_from(
            [
                word[:at] + "z" + word[at + 1 :],
                word[:at] + "z" + word[at:],
                word[: max(at - 1, 0)] + word[max(at - 1, 0) : at + 1][::-1] + word[at + 1 :],
            ]
        )
    )
    assert like(wrong, word)
    assert any(word.startswith(b) for b in Vocabulary([word, "zzzzzz"]).near(wrong, 20))
