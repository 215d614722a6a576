"""Sentences, dates and times as people read them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date, format_time

from cpdesk import us_dates
from cpdesk.errors import DeskError, Fault
from cpdesk.words import N_, MessageId, Words


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


CHICAGO = ZoneInfo("America/Chicago")


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (time(0, 0), time(0, 0), "all day"),
        (time(0, 0), time(0, 1), "12:00–12:01 am"),
        (time(0, 1), time(0, 0), "12:01–12:00 am"),
        (time(18, 0), time(0, 0), "6:00 pm–12:00 am"),
        (time(9, 2), time(9, 2), "9:02 am"),
        (time(9, 2, 5), time(9, 2, 40), "9:02 am"),
        (time(9, 2), time(9, 3), "9:02–9:03 am"),
    ],
)
def test_a_whole_day_is_all_day_and_a_time_without_an_end_is_one_time(
    start: time, end: time, said: str
) -> None:
    assert Words().span(start, end) == said


def day(month: int, number: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, month, number, hour, minute, tzinfo=CHICAGO)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (day(11, 24), day(11, 25), "Tue, Nov 24"),
        (day(11, 24), day(11, 28), "Tue, Nov 24 to Fri, Nov 27"),
        (day(11, 24), day(12, 16), "Tue, Nov 24 to Tue, Dec 15"),
        (day(11, 1), day(11, 2), "Sun, Nov 1"),  # 25 hours: the clock is set back
        (day(11, 24), day(11, 24, 23, 59), "Tue, Nov 24, 12:00 am–11:59 pm"),
        (day(11, 24), day(11, 24), "Tue, Nov 24, 12:00 am"),
        (day(11, 24, 9, 2), day(11, 24, 9, 2), "Tue, Nov 24, 9:02 am"),
        (day(11, 24, 10, 45), day(11, 24, 11, 30), "Tue, Nov 24, 10:45–11:30 am"),
    ],
)
def test_whole_days_are_said_without_a_time_and_nothing_else_is(
    start: datetime, end: datetime, said: str
) -> None:
    words = Words("en_US", CHICAGO)
    assert words.window(start, end) == said
    # Stored in UTC, they are the same days of the school.
    assert words.window(start.astimezone(UTC), end.astimezone(UTC)) == said


def test_the_hours_of_a_whole_day_are_all_day() -> None:
    words = Words("en_US", CHICAGO)
    assert words.hours(day(11, 24), day(11, 25)) == "all day"
    assert words.hours(day(11, 24), day(12, 16)) == "all day"
    assert words.hours(day(11, 24, 0, 1), day(11, 25)) == "12:01–12:00 am"
    assert words.hours(day(11, 24, 8), day(11, 24, 9)) == "8:00–9:00 am"


def test_midnight_of_another_zone_is_no_whole_day() -> None:
    utc = datetime(2026, 11, 24, tzinfo=UTC)
    assert Words("en_US", CHICAGO).whole_days(utc, utc.replace(day=25)) is None
    assert Words("en_US", UTC).whole_days(utc, utc.replace(day=25)) is not None


def test_a_message_inside_another_is_said_in_the_language_of_whoever_reads() -> None:
    words = Words()
    named = (MessageId(N_("all day")), "{no place}")
    assert words.text(N_("In: {names}."), names=named) == "In: all day and {no place}."


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
    assert Words().error_parts(trouble) == ("No luck.", "Try luck again.")
    fault = Fault("a.csv", 2, "day", N_("“{value}” is not a date."), "", (("value", "x"),))
    assert Words().fault(fault) == "“x” is not a date."
