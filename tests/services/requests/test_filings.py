"""Requests are filed, changed and taken back; what the rules refuse is filed with its reasons."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.models.store import Store
from cpdesk.policy.approval.requests import Flag, Kind, SlotState, State, Verdict
from cpdesk.policy.outcome import Outcome
from cpdesk.policy.permissions import Role
from cpdesk.policy.rules import RULE_NAME
from cpdesk.records.accounts import Actor
from cpdesk.records.requests import Ask, RequestRecord, Student, Window
from cpdesk.services.auth_context import NotPermittedError
from cpdesk.services.requests import book
from cpdesk.services.services import Services
from tests.services.requests.conftest import SECRET, TUESDAY, Asking


def settle(
    store: Store, record: RequestRecord, state: State, leader: Actor, *offers: Window
) -> RequestRecord:
    """A leader's decision, as short as can be."""
    with store.write() as tx:
        row, at = book.row_of(tx, record.request_id), record.asked_at
        verdict = Verdict.OFFER if offers else Verdict.APPROVE
        book.add_decision(
            tx, row, verdict, leader, [], now=at, terms_on=TUESDAY, issue_sequence=1, offered=offers
        )
        book.change(tx, row, {"state": state.value}, now=at, use_case="request.decide")
        return book.read(tx, record.request_id, leader)


def test_a_request_waits_with_its_time_and_who_asked(staffed: Services, asking: Asking) -> None:
    record = staffed.filings.file(asking(activity="A-011"))
    assert (record.state, record.version, record.flag) == (State.WAITING, 1, Flag.NONE)
    assert (record.asked_by_account, record.asked_by_name, record.by_me) == (
        "A1",
        "Front desk",
        True,
    )
    assert (record.partner_name, record.contract_id) == ("Bright Futures Mentoring", "26-0533")
    assert record.activity_title == "Lunch with a mentor"
    assert record.program_name
    assert record.people == (("BFM-1", "Rosa Ochoa"),)
    (slot,) = record.slots
    assert (slot.state, slot.window.starts_at.time()) == (SlotState.PLANNED, time(11, 35))
    assert record.ask == asking(activity="A-011")


def test_names_become_ids(staffed: Services, asking: Asking) -> None:
    record = staffed.filings.file(asking(partner="bright futures", people=("Ochoa Rosa",)))
    assert (record.ask.partner, record.ask.people) == ("BFM", ("BFM-1",))


def test_something_missing_is_not_filed_and_every_field_is_said(
    staffed: Services, asking: Asking
) -> None:
    with pytest.raises(DeskError) as told:
        staffed.filings.file(asking(day=None, student=None))
    assert [fault.column for fault in told.value.faults] == ["day", "student", "student_grade"]
    assert staffed.decisions.queue("all").rows == ()


@pytest.mark.parametrize(("releases", "columns"), [(24, []), (25, ["releases"])])
def test_no_more_releases_are_told_than_there_are_children(
    staffed: Services, releases: int, columns: list[str]
) -> None:
    session = Ask(
        Kind.PHOTOS,
        partner="LSL",
        activity="A-002",
        day=TUESDAY + timedelta(days=7),
        start=time(10, 45),
        end=time(11, 30),
        releases=releases,
        group_size=24,
        reason="The yearbook",
    )
    examined = staffed.filings.examine(session)
    assert [fault.column for fault in examined.missing] == columns


def test_what_the_rules_refuse_is_filed_as_declined_by_them(
    staffed: Services, asking: Asking
) -> None:
    record = staffed.filings.file(asking(start=time(10, 50), end=time(11, 20)))
    assert (record.state, record.slots) == (State.DECLINED, ())
    (decision,) = record.decisions
    assert (decision.verdict, decision.by_account, decision.reason_code) == (
        Verdict.DECLINE,
        "",
        "rule",
    )
    assert decision.findings[0].code == "meeting.instructional-time"
    assert decision.findings[0].outcome is Outcome.REFUSE
    assert decision.terms_on == TUESDAY


def test_a_draft_keeps_everything_and_holds_no_time(staffed: Services, asking: Asking) -> None:
    unfinished = asking(start=None, end=None, student=Student("", 6))
    draft = staffed.filings.save_draft(unfinished)
    assert (draft.state, draft.ask, draft.slots) == (State.DRAFT, unfinished, ())
    again = staffed.filings.save_draft(replace(unfinished, start=time(11, 35)), draft.request_id)
    assert (again.request_id, again.version, again.ask.start) == (
        draft.request_id,
        2,
        time(11, 35),
    )
    assert staffed.filings.examine(asking()).clashes == ()


def test_a_draft_is_filed_by_whoever_files_it(
    staffed: Services, asking: Asking, clock: FixedClock
) -> None:
    draft = staffed.filings.save_draft(asking(end=None))
    clock.set(clock.now() + timedelta(minutes=2))
    staffed.auth.enter(Actor("A9", "Second desk", Role.DESK), clock.now())
    filed = staffed.filings.file(asking(), draft.request_id)
    assert (filed.request_id, filed.state) == (draft.request_id, State.WAITING)
    assert (filed.asked_by_name, filed.asked_at) == ("Second desk", clock.now())
    assert len(filed.slots) == 1
    for again in (staffed.filings.file, staffed.filings.save_draft):
        with pytest.raises(DeskError, match="already been filed"):
            again(asking(), draft.request_id)


def test_weekly_times_skip_days_without_school(staffed: Services, asking: Asking) -> None:
    record = staffed.filings.file(
        asking(day=date(2026, 12, 17), weekly_until=date(2027, 1, 7), partner="BFM")
    )
    assert [slot.window.starts_at.date() for slot in record.slots] == [
        date(2026, 12, 17),
        date(2027, 1, 7),
    ]
    assert (record.ask.day, record.ask.weekly_until) == (date(2026, 12, 17), date(2027, 1, 7))


def test_an_edit_of_an_approved_request_makes_it_wait_again(
    staffed: Services, store_of_services: Store, asking: Asking, leader: Actor
) -> None:
    filed = staffed.filings.file(asking())
    approved = settle(store_of_services, filed, State.APPROVED, leader)
    changed = staffed.filings.edit(filed.request_id, approved.version, asking(place="Office C"))
    assert (changed.state, changed.ask.place, changed.version) == (State.WAITING, "Office C", 3)
    assert [one.verdict for one in changed.decisions] == [Verdict.APPROVE, Verdict.REOPEN]
    assert [slot.state for slot in changed.slots] == [SlotState.CANCELLED, SlotState.PLANNED]
    assert changed.edited_at is not None


def test_an_edit_that_the_rules_refuse_changes_nothing(staffed: Services, asking: Asking) -> None:
    filed = staffed.filings.file(asking())
    with pytest.raises(DeskError, match=RULE_NAME["meeting.instructional-time"]):
        staffed.filings.edit(filed.request_id, 1, asking(start=time(11)))
    assert staffed.decisions.request(filed.request_id) == filed
    with pytest.raises(DeskError, match="can’t change a request to another type"):
        staffed.filings.edit(filed.request_id, 1, asking(kind=Kind.STAFF_MEETING, host="Ms. Vang"))


def test_whoever_looked_at_an_older_version_is_told(staffed: Services, asking: Asking) -> None:
    filed = staffed.filings.file(asking())
    staffed.filings.edit(filed.request_id, 1, asking(reason="Another one"))
    attempts: tuple[Callable[[], RequestRecord], ...] = (
        lambda: staffed.filings.edit(filed.request_id, 1, asking()),
        lambda: staffed.filings.withdraw(filed.request_id, 1),
        lambda: staffed.filings.take_offer(filed.request_id, 1, 0),
    )
    for late in attempts:
        with pytest.raises(DeskError, match="changed since you opened it"):
            late()


def test_an_offered_time_is_taken_and_waits(
    staffed: Services, store_of_services: Store, asking: Asking, leader: Actor
) -> None:
    filed = staffed.filings.file(asking())
    week = timedelta(days=7)
    offers = [Window(s.window.starts_at + week, s.window.ends_at + week) for s in filed.slots]
    returned = settle(store_of_services, filed, State.RETURNED, leader, *offers)
    with pytest.raises(DeskError, match="not one of the offered times"):
        staffed.filings.take_offer(filed.request_id, returned.version, 1)
    taken = staffed.filings.take_offer(filed.request_id, returned.version, 0)
    assert (taken.state, taken.ask.day) == (State.WAITING, TUESDAY + week)
    planned = [slot.window for slot in taken.slots if slot.state is SlotState.PLANNED]
    assert planned == offers
    with pytest.raises(DeskError, match="not one of the offered times"):
        staffed.filings.take_offer(filed.request_id, taken.version, 0)


def test_a_withdrawn_request_frees_its_time(staffed: Services, asking: Asking) -> None:
    filed = staffed.filings.file(asking())
    assert staffed.filings.examine(asking()).clashes
    gone = staffed.filings.withdraw(filed.request_id, 1)
    assert (gone.state, [slot.state for slot in gone.slots]) == (
        State.WITHDRAWN,
        [SlotState.CANCELLED],
    )
    assert staffed.filings.examine(asking()).clashes == ()
    with pytest.raises(DeskError, match="closed and can’t be changed"):
        staffed.filings.withdraw(filed.request_id, gone.version)
    with pytest.raises(DeskError, match="closed and can’t be changed"):
        staffed.filings.edit(filed.request_id, gone.version, asking())


def test_an_opened_door_wants_its_review_whatever_becomes_of_the_request(
    staffed: Services, store_of_services: Store, asking: Asking, leader: Actor
) -> None:
    filed = staffed.filings.file(asking())
    with store_of_services.write() as tx:
        row = book.row_of(tx, filed.request_id)
        opened = {"state": State.APPROVED.value, "flag": Flag.REVIEW.value}
        book.change(tx, row, opened, now=filed.asked_at, use_case="request.open_door")
    changed = staffed.filings.edit(filed.request_id, 2, asking(place="Office C"))
    assert changed.flag is Flag.REVIEW
    assert staffed.filings.withdraw(filed.request_id, 3).flag is Flag.REVIEW


def test_this_visit_is_asked_for_today_and_holds_no_time(staffed: Services) -> None:
    record = staffed.filings.file(
        Ask(Kind.THIS_VISIT, visitor_key="person:BFM-3", lift_codes=("visitor.clearance",))
    )
    assert (record.state, record.slots, record.ask.day) == (State.WAITING, (), TUESDAY)
    assert (record.ask.start, record.ask.valid_until) == (None, None)
    assert record.ask.visitor_name.startswith("Maximilian")
    guest = staffed.visitors.register_guest("Ines Berg")
    ask = Ask(Kind.THIS_VISIT, visitor_key=f"guest:{guest}", lift_codes=("school.open",))
    assert staffed.filings.file(ask).ask.visitor_name == "Ines Berg"


def test_the_school_s_printer_files_nothing(
    services: Services, asking: Asking, clock: FixedClock
) -> None:
    services.auth.enter(Actor("A7", "Printer", Role.PRINTER), clock.now())
    for act in (services.filings.file, services.filings.save_draft, services.filings.examine):
        with pytest.raises(NotPermittedError):
            act(asking())
    with pytest.raises(NotPermittedError):
        services.times.find(asking())


def test_no_word_of_the_student_leaves_the_table(
    staffed: Services,
    store_of_services: Store,
    asking: Asking,
    leader: Actor,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(0)
    draft = staffed.filings.save_draft(asking(end=None))
    filed = staffed.filings.file(asking(), draft.request_id)
    approved = settle(store_of_services, filed, State.APPROVED, leader)
    changed = staffed.filings.edit(filed.request_id, approved.version, asking(place="Office C"))
    staffed.filings.file(asking(start=time(10, 50), end=time(11, 20)))
    staffed.filings.withdraw(filed.request_id, changed.version)
    told = [caplog.text]
    with store_of_services.read() as tx:
        for table in ("audit_entry", "outbox", "finding", "request_decision", "office"):
            rows = tx.exec_driver_sql(f"SELECT * FROM {table}").all()
            told.extend(str(value) for row in rows for value in row)
    # Ids and fingerprints are drawn by lot, and any four digits may stand in one.
    everything = re.sub(
        r"[0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "", "\n".join(told)
    )
    assert "request.withdraw" in everything
    for secret in (SECRET, "s 2207", "2207", "student_ref", "student_grade", "student_key"):
        assert secret not in everything
