"""Sentences, dates and times as people read them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date, format_time

from cpdesk import us_dates
from cpdesk.errors import DeskError, Fault
from cpdesk.words import N_, Words


@pytest.mark.parametrize("style", ["medium", "EEE, MMM d", "MMM d", "full", "EEE"])
def test_american_dates_are_those_of_cldr_on_every_day_of_two_years(style: str) -> None:
    days = [date(2027, 1, 1) + timedelta(days=n) for n in range(731)]
    assert [us_dates.written(d, style) for d in days] == [
        format_date(d, style, locale="en_US") for d in days
    ]


def test_american_times_are_those_of_cldr_in_every_minute() -> None:
    minutes = [time(n // 60, n % 60) for n in range(24 * 60)]
    assert [us_dates.clock(t) for t in minutes] == [
        format_time(t, "short", locale="en_US").replace("\u202f", " ").lower() for t in minutes
    ]


def test_another_language_is_asked_of_cldr() -> None:
    spanish = Words("es_US")
    assert spanish.long_day(date(2026, 11, 24)).startswith("martes")
    assert spanish.weekday(0).startswith("lun")


def test_a_moment_is_shown_in_the_schools_zone() -> None:
    words = Words("en_US", ZoneInfo("America/Chicago"))
    assert words.moment(datetime(2026, 11, 24, 16, 42, tzinfo=UTC)) == "Nov 24, 2026, 10:42 am"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (time(10, 45), time(11, 30), "10:45–11:30 am"),
        (time(11, 35), time(12, 5), "11:35 am–12:05 pm"),
        (time(0, 0), time(12, 0), "12:00 am–12:00 pm"),
    ],
)
def test_a_span_says_am_once_where_it_can(start: time, end: time, said: str) -> None:
    assert Words().span(start, end) == said


def test_facts_are_put_in_the_way_the_locale_writes_them() -> None:
    words = Words()
    sentence = N_("From {a} on {b}: {c}, {d}.")
    facts = {"a": time(9, 5), "b": date(2026, 1, 2), "c": ("x", "y", "z"), "d": 3}
    assert words.text(sentence, **facts) == "From 9:05 am on Jan 2, 2026: x, y, and z, 3."


def test_braces_and_percent_signs_in_facts_stay_as_they_are() -> None:
    assert Words().text("{name} came.", name="{x} & <b> %s") == "{x} & <b> %s came."


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(None, None, "All"), (-1, 0, "PK–K"), (6, 6, "6"), (0, 2, "K–2"), (9, 12, "9–12")],
)
def test_grades(low: int | None, high: int | None, said: str) -> None:
    assert Words().grades(low, high) == said


def test_counts_have_their_digits_grouped() -> None:
    assert Words().count("{n} copy", "{n} copies", 12345) == "12,345 copies"
    assert Words().count("{n} copy", "{n} copies", 1) == "1 copy"
    assert Words().duration(60 * 12345 + 7) == "12,345 h 07"
    assert Words("de_DE").number(-12345) == "-12.345"


@pytest.mark.parametrize(("minutes", "said"), [(0, "0 min"), (59, "59 min"), (62, "1 h 02")])
def test_durations(minutes: int, said: str) -> None:
    assert Words().duration(minutes) == said


def test_a_trouble_says_what_to_do_next() -> None:
    trouble = DeskError(N_("No {what}."), N_("Try {what} again."), what="luck")
    assert Words().error(trouble) == "No luck. Try luck again." == str(trouble)
    fault = Fault("a.csv", 2, "day", N_("{value} is no date."), "", (("value", "x"),))
    assert Words().fault(fault) == "x is no date."
