"""The log: its lines, its filters, and its sums, which are the database's."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import StringIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.models import flyer_tables as t
from cpdesk.models.store import Store
from cpdesk.policy.flyers import Channel, DeliveryState, HandedHow, LineState, Surplus
from cpdesk.records.flyer_intake import Return
from cpdesk.records.flyers import DeliveryRecord, FlyerLog, LogFilter
from cpdesk.services.counter import Counter
from cpdesk.services.flyers.log_files import log_csv
from tests.services.flyers.story import (
    CODING,
    DENTAL,
    KARATE,
    READING,
    accepted,
    checked,
    later,
    planned,
    received,
)

YEAR = LogFilter(date(2026, 7, 1), date(2027, 6, 30))
TODAY = LogFilter(date(2026, 11, 24), date(2026, 11, 24))


def titles(log: FlyerLog) -> list[str]:
    return [line.title for line in log.lines]


def test_a_line_for_every_way(counter: Counter) -> None:
    lobby = counter.boards.add("Lobby board")
    one = planned(counter, DENTAL)
    counter.handing_out.hand_out(one.delivery_id, (), HandedHow.MAILBOX)
    counter.boards.post(one.delivery_id, lobby.board_id, 2, post_id=new_id())
    counter.boards.post_electronic(one.delivery_id, "Newsletter", post_id=new_id())
    log = counter.flyer_logs.log(YEAR)
    assert [(line.channel, line.first, line.copies, line.out) for line in log.lines] == [
        (Channel.CARRY_HOME, True, 360, 278),
        (Channel.BOARD, False, 0, 2),
        (Channel.ELECTRONIC, False, 0, 0),
    ]
    assert log.lines[0].done_at == counter.clock.now()
    assert (log.totals.deliveries, log.totals.copies, log.totals.out) == (1, 360, 278)
    assert (log.totals.posts, log.totals.over) == (2, 80)
    assert (log.school_year, log.carry_home_low, log.carry_home_high) == ("2026-27", 0, 8)


def test_what_went_back_stands_there_with_its_reason(counter: Counter) -> None:
    one = received(counter, KARATE)
    back = Return(("approval", "other"), "torn")
    counter.deliveries.give_back(one.delivery_id, one.version, back)
    (line,) = counter.flyer_logs.log(YEAR).lines
    assert (line.state, line.returned, line.return_reasons, line.return_note) == (
        DeliveryState.RETURNED, 300, ("approval", "other"), "torn",
    )  # fmt: skip
    assert (line.channel, line.over) == (None, 0)
    assert counter.flyer_logs.log(YEAR).totals.returned_copies == 300


def test_the_newest_is_on_top_and_days_are_the_school_s(counter: Counter) -> None:
    received(counter, READING)
    later(counter, hours=13, minutes=17)  # 11:59 pm in Chicago, the next day in UTC
    received(counter, DENTAL)
    later(counter, minutes=2)
    received(counter, CODING)
    assert titles(counter.flyer_logs.log(TODAY)) == ["Free dental screening", "Winter reading club"]
    next_day = LogFilter(date(2026, 11, 25), date(2026, 11, 25))
    assert titles(counter.flyer_logs.log(next_day)) == ["Teen coding night"]


def test_filters(counter: Counter) -> None:
    planned(counter, READING)
    accepted(counter, CODING)
    received(counter, replace(KARATE, partner="Nobody & Sons"))

    def asked(**by: Any) -> list[str]:
        return sorted(titles(counter.flyer_logs.log(replace(YEAR, **by))))

    assert asked(partner="LSL") == ["Winter reading club"]
    assert asked(partner="Nobody & Sons") == ["Karate trial week"]
    assert asked(of_grade=2) == ["Karate trial week", "Winter reading club"]
    assert asked(of_grade=10) == ["Karate trial week", "Teen coding night"]
    assert asked(channel=Channel.BOARD) == ["Teen coding night"]
    assert asked(channel=Channel.CARRY_HOME) == ["Karate trial week", "Winter reading club"]
    names = [one.name for one in counter.flyer_logs.partners()]
    assert names == ["Bright Futures Mentoring", "Lake Street Literacy", "Nobody & Sons"]


def test_a_log_of_one_grade_counts_what_went_to_that_grade(counter: Counter) -> None:
    one = planned(counter, READING)
    counter.handing_out.hand_out(one.delivery_id, (), HandedHow.MAILBOX)
    log = counter.flyer_logs.log(replace(YEAR, of_grade=2, classes=True))
    (line,) = log.lines
    assert [of.class_name for of in line.lines] == ["2-A", "2-B"]
    assert (line.classes, line.out, log.totals.out) == (2, 51, 51)
    assert (line.copies, line.over) == (248, 56)  # of the whole delivery


def test_with_a_line_for_every_class(counter: Counter) -> None:
    one = planned(counter, READING)
    counter.handing_out.hand_out(
        one.delivery_id, (one.lines[0].line_id,), HandedHow.TEACHER, "Vang"
    )
    assert counter.flyer_logs.log(YEAR).lines[0].lines == ()
    classes = counter.flyer_logs.log(replace(YEAR, classes=True)).lines[0].lines
    assert [one.class_name for one in classes[:2]] == ["K-A", "K-B"]
    assert (classes[0].handed_to, classes[0].copies) == ("Vang", 22)
    assert classes[1].handed_at is None


@pytest.mark.parametrize("classes", [False, True])
def test_the_copies_of_the_file_add_up(counter: Counter, classes: bool) -> None:
    one = planned(counter, DENTAL)
    ids = tuple(line.line_id for line in one.lines[:2])
    counter.handing_out.hand_out(one.delivery_id, ids, HandedHow.MAILBOX)
    lobby = counter.boards.add("Lobby board")
    counter.boards.post(one.delivery_id, lobby.board_id, 2, post_id=new_id())
    received(counter, KARATE)
    log = counter.flyer_logs.log(replace(YEAR, classes=classes))
    data = log_csv(log, counter.words).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(data, newline="")))
    for name, total in (
        ("Copies received", log.totals.copies),
        ("Copies out", log.totals.out + log.totals.posted),
        ("Copies returned", log.totals.returned_copies),
        ("Copies over", log.totals.over),
    ):
        assert sum(int(row[name] or 0) for row in rows) == total, name
    waiting = [row["Copies out"] for row in rows if row["Class"] and not row["When"]]
    assert set(waiting) == ({"0"} if classes else set())


def test_days_that_are_no_period_are_told(counter: Counter) -> None:
    with pytest.raises(DeskError, match="after the last"):
        counter.flyer_logs.log(LogFilter(date(2026, 12, 1), date(2026, 11, 1)))
    assert counter.flyer_logs.log(LogFilter(date(2020, 1, 1), date(2020, 12, 31))).lines == ()


def test_the_periods_that_are_asked_for_again_and_again(counter: Counter) -> None:
    periods = counter.flyer_logs.periods()
    assert (periods.school_year.first, periods.school_year.last) == (YEAR.first, YEAR.last)
    assert (periods.last_month.first, periods.last_month.last) == (
        date(2026, 10, 1), date(2026, 10, 31),
    )  # fmt: skip


# -- sums -----------------------------------------------------------------------------------------

Do = Callable[[Counter, int], object]


def _one(counter: Counter, n: int, fits: Callable[[DeliveryRecord], bool]) -> DeliveryRecord:
    """One of the deliveries with which this can be done; IndexError where there is none."""
    queue = counter.deliveries.queue()
    every = [counter.deliveries.delivery(row.delivery_id) for row in queue.to_do]
    fitting = [one for one in every if fits(one)]
    return fitting[n % max(1, len(fitting))]


def _receive(counter: Counter, n: int) -> object:
    return checked(counter, (READING, DENTAL, CODING, KARATE)[n % 4])


def _accept(counter: Counter, n: int) -> object:
    one = _one(counter, n, lambda one: one.next == "check" and one.approval is not None)
    if n % 3 == 0:
        back = Return(("too_many",))
        return counter.deliveries.accept_in_part(one.delivery_id, one.version, 1 + n % 2, back)
    return counter.deliveries.accept(one.delivery_id, one.version)


def _give_back(counter: Counter, n: int) -> object:
    one = _one(counter, n, lambda one: one.tally.out + one.tally.posted == 0)
    return counter.deliveries.give_back(one.delivery_id, one.version, Return(("memo",)))


def _plan(counter: Counter, n: int) -> object:
    one = _one(counter, n, lambda one: one.state is DeliveryState.ACCEPTED)
    return counter.handing_out.plan_all(one.delivery_id, one.version)


def _hand_out(counter: Counter, n: int) -> object:
    one = _one(counter, n, lambda one: one.next == "hand_out")
    ids = tuple(line.line_id for line in one.lines[n % 5 : n % 5 + n % 4])
    return counter.handing_out.hand_out(one.delivery_id, ids, HandedHow.MAILBOX)


def _take_back(counter: Counter, n: int) -> object:
    one = _one(counter, n, lambda one: one.tally.out > 0)
    ids = tuple(line.line_id for line in one.lines[n % 3 : n % 3 + 2])
    return counter.handing_out.take_back(one.delivery_id, ids)


def _post(counter: Counter, n: int) -> object:
    one = _one(counter, n, lambda one: one.state is DeliveryState.ACCEPTED)
    board = counter.boards.boards()[0].board_id
    return counter.boards.post(one.delivery_id, board, 1 + n % 2, post_id=new_id())


def _undo_post(counter: Counter, n: int) -> object:
    one = _one(counter, n, lambda one: bool(one.posts))
    return counter.boards.undo_post(one.posts[0].post_id)


def _take_down(counter: Counter, n: int) -> object:
    one = _one(counter, n, lambda one: bool(one.posts))
    return counter.boards.take_down(one.posts[0].post_id)


def _finish(counter: Counter, n: int) -> object:
    one = _one(counter, n, lambda one: one.next == "finish")
    return counter.handing_out.finish(one.delivery_id, one.version, tuple(Surplus)[n % 3])


STEPS: tuple[Do, ...] = (
    _receive, _accept, _give_back, _plan, _hand_out, _take_back, _post, _undo_post, _take_down,
    _finish,
)  # fmt: skip
# Mostly in the order of a delivery's life, so that many of them get somewhere.
LIVES = st.lists(
    st.tuples(st.sampled_from((_receive, _accept, _plan, _hand_out, *STEPS)), st.integers(0, 11)),
    min_size=8,
    max_size=24,
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lives=LIVES)
def test_the_sums_are_those_of_the_database(
    counter: Counter, store_of_counter: Store, lives: list[tuple[Do, int]]
) -> None:
    if not counter.boards.boards():
        counter.boards.add("Lobby board")
    for step, n in lives:
        try:
            step(counter, n)
        except (DeskError, IndexError):
            continue  # this step cannot be taken here; what was before has to stand
    log = counter.flyer_logs.log(replace(YEAR, classes=True))
    line, post, delivery = t.flyer_line.c, t.flyer_post.c, t.flyer_delivery.c

    def summed(what: Any, *where: Any) -> int:
        with store_of_counter.read() as tx:
            return int(tx.execute(select(func.coalesce(what, 0)).where(*where)).scalar_one())

    totals = log.totals
    assert totals.deliveries == summed(func.count(delivery.delivery_id))
    assert totals.copies == summed(func.sum(delivery.copies))
    assert totals.returned_copies == summed(func.sum(delivery.returned_copies))
    assert totals.out == summed(func.sum(line.copies), line.state == LineState.HANDED.value)
    assert totals.posts == summed(func.count(post.post_id), post.undone.is_(False))
    assert totals.posted == summed(func.sum(post.copies), post.undone.is_(False))
    assert totals.out + totals.posted == sum(one.out for one in log.lines)
    handed = sum(one.copies for row in log.lines for one in row.lines if one.handed_at)
    assert handed == totals.out
    queue = counter.deliveries.queue()
    for row in (*queue.to_do, *queue.done):
        tally = row.tally
        assert tally.received == tally.returned + tally.planned + tally.posted + tally.over
        assert 0 <= tally.out <= tally.planned
        assert tally.out + tally.posted <= tally.received - tally.returned
