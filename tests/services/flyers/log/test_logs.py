"""The log: its lines, its filters, and its sums, which are the database's."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from datetime import date
from io import StringIO
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.models.store import Store
from cpdesk.policy.flyers import Channel, DeliveryState, HandedHow, LineState, Surplus
from cpdesk.records.flyer_intake import Return
from cpdesk.records.flyers import DeliveryRecord, FlyerLog, LogFilter
from cpdesk.services.flyers.log.log_files import log_csv
from cpdesk.services.services import Services
from tests.examples import examples
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


def test_a_line_for_every_way(services: Services) -> None:
    lobby = services.boards.add("Lobby board")
    one = planned(services, DENTAL)
    services.handouts.hand_out(one.delivery_id, (), HandedHow.MAILBOX)
    services.boards.post(one.delivery_id, lobby.board_id, 2, post_id=new_id())
    services.boards.post_electronic(one.delivery_id, "Newsletter", post_id=new_id())
    log = services.flyer_logs.log(YEAR)
    assert [(line.channel, line.first, line.copies, line.out) for line in log.lines] == [
        (Channel.CARRY_HOME, True, 360, 278),
        (Channel.BOARD, False, 0, 2),
        (Channel.ELECTRONIC, False, 0, 0),
    ]
    assert log.lines[0].done_at == services.clock.now()
    assert (log.totals.deliveries, log.totals.copies, log.totals.out) == (1, 360, 278)
    assert (log.totals.posts, log.totals.over) == (2, 80)
    assert (log.school_year, log.carry_home_low, log.carry_home_high) == ("2026-27", 0, 8)


def test_what_went_back_stands_there_with_its_reason(services: Services) -> None:
    one = received(services, KARATE)
    back = Return(("approval", "other"), "torn")
    services.deliveries.give_back(one.delivery_id, one.version, back)
    (line,) = services.flyer_logs.log(YEAR).lines
    assert (line.state, line.returned) == (DeliveryState.RETURNED, 300)
    assert [(one.reasons, one.note) for one in line.returns] == [(("approval", "other"), "torn")]
    assert (line.channel, line.over) == (None, 0)
    assert services.flyer_logs.log(YEAR).totals.returned_copies == 300


def test_the_newest_is_on_top_and_days_are_the_school_s(services: Services) -> None:
    received(services, READING)
    later(services, hours=13, minutes=17)  # 11:59 pm in Chicago, the next day in UTC
    received(services, DENTAL)
    later(services, minutes=2)
    received(services, CODING)
    assert titles(services.flyer_logs.log(TODAY)) == [
        "Free dental screening",
        "Winter reading club",
    ]
    next_day = LogFilter(date(2026, 11, 25), date(2026, 11, 25))
    assert titles(services.flyer_logs.log(next_day)) == ["Teen coding night"]


def test_filters(services: Services) -> None:
    planned(services, READING)
    accepted(services, CODING)
    received(services, replace(KARATE, partner="Nobody & Sons"))

    def asked(**by: Any) -> list[str]:
        return sorted(titles(services.flyer_logs.log(replace(YEAR, **by))))

    assert asked(partner="LSL") == ["Winter reading club"]
    assert asked(partner="Nobody & Sons") == ["Karate trial week"]
    assert asked(of_grade=2) == ["Karate trial week", "Winter reading club"]
    assert asked(of_grade=10) == ["Karate trial week", "Teen coding night"]
    assert asked(channel=Channel.BOARD) == ["Teen coding night"]
    assert asked(channel=Channel.CARRY_HOME) == ["Karate trial week", "Winter reading club"]
    names = [one.name for one in services.flyer_logs.partners()]
    assert names == ["Bright Futures Mentoring", "Lake Street Literacy", "Nobody & Sons"]


def test_a_log_of_one_grade_counts_what_went_to_that_grade(services: Services) -> None:
    one = planned(services, READING)
    services.handouts.hand_out(one.delivery_id, (), HandedHow.MAILBOX)
    log = services.flyer_logs.log(replace(YEAR, of_grade=2, classes=True))
    (line,) = log.lines
    assert [of.class_name for of in line.lines] == ["2-A", "2-B"]
    assert (line.classes, line.out, log.totals.out) == (2, 51, 51)
    assert (line.copies, line.over) == (248, 56)  # of the whole delivery


def test_an_empty_log_of_one_partner_is_headed_by_its_name(services: Services) -> None:
    def headed(partner: str) -> str:
        return services.flyer_logs.log(replace(TODAY, partner=partner)).partner_name

    assert headed("LSL") == "Lake Street Literacy"
    received(services, replace(KARATE, partner="Nobody & Sons"))
    later(services, days=30)
    long_ago = LogFilter(date(2020, 1, 1), date(2020, 1, 2), partner="Nobody & Sons")
    assert services.flyer_logs.log(long_ago).partner_name == "Nobody & Sons"
    assert headed("NO SUCH") == "NO SUCH"
    assert headed("") == ""


def test_what_is_kept_of_a_delivery_that_went_nowhere_is_over(services: Services) -> None:
    one = accepted(services, READING)
    assert services.flyer_logs.log(YEAR).totals.over == 0  # no one has planned it yet
    services.handouts.finish(one.delivery_id, one.version, Surplus.RECYCLED)
    (line,) = services.flyer_logs.log(YEAR).lines
    assert (line.channel, line.over, line.surplus) == (None, 248, Surplus.RECYCLED)


def test_with_a_line_for_every_class(services: Services) -> None:
    one = planned(services, READING)
    services.handouts.hand_out(one.delivery_id, (one.lines[0].line_id,), HandedHow.TEACHER, "Vang")
    assert services.flyer_logs.log(YEAR).lines[0].lines == ()
    classes = services.flyer_logs.log(replace(YEAR, classes=True)).lines[0].lines
    assert [one.class_name for one in classes[:2]] == ["K-A", "K-B"]
    assert (classes[0].handed_to, classes[0].copies) == ("Vang", 22)
    assert classes[1].handed_at is None


@pytest.mark.parametrize("classes", [False, True])
def test_the_copies_of_the_file_add_up(services: Services, classes: bool) -> None:
    one = planned(services, DENTAL)
    ids = tuple(line.line_id for line in one.lines[:2])
    services.handouts.hand_out(one.delivery_id, ids, HandedHow.MAILBOX)
    lobby = services.boards.add("Lobby board")
    services.boards.post(one.delivery_id, lobby.board_id, 2, post_id=new_id())
    received(services, KARATE)
    log = services.flyer_logs.log(replace(YEAR, classes=classes))
    data = log_csv(log, services.words).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(data, newline="")))
    for name, total in (
        ("Copies received", log.totals.copies),
        ("Copies out", log.totals.out + log.totals.posted),
        ("Copies returned", log.totals.returned_copies),
        ("Copies left over", log.totals.over),
    ):
        assert sum(int(row[name] or 0) for row in rows) == total, name
    waiting = [row["Copies out"] for row in rows if row["Class"] and not row["When"]]
    assert set(waiting) == ({"0"} if classes else set())


def test_days_that_are_no_period_are_told(services: Services) -> None:
    with pytest.raises(DeskError, match="first day is after its last day"):
        services.flyer_logs.log(LogFilter(date(2026, 12, 1), date(2026, 11, 1)))
    assert services.flyer_logs.log(LogFilter(date(2020, 1, 1), date(2020, 12, 31))).lines == ()


def test_the_periods_that_are_asked_for_again_and_again(services: Services) -> None:
    periods = services.flyer_logs.periods()
    assert (periods.school_year.first, periods.school_year.last) == (YEAR.first, YEAR.last)
    assert (periods.last_month.first, periods.last_month.last) == (
        date(2026, 10, 1), date(2026, 10, 31),
    )  # fmt: skip


# -- sums -----------------------------------------------------------------------------------------

Do = Callable[[Services, int], object]
BACK = Return(("too_many",))


def _one(services: Services, n: int, fits: Callable[[DeliveryRecord], bool]) -> DeliveryRecord:
    """One of the deliveries with which this can be done; IndexError where there is none."""
    queue = services.deliveries.queue()
    every = [services.deliveries.delivery(row.delivery_id) for row in (*queue.to_do, *queue.done)]
    fitting = [one for one in every if fits(one)]
    return fitting[n % max(1, len(fitting))]


def _in(*states: DeliveryState) -> Callable[[DeliveryRecord], bool]:
    return lambda one: one.state in states


def _untouched(one: DeliveryRecord) -> bool:
    return one.state in (CHECKING, ACCEPTED) and not one.tally.out and not one.posts


CHECKING, ACCEPTED, DONE = DeliveryState.CHECKING, DeliveryState.ACCEPTED, DeliveryState.DONE


def _receive(services: Services, n: int) -> object:
    return checked(services, (READING, DENTAL, CODING, KARATE)[n % 4])


def _accept(services: Services, n: int) -> object:
    one = _one(services, n, lambda one: one.next == "check" and one.approval is not None)
    return services.deliveries.accept(one.delivery_id, one.version)


def _accept_in_part(services: Services, n: int) -> object:
    one = _one(services, n, lambda one: one.next == "check" and one.approval is not None)
    return services.deliveries.accept_in_part(one.delivery_id, one.version, 1 + n % 2, BACK)


def _give_back(services: Services, n: int) -> object:
    one = _one(services, n, _untouched)
    return services.deliveries.give_back(one.delivery_id, one.version, Return(("memo",)))


def _undo_return(services: Services, n: int) -> object:
    one = _one(services, n, lambda one: bool(one.returns))
    return services.deliveries.undo_return(one.delivery_id, one.version)


def _check_again(services: Services, n: int) -> object:
    one = _one(services, n, lambda one: one.state is ACCEPTED and _untouched(one))
    return services.deliveries.check_again(one.delivery_id, one.version)


def _plan(services: Services, n: int) -> object:
    one = _one(services, n, _in(ACCEPTED))
    return services.handouts.plan_all(one.delivery_id, one.version)


def _hand_out(services: Services, n: int) -> object:
    one = _one(services, n, lambda one: one.next == "hand_out")
    ids = tuple(line.line_id for line in one.lines[n % 5 : n % 5 + n % 4])
    return services.handouts.hand_out(one.delivery_id, ids, HandedHow.MAILBOX)


def _take_back(services: Services, n: int) -> object:
    one = _one(services, n, lambda one: one.state is ACCEPTED and one.tally.out > 0)
    ids = tuple(line.line_id for line in one.lines[n % 3 : n % 3 + 2])
    return services.handouts.take_back(one.delivery_id, ids)


def _post(services: Services, n: int) -> object:
    one = _one(services, n, _in(ACCEPTED))
    if n % 5 == 0:
        return services.boards.post_electronic(one.delivery_id, "Newsletter", post_id=new_id())
    board = services.boards.boards()[0].board_id
    return services.boards.post(one.delivery_id, board, 1 + n % 2, post_id=new_id())


def _undo_post(services: Services, n: int) -> object:
    one = _one(services, n, lambda one: one.state is ACCEPTED and bool(one.posts))
    return services.boards.undo_post(one.posts[0].post_id)


def _take_down(services: Services, n: int) -> object:
    one = _one(services, n, lambda one: bool(one.posts))
    return services.boards.take_down(one.posts[n % len(one.posts)].post_id)


def _put_up_again(services: Services, n: int) -> object:
    one = _one(services, n, lambda one: one.state is ACCEPTED and any(_is_down(one)))
    return services.boards.put_up_again(next(_is_down(one)))


def _is_down(one: DeliveryRecord) -> Iterator[str]:
    return (post.post_id for post in one.posts if post.taken_down_at is not None)


def _finish(services: Services, n: int) -> object:
    def may_end(one: DeliveryRecord) -> bool:
        waits = any(line.state is LineState.PLANNED for line in one.lines)
        up = any(post.taken_down_at is None for post in one.posts)
        return one.state is ACCEPTED and not waits and not up

    one = _one(services, n, may_end)
    fate = tuple(Surplus)[n % 3]
    return services.handouts.finish(one.delivery_id, one.version, fate, BACK)


def _reopen(services: Services, n: int) -> object:
    one = _one(services, n, _in(DONE))
    return services.handouts.reopen(one.delivery_id, one.version)


STEPS: tuple[Do, ...] = (
    _receive, _accept, _accept_in_part, _give_back, _undo_return, _check_again, _plan, _hand_out,
    _take_back, _post, _undo_post, _take_down, _put_up_again, _finish, _reopen,
)  # fmt: skip
# Mostly in the order of a delivery's life, so that many of them get somewhere.
LIVES = st.lists(
    st.tuples(st.sampled_from((_receive, _accept, _plan, _hand_out, *STEPS)), st.integers(0, 11)),
    min_size=8,
    max_size=24,
)
# One in which every step can be taken.
A_LIFE: list[tuple[Do, int]] = [
    (_receive, 0), (_accept, 1), (_check_again, 0), (_accept_in_part, 1), (_give_back, 0),
    (_undo_return, 0), (_plan, 0), (_hand_out, 3), (_take_back, 0), (_hand_out, 0), (_post, 1),
    (_undo_post, 0), (_post, 2), (_post, 5), (_take_down, 0), (_put_up_again, 0), (_take_down, 0),
    (_take_down, 1), (_finish, 0), (_reopen, 0), (_undo_return, 0), (_finish, 1), (_reopen, 0),
    (_finish, 0),
]  # fmt: skip

OF_DATABASE = """
SELECT
    (SELECT count(*) FROM flyer_delivery) AS deliveries,
    (SELECT coalesce(sum(copies), 0) FROM flyer_delivery) AS copies,
    (SELECT coalesce(sum(copies), 0) FROM flyer_line WHERE state = 'handed') AS out,
    (SELECT count(*) FROM flyer_post WHERE NOT undone) AS posts,
    (SELECT count(DISTINCT delivery_id) FROM flyer_return WHERE NOT undone) AS returned_deliveries,
    (SELECT coalesce(sum(copies), 0) FROM flyer_return WHERE NOT undone) AS returned_copies
"""
OVER = """
WITH
    line AS (
        SELECT delivery_id, sum(copies) AS n FROM flyer_line WHERE state != 'dropped' GROUP BY 1
    ),
    post AS (SELECT delivery_id, sum(copies) AS n FROM flyer_post WHERE NOT undone GROUP BY 1),
    back AS (SELECT delivery_id, sum(copies) AS n FROM flyer_return WHERE NOT undone GROUP BY 1)
SELECT coalesce(sum(d.copies - coalesce(line.n, 0) - coalesce(post.n, 0) - coalesce(back.n, 0)), 0)
FROM flyer_delivery d
LEFT JOIN line USING (delivery_id) LEFT JOIN post USING (delivery_id)
LEFT JOIN back USING (delivery_id)
WHERE d.state = 'done' OR d.state = 'accepted' AND (line.n IS NOT NULL OR post.n IS NOT NULL)
"""


def _agrees(services: Services, store: Store) -> None:
    """Every total of the log is the database's, and each column is the sum of its lines."""
    log = services.flyer_logs.log(replace(YEAR, classes=True))
    totals = log.totals
    with store.read() as tx:
        found = tx.exec_driver_sql(OF_DATABASE).one()._asdict()
        found["over"] = tx.exec_driver_sql(OVER).scalar_one()
        posted = tx.exec_driver_sql("SELECT sum(copies) FROM flyer_post WHERE NOT undone").scalar()
    found["posted"] = posted or 0
    assert asdict(totals) == found
    assert sum(line.out for line in log.lines) == totals.out + totals.posted
    handed = sum(one.copies for row in log.lines for one in row.lines if one.handed_at)
    assert handed == totals.out
    for line in log.lines:
        if line.first and line.state in (DONE, DeliveryState.RETURNED):
            ways = [one.out for one in log.lines if one.delivery_id == line.delivery_id]
            assert line.copies == sum(ways) + line.returned + line.over
        assert line.returned == sum(one.copies for one in line.returns)
        assert all(one.reasons for one in line.returns)
    queue = services.deliveries.queue()
    for row in (*queue.to_do, *queue.done):
        tally = row.tally
        assert tally.received == tally.returned + tally.planned + tally.posted + tally.over
        assert 0 <= tally.out <= tally.planned
        assert tally.out + tally.posted <= tally.received - tally.returned


def test_the_sums_are_those_of_the_database(services: Services, store_of_services: Store) -> None:
    tried: list[Do] = []
    taken: list[Do] = []
    services.boards.add("Lobby board")

    @examples(15)
    @given(lives=LIVES)
    @example(lives=A_LIFE)
    def live(lives: list[tuple[Do, int]]) -> None:
        for step, n in lives:
            tried.append(step)
            try:
                step(services, n)
            except (DeskError, IndexError):
                continue  # this step cannot be taken here; what was before has to stand
            taken.append(step)
        _agrees(services, store_of_services)

    live()
    assert set(taken) == set(STEPS)
    assert len(taken) > len(tried) / 2


def test_what_is_over_is_said_on_the_first_line_of_a_delivery_only(services: Services) -> None:
    lobby = services.boards.add("Lobby board")
    one = planned(services, DENTAL)
    services.handouts.hand_out(one.delivery_id, (), HandedHow.MAILBOX)
    services.boards.post(one.delivery_id, lobby.board_id, 2, post_id=new_id())
    log = services.flyer_logs.log(YEAR)
    assert [line.over for line in log.lines] == [80, 0]
    assert [line.surplus for line in log.lines] == [None, None]  # nothing was decided about them


def test_a_delivery_is_done_when_its_last_class_has_it(services: Services) -> None:
    one = planned(services, READING)
    first, *others = [line.line_id for line in one.lines]
    services.handouts.hand_out(one.delivery_id, (first,), HandedHow.MAILBOX)
    (line,) = services.flyer_logs.log(YEAR).lines
    assert (line.done_at, line.out > 0) == (None, True)
    at = later(services, minutes=20)
    services.handouts.hand_out(one.delivery_id, tuple(others), HandedHow.MAILBOX)
    (line,) = services.flyer_logs.log(YEAR).lines
    assert line.done_at == at
