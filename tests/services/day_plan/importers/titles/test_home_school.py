"""How titles may call a school and its neighbors."""

from __future__ import annotations

from cpdesk.services.day_plan.importers.titles.home_school import Home


def test_a_school_is_called_by_its_whole_and_by_its_short_names() -> None:
    harbor = Home("Harbor High School", 9, 12, ("Cedar Lake School",))
    assert set(harbor.names()) == {
        "harbor high school", "harbor", "harbor school", "harbor hs", "harbor high"
    }  # fmt: skip
    assert set(harbor.elsewhere()) == {"cedar lake school", "cedar lake"}


def test_a_short_name_that_two_schools_share_is_neithers() -> None:
    high = Home("Harbor High School", 9, 12, ("Harbor Elementary School",))
    assert "harbor" not in high.names()
    assert "harbor" not in high.elsewhere()
    assert {"harbor hs", "harbor high"} < set(high.names())
    assert {"harbor es", "harbor elementary"} < set(high.elsewhere())


def test_a_school_without_a_name_of_its_own_is_called_as_a_whole() -> None:
    assert Home("High School").names() == ("high school",)
    assert Home().names() == ()
    assert Home("K-8 School", others=("PS 4 School",)).elsewhere() == ("ps 4", "ps 4 school")
