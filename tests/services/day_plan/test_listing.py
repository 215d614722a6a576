"""What a file leaves to a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cpdesk.services.day_plan.importers import ics
from cpdesk.services.day_plan.listing import asked, without_bells
from tests.services.day_plan.calendar_samples import CHICAGO, YEAR, calendar

FIRST, SECOND = date(2026, 12, 1), date(2026, 12, 2)


def event(day: date, title: str, more: str = "") -> str:
    return f"DTSTART;VALUE=DATE:{day:%Y%m%d}\n{more}SUMMARY:{title}"


FILE = ics.read(
    calendar(
        event(SECOND, "No School - JH"),
        event(FIRST, "A Day", "DURATION:P1H\n"),
        event(SECOND, "A Day"),
        event(date(2025, 12, 1), "Winter Break"),
    ),
    "given.ics",
    zone=CHICAGO,
    hint=YEAR,
    low=None,
    high=None,
)


def test_warnings_are_asked_too_each_with_its_day_and_what_it_is_about() -> None:
    assert [(one.what, one.days) for one in asked(FILE)] == [
        ("Winter Break", ((date(2025, 12, 1),) * 2,)),  # a slip of the year
        ("A Day", ((FIRST, FIRST),)),  # an odd length
        ("No School - JH", ((SECOND, SECOND),)),
    ]


def test_a_name_that_fits_no_bells_is_asked_with_all_its_days() -> None:
    (one,) = without_bells(FILE)
    assert (one.what, one.days) == ("A Day", ((FIRST, FIRST), (SECOND, SECOND)))
    assert without_bells(replace(FILE, fits=(("A Day", "REGULAR"),))) == ()
