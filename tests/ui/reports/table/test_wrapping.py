"""How words find room: columns share what is missing, and words break where they may."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cpdesk.ui.reports.table.wrapping import BREAK, breakable, halves, held, shared, words

_SIZES = st.dictionaries(st.integers(0, 6), st.tuples(st.integers(1, 400), st.integers(1, 400)))


@given(_SIZES, st.integers(0, 2000))
def test_what_is_missing_is_taken_from_the_widest(
    sizes: dict[int, tuple[int, int]], much: int
) -> None:
    wide = {n: max(pair) for n, pair in sizes.items()}
    least = {n: min(pair) for n, pair in sizes.items()}
    made = shared(wide, least, much)
    spare = sum(wide.values()) - sum(least.values())
    assert sum(wide.values()) - sum(made.values()) == min(much, spare)
    assert all(least[n] <= made[n] <= wide[n] for n in wide)
    touched = [made[n] for n in wide if made[n] < wide[n]]
    whole = [made[n] for n in wide if made[n] == wide[n] > least[n]]
    if touched and whole:  # no column shrank while a wider one kept its width
        assert max(whole) <= max(touched) + 1


def test_long_words_have_places_to_break_and_short_ones_none() -> None:
    assert breakable("Lake Street Literacy") == "Lake Street Literacy"
    long = "Wolfeschlegelsteinhausenbergerdorff"
    assert breakable(long).replace(BREAK, "") == long
    assert all(len(word) <= 18 for word in words(f"Ines {long} 834"))
    assert words("Ines Berg") == ["Ines", "Berg"]


def test_a_moment_parts_between_its_day_and_its_time_alone() -> None:
    assert halves("Sep 1, 2026, 8:23 am") == ["Sep 1, 2026,", "8:23 am"]
    assert halves("still open") == ["still open"]
    assert held("Sep 1, 2026, 8:23 am").split(" ") == ["Sep\u00a01,\u00a02026,", "8:23\u00a0am"]
