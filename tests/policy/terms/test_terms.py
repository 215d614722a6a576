"""Dated terms: which value holds on a day, what a district may change, what cannot be read."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, time
from pathlib import Path

import pytest

from cpdesk import paths
from cpdesk.errors import DeskError
from cpdesk.policy.outcome import Lift, Outcome
from cpdesk.policy.terms.terms import Terms, TermsInForce
from cpdesk.policy.terms.termvalues import READERS

SHIPPED = paths.resources() / "policy"
TODAY = date(2026, 11, 24)
EARLY = """
[[arrival.early_minutes]]
from = {since}
value = {value}
cites = "our board, June 2026"
"""


def folder(tmp_path: Path, text: str, name: str = "ours.toml") -> Path:
    (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def early(*dated: tuple[str, object]) -> str:
    return "".join(EARLY.format(since=since, value=value) for since, value in dated)


def test_the_shipped_terms_are_those_of_the_table() -> None:
    terms = Terms.shipped().on(TODAY)
    assert terms.arrival_early_minutes == 30
    assert terms.insurance_outcome is Outcome.ASK_LEADER
    assert terms.observation_lift is Lift.DISTRICT
    assert (terms.roster_fresh_days, terms.roster_stale_days) == (7, 30)
    assert terms.school_day_default == (time(7), time(16))
    assert terms.meeting_tolerance_minutes == 10
    assert (terms.meeting_minutes_missed, terms.meeting_a_week) == (0, 2)
    assert terms.notice_lasts_days == 365
    assert terms.flyer_carry_home_grades == (0, 8)
    assert terms.requests_sole_leader is False
    assert all(term.cites for term in terms.terms)


def test_every_term_has_its_attribute_and_its_reader() -> None:
    names = [f.name for f in fields(TermsInForce) if f.name != "terms"]
    assert names == [key.replace(".", "_") for key in READERS]
    terms = Terms.shipped().on(TODAY)
    assert all(terms.get(key) == getattr(terms, key.replace(".", "_")) for key in READERS)
    with pytest.raises(KeyError):
        terms.get("arrival.late_minutes")


def test_a_decision_is_explained_with_the_terms_of_its_day(tmp_path: Path) -> None:
    ours = folder(tmp_path, early(("2026-09-01", 20), ("2027-03-01", 45)))
    terms = Terms.load(SHIPPED, ours)
    assert terms.on(date(2026, 8, 31)).arrival_early_minutes == 30
    assert terms.on(date(2026, 9, 1)).arrival_early_minutes == 20
    assert terms.on(date(2027, 2, 28)).arrival_early_minutes == 20
    assert terms.on(date(2027, 3, 1)).arrival_early_minutes == 45
    assert terms.on(TODAY).roster_fresh_days == 7
    found = terms.on(TODAY).term("arrival.early_minutes")
    assert (found.since, found.cites) == (date(2026, 9, 1), "our board, June 2026")


def test_before_the_first_date_the_first_value_applies() -> None:
    assert Terms.shipped().on(date(1999, 1, 1)).arrival_early_minutes == 30


def test_a_district_speaks_from_its_own_first_date_on(tmp_path: Path) -> None:
    ours = folder(tmp_path, early(("2025-07-01", 5)))
    assert Terms.load(SHIPPED, ours).on(TODAY).arrival_early_minutes == 5


def test_a_folder_without_terms_changes_nothing(tmp_path: Path) -> None:
    assert Terms.load(SHIPPED, tmp_path).on(TODAY) == Terms.shipped().on(TODAY)
    assert Terms.load(SHIPPED, tmp_path / "none").on(TODAY) == Terms.shipped().on(TODAY)


def test_the_same_day_is_answered_with_the_same_terms_for_years() -> None:
    terms = Terms.shipped()
    first = terms.on(TODAY)
    for n in range(1, 500):
        terms.on(date.fromordinal(TODAY.toordinal() + n))
    assert terms.on(TODAY) == first


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("not = [toml", "ours.toml"),
        (early(("2026-09-01", '"soon"')), "arrival.early_minutes"),
        (early(("2026-09-01", "-1")), "arrival.early_minutes"),
        (early(("2026-09-01", "true")), "arrival.early_minutes"),
        (early(("2026-09-01", "5001")), "arrival.early_minutes"),
        (early(('"2026-09-01"', "5")), "“from”"),
        (early(("2026-09-01T10:00:00", "5")), "“from”"),
        (early(("2026-09-01", 5), ("2026-09-01", 6)), "two values"),
        ("[[arrival.late_minutes]]\nfrom = 2026-09-01\nvalue = 1\ncites = 'x'", "late_minutes"),
        ("arrival = 5", "ours.toml is not a term CPDesk knows"),
        ("[arrival]\nearly_minutes = 5", "arrival.early_minutes"),
        ("[arrival]\nearly_minutes = []", "arrival.early_minutes"),
        ("[arrival]\nearly_minutes = [5]", "from, value, and cites"),
        ("[[arrival.early_minutes]]\nfrom = 2026-09-01\nvalue = 5", "from, value, and cites"),
        ("[[arrival.early_minutes]]\nfrom = 2026-09-01\nvalue = 5\ncites = ' '", "“cites”"),
        *(
            (f"[[{key}]]\nfrom = 2026-09-01\nvalue = {value}\ncites = 'x'", key)
            for key, value in (
                ("insurance.outcome", "'maybe'"),
                ("observation.lift", "'nobody'"),
                ("observation.lift", "['leader']"),
                ("school_day.default", "'07:00'"),
                ("school_day.default", "'16:00-07:00'"),
                ("school_day.default", "'07:00-07:00'"),
                ("school_day.default", "'07:00-16:00:00.5'"),
                ("school_day.default", "'07:00-16:00Z'"),
                ("school_day.default", "'07:00:30-16:00'"),
                ("meeting.shortest_minutes", "0"),
                ("flyer.carry_home_grades", "'8-K'"),
                ("flyer.carry_home_grades", "'K-13'"),
                ("requests.sole_leader", "1"),
            )
        ),
    ],
)
def test_what_cannot_be_read_is_said_with_file_and_key(
    tmp_path: Path, text: str, named: str
) -> None:
    with pytest.raises(DeskError) as trouble:
        Terms.load(SHIPPED, folder(tmp_path, text))
    assert named in str(trouble.value)
    assert "ours.toml" in str(trouble.value)
    assert trouble.value.do


def test_a_file_in_another_encoding_is_a_trouble_not_a_crash(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_bytes(b"# caf\xe9\n")
    with pytest.raises(DeskError, match="Can’t read the terms in"):
        Terms.load(SHIPPED, tmp_path)


def test_a_term_that_nobody_gives_is_missed(tmp_path: Path) -> None:
    ours = folder(tmp_path, early(("2026-09-01", 20)))
    with pytest.raises(DeskError, match=r"insurance\.outcome"):
        Terms.load(ours)


def test_two_files_of_one_folder_may_share_a_key(tmp_path: Path) -> None:
    folder(tmp_path, early(("2026-09-01", 20)), "a.toml")
    ours = folder(tmp_path, early(("2026-10-01", 25)), "b.toml")
    assert Terms.load(SHIPPED, ours).on(date(2026, 9, 30)).arrival_early_minutes == 20
    assert Terms.load(SHIPPED, ours).on(date(2026, 10, 1)).arrival_early_minutes == 25


def test_after_its_first_date_a_district_speaks_alone(tmp_path: Path) -> None:
    """What the shipped terms change later than that is not the district's."""
    shipped, ours = tmp_path / "shipped", tmp_path / "ours"
    shipped.mkdir()
    ours.mkdir()
    folder(shipped, early(("2026-01-01", 30), ("2026-10-01", 40), ("2027-01-01", 50)))
    folder(ours, early(("2026-09-01", 20), ("2026-12-01", 25)))
    both = {
        day: Terms.load(SHIPPED, shipped, ours).on(day).arrival_early_minutes
        for day in (date(2026, 8, 31), date(2026, 9, 1), date(2026, 10, 1), date(2027, 1, 1))
    }
    assert list(both.values()) == [30, 20, 20, 25]
    alone = Terms.load(SHIPPED, shipped, folder(tmp_path, early(("2026-09-01", 20))))
    assert alone.on(date(2027, 1, 1)).arrival_early_minutes == 20


def test_before_the_first_of_two_dates_the_first_value_applies(tmp_path: Path) -> None:
    ours = folder(tmp_path, early(("2010-09-01", 20), ("2011-03-01", 45)))
    assert Terms.load(SHIPPED, ours).on(date(2010, 8, 31)).arrival_early_minutes == 20


@pytest.mark.parametrize(
    ("key", "value", "read"),
    [
        ("arrival.early_minutes", "0", 0),
        ("arrival.early_minutes", "5000", 5000),
        ("meeting.shortest_minutes", "1", 1),
        ("flyer.carry_home_grades", "'3-3'", (3, 3)),
        ("flyer.carry_home_grades", "'3'", (3, 3)),
        ("school_day.default", "'07:00-07:01'", (time(7), time(7, 1))),
        ("requests.sole_leader", "true", True),
    ],
)
def test_the_smallest_and_the_largest_value_can_be_read(
    tmp_path: Path, key: str, value: str, read: object
) -> None:
    text = f"[[{key}]]\nfrom = 2026-09-01\nvalue = {value}\ncites = 'x'"
    assert Terms.load(SHIPPED, folder(tmp_path, text)).on(TODAY).get(key) == read
