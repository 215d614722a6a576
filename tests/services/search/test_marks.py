"""What matched, in the name as it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdesk.policy.names.names import fold
from cpdesk.services.search.marks import marks


def marked(title: str, typed: str) -> str:
    """The title with its marked stretches in brackets."""
    out = title
    for start, length in reversed(marks(title, fold(typed).split())):
        out = f"{out[:start]}[{out[start : start + length]}]{out[start + length :]}"
    return out


@pytest.mark.parametrize(
    ("title", "typed", "shown"),
    [
        ("Adaeze Okafor", "okaf", "Adaeze [Okaf]or"),
        ("Adaeze Okafor", "ok ad", "[Ad]aeze [Ok]afor"),
        ("Siobhán O’Brien", "obr", "Siobhán [O’Br]ien"),
        ("Siobhán O’Brien", "siobhan", "[Siobhán] O’Brien"),
        ("Renée Núñez", "nun", "Renée [Núñ]ez"),
        ("Ren\u00e9e Nu\u0301n\u0303ez", "nun", "Renée [Nu\u0301n\u0303]ez"),
        ("Thuỳ Linh Nguyễn", "nguyen", "Thuỳ Linh [Nguyễn]"),
        ("Chidi Okafor-Lund", "lu", "Chidi Okafor-[Lu]nd"),
        ("Jörg Groß", "gross", "Jörg [Groß]"),
        ("Adaeze Okafor", "kafo", "Adaeze O[kafo]r"),
        ("Adaeze Okafor", "okafur", "Adaeze [Okafor]"),
        ("Anna Ann", "ann", "[Ann]a [Ann]"),
        ("王小明", "wang", "[王]小明"),
        ("Adaeze Okafor", "literacy", "Adaeze Okafor"),
        ("Adaeze Okafor", "", "Adaeze Okafor"),
        ("", "a", ""),
        ("Ann", "an ann a", "[Ann]"),
        ("Math & <Measure>", "measure", "Math & <[Measure]>"),
    ],
)
def test_marks(title: str, typed: str, shown: str) -> None:
    assert marked(title, typed) == shown


@given(st.text(max_size=30), st.text(max_size=10))
def test_marks_lie_inside_the_title_in_order_and_apart(title: str, typed: str) -> None:
    found = marks(title, fold(typed).split())
    last = -1
    for start, length in found:
        assert length > 0
        assert start > last
        last = start + length
    assert last <= len(title)


@given(st.text("abc’áéñ -ABC", min_size=1, max_size=20))
def test_each_word_of_a_title_is_found_in_it(title: str) -> None:
    for word in fold(title).split():
        assert marks(title, [word])
