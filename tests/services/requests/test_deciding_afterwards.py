"""What becomes of requests afterwards: the desk's relayed yes, the day's end, lists and letters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select

from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.models.store import Store
from cpdesk.models.tables.desk_tables import audit_entry
from cpdesk.policy.approval.requests import Flag, Kind, SlotState, State, Verdict
from cpdesk.policy.outcome import Purpose
from cpdesk.records.desk import Admission, Question, RelayedYes
from cpdesk.records.requests import Ask, Window
from cpdesk.services.auth_context import NotPermittedError
from cpdesk.services.requests import book
from cpdesk.services.services import Services
from tests.conftest import CHICAGO
from tests.services.requests.leaders_office import DAY, EMERGENCY, LUNCH, PRESENTATION, Office

YES = RelayedYes("Ingrid Lindqvist", "by phone", "knows the visitor")


@pytest.fixture
def office(services: Services, store_of_services: Store) -> Office:
    return Office(services, store_of_services)


def at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), CHICAGO)


def _relayed(office: Office) -> tuple[str, str]:
    """A visitor whom the clerk let in on a leader's word: the visit and the request."""
    office.enter(office.clerk)
    question = Question(purpose=Purpose.TABLING, person="LSL-1")
    visit = office.services.desk.admit(Admission(new_id(), question, relayed=YES))
    (row,) = office.services.decisions.queue().rows
    return visit.visit_id, row.request_id


# -- relayed ---------------------------------------------------------------------------------------


def test_a_relayed_yes_is_confirmed_over_the_findings_of_its_visit(office: Office) -> None:
    visit, asked = _relayed(office)
    office.enter(office.leader)
    assert office.services.decisions.queue().rows[0].urgency == 1
    with pytest.raises(DeskError, match="Confirm the verbal approval"):
        office.decide(asked, Verdict.APPROVE)
    record = office.decide(asked, Verdict.CONFIRM)
    assert record.state is State.APPROVED
    assert record.decisions[-1].findings == office.services.desk.visit(visit).findings


def test_a_disowned_yes_is_kept_and_shown_for_ever(office: Office, clock: FixedClock) -> None:
    _, asked = _relayed(office)
    office.enter(office.leader)
    with pytest.raises(DeskError, match="Give a reason to reject"):
        office.decide(asked, Verdict.DISOWN)
    office.decide(asked, Verdict.DISOWN, reason="Nobody called me")
    clock.set(clock.now() + timedelta(days=400))
    office.services.decisions.settle()
    (row,) = office.services.decisions.queue("declined").rows
    assert (row.request_id, row.by_rule) == (asked, False)
    assert office.services.decisions.request(asked).decisions[-1].reason == "Nobody called me"


def test_a_relayed_yes_waits_until_a_leader_has_spoken(office: Office, clock: FixedClock) -> None:
    _, asked = _relayed(office)
    clock.set(clock.now() + timedelta(days=30))
    assert office.services.decisions.settle() == 0
    assert office.services.decisions.request(asked).state is State.WAITING


# -- the day's end ---------------------------------------------------------------------------------


def test_what_nobody_came_to_is_missed_when_the_day_is_over_at_the_school(
    office: Office, clock: FixedClock
) -> None:
    asked = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    office.decide(asked, Verdict.APPROVE)
    clock.set(at(DAY, "23:59"))
    assert office.services.decisions.settle() == 0
    clock.set(at(DAY + timedelta(days=1), "00:00"))
    assert office.services.decisions.settle() == 1
    record = office.services.decisions.request(asked)
    assert (record.state, record.slots[0].state) == (State.MISSED, SlotState.MISSED)
    assert office.services.decisions.settle() == 0


def test_what_nobody_decided_lapses_and_an_offer_still_to_come_does_not(
    office: Office, clock: FixedClock
) -> None:
    waiting = office.asked(LUNCH, office.clerk)
    returned = office.asked(PRESENTATION, office.clerk)
    office.enter(office.leader)
    later = DAY + timedelta(days=7)
    offer = Window(at(later, "09:45"), at(later, "10:15"))
    office.decide(returned, Verdict.OFFER, offers=(offer,))
    clock.set(at(DAY + timedelta(days=1), "07:00"))
    assert office.services.decisions.settle() == 1
    assert office.services.decisions.request(waiting).state is State.LAPSED
    assert office.services.decisions.request(returned).state is State.RETURNED
    clock.set(at(later + timedelta(days=1), "07:00"))
    office.services.decisions.settle()
    assert office.services.decisions.request(returned).state is State.LAPSED


def test_an_offer_still_counts_after_declining_it_was_undone(
    office: Office, clock: FixedClock
) -> None:
    returned = office.asked(PRESENTATION, office.clerk)
    office.enter(office.leader)
    later = DAY + timedelta(days=7)
    offer = Window(at(later, "09:45"), at(later, "10:15"))
    office.decide(returned, Verdict.OFFER, offers=(offer,))
    declined = office.decide(returned, Verdict.DECLINE, reason_code="other", reason="No room")
    office.services.decisions.undo(returned, declined.version)
    clock.set(at(later, "23:59"))
    office.services.decisions.settle()
    assert office.services.decisions.request(returned).state is State.RETURNED
    clock.set(at(later + timedelta(days=1), "00:00"))
    office.services.decisions.settle()
    assert office.services.decisions.request(returned).state is State.LAPSED


def test_a_weekly_request_ends_with_its_last_time(office: Office, clock: FixedClock) -> None:
    asked = office.asked(replace(LUNCH, weekly_until=DAY + timedelta(days=14)), office.clerk)
    office.enter(office.leader)
    slots = office.decide(asked, Verdict.APPROVE).slots
    assert [slot.window.starts_at for slot in slots] == [
        at(DAY + timedelta(weeks=week), "11:35") for week in range(3)
    ]
    with office.store.write() as tx:
        book.set_slot(tx, slots[0].slot_id, SlotState.USED, "a visit", now=clock.now())
    states = []
    for week in range(3):
        clock.set(at(DAY + timedelta(weeks=week, days=1), "07:00"))
        office.services.decisions.settle()
        states.append(office.services.decisions.request(asked).state)
    assert states == [State.APPROVED, State.APPROVED, State.USED]
    record = office.services.decisions.request(asked)
    assert [s.state for s in record.slots] == [SlotState.USED, SlotState.MISSED, SlotState.MISSED]


def test_an_opened_door_stays_on_top_also_when_the_day_is_over(
    office: Office, clock: FixedClock
) -> None:
    asked = office.asked(EMERGENCY, office.clerk)
    office.enter(office.manager)
    office.decide(asked, Verdict.OPEN_DOOR, reason="Nobody is in reach")
    clock.set(clock.now() + timedelta(days=1))
    office.services.decisions.settle()
    record = office.services.decisions.request(asked)
    assert (record.state, record.flag) == (State.MISSED, Flag.REVIEW)
    assert office.services.decisions.queue().rows[0].request_id == asked
    office.enter(office.leader)
    assert office.decide(asked, Verdict.REVIEW).flag is Flag.NONE


def test_what_was_lifted_once_is_over_with_its_day(office: Office, clock: FixedClock) -> None:
    lift = Ask(
        kind=Kind.THIS_VISIT,
        partner="NSS",
        visitor_key="person:NSS-2",
        lift_codes=("visitor.clearance",),
    )
    once, waiting = office.asked(lift, office.clerk), office.asked(lift, office.clerk)
    until = office.asked(replace(lift, valid_until=DAY), office.clerk)
    office.enter(office.leader)
    office.decide(once, Verdict.APPROVE)
    office.decide(until, Verdict.APPROVE)
    clock.set(at(date(2026, 11, 25), "00:00"))
    assert office.services.decisions.settle() == 2
    states = [office.services.decisions.request(one).state for one in (once, waiting, until)]
    assert states == [State.MISSED, State.LAPSED, State.APPROVED]


def test_settling_is_the_clocks_doing_and_is_proved(office: Office, clock: FixedClock) -> None:
    office.asked(LUNCH, office.clerk)
    clock.set(at(DAY + timedelta(days=1), "07:00"))
    office.enter(office.clerk)
    office.services.decisions.settle()
    with office.store.read() as tx:
        actor = tx.execute(
            select(audit_entry.c.actor).where(audit_entry.c.use_case == "request.lapsed")
        ).scalar_one()
        entries = tx.execute(select(func.count()).select_from(audit_entry)).scalar_one()
    assert actor == "clock"
    assert office.services.decisions.settle() == 0
    with office.store.read() as tx:
        assert tx.execute(select(func.count()).select_from(audit_entry)).scalar_one() == entries


# -- lists -----------------------------------------------------------------------------------------


def test_the_list_shows_the_most_urgent_first_and_counts_each_filter(
    office: Office, clock: FixedClock
) -> None:
    far = office.asked(PRESENTATION, office.clerk)
    near = office.asked(replace(LUNCH, day=date(2026, 11, 30)), office.clerk)
    today = office.asked(replace(LUNCH, day=date(2026, 11, 24)), office.leader)
    done = office.asked(replace(PRESENTATION, day=date(2026, 12, 3)), office.clerk)
    no = office.asked(replace(PRESENTATION, day=date(2026, 12, 8)), office.clerk)
    office.enter(office.leader)
    office.decide(done, Verdict.APPROVE)
    office.decide(no, Verdict.DECLINE, reason_code="no-room")
    queue = office.services.decisions.queue()
    assert [row.request_id for row in queue.rows] == [today, near, far]
    assert queue.rows[0].by_me
    counts = queue.counts
    assert (counts.waiting, counts.approved, counts.declined, counts.every) == (3, 1, 1, 5)
    assert counts.for_me == 2  # not what the leader asked for
    everything = office.services.decisions.queue("all")
    assert {row.request_id for row in everything.rows} == {far, near, today, done, no}
    with pytest.raises(DeskError, match="“secret” is not a list"):
        office.services.decisions.queue("secret")


def test_only_leaders_search_by_a_student(office: Office) -> None:
    asked = office.asked(LUNCH, office.clerk)
    office.asked(PRESENTATION, office.clerk)
    office.enter(office.leader)
    found = office.services.decisions.queue("all", student=" s-4471 ")
    assert [row.request_id for row in found.rows] == [asked]
    assert office.services.decisions.queue("all", student="S-447").rows == ()
    office.enter(office.clerk)
    with pytest.raises(NotPermittedError):
        office.services.decisions.queue("all", student="S-4471")


# -- letters ---------------------------------------------------------------------------------------


def test_the_letter_says_what_was_decided_and_nothing_of_the_student(office: Office) -> None:
    asked = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    with pytest.raises(DeskError, match="no letter"):
        office.services.decisions.letter(asked)
    office.decide(asked, Verdict.APPROVE)
    letter = office.services.decisions.letter(asked)
    assert (letter.verdict, letter.people) == (Verdict.APPROVE, ("Adaeze Okafor",))
    assert letter.windows == (Window(at(DAY, "11:35"), at(DAY, "12:05")),)
    assert (letter.decided_by_title, letter.school_phone) == ("Principal", "612-555-0110")
    assert "no-photos" in letter.conditions
    told = repr(letter)
    assert all(secret not in told for secret in ("4471", "grade", "Lunch", LUNCH.reason))


def test_a_no_to_a_meeting_keeps_grade_period_and_load_to_the_school(office: Office) -> None:
    asked = office.asked(replace(LUNCH, start=time(10, 45), end=time(11, 15)), office.clerk)
    office.enter(office.leader)
    office.decide(asked, Verdict.DECLINE, reason_code="class-time")
    letter = office.services.decisions.letter(asked)
    codes = {finding.code for finding in letter.findings}
    assert not codes & {"meeting.instructional-time", "meeting.interference", "visitor.notice"}
    assert letter.reason_code == "class-time"


def test_an_opened_door_is_an_approval_for_the_partner(office: Office) -> None:
    asked = office.asked(EMERGENCY, office.clerk)
    office.enter(office.manager)
    office.decide(asked, Verdict.OPEN_DOOR, reason="The principal is on a plane")
    letter = office.services.decisions.letter(asked)
    assert (letter.verdict, letter.reason, letter.findings) == (Verdict.APPROVE, "", ())


def test_a_presentation_is_approved_without_registration_forms(office: Office) -> None:
    asked = office.asked(PRESENTATION, office.clerk)
    office.enter(office.leader)
    office.decide(asked, Verdict.APPROVE, reason="Welcome")
    letter = office.services.decisions.letter(asked)
    assert "no-registration-forms" in letter.conditions
    assert (letter.teacher, letter.reason) == ("Ms. Vang", "Welcome")


def test_a_letter_that_would_name_the_student_is_not_printed(office: Office) -> None:
    asked = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    office.decide(asked, Verdict.APPROVE)
    with office.store.write() as tx:
        row = book.row_of(tx, asked)
        book.change(tx, row, {"place": "With 4471 S"}, now=office.clock.now(), use_case="test")
    with pytest.raises(DeskError, match="names a student"):
        office.services.decisions.letter(asked)
