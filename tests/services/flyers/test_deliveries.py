"""From delivery to accepted or returned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.models.desk_tables import finding
from cpdesk.models.flyer_tables import flyer_delivery
from cpdesk.models.store import Store
from cpdesk.policy.flyers import Answer, Channel, Check, DeliveryState
from cpdesk.records.flyer_intake import CheckLine, Received, Return
from cpdesk.records.flyers import DeliveryRecord
from cpdesk.services.counter import Counter
from cpdesk.services.flyers import book, rows
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


def test_two_enters_are_one_delivery(counter: Counter) -> None:
    key = new_id()
    first = counter.deliveries.receive(READING, key)
    assert counter.deliveries.receive(READING, key) == first
    assert len(counter.deliveries.queue().to_do) == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"copies": None}, "copies"),
        ({"copies": 0}, "copies"),
        ({"copies": -3}, "copies"),
        ({"copies": 100_001}, "copies"),
        ({"bundles": 301}, "bundles"),
        ({"channels": ()}, "channels"),
        ({"title": ""}, "title"),
        ({"partner": " "}, "partner"),
    ],
)
def test_what_a_delivery_lacks_is_told_field_by_field(
    counter: Counter, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(DeskError) as trouble:
        received(counter, replace(KARATE, **wrong))  # type: ignore[arg-type]
    assert [fault.column for fault in trouble.value.faults] == [field]
    assert counter.deliveries.queue().to_do == ()


def test_a_partner_that_nobody_knows_keeps_its_name(counter: Counter) -> None:
    one = received(counter, replace(KARATE, partner="Nobody & <Sons>"))
    assert (one.partner_id, one.partner_name) == ("", "Nobody & <Sons>")
    assert received(counter).partner_id == "LSL"


def test_the_rules_answer_their_lines_and_a_person_the_others(counter: Counter) -> None:
    one = received(counter)
    assert line(one, Check.APPROVAL).answer is Answer.YES
    assert line(one, Check.COVERAGE).answer is Answer.YES
    assert line(one, Check.FEE).answer is Answer.NOT_ASKED
    assert line(received(counter, replace(READING, fee=True)), Check.FEE).answer is Answer.OPEN
    assert line(received(counter, CODING), Check.BUNDLES).answer is Answer.NOT_ASKED
    ruled = counter.deliveries.check(
        one.delivery_id, one.version, ((Check.APPROVAL, Answer.NO), (Check.MEMO, Answer.YES))
    )
    assert line(ruled, Check.APPROVAL).answer is Answer.YES
    assert line(ruled, Check.MEMO).answer is Answer.YES


def test_a_board_flyer_is_not_carried_home(counter: Counter) -> None:
    lines = counter.deliveries.examine(replace(CODING, channels=(Channel.CARRY_HOME,)))
    finding = line(lines, Check.COVERAGE).finding
    assert finding is not None
    assert "display boards" in finding.says
    assert line(counter.deliveries.examine(CODING), Check.COVERAGE).answer is Answer.YES


def test_an_approval_for_other_schools_does_not_cover_this_one(counter: Counter) -> None:
    one = received(counter, replace(CODING, approval="roster:F-2244"))
    for check in (Check.APPROVAL, Check.COVERAGE):
        found = line(one, check)
        assert found.answer is Answer.NO
        assert found.finding is not None
        assert "other schools only" in found.finding.says
    before = one.checks
    one = counter.deliveries.give_back(one.delivery_id, one.version, Return(("coverage",)))
    assert [now(counter, one).checks[place] for place in (0, 1)] == list(before[:2])


def test_an_approval_for_grades_that_are_not_here_is_not_carried_home(counter: Counter) -> None:
    memo = counter.deliveries.record_memo(replace(MEMO, grade_low=9, grade_high=12))
    home = replace(READING, approval=memo.key)
    finding = line(counter.deliveries.examine(home), Check.COVERAGE).finding
    assert finding is not None
    assert dict(finding.facts) == {"approved": "9–12", "here": "K–8"}
    board = replace(home, channels=(Channel.BOARD,))
    assert line(counter.deliveries.examine(board), Check.COVERAGE).answer is Answer.YES


# -- accepting ------------------------------------------------------------------------------------


def test_an_open_list_is_not_accepted(counter: Counter) -> None:
    one = received(counter)
    with pytest.raises(DeskError, match="not finished"):
        counter.deliveries.accept(one.delivery_id, one.version)


@pytest.mark.parametrize("check", [Check.MEMO, Check.DISCLAIMER, Check.ONE_SHEET, Check.BUNDLES])
def test_a_no_is_not_accepted(counter: Counter, check: Check) -> None:
    one = checked(counter)
    one = counter.deliveries.check(one.delivery_id, one.version, ((check, Answer.NO),))
    with pytest.raises(DeskError, match="does not hold"):
        counter.deliveries.accept(one.delivery_id, one.version)


def test_without_approval_it_can_only_go_back(counter: Counter) -> None:
    one = checked(counter, KARATE)
    assert line(one, Check.APPROVAL).answer is Answer.NO
    with pytest.raises(DeskError):
        counter.deliveries.accept(one.delivery_id, one.version)
    with pytest.raises(DeskError):
        counter.deliveries.accept_in_part(
            one.delivery_id, one.version, 10, Return((Check.BUNDLES.value,))
        )


def test_an_approval_that_ended_overnight_is_not_accepted(counter: Counter) -> None:
    one = checked(counter, replace(READING, approval="roster:F-2190"))
    later(counter, days=7)
    with pytest.raises(DeskError, match="does not hold"):
        counter.deliveries.accept(one.delivery_id, one.version)


def test_accepted_keeps_what_the_rules_found_that_day(counter: Counter) -> None:
    one = accepted(counter, replace(READING, approval="roster:F-2190"))
    before = line(one, Check.APPROVAL).finding
    later(counter, days=30)
    assert line(now(counter, one), Check.APPROVAL).finding == before
    assert now(counter, one).approval is not None


def test_a_part_goes_back_with_its_reason(counter: Counter) -> None:
    one = checked(counter)
    back = Return(("too_many", "other"), " wet from   the rain ", "the driver")
    one = counter.deliveries.accept_in_part(one.delivery_id, one.version, 48, back)
    assert one.state is DeliveryState.ACCEPTED
    assert (one.returned_copies, one.return_note) == (48, "wet from the rain")
    assert one.tally.over == 200
    slip = counter.deliveries.return_slip(one.delivery_id)
    assert (slip.received, slip.returned, slip.reasons) == (248, 48, ("too_many", "other"))


@pytest.mark.parametrize("copies", [0, 248, 300, -1])
def test_a_part_is_a_part(counter: Counter, copies: int) -> None:
    one = checked(counter)
    with pytest.raises(DeskError, match="a part"):
        counter.deliveries.accept_in_part(
            one.delivery_id, one.version, copies, Return(("too_many",))
        )


# -- returning ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "back", [Return(()), Return(("no such reason",)), Return(("other",)), Return(("other",), "  ")]
)
def test_no_return_without_a_reason(counter: Counter, back: Return) -> None:
    one = received(counter, KARATE)
    with pytest.raises(DeskError):
        counter.deliveries.give_back(one.delivery_id, one.version, back)
    assert now(counter, one).state is DeliveryState.CHECKING


def test_no_row_of_the_database_has_a_return_without_a_reason(
    counter: Counter, store_of_counter: Store
) -> None:
    one = checked(counter)
    for back in (Return(()), Return((), "a note alone"), Return(("other",))):
        with pytest.raises(DeskError):
            counter.deliveries.give_back(one.delivery_id, one.version, back)
        with pytest.raises(DeskError):
            counter.deliveries.accept_in_part(one.delivery_id, one.version, 5, back)
    counter.deliveries.give_back(one.delivery_id, one.version, Return(("memo",)))
    two = checked(counter)
    counter.deliveries.accept_in_part(two.delivery_id, two.version, 5, Return(("too_many",)))
    three = received(counter)
    with store_of_counter.read() as tx:
        found = tx.execute(select(flyer_delivery)).all()
    for row in found:
        went_back = row.state == "returned" or row.returned_copies > 0
        assert went_back == bool(row.return_reasons) == (row.returned_at is not None)
    assert {row.delivery_id for row in found if not row.return_reasons} == {three.delivery_id}


@pytest.mark.parametrize("to", [{"state": "returned"}, {"returned_copies": 3}])
def test_what_writes_deliveries_takes_no_return_without_a_reason(
    counter: Counter, store_of_counter: Store, to: dict[str, object]
) -> None:
    """Whatever a service may forget to ask."""
    one = received(counter)

    def write() -> None:
        with store_of_counter.write() as tx:
            row = rows.row_of(tx, one.delivery_id)
            book.change(tx, row, to, now=counter.clock.now(), use_case="flyer.return")

    with pytest.raises(ValueError, match=one.delivery_id):
        write()
    assert now(counter, one) == one


def test_what_went_back_shows_the_list_as_it_was_decided(counter: Counter) -> None:
    one = checked(counter)
    one = counter.deliveries.check(one.delivery_id, one.version, ((Check.BUNDLES, Answer.NO),))
    before = {line.check: line.answer for line in one.checks}
    one = counter.deliveries.give_back(one.delivery_id, one.version, Return(("bundles",)))
    assert {line.check: line.answer for line in one.checks} == before
    assert before[Check.APPROVAL] is Answer.YES
    assert before[Check.FEE] is Answer.NOT_ASKED


def test_what_is_decided_says_by_which_roster_and_terms(
    counter: Counter, store_of_counter: Store
) -> None:
    def ruled(one: DeliveryRecord) -> tuple[object, ...]:
        with store_of_counter.read() as tx:
            row = rows.row_of(tx, one.delivery_id)
            codes = tx.execute(
                select(finding.c.code).where(finding.c.subject_id == one.delivery_id)
            ).scalars()
            return row.terms_on, row.issue_sequence is not None, set(codes)

    one, two = checked(counter), checked(counter, KARATE)
    assert ruled(one)[2] == set()
    later(counter, days=1)
    one = counter.deliveries.accept(one.delivery_id, one.version)
    counter.deliveries.give_back(two.delivery_id, two.version, Return(("approval",)))
    decided = (date(2026, 11, 25), True, {"flyer.approved"})
    assert ruled(one) == ruled(two) == decided
    later(counter, days=1)
    counter.deliveries.give_back(one.delivery_id, one.version, Return(("too_many",)))
    assert ruled(one) == decided  # the rest goes back; what the rules said was said before


def test_what_went_back_before_keeps_its_reason(counter: Counter) -> None:
    one = checked(counter)
    one = counter.deliveries.accept_in_part(
        one.delivery_id, one.version, 48, Return(("other",), "wet")
    )
    one = counter.deliveries.give_back(one.delivery_id, one.version, Return(("memo",), "forged"))
    assert (one.returned_copies, one.return_reasons) == (248, ("memo", "other"))
    assert one.return_note == "wet; forged"


def test_a_return_that_is_taken_back_is_not_accepted_either(counter: Counter) -> None:
    one = accepted(counter)
    one = counter.deliveries.give_back(one.delivery_id, one.version, Return(("too_many",)))
    one = counter.deliveries.undo_return(one.delivery_id, one.version)
    assert (one.state, one.accepted_at, one.accepted_by_name) == (DeliveryState.CHECKING, None, "")
    assert counter.deliveries.accept(one.delivery_id, one.version).accepted_at is not None


def test_a_return_of_today_can_be_taken_back(counter: Counter) -> None:
    one = received(counter, KARATE)
    one = counter.deliveries.give_back(one.delivery_id, one.version, Return(("approval",)))
    assert (one.state, one.returned_copies) == (DeliveryState.RETURNED, 300)
    assert counter.deliveries.queue().done[0].delivery_id == one.delivery_id
    one = counter.deliveries.undo_return(one.delivery_id, one.version)
    assert (one.state, one.return_reasons) == (DeliveryState.CHECKING, ())
    one = counter.deliveries.give_back(one.delivery_id, one.version, Return(("approval",)))
    later(counter, days=1)
    with pytest.raises(DeskError, match="of today"):
        counter.deliveries.undo_return(one.delivery_id, one.version)


def test_what_is_out_does_not_go_back(counter: Counter) -> None:
    from cpdesk.policy.flyers import HandedHow

    one = planned(counter)
    counter.handing_out.hand_out(one.delivery_id, (one.lines[0].line_id,), HandedHow.MAILBOX)
    one = now(counter, one)
    with pytest.raises(DeskError, match="handed out or posted already"):
        counter.deliveries.give_back(one.delivery_id, one.version, Return(("too_many",)))
    with pytest.raises(DeskError, match="handed out or posted already"):
        counter.deliveries.check_again(one.delivery_id, one.version)


def test_back_to_the_list_drops_the_plan(counter: Counter) -> None:
    one = planned(counter)
    one = counter.deliveries.check_again(one.delivery_id, one.version)
    assert (one.state, one.lines) == (DeliveryState.CHECKING, ())


def test_there_is_no_slip_where_nothing_went_back(counter: Counter) -> None:
    with pytest.raises(DeskError, match="Nothing of this delivery"):
        counter.deliveries.return_slip(accepted(counter).delivery_id)


# -- together -------------------------------------------------------------------------------------


def test_whoever_looked_before_a_change_looks_again(counter: Counter) -> None:
    one = received(counter)
    counter.deliveries.check(one.delivery_id, one.version, ((Check.MEMO, Answer.YES),))
    late: tuple[Callable[[], DeliveryRecord], ...] = (
        lambda: counter.deliveries.check(one.delivery_id, one.version, ((Check.MEMO, Answer.NO),)),
        lambda: counter.deliveries.accept(one.delivery_id, one.version),
        lambda: counter.deliveries.change(one.delivery_id, one.version, READING),
        lambda: counter.deliveries.give_back(one.delivery_id, one.version, Return(("memo",))),
    )
    for call in late:
        with pytest.raises(DeskError, match="changed this delivery meanwhile"):
            call()


def test_a_correction_changes_what_was_written(counter: Counter) -> None:
    one = received(counter)
    corrected = replace(READING, copies=250, brought_by="A driver")
    one = counter.deliveries.change(one.delivery_id, one.version, corrected)
    assert (one.copies, one.brought_by, one.version) == (250, "A driver", 2)
    done = accepted(counter)
    with pytest.raises(DeskError, match="accepted already"):
        counter.deliveries.change(done.delivery_id, done.version, corrected)


def test_the_list_has_what_is_to_do_on_top(counter: Counter) -> None:
    accepted(counter)
    received(counter, KARATE)
    planned(counter, replace(READING, approval="roster:F-2190"))
    queue = counter.deliveries.queue()
    assert [one.next for one in queue.to_do] == ["check", "hand_out", "plan"]
    assert queue.to_hand_out == 2
    assert [one.title for one in counter.deliveries.queue("karate").to_do] == ["Karate trial week"]


def test_an_approval_that_is_gone_is_told(counter: Counter) -> None:
    with pytest.raises(DeskError, match="not on the roster any more"):
        received(counter, Received(approval="roster:NO", copies=1, channels=(Channel.BOARD,)))
    with pytest.raises(DeskError, match="not written down here"):
        counter.deliveries.delivery("nothing")
