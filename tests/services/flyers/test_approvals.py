"""What the district approved: found on the roster, or recorded from a memo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.policy.flyers import Channel, DeliveryState
from cpdesk.policy.outcome import Outcome, Purpose
from cpdesk.records.desk import Question
from cpdesk.records.flyer_intake import Received, Return
from cpdesk.services.services import Services
from tests.services.flyers.story import MEMO, READING, accepted, now, received


def test_what_is_in_force_here_comes_first(services: Services) -> None:
    found = services.deliveries.approvals()
    outcomes = [one.finding.outcome for one in found]
    assert outcomes == sorted(outcomes)
    assert {one.title for one in found if one.finding.outcome is Outcome.REFUSE} == {
        "Plant sale",  # ended
        "Spring powwow craft day",  # not begun
        "Paying for college",  # another school's
    }


@pytest.mark.parametrize("typed", ["winter club", "lake READING", "fl-2231"])
def test_an_approval_is_found_by_title_partner_or_number(services: Services, typed: str) -> None:
    assert [one.key for one in services.deliveries.approvals(typed)] == ["roster:F-2231"]


def test_a_memo_makes_the_flyer_approved_for_the_desk_too(services: Services) -> None:
    question = Question(purpose=Purpose.FLYERS, partner="DRAG", flyer="FL-9001")

    def said() -> Outcome:
        findings = services.desk.assess(question).findings
        return next(f.outcome for f in findings if f.code == "flyer.approved")

    assert said() is Outcome.REFUSE
    made = services.deliveries.record_memo(MEMO)
    assert made.finding.outcome is Outcome.ADMIT
    assert made.memo_on == date(2026, 11, 20)
    assert said() is Outcome.ADMIT
    again = services.deliveries.record_memo(MEMO)
    assert again.key == made.key  # two Enters, one memo
    services.deliveries.withdraw_memo(made.key)
    assert said() is Outcome.REFUSE


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"),
        ({"partner": ""}, "partner"),
        ({"approval_number": ""}, "approval_number"),
        ({"memo_on": None}, "memo_on"),
        ({"memo_on": date(2026, 11, 25)}, "memo_on"),
        ({"expires_on": date(2026, 11, 1)}, "expires_on"),
        ({"grade_low": 5, "grade_high": 3}, "grade_high"),
        ({"channels": ()}, "channels"),
    ],
)
def test_a_memo_that_cannot_be_is_told_field_by_field(
    services: Services, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(DeskError) as trouble:
        services.deliveries.record_memo(replace(MEMO, **wrong))  # type: ignore[arg-type]
    assert [fault.column for fault in trouble.value.faults] == [field]


def test_a_memo_that_a_delivery_stands_on_is_kept(services: Services) -> None:
    made = services.deliveries.record_memo(MEMO)
    received(services, replace(READING, approval=made.key))
    with pytest.raises(DeskError, match="A delivery uses this memo, so it can’t be removed"):
        services.deliveries.withdraw_memo(made.key)
    with pytest.raises(DeskError, match="No memo for this flyer is recorded here"):
        services.deliveries.withdraw_memo("roster:F-2231")


def test_a_memo_that_was_written_down_wrongly_is_recorded_anew(services: Services) -> None:
    wrong = services.deliveries.record_memo(replace(MEMO, approval_number="FL-2992"))
    right = services.deliveries.record_memo(MEMO, instead_of=wrong.key)
    known = {one.key for one in services.deliveries.approvals(MEMO.title)}
    assert (right.key in known, wrong.key in known) == (True, False)
    assert services.deliveries.record_memo(MEMO, instead_of=right.key).key == right.key
    used = Received(approval=right.key, copies=3, channels=(Channel.BOARD,))
    services.deliveries.receive(used, "D-SEED")
    with pytest.raises(DeskError, match="A delivery uses this memo, so it can’t be removed"):
        services.deliveries.record_memo(replace(MEMO, title="Seeds"), instead_of=right.key)
    assert services.deliveries.approvals("Seeds") == ()  # all of it or nothing


def test_a_memo_of_flyers_that_went_back_can_be_taken_back(services: Services) -> None:
    made = services.deliveries.record_memo(MEMO)
    one = accepted(services, replace(READING, approval=made.key))
    one = services.deliveries.give_back(one.delivery_id, one.version, Return(("memo",), "forged"))
    services.deliveries.withdraw_memo(made.key)
    one = now(services, one)
    assert (one.title, one.approval_number, one.approval) == ("Karate trial week", "FL-9001", None)
    # The flyers are here after all, and no one approved them.
    one = services.deliveries.undo_return(one.delivery_id, one.version)
    assert one.state is DeliveryState.ACCEPTED
    board = services.boards.add("Lobby").board_id
    with pytest.raises(DeskError, match="approv"):
        services.boards.post(one.delivery_id, board, 1, post_id=new_id())


def test_a_memo_that_another_approval_stands_in_for_can_be_taken_back(services: Services) -> None:
    made = services.deliveries.record_memo(MEMO)
    one = received(services, replace(READING, approval=made.key))
    services.deliveries.change(one.delivery_id, one.version, READING)
    services.deliveries.withdraw_memo(made.key)
    assert made.key not in {one.key for one in services.deliveries.approvals()}
