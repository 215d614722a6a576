"""What every reader of calendars keeps while it reads."""

from __future__ import annotations

from datetime import date

import pytest

from cpdesk.policy.school_year import SchoolYear
from cpdesk.services.day_plan.calendar_draft import CalendarDraft, clip, one_day
from cpdesk.services.day_plan.years import day_of

DAY = date(2026, 11, 26)


def test_a_text_is_shortened_on_one_line_from_121_characters() -> None:
    assert clip("a" * 120) == "a" * 120
    assert clip("a" * 121) == "a" * 119 + "…"
    assert clip(" No\r\n School\u200b ") == "No School"


def test_nothing_gets_lost_on_the_way_to_the_record() -> None:
    draft = CalendarDraft(kind="ics", source="Cedar Lake", low=None, high=None, events=3)
    draft.lost("Odd", "why", one_day(DAY))
    draft.warn("says", "do", n=1)
    draft.left_out([(date(2025, 9, 1), "Labor Day")], SchoolYear(2026))
    file = draft.file(SchoolYear(2026), "2025-26")
    assert [(one.what, one.days) for one in file.unread] == [("Odd", ((DAY, DAY),))]
    assert [one.what for one in file.passed_over] == ["Labor Day"]
    assert (file.school_year, file.window) == ("2026-2027", (date(2026, 7, 1), date(2027, 6, 30)))
    # First that it is about another year than asked for, then what was said in order.
    assert [fault.facts[0][0] for fault in file.warnings] == ["found", "n", "day"]


def test_what_is_left_out_of_no_year_is_passed_over_without_a_warning() -> None:
    draft = CalendarDraft(kind="ics", low=None, high=None)
    draft.left_out([(DAY, "Thanksgiving")], None)
    file = draft.file(None, "")
    assert ([one.what for one in file.passed_over], file.warnings) == (["Thanksgiving"], ())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-26", DAY),
        (" 2026-11-26T08:00:00", DAY),
        ("1900-01-01", date(1900, 1, 1)),
        ("1899-12-31", None),
        ("2198-12-31", date(2198, 12, 31)),
        ("2199-01-01", None),
        ("2026-02-29", None),
        ("11/26/2026", None),
        ("", None),
    ],
)
def test_a_date_as_files_write_it(text: str, day: date | None) -> None:
    assert day_of(text) == day
