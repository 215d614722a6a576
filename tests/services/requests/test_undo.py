"""A decision is undone for ten seconds, by whoever made it, as if it had never been."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import select

from cpdesk.app import open_services
from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.models.store import Store
from cpdesk.models.tables import request_tables as t
from cpdesk.policy.approval.requests import Flag, Kind, SlotState, State, Verdict
from cpdesk.policy.outcome import Purpose
from cpdesk.policy.permissions import Role
from cpdesk.records.accounts import Actor
from cpdesk.records.desk import Admission, Question
from cpdesk.records.requests import DecisionDraft, RequestRecord, Window
from cpdesk.services.services import Services
from tests.conftest import CHICAGO
from tests.services.requests.leaders_office import DAY, EMERGENCY, LUNCH, PRESENTATION, Office

WEEKLY = replace(LUNCH, weekly_until=date(2026, 12, 15))


@pytest.fixture
def office(services: Services, store_of_services: Store) -> Office:
    return Office(services, store_of_services)


def stored(office: Office, request_id: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The request without its version, and its times, as the file has them."""
    with office.store.read() as tx:
        r, s = t.request.c, t.request_slot.c
        row = tx.execute(select(t.request).where(r.request_id == request_id)).one()
        slots = tx.execute(
            select(t.request_slot).where(s.request_id == request_id).order_by(s.slot_id)
        )
        request = {k: v for k, v in row._mapping.items() if k != "version"}
        return request, [dict(slot._mapping) for slot in slots]


def undo(office: Office, record: RequestRecord) -> RequestRecord:
    return office.services.decisions.undo(record.request_id, record.version)


Decision = Callable[[Office, str], RequestRecord]
LATER = time(12, 10)


def _offer(office: Office, asked: str) -> RequestRecord:
    slot = office.services.decisions.request(asked).slots[0].window
    week = timedelta(days=7)
    offers = (Window(slot.starts_at + week, slot.ends_at + week),)
    return office.decide(asked, Verdict.OFFER, offers=offers)


DECISIONS: dict[str, Decision] = {
    "approve": lambda o, a: o.decide(a, Verdict.APPROVE),
    "approve elsewhere": lambda o, a: o.decide(a, Verdict.APPROVE, place="Office B"),
    "approve later": lambda o, a: o.decide(
        a, Verdict.APPROVE, day=date(2026, 12, 8), start=time(11, 35), end=time(12, 0)
    ),
    "decline": lambda o, a: o.decide(a, Verdict.DECLINE, reason_code="not-now"),
    "offer": _offer,
}


@pytest.mark.parametrize("decide", DECISIONS.values(), ids=DECISIONS)
def test_the_request_is_what_it_was(office: Office, clock: FixedClock, decide: Decision) -> None:
    asked = office.asked(WEEKLY, office.clerk)
    before = stored(office, asked)
    office.enter(office.leader)
    decided = decide(office, asked)
    assert stored(office, asked) != before
    clock.set(clock.now() + timedelta(seconds=10))
    undone = undo(office, decided)
    assert stored(office, asked) == before
    assert (undone.state, undone.version) == (State.WAITING, decided.version + 1)
    (decision,) = undone.decisions
    assert (decision.verdict, decision.undone_at) == (decided.decisions[0].verdict, clock.now())
    assert decision.by_name == "Ingrid Lindqvist"


def test_declining_what_was_approved_is_undone_to_approved(office: Office) -> None:
    asked = office.asked(WEEKLY, office.clerk)
    office.enter(office.leader)
    office.decide(asked, Verdict.APPROVE)
    before = stored(office, asked)
    declined = office.decide(asked, Verdict.DECLINE, reason_code="not-now")
    assert {slot.state for slot in declined.slots} == {SlotState.CANCELLED}
    undone = undo(office, declined)
    assert stored(office, asked) == before
    assert undone.state is State.APPROVED
    assert office.services.decisions.letter(asked).verdict is Verdict.APPROVE


def test_the_emergency_door_and_its_review(office: Office) -> None:
    asked = office.asked(EMERGENCY, office.clerk)
    before = stored(office, asked)
    office.enter(office.manager)
    opened = office.decide(asked, Verdict.OPEN_DOOR, reason="Nobody is in reach", knowing=True)
    assert opened.flag is Flag.REVIEW
    undo(office, opened)
    assert stored(office, asked) == before
    opened = office.decide(asked, Verdict.OPEN_DOOR, reason="Nobody is in reach", knowing=True)
    office.enter(office.leader)
    reviewed = office.decide(asked, Verdict.REVIEW)
    assert reviewed.flag is Flag.NONE
    assert undo(office, reviewed).flag is Flag.REVIEW


def test_after_ten_seconds_it_stays(office: Office, clock: FixedClock) -> None:
    """A second more is for the key to come here."""
    asked = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    decided = office.decide(asked, Verdict.APPROVE)
    made = clock.now()
    for late in (timedelta(seconds=11), timedelta(days=1), timedelta(seconds=-1)):
        clock.set(made + late)
        with pytest.raises(DeskError, match="ten seconds"):
            undo(office, decided)
    clock.set(made + timedelta(seconds=11) - timedelta(microseconds=1))
    assert undo(office, decided).state is State.WAITING


def test_only_who_decided_undoes_it(office: Office) -> None:
    asked = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    decided = office.decide(asked, Verdict.APPROVE)
    for other in (office.other_leader, office.manager, office.clerk, Actor()):
        office.enter(other)
        with pytest.raises(DeskError):
            undo(office, decided)
    office.enter(office.leader)
    assert undo(office, decided).state is State.WAITING


def test_whose_account_ended_undoes_nothing(office: Office) -> None:
    from sqlalchemy import update

    from cpdesk.models.tables.account_tables import account

    asked = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    decided = office.decide(asked, Verdict.APPROVE)
    with office.store.write() as tx:
        mine = account.c.account_id == office.leader.account_id
        tx.execute(update(account).where(mine).values(ended_at=office.clock.now()))
    with pytest.raises(DeskError, match="it has ended"):
        undo(office, decided)


def test_not_once_a_visit_used_it(office: Office, clock: FixedClock) -> None:
    clock.set(datetime.combine(DAY, time(11, 36), CHICAGO))
    asked = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    decided = office.decide(asked, Verdict.APPROVE)
    question = Question(purpose=Purpose.STUDENT_MEETING, person="LSL-1", partner="LSL", grade=6)
    visit = office.services.desk.admit(Admission(new_id(), question, "Known to the office"))
    with pytest.raises(DeskError, match="already checked in"):
        undo(office, decided)
    office.services.desk.undo(visit.visit_id)
    with pytest.raises(DeskError, match="has changed since"):  # used and freed is a change, too
        undo(office, decided)


def test_not_once_one_time_of_several_was_used(office: Office, clock: FixedClock) -> None:
    """A time is used without a new version of its request."""
    clock.set(datetime.combine(DAY, time(11, 36), CHICAGO))
    asked = office.asked(WEEKLY, office.clerk)
    office.enter(office.leader)
    decided = office.decide(asked, Verdict.APPROVE)
    question = Question(purpose=Purpose.STUDENT_MEETING, person="LSL-1", partner="LSL", grade=6)
    office.services.desk.admit(Admission(new_id(), question, "Known to the office"))
    assert office.services.decisions.request(asked).version == decided.version
    with pytest.raises(DeskError, match="already checked in"):
        undo(office, decided)


def test_not_once_the_request_has_changed(office: Office) -> None:
    asked = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    approved = office.decide(asked, Verdict.APPROVE)
    office.services.filings.edit(asked, approved.version, replace(LUNCH, place="Office B"))
    with pytest.raises(DeskError, match="has changed since"):
        undo(office, approved)


def test_an_earlier_decision_is_not_undone_over_a_later_one(office: Office) -> None:
    asked = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    approved = office.decide(asked, Verdict.APPROVE)
    declined = office.decide(asked, Verdict.DECLINE, reason_code="not-now")
    with pytest.raises(DeskError, match="has changed since"):
        undo(office, approved)
    assert undo(office, declined).state is State.APPROVED
    with pytest.raises(DeskError):  # and what was undone leads no further back
        undo(office, approved)


def test_undoing_a_decline_approves_nothing_that_clashes_by_now(office: Office) -> None:
    asked = office.asked(PRESENTATION, office.clerk)
    office.enter(office.leader)
    office.decide(asked, Verdict.APPROVE)
    declined = office.decide(asked, Verdict.DECLINE, reason_code="no-room")
    office.enter(office.other_leader)
    instead = office.asked(replace(PRESENTATION, teacher="Mr. Ito"), office.clerk)
    office.decide(instead, Verdict.APPROVE)
    office.enter(office.leader)
    with pytest.raises(DeskError, match="Something else was approved"):
        undo(office, declined)
    assert office.services.decisions.request(asked).state is State.DECLINED


def test_twice_is_once(office: Office, store_of_services: Store) -> None:
    asked = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    decided = office.decide(asked, Verdict.APPROVE)
    first, second = undo(office, decided), undo(office, decided)
    assert first == second
    again = office.decide(asked, Verdict.APPROVE)
    assert again.state is State.APPROVED
    with pytest.raises(DeskError):
        undo(office, decided)  # of the first approval nothing is left to undo
    assert [one.undone_at is None for one in again.decisions] == [False, True]


def test_of_two_windows_that_undo_at_once_one_does(
    office: Office, services: Services, clock: FixedClock
) -> None:
    asked = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    decided = office.decide(asked, Verdict.APPROVE)
    other = open_services(services.folder, clock=clock)
    other.auth.enter(office.leader, clock.now())
    ready, answers = Barrier(2), list[RequestRecord]()

    def press(one: Services) -> None:
        ready.wait(5)
        answers.append(one.decisions.undo(asked, decided.version))

    threads = [Thread(target=press, args=(one,)) for one in (services, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(15)
    other.close()
    assert [(one.state, one.version) for one in answers] == [(State.WAITING, 3)] * 2


def test_an_undone_offer_is_taken_by_nobody(office: Office) -> None:
    asked = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    undone = undo(office, _offer(office, asked))
    office.enter(office.clerk)
    with pytest.raises(DeskError, match="not one of the offered times"):
        office.services.filings.take_offer(asked, undone.version, 0)


def test_an_undone_decision_has_no_letter(office: Office) -> None:
    asked = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    undo(office, office.decide(asked, Verdict.DECLINE, reason_code="not-now"))
    with pytest.raises(DeskError, match="This request has no decision"):
        office.services.decisions.letter(asked)


def test_where_nothing_was_decided_there_is_nothing_to_undo(office: Office) -> None:
    asked = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    with pytest.raises(DeskError, match="nothing to undo"):
        office.services.decisions.undo(asked, 1)


def test_nothing_of_a_student_is_kept_with_the_decision(office: Office) -> None:
    asked = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    undo(office, office.decide(asked, Verdict.APPROVE))
    with office.store.read() as tx:
        before = tx.exec_driver_sql("SELECT before FROM request_decision").scalar_one()
        proved = tx.exec_driver_sql("SELECT payload FROM outbox").scalars().all()
    assert "S-4471" not in before
    assert not [payload for payload in proved if "S-4471" in payload]


def test_a_lift_of_this_visit_is_undone(office: Office) -> None:
    from cpdesk.records.requests import Ask

    lift = Ask(
        kind=Kind.THIS_VISIT, partner="LSL", visitor_key="person:LSL-1",
        visitor_name="Adaeze Okafor", lift_codes=("activity.approved",), reason="Came for the fair",
    )  # fmt: skip
    asked = office.asked(lift, office.clerk)
    before = stored(office, asked)
    office.enter(office.leader)
    until = DAY + timedelta(days=3)
    approved = office.services.decisions.decide(
        DecisionDraft(asked, 1, Verdict.APPROVE, valid_until=until)
    )
    assert approved.ask.valid_until == until
    undo(office, approved)
    assert stored(office, asked) == before
    assert office.leader.role is Role.LEADER
