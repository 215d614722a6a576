from __future__ import annotations

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from cpdesk.ui.widgets.text.typed import read_day, read_past_day, read_time, write_day, write_time
from cpdesk.words import Words

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", TUESDAY),
        ("Tomorrow", date(2026, 11, 25)),
        ("mon", date(2026, 11, 30)),
        ("tue", date(2026, 12, 1)),
        ("friday", date(2026, 11, 27)),
        ("nov 30", date(2026, 11, 30)),
        ("Mon, Nov 30", date(2026, 11, 30)),
        ("December 3", date(2026, 12, 3)),
        ("jan 8", date(2027, 1, 8)),
        ("11/30", date(2026, 11, 30)),
        ("1/8", date(2027, 1, 8)),
        ("11/30/26", date(2026, 11, 30)),
        ("2026-12-03", date(2026, 12, 3)),
        ("Nov 30, 2026", date(2026, 11, 30)),
        ("feb 30", None),
        ("13/40", None),
        ("monkey 3", None),
        ("", None),
    ],
)
def test_days_as_people_type_them(typed: str, meant: date | None) -> None:
    assert read_day(typed, TUESDAY) == meant


@pytest.mark.parametrize(
    ("typed", "after", "meant"),
    [
        ("11:35", None, time(11, 35)),
        ("1135", None, time(11, 35)),
        ("1:25", None, time(13, 25)),
        ("5.30", None, time(17, 30)),
        ("7", None, time(7)),
        ("9:10 am", None, time(9, 10)),
        ("12:05 pm", None, time(12, 5)),
        ("12 am", None, time(0)),
        ("17:30", None, time(17, 30)),
        ("8:10", time(17, 30), time(20, 10)),
        ("30 min", time(11, 35), time(12, 5)),
        ("45m", time(11, 35), time(12, 20)),
        ("90 min", time(11, 35), time(13, 5)),
        ("45 mins", time(11, 35), time(12, 20)),
        ("1 h", time(11, 35), time(12, 35)),
        ("1 hour", time(11, 35), time(12, 35)),
        ("2 Hours", time(11, 35), time(13, 35)),
        ("1.5 h", time(11, 35), time(13, 5)),
        ("1,5 h", time(11, 35), time(13, 5)),
        ("0.5 hr", time(11, 35), time(12, 5)),
        ("+1h", time(11, 35), time(12, 35)),
        ("1 h 30 min", time(11, 35), time(13, 5)),
        ("1h30", time(11, 35), time(13, 5)),
        ("0 h", time(11, 35), None),
        ("1 h", None, None),
        ("1.5 h", time(23), None),
        ("30 min", None, None),
        ("90 min", time(23), None),
        ("25:00", None, None),
        ("9:75", None, None),
        ("13 pm", None, None),
        ("soon", None, None),
    ],
)
def test_times_as_people_type_them(typed: str, after: time | None, meant: time | None) -> None:
    assert read_time(typed, after) == meant


@pytest.mark.parametrize("language", ["en_US", "es_US", "de_DE"])
def test_what_a_field_shows_is_read_as_the_same_again(language: str) -> None:
    words = Words(language, ZoneInfo("America/Chicago"))
    for day in (TUESDAY, date(2027, 1, 8), date(2025, 2, 28)):
        assert read_day(write_day(day, words), TUESDAY) == day
    for at in (time(0), time(5, 30), time(7, 5), time(11, 35), time(12, 5), time(17, 30)):
        assert read_time(write_time(at, words)) == at
    assert write_day(None, words) == write_time(None, words) == ""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", TUESDAY),
        ("Yesterday", date(2026, 11, 23)),
        ("nov 3", date(2026, 11, 3)),
        ("sep 1", date(2026, 9, 1)),
        ("jan 8", date(2026, 1, 8)),
        ("nov 30", date(2026, 11, 30)),  # to the end of the month, of which not all is over
        ("11/30/25", date(2025, 11, 30)),
        ("monday", None),
        ("", None),
    ],
)
def test_days_of_a_time_that_is_over(typed: str, meant: date | None) -> None:
    """The log, the reports and the print center read them alike."""
    assert read_past_day(typed, TUESDAY) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("11:30", time(11, 30)),
        ("1130", time(11, 30)),
        ("11.30", time(11, 30)),
        ("1:15", time(13, 15)),
        ("1:15 pm", time(13, 15)),
        ("115p", time(13, 15)),
        ("2", time(14)),
        ("12", time(12)),
        ("12:05", time(12, 5)),
        ("13:10", time(13, 10)),
        ("9:00 am", time(9)),
        ("12 am", time(0)),
        *((wrong, None) for wrong in ("", "soon", "11:75", "25", "13 pm", "1:2:3", "-4")),
    ],
)
def test_the_end_of_a_visit_is_after_now_unless_it_says_otherwise(
    typed: str, meant: time | None
) -> None:
    assert read_time(typed, time(10, 42)) == meant
