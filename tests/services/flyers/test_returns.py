"""Flyers that go back: why, how many, and that it stays written down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.models.store import Store
from cpdesk.models.tables.desk_tables import finding, outbox
from cpdesk.models.tables.flyer_tables import flyer_delivery, flyer_return
from cpdesk.policy.flyers import Answer, Check, DeliveryState, HandedHow, LineState, Surplus
from cpdesk.records.flyer_intake import Received, Return
from cpdesk.records.flyers import DeliveryRecord, LogFilter
from cpdesk.services.flyers import book, rows
from cpdesk.services.services import Services
from tests.conftest import CHICAGO
from tests.services.flyers.story import (
    CODING,
    DENTAL,
    KARATE,
    READING,
    accepted,
    checked,
    later,
    now,
    planned,
    received,
)

YEAR = LogFilter(date(2026, 7, 1), date(2027, 6, 30))
TOO_MANY = Return(("too_many",), "", "the driver")


def went(one: DeliveryRecord) -> list[tuple[int, tuple[str, ...], str]]:
    return [(back.copies, back.reasons, back.note) for back in one.returns]


def in_part(services: Services, copies: int = 60, what: Received = DENTAL) -> DeliveryRecord:
    one = checked(services, what)
    return services.deliveries.accept_in_part(one.delivery_id, one.version, copies, TOO_MANY)


def given_back(services: Services, one: DeliveryRecord, *reasons: str) -> DeliveryRecord:
    back = Return(reasons or ("approval",))
    return services.deliveries.give_back(one.delivery_id, one.version, back)


def undone(services: Services, one: DeliveryRecord) -> DeliveryRecord:
    return services.deliveries.undo_return(one.delivery_id, one.version)


def handed(services: Services) -> DeliveryRecord:
    one = planned(services)
    services.handouts.hand_out(one.delivery_id, (), HandedHow.MAILBOX)
    return now(services, one)


def same(one: DeliveryRecord, other: DeliveryRecord) -> bool:
    """Whether nothing differs but the count of changes."""
    from dataclasses import replace

    return replace(one, version=0) == replace(other, version=0)


# -- a part ---------------------------------------------------------------------------------------


def test_a_part_goes_back_with_its_reason(services: Services) -> None:
    one = checked(services)
    back = Return(("too_many", "other"), " wet from   the rain ", "the driver")
    one = services.deliveries.accept_in_part(one.delivery_id, one.version, 48, back)
    assert one.state is DeliveryState.ACCEPTED
    assert went(one) == [(48, ("too_many", "other"), "wet from the rain")]
    assert (one.tally.returned, one.tally.over) == (48, 200)
    slip = services.deliveries.return_slip(one.delivery_id)
    assert (slip.received, slip.returned, slip.reasons) == (248, 48, ("too_many", "other"))


@pytest.mark.parametrize("copies", [0, 248, 300, -1])
def test_a_part_is_a_part(services: Services, copies: int) -> None:
    one = checked(services)
    with pytest.raises(DeskError, match="A partial return must be at least 1 copy"):
        services.deliveries.accept_in_part(one.delivery_id, one.version, copies, TOO_MANY)


def test_a_part_is_one_of_the_copies_that_are_here(services: Services) -> None:
    one = in_part(services, 300)
    one = services.deliveries.check_again(one.delivery_id, one.version)
    with pytest.raises(DeskError) as trouble:
        services.deliveries.accept_in_part(one.delivery_id, one.version, 60, TOO_MANY)
    assert trouble.value.facts == {"copies": 60}
    one = services.deliveries.accept_in_part(one.delivery_id, one.version, 50, TOO_MANY)
    assert (one.tally.returned, one.tally.over) == (350, 10)


# -- a reason -------------------------------------------------------------------------------------

WITHOUT = [Return(()), Return(("no such reason",)), Return(("other",)), Return(("other",), "  ")]


@pytest.mark.parametrize("back", WITHOUT)
def test_no_return_without_a_reason(services: Services, back: Return) -> None:
    one = received(services, KARATE)
    with pytest.raises(DeskError):
        services.deliveries.give_back(one.delivery_id, one.version, back)
    assert now(services, one) == one


@pytest.mark.parametrize("back", [None, *WITHOUT])
def test_copies_that_are_over_go_back_for_a_reason_too(
    services: Services, back: Return | None
) -> None:
    for one in (handed(services), accepted(services)):
        with pytest.raises(DeskError, match="reason"):
            services.handouts.finish(one.delivery_id, one.version, Surplus.RETURNED, back)
        assert now(services, one) == one


def test_copies_that_are_over_go_back_as_any_others(services: Services) -> None:
    one = handed(services)
    one = services.handouts.finish(one.delivery_id, one.version, Surplus.RETURNED, TOO_MANY)
    assert (one.state, one.surplus, one.surplus_copies) == (
        DeliveryState.DONE, Surplus.RETURNED, 56,
    )  # fmt: skip
    assert went(one) == [(56, ("too_many",), "")]
    assert (one.tally.returned, one.tally.over) == (56, 0)
    slip = services.deliveries.return_slip(one.delivery_id)
    assert (slip.returned, slip.reasons, slip.returned_to) == (56, ("too_many",), "the driver")
    log = services.flyer_logs.log(YEAR)
    assert [(line.returned, line.over, line.surplus) for line in log.lines] == [(56, 0, None)]
    assert log.lines[0].returns == one.returns
    assert (log.totals.returned_copies, log.totals.over, log.totals.out) == (56, 0, 192)


def test_what_stays_here_is_no_return(services: Services) -> None:
    one = handed(services)
    one = services.handouts.finish(one.delivery_id, one.version, Surplus.KEPT, TOO_MANY)
    assert (one.returns, one.tally.over) == ((), 56)


def test_no_row_of_the_database_has_a_return_without_a_reason(
    services: Services, store_of_services: Store
) -> None:
    one = checked(services)
    for back in WITHOUT:
        with pytest.raises(DeskError):
            given_back(services, one, "no such reason")
        with pytest.raises(DeskError):
            services.deliveries.accept_in_part(one.delivery_id, one.version, 5, back)
    given_back(services, one)
    in_part(services, 5)
    three = handed(services)
    services.handouts.finish(three.delivery_id, three.version, Surplus.RETURNED, TOO_MANY)
    received(services)
    with store_of_services.read() as tx:
        backs = tx.execute(select(flyer_return)).all()
        states = tx.execute(select(flyer_delivery.c.delivery_id, flyer_delivery.c.state)).all()
    assert len(backs) == 3
    assert all(row.reasons for row in backs)
    gone = {row.delivery_id for row in states if row.state == "returned"}
    assert gone == {row.delivery_id for row in backs if row.whole} == {one.delivery_id}


NO_REASON = {
    "return_id": "r", "copies": 3, "whole": False, "reasons": [], "note": "", "returned_to": "",
    "returned_by": "", "returned_by_name": "", "before": {}, "undone": False,
}  # fmt: skip


@pytest.mark.parametrize(
    ("to", "back"),
    [({"state": "returned"}, None), ({"surplus": "returned"}, None), ({}, NO_REASON)],
)
def test_what_writes_deliveries_takes_no_return_without_a_reason(
    services: Services, store_of_services: Store, to: dict[str, Any], back: dict[str, Any] | None
) -> None:
    """Whatever a service may forget to ask."""
    one = received(services)
    at = services.clock.now()
    if back is not None:
        back = back | {"delivery_id": one.delivery_id, "returned_at": at}

    def write() -> None:
        with store_of_services.write() as tx:
            row = rows.row_of(tx, one.delivery_id)
            book.change(tx, row, to, now=at, use_case="flyer.return", back=back)

    with pytest.raises(ValueError, match=one.delivery_id):
        write()
    assert now(services, one) == one


# -- how it is kept -------------------------------------------------------------------------------


def test_what_went_back_shows_the_list_as_it_was_decided(services: Services) -> None:
    one = checked(services)
    one = services.deliveries.check(one.delivery_id, one.version, ((Check.BUNDLES, Answer.NO),))
    before = {line.check: line.answer for line in one.checks}
    one = given_back(services, one, "bundles")
    assert {line.check: line.answer for line in one.checks} == before
    assert before[Check.APPROVAL] is Answer.YES
    assert before[Check.FEE] is Answer.NOT_ASKED


def test_what_is_decided_says_by_which_roster_and_terms(
    services: Services, store_of_services: Store
) -> None:
    def ruled(one: DeliveryRecord) -> tuple[object, ...]:
        with store_of_services.read() as tx:
            row = rows.row_of(tx, one.delivery_id)
            codes = tx.execute(
                select(finding.c.code).where(finding.c.subject_id == one.delivery_id)
            ).scalars()
            return row.terms_on, row.issue_sequence is not None, set(codes)

    one, two = checked(services), checked(services, KARATE)
    assert ruled(one)[2] == set()
    later(services, days=1)
    one = services.deliveries.accept(one.delivery_id, one.version)
    two = given_back(services, two)
    decided = (date(2026, 11, 25), True, {"flyer.approved"})
    assert ruled(one) == ruled(two) == decided
    undone(services, two)
    assert ruled(two)[2] == set()  # it has to be decided again
    later(services, days=1)
    given_back(services, one, "too_many")
    assert ruled(one) == decided  # the rest goes back; what the rules said was said before


def test_each_return_has_its_row_and_its_slip(services: Services) -> None:
    one = in_part(services)
    later(services, days=2)
    one = services.deliveries.give_back(one.delivery_id, one.version, Return(("memo",), "forged"))
    assert went(one) == [(60, ("too_many",), ""), (300, ("memo",), "forged")]
    assert [back.whole for back in one.returns] == [False, True]
    slips = [services.deliveries.return_slip(back.return_id) for back in one.returns]
    assert [(slip.returned, slip.reasons) for slip in slips] == [
        (60, ("too_many",)), (300, ("memo",)),
    ]  # fmt: skip
    assert [slip.returned_at.date().day for slip in slips] == [24, 26]
    assert services.deliveries.return_slip(one.delivery_id) == slips[1]
    (line,) = services.flyer_logs.log(YEAR).lines
    assert (line.returned, line.returns) == (360, one.returns)


def test_there_is_no_slip_where_nothing_went_back(services: Services) -> None:
    with pytest.raises(DeskError, match="Nothing from this delivery"):
        services.deliveries.return_slip(accepted(services).delivery_id)
    one = undone(services, given_back(services, received(services, KARATE)))
    with pytest.raises(DeskError, match="Nothing from this delivery"):
        services.deliveries.return_slip(one.delivery_id)


def test_an_electronic_flyer_is_turned_down_without_copies(services: Services) -> None:
    from dataclasses import replace

    from cpdesk.policy.flyers import Channel

    one = received(services, replace(KARATE, copies=0, bundles=0, channels=(Channel.ELECTRONIC,)))
    one = given_back(services, one)
    assert went(one) == [(0, ("approval",), "")]
    assert services.deliveries.return_slip(one.delivery_id).reasons == ("approval",)
    assert services.flyer_logs.log(YEAR).totals.returned_deliveries == 1


# -- what left stays written down -----------------------------------------------------------------


def test_back_to_the_list_the_copies_that_left_are_not_here_again(services: Services) -> None:
    one = in_part(services)
    later(services, days=3)
    one = services.deliveries.check_again(one.delivery_id, one.version)
    assert (one.state, one.accepted_at, went(one)) == (
        DeliveryState.CHECKING, None, [(60, ("too_many",), "")],
    )  # fmt: skip
    one = services.deliveries.accept(one.delivery_id, one.version)
    assert (one.tally.returned, one.tally.over) == (60, 300)
    assert services.flyer_logs.log(YEAR).totals.returned_copies == 60


def test_fewer_copies_than_went_back_cannot_have_come(services: Services) -> None:
    from dataclasses import replace

    one = in_part(services)
    one = services.deliveries.check_again(one.delivery_id, one.version)
    with pytest.raises(DeskError, match="Copies already returned"):
        services.deliveries.change(
            one.delivery_id, one.version, replace(DENTAL, copies=50, bundles=2)
        )
    one = services.deliveries.change(
        one.delivery_id, one.version, replace(DENTAL, copies=200, bundles=7)
    )
    assert one.tally.over == 140


def test_an_undone_return_spares_the_one_before(services: Services) -> None:
    one = in_part(services)
    later(services, days=2)
    before = now(services, one)
    one = undone(services, given_back(services, one))
    assert same(one, before)
    assert went(one) == [(60, ("too_many",), "")]
    with pytest.raises(DeskError, match="Only today’s returns can be undone"):
        undone(services, one)


def test_opened_again_what_went_back_is_gone(services: Services) -> None:
    one = handed(services)
    one = services.handouts.finish(one.delivery_id, one.version, Surplus.RETURNED, TOO_MANY)
    one = services.handouts.reopen(one.delivery_id, one.version)
    assert (one.state, one.surplus, one.surplus_copies) == (DeliveryState.ACCEPTED, None, 0)
    assert (one.tally.returned, one.tally.over) == (56, 0)
    one = services.handouts.finish(one.delivery_id, one.version)
    assert (one.surplus, went(one)) == (None, [(56, ("too_many",), "")])


# -- taken back -----------------------------------------------------------------------------------


def _whole(services: Services, one: DeliveryRecord) -> DeliveryRecord:
    return given_back(services, one)


def _part(services: Services, one: DeliveryRecord) -> DeliveryRecord:
    return services.deliveries.accept_in_part(one.delivery_id, one.version, 5, TOO_MANY)


def _end(services: Services, one: DeliveryRecord) -> DeliveryRecord:
    return services.handouts.finish(one.delivery_id, one.version, Surplus.RETURNED, TOO_MANY)


def _refused(services: Services) -> DeliveryRecord:
    from cpdesk.records.flyers import PlannedClass

    one = accepted(services)
    high = PlannedClass(class_name="9-A", class_grade=9, head_count=22)
    wanted = (PlannedClass("CEDAR-1-A"), high)
    return services.handouts.plan(one.delivery_id, one.version, wanted)


Story = Callable[[Services], DeliveryRecord]


@pytest.mark.parametrize(
    ("before", "step"),
    [
        (lambda c: received(c, KARATE), _whole),
        (checked, _whole),
        (accepted, _whole),
        (planned, _whole),
        (_refused, _whole),
        (checked, _part),
        (in_part, _whole),
        (handed, _end),
        (accepted, _end),
    ],
)
def test_a_return_of_today_that_never_was_leaves_no_trace(
    services: Services, before: Story, step: Callable[[Services, DeliveryRecord], DeliveryRecord]
) -> None:
    one = before(services)
    totals = services.flyer_logs.log(YEAR).totals
    went = step(services, one)
    assert went.tally.returned > one.tally.returned
    assert same(undone(services, went), one)
    assert services.flyer_logs.log(YEAR).totals == totals


def test_only_a_return_of_today_can_be_taken_back(services: Services) -> None:
    one = given_back(services, received(services, KARATE))
    assert services.deliveries.queue().done[0].delivery_id == one.delivery_id
    later(services, days=1)
    with pytest.raises(DeskError, match="Only today’s returns can be undone"):
        undone(services, one)
    with pytest.raises(DeskError, match="Only today’s returns can be undone"):
        undone(services, accepted(services))


def test_a_part_that_stayed_here_opens_the_list_before_anything_goes_out(
    services: Services,
) -> None:
    one = in_part(services)
    one = services.handouts.plan_all(one.delivery_id, one.version)
    services.handouts.hand_out(one.delivery_id, (one.lines[0].line_id,), HandedHow.MAILBOX)
    with pytest.raises(DeskError, match="already handed out or posted"):
        undone(services, now(services, one))
    one = services.handouts.take_back(one.delivery_id, (one.lines[0].line_id,))
    one = undone(services, one)
    assert (one.state, one.lines, one.returns) == (DeliveryState.CHECKING, (), ())


def test_what_is_sent_of_a_return_is_its_row(services: Services, store_of_services: Store) -> None:
    one = given_back(services, received(services, KARATE), "approval", "memo")
    undone(services, one)
    with store_of_services.read() as tx:
        c = outbox.c
        sent = tx.execute(
            select(c.kind, c.payload).where(c.subject_id == one.delivery_id).order_by(c.audit_seq)
        ).all()
    assert [row.kind for row in sent] == ["flyer.receive", "flyer.return", "flyer.undo_return"]
    there, gone = (row.payload["return"] for row in sent[1:])
    assert (there["reasons"], there["copies"], there["undone"]) == (
        ["approval", "memo"],
        300,
        False,
    )
    assert gone == there | {"undone": True}


def test_what_is_taken_back_stays_in_the_database(
    services: Services, store_of_services: Store
) -> None:
    undone(services, given_back(services, received(services, KARATE)))
    with store_of_services.read() as tx:
        kept = tx.execute(select(flyer_return.c.copies, flyer_return.c.undone)).all()
    assert [tuple(row) for row in kept] == [(300, True)]


def test_a_plan_waits_again_in_its_own_order(services: Services) -> None:
    one = _refused(services)
    again = undone(services, given_back(services, one))
    assert [line.state for line in again.lines] == [LineState.PLANNED, LineState.REFUSED]
    assert again.lines == one.lines


def test_what_is_out_does_not_go_back(services: Services) -> None:
    one = planned(services)
    services.handouts.hand_out(one.delivery_id, (one.lines[0].line_id,), HandedHow.MAILBOX)
    one = now(services, one)
    with pytest.raises(DeskError, match="already handed out or posted"):
        given_back(services, one)
    with pytest.raises(DeskError, match="already handed out or posted"):
        services.deliveries.check_again(one.delivery_id, one.version)


def test_back_to_the_list_drops_the_plan(services: Services) -> None:
    one = planned(services)
    one = services.deliveries.check_again(one.delivery_id, one.version)
    assert (one.state, one.lines) == (DeliveryState.CHECKING, ())


# -- the list -------------------------------------------------------------------------------------


def test_a_flyer_that_goes_back_in_another_term_stays_in_the_list_of_that_term(
    services: Services,
) -> None:
    from cpdesk.clock import FixedClock

    assert isinstance(services.clock, FixedClock)
    one = received(services, KARATE)
    services.clock.set(datetime(2027, 7, 2, 9, tzinfo=CHICAGO))
    one = given_back(services, one)
    queue = services.deliveries.queue()
    assert [row.delivery_id for row in queue.done] == [one.delivery_id]
    assert queue.done[0].returns == one.returns
    one = undone(services, one)
    assert [row.delivery_id for row in services.deliveries.queue().to_do] == [one.delivery_id]


def test_copies_are_counted_in_the_rows_of_returns_alone(
    services: Services, store_of_services: Store
) -> None:
    for what in (DENTAL, READING):
        one = in_part(services, 9, what)
        given_back(services, one)
    undone(services, given_back(services, received(services, CODING)))
    with store_of_services.read() as tx:
        summed = tx.execute(
            select(func.sum(flyer_return.c.copies)).where(flyer_return.c.undone.is_(False))
        ).scalar_one()
    assert summed == services.flyer_logs.log(YEAR).totals.returned_copies == 360 + 248
    post = new_id()
    board = services.boards.add("Lobby").board_id
    one = in_part(services, 240, READING)
    services.boards.post(one.delivery_id, board, 8, post_id=post)
    with pytest.raises(DeskError, match="Copies left"):
        services.boards.post(one.delivery_id, board, 1, post_id=new_id())
