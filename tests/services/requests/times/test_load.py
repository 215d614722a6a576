"""What a student has missed this term, and how often partners met them this week."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from cpdesk.models.store import Store
from cpdesk.models.tables.roster_tables import NO_GRADE
from cpdesk.policy.approval.requests import SlotState, State
from cpdesk.policy.outcome import ExceptionKind
from cpdesk.records.requests import Ask, Examination
from cpdesk.services import school_spans
from cpdesk.services.requests import book
from cpdesk.services.requests.times.load import Load
from cpdesk.services.services import Services
from tests.services.requests.conftest import SECRET, TUESDAY, Asking


def approve(services: Services, store: Store, ask: Ask) -> str:
    filed = services.filings.file(ask)
    with store.write() as tx:
        row = book.row_of(tx, filed.request_id)
        change = {"state": State.APPROVED.value}
        book.change(tx, row, change, now=filed.asked_at, use_case="request.approve")
    return filed.request_id


def troubles(found: Examination) -> set[str]:
    assert found.decision is not None
    return {f.code for f in found.decision.troubles}


def test_only_approved_meetings_of_this_student_count(
    services: Services, store_of_services: Store, asking: Asking
) -> None:
    emergency = asking(
        day=TUESDAY + timedelta(days=1),
        start=time(9, 20),
        end=time(9, 40),
        door=ExceptionKind.EMERGENCY,
        reason="An accident in the family",
    )
    first = approve(services, store_of_services, emergency)
    services.filings.file(asking(day=TUESDAY, start=time(15), end=time(15, 30)))  # waits
    found = services.filings.examine(asking())
    assert (found.meetings_week, found.class_minutes_term, found.class_minutes) == (2, 20, 0)
    # What was missed by then is shown, and does not speak against a meeting that takes no class.
    assert "meeting.interference" not in troubles(found)
    own = services.filings.examine(emergency, first)
    assert (own.meetings_week, own.class_minutes_term) == (1, 0)
    with store_of_services.write() as tx:
        (slot,) = book.read(tx, first, services.auth.actor).slots
        book.set_slot(tx, slot.slot_id, SlotState.MISSED, now=services.clock.now())
    assert services.filings.examine(asking()).class_minutes_term == 0


def test_the_third_meeting_of_a_week_asks_a_leader_and_the_next_week_begins_on_monday(
    services: Services, store_of_services: Store, asking: Asking
) -> None:
    for start in (time(14, 50), time(15, 30)):
        approve(
            services,
            store_of_services,
            asking(start=start, end=start.replace(minute=start.minute + 9)),
        )
    third = services.filings.examine(asking(reason=f"not {SECRET[:2]}"))
    assert (third.meetings_week, "meeting.interference" in troubles(third)) == (3, True)
    monday = services.filings.examine(asking(day=TUESDAY + timedelta(days=6)))
    assert (monday.meetings_week, "meeting.interference" in troubles(monday)) == (1, False)


@pytest.mark.parametrize(
    ("day", "name", "first", "last"),
    [
        (date(2026, 11, 24), "2026-27", date(2026, 7, 1), date(2027, 6, 30)),
        (date(2026, 6, 30), "2025-26", date(2025, 7, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), "2026-27", date(2026, 7, 1), date(2027, 6, 30)),
    ],
)
def test_without_terms_it_is_the_school_year(
    store: Store, day: date, name: str, first: date, last: date
) -> None:
    with store.read() as tx:
        assert school_spans.span_of(tx, "CEDAR", 6, day) == school_spans.SchoolSpan(
            name, first, last
        )


def test_the_shortest_term_of_the_grade_counts(store: Store) -> None:
    rows = [
        ("Year", "year", "2026-09-08", "2027-06-04", NO_GRADE, NO_GRADE),
        ("Trimester 1", "term", "2026-09-08", "2026-11-24", 0, 5),
        ("Quarter 2", "term", "2026-11-09", "2027-01-22", 6, 8),
    ]
    with store.write() as tx:
        for row in rows:
            tx.exec_driver_sql(
                "INSERT INTO school_term VALUES ('CEDAR', ?, ?, ?, ?, ?, ?, '')", row
            )

        def named(grade: int | None, day: date) -> str:
            return school_spans.span_of(tx, "CEDAR", grade, day).name

        assert named(6, TUESDAY) == "Quarter 2"
        assert named(3, TUESDAY) == "Trimester 1"
        assert named(3, TUESDAY + timedelta(days=1)) == "Year"  # the first term’s last day was it
        assert named(None, TUESDAY) == "Year"
        assert named(6, date(2027, 7, 1)) == "2027-28"


def test_a_week_ends_on_sunday_and_a_meeting_that_was_held_still_counts(
    services: Services, store_of_services: Store, asking: Asking
) -> None:
    monday = TUESDAY - timedelta(days=1)
    for days in (-1, 0, 6, 7):  # Sunday, this week’s Monday and Sunday, the next Monday
        assert Load(((monday + timedelta(days=days), 10),)).in_week(TUESDAY) == (days in (0, 6))
    emergency = asking(
        day=TUESDAY + timedelta(days=1),
        start=time(9, 20),
        end=time(9, 40),
        door=ExceptionKind.EMERGENCY,
        reason="An accident in the family",
    )
    held = approve(services, store_of_services, emergency)
    with store_of_services.write() as tx:
        (slot,) = book.read(tx, held, services.auth.actor).slots
        book.set_slot(tx, slot.slot_id, SlotState.USED, now=services.clock.now())
        change = {"state": State.USED.value}
        row = book.row_of(tx, held)
        book.change(tx, row, change, now=services.clock.now(), use_case="request.used")
    found = services.filings.examine(asking())
    assert (found.meetings_week, found.class_minutes_term) == (2, 20)
