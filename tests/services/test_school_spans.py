"""The school year that a roster names."""

from __future__ import annotations

from datetime import date

import pytest

from cpdesk.services.school_spans import year_ends_on


@pytest.mark.parametrize(
    "named", ["2026-27", "2026-2027", "2026/27", "2026–27", "SY 2026-27", " 2026 - 27 "]
)
def test_a_rosters_school_year_ends_on_june_30_of_its_second_year(named: str) -> None:
    assert year_ends_on(named, date(2025, 1, 1)) == date(2027, 6, 30)


@pytest.mark.parametrize("named", ["", "this year", "2026", "2026-29", "26-27"])
def test_one_that_cannot_be_read_is_the_year_in_which_the_roster_was_published(named: str) -> None:
    assert year_ends_on(named, date(2026, 6, 30)) == date(2026, 6, 30)
    assert year_ends_on(named, date(2026, 7, 1)) == date(2027, 6, 30)
