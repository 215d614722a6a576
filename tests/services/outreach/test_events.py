"""The term's tables and presentations: who comes, how many visits there were, how each went."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.models.store import Store
from cpdesk.models.tables.desk_tables import audit_entry, outbox
from cpdesk.policy.approval.requests import Kind, SlotState, State, Verdict
from cpdesk.policy.outreach import EventResult
from cpdesk.records.outreach import Allotment, EventNote, ReleaseDraft
from cpdesk.services.services import Services
from tests.services.outreach.outreach_samples import TABLE, TABLE_DAY, TALK, approved, moment
from tests.services.requests.leaders_office import LUNCH, Office

BROKEN = EventResult.RULE_NOT_KEPT


@pytest.fixture
def office(services: Services, store_of_services: Store) -> Office:
    return Office(services, store_of_services)


# -- the term --------------------------------------------------------------------------------------


def test_only_what_a_leader_approved_is_an_event(office: Office) -> None:
    office.asked(TABLE, office.clerk)
    office.enter(office.clerk)
    assert office.services.events.term().events == ()
    row = approved(office, replace(TABLE, day=TABLE_DAY + timedelta(days=1)))
    assert (row.kind, row.event, row.place) == (Kind.TABLING, "Family literacy fair", "Gym")
    assert (row.state, row.slot_state) == (State.APPROVED, SlotState.PLANNED)
    assert (row.came, row.outcome, row.to_note) == (False, None, False)
    assert row.window.starts_at.time() == time(17)


def test_every_time_of_a_weekly_one_stands_for_itself(office: Office) -> None:
    approved(office, replace(TALK, weekly_until=TABLE_DAY + timedelta(days=14)))
    term = office.services.events.term()
    assert [row.window.starts_at.date() for row in term.events] == [
        TABLE_DAY,
        TABLE_DAY + timedelta(days=7),
        TABLE_DAY + timedelta(days=14),
    ]
    assert term.events[0].teacher == "Ms. Vang"
    assert term.events[0].class_grade == 6
    assert (term.first, term.last) == (date(2026, 7, 1), date(2027, 6, 30))


def test_what_nobody_noted_outlives_its_term(office: Office, clock: FixedClock) -> None:
    row = approved(office)
    moment(clock, date(2027, 7, 6), "09:00")
    term = office.services.events.term()
    assert (term.term_name, term.events) == ("2027-28", ())
    assert [one.slot_id for one in term.left] == [row.slot_id]
    assert office.services.events.term(TABLE_DAY).left == ()  # there it is among the others
    office.services.events.note(EventNote(row.slot_id, EventResult.HELD))
    assert office.services.events.term().left == ()
    assert term.allotments == ()


def test_what_lies_a_year_back_is_asked_for_no_more(office: Office, clock: FixedClock) -> None:
    approved(office)
    moment(clock, TABLE_DAY + timedelta(days=365), "09:00")
    assert len(office.services.events.term().left) == 1
    moment(clock, TABLE_DAY + timedelta(days=366), "09:00")
    assert office.services.events.term().left == ()


def test_what_was_withdrawn_is_no_event_any_more(office: Office) -> None:
    row = approved(office)
    office.services.filings.withdraw(row.request_id, 2)
    assert office.services.events.term().events == ()


def test_what_is_over_waits_for_a_note(office: Office, clock: FixedClock) -> None:
    row = approved(office)
    moment(clock, TABLE_DAY, "18:59")
    assert not office.services.events.term().events[0].to_note
    moment(clock, TABLE_DAY, "19:00")
    assert office.services.events.term().events[0].to_note
    moment(clock, TABLE_DAY + timedelta(days=1), "08:00")
    office.services.decisions.settle()
    (row,) = office.services.events.term().events
    assert (row.slot_state, row.state, row.to_note) == (SlotState.MISSED, State.MISSED, True)


def test_visits_count_by_what_was_noted_and_who_came(office: Office, clock: FixedClock) -> None:
    weekly = approved(office, replace(TABLE, weekly_until=TABLE_DAY + timedelta(days=14)))
    assert office.services.events.term().allotments == (
        Allotment("LSL", weekly.partner_name, 0, 3, 4),
    )
    moment(clock, TABLE_DAY + timedelta(days=8), "08:00")
    first, second, _ = office.services.events.term().events
    (one,) = office.services.events.term().allotments
    assert (one.used, one.planned) == (0, 1)  # nobody came, and nobody said that they did
    office.services.events.note(EventNote(first.slot_id, BROKEN, ("names",)))
    office.services.events.note(EventNote(second.slot_id, EventResult.DID_NOT_COME))
    (one,) = office.services.events.term().allotments
    assert (one.used, one.planned) == (1, 1)


# -- how it went -----------------------------------------------------------------------------------


def test_nothing_is_noted_before_it_has_begun(office: Office, clock: FixedClock) -> None:
    row = approved(office)
    moment(clock, TABLE_DAY, "16:59")
    with pytest.raises(DeskError, match="hasn’t started yet"):
        office.services.events.note(EventNote(row.slot_id, EventResult.HELD))
    moment(clock, TABLE_DAY, "17:00")
    noted = office.services.events.note(EventNote(row.slot_id, EventResult.HELD))
    assert noted.outcome is not None
    assert noted.outcome.noted_by_name == office.clerk.name
    assert noted.outcome.noted_at == clock.now()


def test_a_correction_stands_and_the_audit_keeps_both(
    office: Office, store_of_services: Store, clock: FixedClock
) -> None:
    row = approved(office)
    moment(clock, TABLE_DAY, "19:30")
    office.services.events.note(EventNote(row.slot_id, EventResult.HELD, note="Forty families"))
    corrected = office.services.events.note(
        EventNote(row.slot_id, BROKEN, ("photos", "names"), " a list  lay on the table ")
    )
    assert corrected.outcome is not None
    assert corrected.outcome.not_kept == ("names", "photos")  # in the order of the list
    assert corrected.outcome.note == "a list lay on the table"
    with store_of_services.read() as tx:
        kept = tx.execute(
            select(audit_entry.c.detail, outbox.c.payload)
            .join_from(audit_entry, outbox, outbox.c.audit_seq == audit_entry.c.seq)
            .where(audit_entry.c.use_case == "event.note")
            .order_by(audit_entry.c.seq)
        ).all()
    assert kept[0].detail == {}
    assert kept[1].detail["before"]["note"] == "Forty families"
    assert kept[1].payload["result"] == "rule_not_kept"


def test_a_note_is_taken_back(office: Office, clock: FixedClock) -> None:
    row = approved(office)
    moment(clock, TABLE_DAY, "19:30")
    office.services.events.note(EventNote(row.slot_id, EventResult.HELD))
    again = office.services.events.unnote(row.slot_id)
    assert (again.outcome, again.to_note) == (None, True)
    with pytest.raises(DeskError, match="No outcome is recorded"):
        office.services.events.unnote(row.slot_id)


@pytest.mark.parametrize(
    ("result", "codes", "note", "says"),
    [
        (BROKEN, (), "  ", "which rule"),
        (BROKEN, ("other",), "", "which rule"),
        (BROKEN, ("loud-music",), "", "don’t go with"),
        (EventResult.HELD, ("names",), "", "don’t go with"),
        (EventResult.HELD, (), "x" * 501, "longer than 500"),
    ],
)
def test_a_note_that_says_nothing_or_too_much_is_sent_back(
    office: Office,
    clock: FixedClock,
    result: EventResult,
    codes: tuple[str, ...],
    note: str,
    says: str,
) -> None:
    row = approved(office)
    moment(clock, TABLE_DAY, "19:30")
    with pytest.raises(DeskError) as trouble:
        office.services.events.note(EventNote(row.slot_id, result, codes, note))
    assert says in trouble.value.says.format(**trouble.value.facts)
    assert office.services.events.term().events[0].outcome is None


def test_a_time_that_there_is_not(office: Office) -> None:
    with pytest.raises(DeskError, match="No approved table or presentation nothing found"):
        office.services.events.note(EventNote("nothing", EventResult.HELD))


def test_what_was_noted_stays_when_the_rest_is_called_off(
    office: Office, clock: FixedClock
) -> None:
    row = approved(office, replace(TABLE, weekly_until=TABLE_DAY + timedelta(days=7)))
    moment(clock, TABLE_DAY, "19:30")
    office.services.events.note(EventNote(row.slot_id, BROKEN, ("names",)))
    office.services.filings.withdraw(row.request_id, 2)
    (left,) = office.services.events.term().events
    assert left.slot_id == row.slot_id
    assert [one.outcome.not_kept for one in office.services.events.past("LSL")] == [("names",)]


def test_the_past_is_told_by_kind_the_latest_first(office: Office, clock: FixedClock) -> None:
    row = approved(office, replace(TABLE, weekly_until=TABLE_DAY + timedelta(days=7)))
    moment(clock, TABLE_DAY + timedelta(days=7), "19:30")
    first, second = office.services.events.term().events
    office.services.events.note(EventNote(first.slot_id, EventResult.DID_NOT_COME))
    office.services.events.note(EventNote(second.slot_id, BROKEN, ("names",), "a list"))
    past = office.services.events.past("LSL")
    assert [one.day for one in past] == [TABLE_DAY + timedelta(days=7), TABLE_DAY]
    assert past[0].event == row.event
    assert office.services.events.past("LSL", Kind.TABLING) == past
    assert office.services.events.past("LSL", Kind.PRESENTATION) == ()
    assert office.services.events.past("HRD") == ()
    moment(clock, TABLE_DAY + timedelta(days=400), "08:00")
    assert office.services.events.past("LSL") == ()


# -- the reminder ----------------------------------------------------------------------------------


def test_a_note_names_no_student(office: Office, clock: FixedClock) -> None:
    """Neither one of a request nor one of the photo releases: the audit keeps a note for ever."""
    row = approved(office)
    office.asked(LUNCH, office.clerk)  # about S-4471
    office.enter(office.manager)
    office.services.releases.keep_by_child(True)
    office.enter(office.clerk)
    office.services.releases.note_child("LSL-1", "Ref 7", False)
    moment(clock, TABLE_DAY, "19:30")
    for said in ("They talked with s4471 alone", "asked S-4471’s mother", "ref. 7 was asked"):
        with pytest.raises(DeskError, match="names a student"):
            office.services.events.note(EventNote(row.slot_id, EventResult.RULE_NOT_KEPT, (), said))
    fine = "7 families came, 4471 flyers were left"
    noted = office.services.events.note(EventNote(row.slot_id, EventResult.HELD, (), fine))
    assert noted.outcome is not None


def test_the_reminder_says_when_where_and_what_to_keep_to(office: Office) -> None:
    row = approved(office, TALK)
    sheet = office.services.events.reminder(row.request_id)
    assert sheet.school_name == "Cedar Lake School"
    assert sheet.school_address
    assert (sheet.place, sheet.teacher, sheet.event) == ("Room 9", "Ms. Vang", "Dance residency")
    assert [w.starts_at.date() for w in sheet.windows] == [TABLE_DAY]
    assert (sheet.used, sheet.allotted) == (0, 4)
    said = " ".join(sheet.conditions)
    assert "registration forms" in said
    assert "The teacher stays in the room" in said
    assert len(set(sheet.conditions)) == len(sheet.conditions)


def test_the_reminder_follows_the_releases(office: Office) -> None:
    row = approved(office, TALK)

    def last() -> str:
        return office.services.events.reminder(row.request_id).conditions[-1]

    draft = ReleaseDraft("HRD-1", 0, 24, date(2027, 6, 1))
    office.services.releases.record(draft)
    assert "Do not take photos" in last()
    office.services.releases.record(replace(draft, signed=23))
    assert "sticker" in last()
    office.services.releases.record(replace(draft, signed=24))
    assert "are allowed" in last()


def test_a_weekly_one_is_reminded_of_what_is_ahead(office: Office, clock: FixedClock) -> None:
    days = [TABLE_DAY + timedelta(days=7 * n) for n in range(3)]
    row = approved(office, replace(TALK, weekly_until=days[-1]))

    def told() -> list[date]:
        sheet = office.services.events.reminder(row.request_id)
        return [window.starts_at.date() for window in sheet.windows]

    assert told() == days
    moment(clock, days[0], "10:15")
    assert told() == days[1:]
    moment(clock, days[-1], "10:15")
    assert told() == days  # it is over: for the file


def test_releases_that_lapse_on_the_way_allow_nothing_on_the_sheet(office: Office) -> None:
    last = TABLE_DAY + timedelta(days=7)
    row = approved(office, replace(TALK, weekly_until=last))
    draft = ReleaseDraft("HRD-1", 24, 24, last)
    office.services.releases.record(draft)
    assert "are allowed" in office.services.events.reminder(row.request_id).conditions[-1]
    office.services.releases.record(replace(draft, valid_to=last - timedelta(days=1)))
    assert "Do not take photos" in office.services.events.reminder(row.request_id).conditions[-1]


def test_there_is_no_reminder_of_what_nobody_approved(office: Office) -> None:
    asked = office.asked(TABLE, office.clerk)
    office.enter(office.clerk)
    with pytest.raises(DeskError, match="No school leader has approved"):
        office.services.events.reminder(asked)
    office.enter(office.leader)
    office.decide(asked, Verdict.APPROVE, knowing=True)
    office.services.filings.withdraw(asked, 2)
    with pytest.raises(DeskError, match="No school leader has approved"):
        office.services.events.reminder(asked)


def test_a_meeting_has_a_letter_and_no_reminder(office: Office) -> None:
    asked = office.asked(LUNCH, office.clerk)
    office.enter(office.clerk)
    with pytest.raises(DeskError, match="only for tables and presentations"):
        office.services.events.reminder(asked)
