"""Calendar files, read back by a reader of somebody else's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from icalendar import Calendar

from cpdesk.documents.ical import ical
from cpdesk.policy.approval.requests import Kind
from cpdesk.records.letters import CalendarEntry
from cpdesk.records.requests import Window
from cpdesk.words import Words

NOON = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)


def entry(**changed: object) -> CalendarEntry:
    usual: dict[str, object] = {
        "uid": "request-1@cpdesk",
        "window": Window(NOON, NOON + timedelta(minutes=30)),
        "title_kind": Kind.MEET_STUDENT,
        "title": "",
        "partner_name": "Lake Street Literacy",
        "place": "Room 114",
        "changed_at": NOON - timedelta(days=2),
        "cancelled": False,
    }
    return CalendarEntry(**(usual | changed))  # type: ignore[arg-type]


def read(data: bytes) -> list[dict[str, str]]:
    return [
        {name: event.decoded(name) for name in ("uid", "summary", "location", "dtstart", "status")}
        for event in Calendar.from_ical(data).walk("VEVENT")
    ]


def test_a_reader_finds_what_was_written(words: Words) -> None:
    data = ical([entry()], words, title="Cedar Lake", school="Cedar Lake School")
    assert read(data) == [
        {
            "uid": "request-1@cpdesk",
            "summary": "Meet a student · Lake Street Literacy",
            "location": "Room 114, Cedar Lake School",
            "dtstart": NOON,
            "status": "CONFIRMED",
        }
    ]


def test_the_same_entries_give_the_same_bytes(words: Words) -> None:
    again = [ical([entry(), entry(uid="b")], words, title="T", school="S") for _ in range(2)]
    assert again[0] == again[1]


def test_what_is_called_off_is_marked(words: Words) -> None:
    data = ical([entry(cancelled=True)], words, title="T", school="S")
    assert read(data)[0]["status"] == "CANCELLED"


def test_odd_names_survive_and_no_line_is_too_long(words: Words) -> None:
    name = "A & B; “Mu\u00f1oz, S\u00f8n” \\ Co\r\nATTENDEE:x " + "\U0001f3bb" * 40
    data = ical([entry(partner_name=name, place="\x07Gym, east")], words, title=name, school="S")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\r\nATTENDEE" not in data
    (event,) = read(data)
    assert event["summary"] == f"Meet a student · {name}".replace("\r\n", "\n")
    assert event["location"] == "Gym, east, S"


def test_an_empty_calendar_is_one_too(words: Words) -> None:
    data = ical([], words, title="T", school="S")
    assert read(data) == []
    assert data.endswith(b"END:VCALENDAR\r\n")


def test_an_event_keeps_the_id_that_calendars_know(words: Words) -> None:
    data = ical([entry(uid="activity-a,b-1@cpdesk")], words, title="T", school="S")
    assert b"\r\nUID:activity-a\\,b-1@cpdesk\r\n" in data
    assert b"\r\nDTSTART:20261124T180000Z\r\nDTEND:20261124T183000Z\r\n" in data
