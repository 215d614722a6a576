"""Calendars read event by event: spans, zones, repetitions, and whatever is broken in them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdesk.errors import DeskError
from cpdesk.records.day_plans import CalendarFile
from cpdesk.services.day_plan.importers import ics
from tests.examples import examples
from tests.services.day_plan.calendar_samples import (
    CHICAGO,
    YEAR,
    adds_up,
    calendar,
    read_bytes,
    said,
)


def read(
    data: bytes, *, hint: str = YEAR, low: int | None = None, high: int | None = None
) -> CalendarFile:
    found = ics.read(data, "given.ics", zone=CHICAGO, hint=hint, low=low, high=high)
    assert adds_up(found)
    return found


def days(file: CalendarFile) -> list[tuple[str, str]]:
    return [(day.day.isoformat()[5:], day.schedule) for day in file.days]


def event(title: str, start: str = ";VALUE=DATE:20261126", more: str = "") -> str:
    return f"DTSTART{start}\n{more}\nSUMMARY:{title}".replace("\n\n", "\n")


def test_the_end_of_a_span_is_not_in_it() -> None:
    found = read(
        calendar(event("Winter Break", ";VALUE=DATE:20261221", "DTEND;VALUE=DATE:20270102"))
    )
    assert [d.day for d in found.days] == [date(2026, 12, 21) + timedelta(n) for n in range(12)]
    assert {(d.schedule, d.note, d.source) for d in found.days} == {
        ("", "Winter Break", "Cedar Lake")
    }
    assert found.window == (date(2026, 7, 1), date(2027, 6, 30))


@pytest.mark.parametrize(
    "more",
    ["", "DTEND;VALUE=DATE:20261126", "DTEND;VALUE=DATE:20261120", "DURATION:P1D", "DURATION:P1H"],
)
def test_one_day(more: str) -> None:
    found = read(calendar(event("No School", more=more)))
    assert days(found) == [("11-26", "")]
    assert bool(found.warnings) == (more == "DURATION:P1H")


def test_times_are_the_schools() -> None:
    found = read(
        calendar(
            event("No School", ":20261201T020000Z", "DTEND:20261201T030000Z"),  # still the 30th
            event("Early Release", ":20261203T123000"),
            event("Late Start", ";TZID=Asia/Tokyo:20261211T090000"),  # the 10th, at 6 pm
        )
    )
    assert days(found) == [("11-30", ""), ("12-03", "Early release"), ("12-10", "Late start")]


def test_midnight_to_midnight_is_a_whole_day() -> None:
    zone = ";TZID=America/Chicago"
    found = read(
        calendar(event("Spring Break", f"{zone}:20270329T000000", f"DTEND{zone}:20270403T000000"))
    )
    assert [d.day.day for d in found.days] == [29, 30, 31, 1, 2]
    assert not read(calendar(event("Spring Break", ":20270329T180000"))).days  # a party, maybe


UTC_DAY = event("School Closure", ":20261224T000000Z", "DTEND:20261225T000000Z")


@pytest.mark.parametrize(
    "more",
    [
        "DTSTART:20261224T000000Z\nDTEND:20261225T000000Z",  # as some programs export a whole day
        "DTSTART:20261224T000000Z\nDURATION:P1D",
        "DTSTART:20261224T000000Z\nDTEND:20261224T235900Z",
        "DTSTART:20261224T060000Z\nDTEND:20261225T060000Z",  # the school's own midnight in UTC
        "DTSTART;TZID=America/New_York:20261224T000000\nDTEND;TZID=America/New_York:20261225T000000",
        "DTSTART:20261224T000000\nDTEND:20261225T000000",
        "DTSTART;VALUE=DATE:20261224",
    ],
)
def test_a_whole_day_is_the_date_that_is_written(more: str) -> None:
    found = read(calendar(f"{more}\nSUMMARY:Winter Break"))
    assert days(found) == [("12-24", "")]


@pytest.mark.parametrize(
    "end", ["DTEND:20261224T010000Z", "DTEND:20261224T120000Z", "DURATION:PT1H", ""]
)
def test_what_begins_at_midnight_in_utc_and_is_no_whole_day_stays_at_the_school(end: str) -> None:
    """Six in the evening of the 23rd in Chicago."""
    found = read(calendar(event("Early Release", ":20261224T000000Z", end)))
    asked = [(u.what, u.days[0][0].day) for u in found.unread]
    if end == "DTEND:20261224T120000Z":
        assert asked == [("Early Release", 23)]  # over midnight: no day of it is whole
    else:
        assert days(found) == [("12-23", "Early release")]


def test_a_title_is_read_as_the_eye_reads_it() -> None:
    """Marks without width change nothing; turned around it says what it shows."""
    read_as = {
        "No\u00a0School\u200e": ["12-24"],
        "\u202eloohcS oN": ["12-24"],
        "No Scho\u00f6l": [],
    }
    for title, closed in read_as.items():
        found = read(calendar(event(title, ";VALUE=DATE:20261224")))
        assert [day for day, _ in days(found)] == closed, title


def test_whole_days_in_utc_over_a_week_and_in_a_series() -> None:
    span = event("Spring Break", ":20270329T000000Z", "DTEND:20270403T000000Z")
    assert [d.day.day for d in read(calendar(span)).days] == [29, 30, 31, 1, 2]
    series = UTC_DAY.replace("SUMMARY", "RRULE:FREQ=WEEKLY;COUNT=2\nSUMMARY")
    assert days(read(calendar(series))) == [("12-24", ""), ("12-31", "")]


def test_an_event_that_ends_in_the_middle_of_another_day_closes_none() -> None:
    found = read(calendar(event("No School", ":20261221T150000", "DTEND:20270104T080000")))
    assert found.days == ()
    (asked,) = found.unread
    assert asked.why.says == ics.PART_OF_A_DAY
    assert asked.days == ((date(2026, 12, 21), date(2027, 1, 4)),)


def test_a_series_tells_each_day_on_which_it_is_not_clear() -> None:
    data = (
        calendar(
            "DTSTART;VALUE=DATE:20261005\nRRULE:FREQ=DAILY;COUNT=3\nSUMMARY:A Day",
            "RECURRENCE-ID;VALUE=DATE:20261006\nDTSTART;VALUE=DATE:20261006\n"
            "SUMMARY:No school if needed",
        )
    ).replace(b"UID:1@", b"UID:0@")
    found = read(data)
    assert days(found) == [("10-05", "A Day"), ("10-07", "A Day")]
    sixth = date(2026, 10, 6)
    assert [(u.what, u.days) for u in found.unread] == [("No school if needed", ((sixth, sixth),))]


def test_where_one_event_closes_a_day_and_another_has_school_there_is_school() -> None:
    found = read(calendar(event("Winter Break"), event("Early Release")))
    assert days(found) == [("11-26", "Early release")]
    assert any("no school" in w for w in said(found))


def test_of_events_for_some_grades_the_one_for_fewer_counts() -> None:
    found = read(calendar(event("No School K-2"), event("Early Release - Grades K-5")))
    assert [(d.schedule, d.grade_low, d.grade_high) for d in found.days] == [
        ("", 0, 2),
        ("Early release", 3, 5),
    ]
    assert any("the file has different events for different grades" in w for w in said(found))


def test_the_last_day_of_some_grades_ends_no_school_year() -> None:
    """It would close the school for everybody until August."""
    found = read(
        calendar(
            event("First Day of School", ";VALUE=DATE:20260908"),
            event("Last Day of School - Seniors", ";VALUE=DATE:20270528"),
        )
    )
    assert found.terms == ()
    assert "Last Day of School - Seniors" in [u.what for u in found.unread]


def test_everything_is_listed_with_its_day() -> None:
    found = read(
        calendar(
            event("Menu: tacos", ";VALUE=DATE:20261202", "DTEND;VALUE=DATE:20261205"),
            event("No school if needed", ";VALUE=DATE:20261203"),
            event("No School", ";VALUE=DATE:20261399"),
            event("No School", more="STATUS:CANCELLED"),
        )
    )
    second, fourth = date(2026, 12, 2), date(2026, 12, 4)
    assert [(p.what, p.days) for p in found.passed_over] == [
        ("Menu: tacos", ((second, fourth),)),
        ("No School", ((date(2026, 11, 26), date(2026, 11, 26)),)),
    ]
    third = date(2026, 12, 3)
    assert {(u.what, u.days) for u in found.unread} == {
        ("No School", ()),
        ("No school if needed", ((third, third),)),
    }


def test_a_weekly_event_ends_with_the_school_year_and_leaves_out_what_it_says() -> None:
    found = read(
        calendar(
            "DTSTART;VALUE=DATE:20260909\nRRULE:FREQ=WEEKLY;BYDAY=WE\n"
            "EXDATE;VALUE=DATE:20260916\nSUMMARY:Early Release"
        )
    )
    assert found.days[0].day == date(2026, 9, 9)
    assert found.days[1].day == date(2026, 9, 23)
    assert found.days[-1].day == date(2027, 6, 30)
    assert {d.day.weekday() for d in found.days} == {2}
    assert (found.events, found.understood) == (1, 1)


def test_one_of_a_series_is_moved_and_one_is_cancelled() -> None:
    data = (
        calendar(
            "DTSTART;VALUE=DATE:20261005\nRRULE:FREQ=DAILY;COUNT=4\nSUMMARY:A Day",
            "RECURRENCE-ID;VALUE=DATE:20261006\nDTSTART;VALUE=DATE:20261006\nSUMMARY:No School",
            "RECURRENCE-ID;VALUE=DATE:20261007\nDTSTART;VALUE=DATE:20261007\nSTATUS:CANCELLED\n"
            "SUMMARY:A Day",
        )
        .replace(b"UID:1@", b"UID:0@")
        .replace(b"UID:2@", b"UID:0@")
    )
    found = read(data)
    assert days(found) == [("10-05", "A Day"), ("10-06", ""), ("10-08", "A Day")]


def test_what_is_cancelled_is_no_day_and_what_is_tentative_is_asked() -> None:
    found = read(
        calendar(
            event("No School", more="STATUS:CANCELLED"),
            event("No School", more="STATUS:TENTATIVE"),
        )
    )
    assert found.days == ()
    assert len(found.passed_over) == 1
    assert [u.what for u in found.unread] == ["No School"]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;COUNT=1000000",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYSETPOS=2;BYDAY=MO",
        "FREQ=DAILY;BYEASTER=1",
        "FREQ=SOMETIMES",
        "",
    ],
)
def test_a_repetition_without_end_or_sense_is_told(rule: str) -> None:
    found = read(calendar(f"DTSTART;VALUE=DATE:20260909\nRRULE:{rule}\nSUMMARY:No School"))
    assert [u.what for u in found.unread] == ["No School"]
    assert found.days == ()


def test_an_unknown_event_changes_nothing() -> None:
    found = read(
        calendar(
            event("School board meeting", ":20261109T183000"),
            event("Menu: tacos"),
            event("Holiday concert"),
            "DTSTART;VALUE=DATE:20260909\nRRULE:FREQ=SECONDLY\nSUMMARY:Menu",
        )
    )
    assert (found.days, found.unread, len(found.passed_over)) == ((), (), 4)


def test_what_several_events_say_of_one_day() -> None:
    found = read(
        calendar(
            event("A Day", ";VALUE=DATE:20261001"),
            event("Early Release", ";VALUE=DATE:20261001"),
            event("B Day", ";VALUE=DATE:20261002"),
            event("No School - Snow", ";VALUE=DATE:20261002"),
        )
    )
    assert days(found) == [("10-01", "A Day / Early release"), ("10-02", "")]
    assert found.days[1].note == "B Day; No School - Snow"


def test_grades_of_an_event_and_of_the_file() -> None:
    data = calendar(event("No School (Grades K-5)"), event("Early Release", ";VALUE=DATE:20261001"))
    whole = read(data)
    assert [(d.schedule, d.grade_low, d.grade_high) for d in whole.days] == [
        ("Early release", None, None),
        ("", 0, 5),
    ]
    some = read(data, low=4, high=8)
    assert [(d.grade_low, d.grade_high) for d in some.days] == [(4, 8), (4, 5)]
    none = read(data, low=6, high=8)
    assert days(none) == [("10-01", "Early release")]


def test_first_and_last_day_are_a_school_year() -> None:
    first = event("First Day of School", ";VALUE=DATE:20260908")
    found = read(
        calendar(first, event("Last day of school; early release", ";VALUE=DATE:20270610"))
    )
    (term,) = found.terms
    assert (term.kind, term.title) == ("year", YEAR)
    assert (term.starts_on, term.ends_on) == (date(2026, 9, 8), date(2027, 6, 10))
    assert days(found) == [("06-10", "Early release")]
    semester = read(calendar(first, event("Last day of classes", ";VALUE=DATE:20261218")))
    assert semester.terms == ()  # it would close the school from then on
    assert any("too close together for a school year" in w for w in said(semester))
    alone = read(calendar(first))
    assert alone.terms == ()
    assert any("but not both" in w for w in said(alone))


def test_a_slip_of_the_year_is_told_and_another_year_is_summed_up() -> None:
    breaks = [event("Winter Break", f";VALUE=DATE:202612{n}") for n in range(21, 32)]
    slip = read(calendar(*breaks, event("Winter Break", ";VALUE=DATE:20260101")))
    assert len(slip.days) == 11
    assert said(slip) == [
        "2026-01-01, “Winter Break”, is outside the school year 2026-2027 and was left out."
    ]
    old = [event("A Day", f";VALUE=DATE:202510{n}") for n in range(10, 30)]
    both = read(calendar(*breaks, *old))
    assert len(both.days) == 11
    assert said(both) == ["20 entries are for the school year 2025-2026 and were left out."]
    assert [p.days[0][0].day for p in both.passed_over] == list(range(10, 30))  # not by count alone


def test_another_year_than_asked_for() -> None:
    found = read(calendar(event("No School", ";VALUE=DATE:20231124")))
    assert found.school_year == "2023-2024"
    assert found.days[0].day == date(2023, 11, 24)
    assert any("2023-2024" in w for w in said(found))
    assert read(calendar()).school_year == YEAR


def test_a_head_that_is_wrong_spoils_nothing() -> None:
    wrong = "REFRESH-INTERVAL;VALUE=DURATION:P1H\r\nX-PUBLISHED-TTL:P1H\r\nNAME:Cedar\r\n days\r\n"
    found = read(calendar(event("No School"), head=wrong).replace(b"\r\n", b"\n"))
    assert (found.source, days(found)) == ("Cedardays", [("11-26", "")])


def test_a_broken_event_spoils_only_itself() -> None:
    found = read(
        calendar(
            event("No School"),
            event("No School", ";VALUE=DATE:20261399"),
            "SUMMARY:Early Release",
            event(
                "Late Start", ";VALUE=DATE:20261001", "THIS IS NO LINE\nBEGIN:VALARM\nEND:VALARM"
            ),
        )
        + b"BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261002\nSUMMARY:Half Day\n"  # breaks off
    )
    assert days(found) == [("10-01", "Late start"), ("10-02", "Half day"), ("11-26", "")]
    assert sorted(u.what for u in found.unread) == ["Early Release", "No School"]


def test_without_a_calendar_around_it() -> None:
    assert days(
        read(b"BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261126\nSUMMARY:No School\nEND:VEVENT\n")
    ) == [("11-26", "")]


def test_other_encodings() -> None:
    text = calendar(event("No School – Añoranza")).decode()
    for data in (text.encode("cp1252"), text.encode("utf-16"), text.encode("utf-8-sig")):
        assert [u.what for u in read(data).unread] == ["No School – Añoranza"]


def test_new_ids_at_each_export_are_the_same_days(tmp_path: Path) -> None:
    first = calendar(event("A Day"), event("B Day", ";VALUE=DATE:20261130"))
    second = first.replace(b"@cedar", b"@other")
    assert read_bytes(tmp_path, first).days == read_bytes(tmp_path, second).days


def test_too_many_events() -> None:
    with pytest.raises(DeskError):
        read(b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\nEND:VEVENT\n" * 50_001)


PIECES = st.sampled_from(
    [
        b"BEGIN:VEVENT\n",
        b"END:VEVENT\n",
        b"BEGIN:VCALENDAR\n",
        b"END:VCALENDAR\n",
        b"BEGIN:VTIMEZONE\nTZID:Here\n",
        b"END:VTIMEZONE\n",
        b"UID:1\n",
        b"UID:2\n",
        b"DTSTART;VALUE=DATE:20261126\n",
        b"DTSTART:20261126T100000Z\n",
        b"DTSTART:1\n",
        b"DTSTART;TZID=Here:20261126T100000\n",
        b"DTEND;VALUE=DATE:20261128\n",
        b"DTSTART:00010101\n",
        b"DTEND:99991231T235959Z\n",
        b"DURATION:P1H\n",
        b"DURATION:P99999999D\n",
        b"DURATION:-P1D\n",
        b"RRULE:FREQ=WEEKLY;COUNT=3\n",
        b"RRULE:FREQ=DAILY;UNTIL=20261201\n",
        b"RRULE:;;=\n",
        b"EXDATE:20261127T100000Z\n",
        b"RDATE;VALUE=PERIOD:20261201T100000Z/PT1H\n",
        b"RECURRENCE-ID;VALUE=DATE:20261126\n",
        b"SUMMARY:No School\n",
        b"SUMMARY:A Day\n",
        b"SUMMARY:First day of school\n",
        b'SUMMARY;X="\n',
        b" folded\n",
        b"STATUS:CANCELLED\n",
        b"REFRESH-INTERVAL;VALUE=DURATION:P1H\n",
        b"X-WR-TIMEZONE:Nowhere/Town\n",
        b"\xff\xfe\0",
        b":\n",
    ]
)


@given(st.lists(st.one_of(PIECES, st.binary(max_size=12)), max_size=25))
@examples(250)
def test_nothing_makes_it_fall(pieces: list[bytes]) -> None:
    read(b"BEGIN:VCALENDAR\n" + b"".join(pieces))
