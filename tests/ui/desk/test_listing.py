"""The lines of the list: groups, order, what stands at the right."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from cpdesk.records.desk import Hit
from cpdesk.ui.desk.listing import expected, found
from cpdesk.ui.desk.register import split_name
from cpdesk.words import Words
from tests.conftest import CHICAGO
from tests.ui.desk import fakes


def test_groups_stand_in_their_order_and_registering_last(words: Words) -> None:
    partner = Hit("partner", "P1", "Okafor Arts", "P1", "Okafor Arts", "", "ok", ())
    inside = Hit("inside", "V1", "Ike Okafor", "P1", "Okafor Arts", "Gym", "", ())
    lines = found((partner, inside, *fakes.HITS), "okaf", words)
    assert [line.title for line in lines if not line.takes] == [
        "Expected today",
        "In the building",
        "People of partners",
        "Partners",
        "Not in the list?",
    ]
    assert lines[-1].title == "Register a visitor named “okaf”"


def test_what_only_resembles_comes_after_all_that_matches(words: Words) -> None:
    near = Hit(
        "expected", "P9", "Yer Moua", "P2", "Desk", "News", "ok", (), time(14, 55), near=True
    )
    lines = found((near, *fakes.HITS), "mona", words)
    titles = [line.title for line in lines]
    assert titles.index("Yer Moua") > titles.index("Mona Okafi")
    assert titles[titles.index("Yer Moua") - 1] == "Similar names"


def test_under_whom_is_inside_stands_the_way_to_the_badge(words: Words) -> None:
    hits = [
        Hit("inside", f"V{n}", f"Ike Okafor {n}", "P1", "Okafor Arts", "Gym", "", ())
        for n in range(4)
    ]
    kinds = [line.kind for line in found(hits[:2], "ike", words)]
    assert kinds == ["heading", "inside", "badge", "inside", "badge", "heading", "register"]
    assert "badge" not in [line.kind for line in found(hits, "ike", words)]


def test_who_was_not_checked_out_before_is_shown_with_the_day_and_without_the_old_badge(
    words: Words,
) -> None:
    plain = Hit("inside", "V1", "Ike Okafor", "P1", "Okafor Arts", "Gym", "", ())
    earlier = replace(plain, since=datetime(2026, 11, 24, 10, 42, tzinfo=CHICAGO))
    told = [found((hit,), "ike", words) for hit in (plain, earlier)]
    assert [(lines[1].detail, lines[1].pill) for lines in told] == [
        ("Okafor Arts · Gym", "Inside"),
        ("since Tue, Nov 24 · Okafor Arts · Gym", "Inside"),
    ]
    assert ["badge" in [line.kind for line in lines] for lines in told] == [True, False]


def test_namesakes_show_their_standing_unless_they_are_expected(words: Words) -> None:
    at = time(7, 10)
    hits = [
        Hit(kind, kind, "Amina Hassan", "P1", "Makers", "", "ok", (), at)
        for kind in ("expected", "person")
    ]
    pills = [line.pill for line in found(hits, "amina", words) if line.hit]
    assert pills == ["", "OK"]


def test_a_line_says_partner_time_place_or_standing(words: Words) -> None:
    lines = {line.title: line for line in found(fakes.HITS, "okaf", words)}
    first = lines["Adaeze Okafor"]
    assert (first.time, first.place, first.pill) == ("10:45 am", "Room 114", "")
    assert first.detail == "Lake Street Literacy · Reading tutors"
    assert (lines["Chidi Okafor-Lund"].pill, lines["Mona Okafi"].pill) == ("Ask", "Not yet")
    assert lines["Mona Okafi"].spoken == "Mona Okafi, Bright Futures Mentoring, Not yet"


def test_who_came_is_not_expected_any_more_and_who_is_late_comes_last(words: Words) -> None:
    rows = [
        fakes.expected("p1", "Ann", "Chess", "Lake", time(8), state="missed"),
        fakes.expected("p2", "Ben", "Chess", "Lake", time(9), state="here"),
        fakes.expected("p3", "Cam", "Chess", "Lake", time(10), state="due"),
        fakes.expected("p4", "Dee", "Chess", "Lake", time(9), state="gone"),
    ]
    titles = [line.title for line in expected(rows, words)]
    assert titles == ["Expected today", "Cam", "Expected earlier today", "Ann"]


def test_nobody_expected_is_said(words: Words) -> None:
    (line,) = expected((), words)
    assert (line.title, line.takes) == ("Nobody is expected any more today", False)


def test_names_are_split_and_get_their_capitals() -> None:
    assert split_name("okaf") == ("", "Okaf")
    assert split_name("mia de la okafor") == ("Mia De La", "Okafor")
    assert split_name("Mia van Dyk") == ("Mia van", "Dyk")
    assert split_name("") == ("", "")
