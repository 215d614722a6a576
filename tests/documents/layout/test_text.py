"""Text that fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdesk.documents.layout.fonts import Weight, face, width
from cpdesk.documents.layout.text import NBSP, largest, printable, wrap, wrap_evenly, wrap_runs


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("  two \t words\n", "two words"),
        ("Iñigo Müller-Çelik", "Iñigo Müller-Çelik"),
        ("Le\u0301a", "Léa"),
        ("x\u0327\u0302 y", "x y"),  # marks that no letter carries
        ("สมชาย Park", "Smchay Park"),
        ("جمعية الحي", "Jm’yh Lhy"),
        ("7:05\u202fam", f"7:05{NBSP}am"),
        ("A\u200bB\u202eC", "ABC"),
        ("Tea \U0001f375 time", "Tea time"),
        ("AT&T <b>", "AT&T <b>"),
    ],
)
def test_printable(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_what_is_held_breaks_at_its_space_where_it_has_to() -> None:
    assert wrap(f"123,456{NBSP}students", Weight.REGULAR, 9, 45) == (f"123,456{NBSP}", "students")


@given(st.integers(1_000, 10**12))
def test_no_number_breaks_at_its_comma(n: int) -> None:
    room = width(f"{n:,}", Weight.REGULAR, 9) - 2
    first, *_ = wrap(f"{n:,}", Weight.REGULAR, 9, room)
    assert not first.endswith(",") or len(first) == len(f"{n:,}") - 1


def test_something_stands_in_for_nothing() -> None:
    assert printable("\U0001f375\u200b ", "Visitor") == "Visitor"


@given(st.text(max_size=60))
def test_whatever_is_typed_can_be_drawn(text: str) -> None:
    shown = printable(text)
    for weight in Weight:
        assert face(weight).covers(shown)
    assert printable(shown) == shown


@given(
    st.text(st.characters(min_codepoint=32, max_codepoint=382), max_size=150), st.floats(20, 200)
)
def test_lines_fit_and_lose_nothing(text: str, room: float) -> None:
    shown = printable(text)
    lines = wrap(shown, Weight.BOLD, 9.0, room)
    assert "".join(lines).replace(" ", "") == shown.replace(" ", "")
    assert all(width(line, Weight.BOLD, 9.0) <= room + 0.001 for line in lines)


@given(st.lists(st.text(st.sampled_from("Wil -&é"), max_size=40), max_size=4), st.floats(20, 200))
def test_runs_fit_and_lose_nothing(parts: list[str], room: float) -> None:
    weights = (Weight.BOLD, Weight.REGULAR)
    runs = [(printable(part), weights[n % 2]) for n, part in enumerate(parts)]
    lines = wrap_runs(runs, 9.0, room)
    said = "".join(text for line in lines for text, _ in line)
    assert said.replace(" ", "") == "".join(text for text, _ in runs).replace(" ", "")
    for line in lines:
        assert sum(width(text, weight, 9.0) for text, weight in line) <= room + 0.001


@given(
    st.text(st.sampled_from("WilAme -’"), min_size=1, max_size=120),
    st.floats(100, 300),
    st.floats(15, 60),
)
def test_largest_fits_and_loses_nothing(text: str, room: float, height: float) -> None:
    shown = printable(text, "Visitor")
    fitted = largest(shown, Weight.BOLD, room, height, 34.0, 1.12)
    assert 1 <= len(fitted.lines) <= 3
    assert "".join(fitted.lines).replace(" ", "") == shown.replace(" ", "")
    assert ((len(fitted.lines) - 1) * 1.12 + 1) * fitted.size <= height + 0.001
    assert all(width(line, Weight.BOLD, fitted.size) <= room + 0.001 for line in fitted.lines)


def test_a_name_breaks_between_words_before_it_breaks_at_a_hyphen() -> None:
    name = "Maximilian Oluwaseun Featherstonehaugh-Nguyen"
    fitted = largest(name, Weight.BOLD, 262, 45, 34, 1.12)
    assert fitted.lines == ("Maximilian Oluwaseun", "Featherstonehaugh-Nguyen")


def test_a_time_and_its_half_of_the_day_stay_together() -> None:
    assert wrap(f"at 7:05{NBSP}am", Weight.REGULAR, 9, 40) == ("at", f"7:05{NBSP}am")


def test_a_sentence_does_not_end_in_a_line_of_one_short_word() -> None:
    text = "Partners do not meet with students unless the law requires it."
    room = width(text, Weight.REGULAR, 10) - 2
    assert wrap(text, Weight.REGULAR, 10, room)[-1] == "it."
    evenly = wrap_evenly(text, Weight.REGULAR, 10, room)
    assert len(evenly) == 2
    assert evenly[-1] != "it."
