"""School years begin on July 1."""

from __future__ import annotations

from datetime import date

import pytest

from cpdesk.policy.school_year import SchoolYear


@pytest.mark.parametrize(
    ("text", "begins"),
    [("2026-2027", 2026), ("2026-27", 2026), ("2026/27", 2026), ("2027", 2026), ("", None),
     ("this year", None), ("0001-0002", None)],
)  # fmt: skip
def test_a_school_year_as_it_is_written(text: str, begins: int | None) -> None:
    found = SchoolYear.read(text)
    assert (found.begins if found else None) == begins


def test_a_school_year_begins_on_the_first_of_july_and_not_a_day_before() -> None:
    year = SchoolYear(2026)
    assert SchoolYear.of(date(2026, 7, 1)) == year == SchoolYear.of(date(2027, 6, 30))
    assert SchoolYear.of(date(2026, 6, 30)) == SchoolYear(2025)
    assert year.window == (date(2026, 7, 1), date(2027, 6, 30))
    assert (year.title, year.short_title) == ("2026-2027", "2026-27")
    assert SchoolYear(1999).short_title == "1999-00"
    assert year.holds(date(2027, 6, 30))
    assert not year.holds(date(2027, 7, 1))
