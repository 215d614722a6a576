"""From delivery to accepted or returned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.policy.flyers import Answer, Channel, Check, DeliveryState
from cpdesk.records.flyer_intake import CheckLine, Received, Return
from cpdesk.records.flyers import DeliveryRecord
from cpdesk.services.services import Services
from tests.services.flyers.story import (
    CODING,
    KARATE,
    MEMO,
    READING,
    accepted,
    checked,
    later,
    now,
    planned,
    received,
)


def line(one: DeliveryRecord | tuple[CheckLine, ...], check: Check) -> CheckLine:
    lines = one.checks if isinstance(one, DeliveryRecord) else one
    return next(found for found in lines if found.check is check)


# -- receiving ------------------------------------------------------------------------------------


def test_two_enters_are_one_delivery(services: Services) -> None:
    key = new_id()
    first = services.deliveries.receive(READING, key)
    assert services.deliveries.receive(READING, key) == first
    assert len(services.deliveries.queue().to_do) == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"copies": None}, "copies"),
        ({"copies": 0}, "copies"),
        ({"copies": -3}, "copies"),
        ({"copies": 100_001}, "copies"),
        ({"bundles": 301}, "bundles"),
        ({"title": ""}, "title"),
        ({"partner": " "}, "partner"),
    ],
)
def test_what_a_delivery_lacks_is_told_field_by_field(
    services: Services, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(DeskError) as trouble:
        received(services, replace(KARATE, **wrong))  # type: ignore[arg-type]
    assert [fault.column for fault in trouble.value.faults] == [field]
    assert services.deliveries.queue().to_do == ()


def test_where_it_shall_go_is_asked_of_what_is_accepted(services: Services) -> None:
    one = checked(services, replace(READING, channels=()))
    with pytest.raises(DeskError) as trouble:
        services.deliveries.accept(one.delivery_id, one.version)
    assert [fault.column for fault in trouble.value.faults] == ["channels"]
    back = services.deliveries.give_back(one.delivery_id, one.version, Return(("memo",)))
    assert (back.state, back.channels) == (DeliveryState.RETURNED, ())


def test_of_no_approval_nobody_asks_what_it_covers(services: Services) -> None:
    one = received(services, KARATE)
    assert line(one, Check.APPROVAL).answer is Answer.NO
    assert line(one, Check.COVERAGE).answer is Answer.NOT_ASKED
    before = one.checks
    one = services.deliveries.give_back(one.delivery_id, one.version, Return(("approval",)))
    assert now(services, one).checks[:2] == before[:2]


def test_a_partner_that_nobody_knows_keeps_its_name(services: Services) -> None:
    one = received(services, replace(KARATE, partner="Nobody & <Sons>"))
    assert (one.partner_id, one.partner_name) == ("", "Nobody & <Sons>")
    assert received(services).partner_id == "LSL"


def test_the_rules_answer_their_lines_and_a_person_the_others(services: Services) -> None:
    one = received(services)
    assert line(one, Check.APPROVAL).answer is Answer.YES
    assert line(one, Check.COVERAGE).answer is Answer.YES
    assert line(one, Check.FEE).answer is Answer.NOT_ASKED
    assert line(received(services, replace(READING, fee=True)), Check.FEE).answer is Answer.OPEN
    assert line(received(services, CODING), Check.BUNDLES).answer is Answer.NOT_ASKED
    ruled = services.deliveries.check(
        one.delivery_id, one.version, ((Check.APPROVAL, Answer.NO), (Check.MEMO, Answer.YES))
    )
    assert line(ruled, Check.APPROVAL).answer is Answer.YES
    assert line(ruled, Check.MEMO).answer is Answer.YES


def test_a_board_flyer_is_not_carried_home(services: Services) -> None:
    lines = services.deliveries.examine(replace(CODING, channels=(Channel.CARRY_HOME,)))
    finding = line(lines, Check.COVERAGE).finding
    assert finding is not None
    assert "display boards" in finding.says
    assert line(services.deliveries.examine(CODING), Check.COVERAGE).answer is Answer.YES


def test_an_approval_for_other_schools_does_not_cover_this_one(services: Services) -> None:
    one = received(services, replace(CODING, approval="roster:F-2244"))
    for check in (Check.APPROVAL, Check.COVERAGE):
        found = line(one, check)
        assert found.answer is Answer.NO
        assert found.finding is not None
        assert "other schools only" in found.finding.says
    before = one.checks
    one = services.deliveries.give_back(one.delivery_id, one.version, Return(("coverage",)))
    assert [now(services, one).checks[place] for place in (0, 1)] == list(before[:2])


def test_an_approval_for_grades_that_are_not_here_is_not_carried_home(services: Services) -> None:
    memo = services.deliveries.record_memo(replace(MEMO, grade_low=9, grade_high=12))
    home = replace(READING, approval=memo.key)
    finding = line(services.deliveries.examine(home), Check.COVERAGE).finding
    assert finding is not None
    assert dict(finding.facts) == {"approved": "9–12", "here": "K–8"}
    board = replace(home, channels=(Channel.BOARD,))
    assert line(services.deliveries.examine(board), Check.COVERAGE).answer is Answer.YES


# -- accepting ------------------------------------------------------------------------------------


def test_an_open_list_is_not_accepted(services: Services) -> None:
    one = received(services)
    with pytest.raises(DeskError, match="The checklist isn’t finished"):
        services.deliveries.accept(one.delivery_id, one.version)


@pytest.mark.parametrize("check", [Check.MEMO, Check.DISCLAIMER, Check.ONE_SHEET, Check.BUNDLES])
def test_a_no_is_not_accepted(services: Services, check: Check) -> None:
    one = checked(services)
    one = services.deliveries.check(one.delivery_id, one.version, ((check, Answer.NO),))
    with pytest.raises(DeskError, match="a checklist item isn’t met"):
        services.deliveries.accept(one.delivery_id, one.version)


def test_without_approval_it_can_only_go_back(services: Services) -> None:
    one = checked(services, KARATE)
    assert line(one, Check.APPROVAL).answer is Answer.NO
    with pytest.raises(DeskError):
        services.deliveries.accept(one.delivery_id, one.version)
    with pytest.raises(DeskError):
        services.deliveries.accept_in_part(
            one.delivery_id, one.version, 10, Return((Check.BUNDLES.value,))
        )


def test_an_approval_that_ended_overnight_is_not_accepted(services: Services) -> None:
    one = checked(services, replace(READING, approval="roster:F-2190"))
    later(services, days=7)
    with pytest.raises(DeskError, match="a checklist item isn’t met"):
        services.deliveries.accept(one.delivery_id, one.version)


def test_accepted_keeps_what_the_rules_found_that_day(services: Services) -> None:
    one = accepted(services, replace(READING, approval="roster:F-2190"))
    before = line(one, Check.APPROVAL).finding
    later(services, days=30)
    assert line(now(services, one), Check.APPROVAL).finding == before
    assert now(services, one).approval is not None


# -- together -------------------------------------------------------------------------------------


def test_whoever_looked_before_a_change_looks_again(services: Services) -> None:
    one = received(services)
    services.deliveries.check(one.delivery_id, one.version, ((Check.MEMO, Answer.YES),))
    late: tuple[Callable[[], DeliveryRecord], ...] = (
        lambda: services.deliveries.check(one.delivery_id, one.version, ((Check.MEMO, Answer.NO),)),
        lambda: services.deliveries.accept(one.delivery_id, one.version),
        lambda: services.deliveries.change(one.delivery_id, one.version, READING),
        lambda: services.deliveries.give_back(one.delivery_id, one.version, Return(("memo",))),
    )
    for call in late:
        with pytest.raises(DeskError, match="changed this delivery since you opened it"):
            call()


def test_a_correction_changes_what_was_written(services: Services) -> None:
    one = received(services)
    corrected = replace(READING, copies=250, brought_by="A driver")
    one = services.deliveries.change(one.delivery_id, one.version, corrected)
    assert (one.copies, one.brought_by, one.version) == (250, "A driver", 2)
    done = accepted(services)
    with pytest.raises(DeskError, match="already accepted"):
        services.deliveries.change(done.delivery_id, done.version, corrected)


def test_the_list_has_what_is_to_do_on_top(services: Services) -> None:
    accepted(services)
    received(services, KARATE)
    planned(services, replace(READING, approval="roster:F-2190"))
    queue = services.deliveries.queue()
    assert [one.next for one in queue.to_do] == ["check", "hand_out", "plan"]
    assert queue.to_hand_out == 1
    assert [one.title for one in services.deliveries.queue("karate").to_do] == ["Karate trial week"]


def test_a_correction_may_say_when_they_came(services: Services) -> None:
    """Up to now, not up to when they were said to have come before."""
    came = services.clock.now()
    one = received(services, replace(READING, received_at=came - timedelta(days=1)))
    later(services, hours=1)
    hour = services.clock.now() - timedelta(minutes=20)
    one = services.deliveries.change(
        one.delivery_id, one.version, replace(READING, received_at=hour)
    )
    assert one.received_at == hour
    one = services.deliveries.change(one.delivery_id, one.version, replace(READING, copies=250))
    assert (one.received_at, one.copies) == (hour, 250)
    not_yet = replace(READING, received_at=services.clock.now() + timedelta(minutes=1))
    with pytest.raises(DeskError) as trouble:
        services.deliveries.change(one.delivery_id, one.version, not_yet)
    assert [fault.column for fault in trouble.value.faults] == ["received_at"]


def test_an_approval_that_is_gone_is_told(services: Services) -> None:
    with pytest.raises(DeskError, match="no longer on the roster"):
        received(services, Received(approval="roster:NO", copies=1, channels=(Channel.BOARD,)))
    with pytest.raises(DeskError, match="isn’t recorded here"):
        services.deliveries.delivery("nothing")
