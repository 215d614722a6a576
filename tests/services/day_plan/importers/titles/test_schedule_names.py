"""Which of the school's bell schedules a calendar means."""

from __future__ import annotations

from datetime import time

import pytest

from cpdesk.policy.day_plan import PeriodKind
from cpdesk.records.day_plans import OwnPeriod
from cpdesk.services.day_plan.importers.titles.schedule_names import fitting


def bells(start: str, end: str) -> tuple[OwnPeriod, ...]:
    first, last = time.fromisoformat(start), time.fromisoformat(end)
    return (
        OwnPeriod("1", PeriodKind.INSTRUCTIONAL, first, time(10, 30)),
        OwnPeriod("2", PeriodKind.INSTRUCTIONAL, time(10, 30), last),
        OwnPeriod("Bus", PeriodKind.AFTER, last, time(16)),
    )


SCHOOL = {
    "REGULAR": bells("08:00", "14:50"),
    "EARLY RELEASE": bells("08:00", "12:30"),
    "LATE START": bells("10:00", "14:50"),
    "A-Day": bells("08:00", "14:50"),
}


@pytest.mark.parametrize(
    ("said", "fits"),
    [
        ("Early release", "EARLY RELEASE"),
        ("early_release", "EARLY RELEASE"),
        ("Early dismissal", "EARLY RELEASE"),
        ("12:30 dismissal", "EARLY RELEASE"),  # class ends at 12:30
        ("12:45 dismissal", None),
        ("Late start", "LATE START"),
        ("Late start 10:00", "LATE START"),
        ("Late start 9:30", None),
        ("2-hour delay", None),  # the late start may be another one
        ("Half day", None),
        ("Minimum day", None),
        ("A Day", "A-Day"),
        ("B Day", None),
        ("E-learning", None),
    ],
)
def test_the_one_that_fits(said: str, fits: str | None) -> None:
    assert fitting(said, SCHOOL) == fits


def test_of_two_that_fit_none_is_chosen() -> None:
    two = SCHOOL | {"Early Dismissal K-2": bells("08:00", "12:30")}
    assert fitting("Early release", two) == "EARLY RELEASE"  # by its very name
    assert fitting("12:30 dismissal", two) is None
    assert fitting("Early out", two) is None
    twins = {"A Day": SCHOOL["REGULAR"], "A-DAY": SCHOOL["REGULAR"]}
    assert fitting("A-day", twins) is None
    assert fitting("A Day", twins) == "A Day"


def test_a_time_in_the_name_counts_and_a_schedule_without_bells_fits_no_time() -> None:
    named = {"1:15 Dismissal": SCHOOL["EARLY RELEASE"], "Half day": ()}
    assert fitting("1:15 dismissal", named) == "1:15 Dismissal"
    assert fitting("12:30 dismissal", named) is None
    assert fitting("Half day", named) == "Half day"
