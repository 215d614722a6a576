"""The lines of the list: groups, order, what stands at the right."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from cpdesk.policy.outcome import Outcome
from cpdesk.records.desk import Hit
from cpdesk.ui.desk.search.draft import question_of_hit
from cpdesk.ui.desk.search.listing import answered, expected, found
from cpdesk.ui.desk.search.register import split_name
from cpdesk.words import Words
from tests.conftest import CHICAGO
from tests.ui.desk import fakes


def test_groups_stand_in_their_order_and_registering_last(words: Words) -> None:
    partner = Hit("partner", "P1", "Okafor Arts", "P1", "Okafor Arts", "", ())
    inside = Hit("inside", "V1", "Ike Okafor", "P1", "Okafor Arts", "Gym", ())
    lines = found((partner, inside, *fakes.HITS), "okaf", words)
    assert [line.title for line in lines if not line.takes] == [
        "Expected today",
        "In the building",
        "People from partners",
        "Partners",
        "Not on the list?",
    ]
    assert lines[-1].title == "Register a visitor named “okaf”"


def test_what_only_resembles_comes_after_all_that_matches(words: Words) -> None:
    near = Hit("expected", "P9", "Yer Moua", "P2", "Desk", "News", (), time(14, 55), near=True)
    lines = found((near, *fakes.HITS), "mona", words)
    titles = [line.title for line in lines]
    assert titles.index("Yer Moua") > titles.index("Mona Okafi")
    assert titles[titles.index("Yer Moua") - 1] == "Similar names"


def test_under_whom_is_inside_stands_the_way_to_the_badge(words: Words) -> None:
    hits = [
        Hit("inside", f"V{n}", f"Ike Okafor {n}", "P1", "Okafor Arts", "Gym", ()) for n in range(4)
    ]
    kinds = [line.kind for line in found(hits[:2], "ike", words)]
    assert kinds == ["heading", "inside", "badge", "inside", "badge", "heading", "register"]
    assert "badge" not in [line.kind for line in found(hits, "ike", words)]


def test_who_was_not_checked_out_before_is_shown_with_the_day_and_without_the_old_badge(
    words: Words,
) -> None:
    plain = Hit("inside", "V1", "Ike Okafor", "P1", "Okafor Arts", "Gym", ())
    earlier = replace(plain, since=datetime(2026, 11, 24, 10, 42, tzinfo=CHICAGO))
    told = [found((hit,), "ike", words) for hit in (plain, earlier)]
    assert [(lines[1].detail, lines[1].pill) for lines in told] == [
        ("Okafor Arts · Gym", "Here"),
        ("since Tue, Nov 24 · Okafor Arts · Gym", "Here"),
    ]
    assert ["badge" in [line.kind for line in lines] for lines in told] == [True, False]


ALL = (*Outcome, None)
IN_WORDS = ["OK", "You decide", "Needs leader", "Can’t come in", ""]


def pills(hit: Hit, words: Words) -> list[str]:
    """What the line of a hit says for each answer of its card."""
    (line,) = (line for line in found((hit,), "x", words) if line.hit)
    assert (line.pill, line.asks) == ("", question_of_hit(hit))
    told = [answered(line, outcome, words) for outcome in ALL]
    assert all((one.tone, one.spoken.endswith(one.pill)) for one in told if one.pill)
    return [one.pill for one in told]


def test_a_line_says_nothing_before_its_card_answered_and_then_what_it_answers(
    words: Words,
) -> None:
    person = Hit("person", "p1", "Amina Hassan", "P1", "Makers", "", ())
    guest = Hit("guest", "g1", "Zoë O’Neil", "", "", "", ())
    assert [pills(hit, words) for hit in (person, guest)] == [IN_WORDS, IN_WORDS]


def test_whoever_is_expected_keeps_the_place_where_the_desk_may_check_them_in(
    words: Words,
) -> None:
    hit = replace(fakes.HITS[0])
    assert pills(hit, words) == ["", "", "Needs leader", "Can’t come in", ""]
    (line,) = (line for line in found((hit,), "x", words) if line.hit)
    places = [answered(line, outcome, words).place for outcome in ALL]
    assert places == ["Room 114", "Room 114", "", "", "Room 114"]


def test_a_partner_says_only_that_nobody_of_it_can_come_in(words: Words) -> None:
    partner = Hit("partner", "P1", "Okafor Arts", "P1", "Okafor Arts", "", ())
    told = []
    for outcome in ALL:
        lines = found((replace(partner, outcome=outcome),), "x", words)
        told += [(line.pill, line.asks) for line in lines if line.hit]
    assert told == [("", None)] * 3 + [("Can’t come in", None), ("", None)]


def test_whoever_of_a_partner_may_come_has_no_answer_before_they_are_named(words: Words) -> None:
    anyone = Hit("expected", "", "Makers", "P1", "Makers", "", (), time(9), request_id="R1")
    (line,) = (line for line in found((anyone,), "x", words) if line.hit)
    assert (line.asks, line.pill) == (None, "")


def test_a_line_says_partner_time_and_place(words: Words) -> None:
    lines = {line.title: line for line in found(fakes.HITS, "okaf", words)}
    first = lines["Adaeze Okafor"]
    assert (first.time, first.place, first.pill) == ("10:45 am", "Room 114", "")
    assert first.detail == "Lake Street Literacy · Reading tutors"
    last = answered(lines["Mona Okafi"], Outcome.REFUSE, words)
    assert (last.pill, last.tone) == ("Can’t come in", "no")
    assert last.spoken == "Mona Okafi, Bright Futures Mentoring, Can’t come in"


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
    assert (line.title, line.takes) == ("No one else is expected today", False)


def test_names_are_split_and_get_their_capitals() -> None:
    assert split_name("okaf") == ("", "Okaf")
    assert split_name("mia de la okafor") == ("Mia De La", "Okafor")
    assert split_name("Mia van Dyk") == ("Mia van", "Dyk")
    assert split_name("") == ("", "")
