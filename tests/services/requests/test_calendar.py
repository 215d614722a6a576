"""Calendar files: what a partner may hold of approved times and activities, from file to file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from cpdesk.errors import DeskError
from cpdesk.models.store import Store
from cpdesk.policy.approval.requests import Verdict
from cpdesk.records.letters import CalendarEntry
from cpdesk.services.services import Services
from tests.conftest import CHICAGO
from tests.services.requests.leaders_office import DAY, LUNCH, PRESENTATION, Office


@pytest.fixture
def office(services: Services, store_of_services: Store) -> Office:
    return Office(services, store_of_services)


def of_requests(office: Office) -> list[CalendarEntry]:
    entries = office.services.calendars.partner("LSL").entries
    return [entry for entry in entries if entry.uid.startswith("request-")]


def test_what_was_never_approved_is_in_no_calendar(office: Office) -> None:
    office.asked(LUNCH, office.clerk)
    declined = office.asked(PRESENTATION, office.clerk)
    office.enter(office.leader)
    office.decide(declined, Verdict.DECLINE, reason_code="not-now")
    assert of_requests(office) == []


def test_a_time_that_moves_keeps_its_uid_and_one_that_is_taken_back_is_called_off(
    office: Office,
) -> None:
    asked = office.asked(PRESENTATION, office.clerk)
    office.enter(office.leader)
    office.decide(asked, Verdict.APPROVE)
    (first,) = of_requests(office)
    assert not first.cancelled
    record = office.services.decisions.request(asked)
    moved = replace(record.ask, day=date(2026, 12, 3), people=("LSL-1",))
    edited = office.services.filings.edit(asked, record.version, moved)
    (waits,) = of_requests(office)
    assert (waits.uid, waits.cancelled) == (first.uid, True)  # nobody approved that time
    office.enter(office.other_leader)
    office.decide(asked, Verdict.APPROVE, version=edited.version)
    (then,) = of_requests(office)
    assert (then.uid, then.cancelled) == (first.uid, False)
    assert then.window.starts_at.date() == date(2026, 12, 3)
    office.decide(asked, Verdict.DECLINE, reason_code="not-now")
    gone = of_requests(office)
    assert first.uid in {entry.uid for entry in gone}
    assert all(entry.cancelled for entry in gone)


def test_a_weekly_one_that_gets_shorter_calls_its_last_times_off(office: Office) -> None:
    asked = office.asked(replace(PRESENTATION, weekly_until=DAY + timedelta(weeks=2)), office.clerk)
    office.enter(office.leader)
    record = office.decide(asked, Verdict.APPROVE)
    before = [entry.uid for entry in of_requests(office)]
    assert len(before) == len(set(before)) == 3
    shorter = replace(record.ask, weekly_until=DAY + timedelta(weeks=1))
    edited = office.services.filings.edit(asked, record.version, shorter)
    office.enter(office.other_leader)
    office.decide(asked, Verdict.APPROVE, version=edited.version)
    assert [(entry.uid, entry.cancelled) for entry in of_requests(office)] == [
        (before[0], False),
        (before[1], False),
        (before[2], True),
    ]


def test_nothing_in_it_is_of_a_student(office: Office) -> None:
    asked = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    office.decide(asked, Verdict.APPROVE)
    told = repr(office.services.calendars.partner("LSL"))
    told += repr(office.services.calendars.day(DAY))
    assert asked in told
    assert "4471" not in told
    assert LUNCH.reason not in told


def test_activities_keep_the_clock_and_are_off_without_school(office: Office) -> None:
    entries = office.services.calendars.partner("LSL").entries
    tutors = [entry for entry in entries if entry.title == "Reading tutors"]
    assert len({entry.uid for entry in tutors}) == len(tutors)
    assert {e.window.starts_at.astimezone(CHICAGO).time() for e in tutors} == {time(10, 45)}
    by_day = {entry.window.starts_at.date(): entry for entry in tutors}
    assert not by_day[date(2026, 11, 24)].cancelled
    assert by_day[date(2026, 11, 26)].cancelled  # Thanksgiving
    assert by_day[date(2027, 3, 16)].window.starts_at == datetime(
        2027, 3, 16, 10, 45, tzinfo=CHICAGO
    )


def test_the_schools_day_has_every_partner_in_order(office: Office) -> None:
    found = office.services.calendars.day(DAY)
    starts = [entry.window.starts_at for entry in found.entries]
    assert starts == sorted(starts)
    assert {start.astimezone(CHICAGO).date() for start in starts} == {DAY}
    assert len({entry.partner_name for entry in found.entries}) > 3
    assert (found.day, found.partner_name) == (DAY, "")


def test_nobodys_calendar_is_a_trouble(office: Office) -> None:
    with pytest.raises(DeskError, match="Partner NOBODY is not on the roster"):
        office.services.calendars.partner("NOBODY")
