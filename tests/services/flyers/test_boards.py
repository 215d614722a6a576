"""Boards, posts and what has to come down."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import update

from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.models.roster_tables import flyer
from cpdesk.models.store import Store
from cpdesk.policy.flyers import Channel
from cpdesk.records.flyers import Board, DeliveryRecord, Post
from cpdesk.services.counter import Counter
from tests.services.flyers.story import CODING, READING, accepted, later, now, planned


@pytest.fixture
def lobby(counter: Counter) -> Board:
    return counter.boards.add(" Lobby  board ", "next to the office")


def post(
    counter: Counter, one: DeliveryRecord, board: Board, copies: int = 1, until: date | None = None
) -> Post:
    return counter.boards.post(one.delivery_id, board.board_id, copies, until, post_id=new_id())


def test_boards_have_one_name_each(counter: Counter, lobby: Board) -> None:
    assert lobby.name == "Lobby board"
    with pytest.raises(DeskError, match="There’s already a board named"):
        counter.boards.add("LOBBY BOARD")
    with pytest.raises(DeskError, match="The board’s name is missing"):
        counter.boards.add("  ")
    gym = counter.boards.add("Gym")
    with pytest.raises(DeskError, match="There’s already a board named"):
        counter.boards.rename(gym.board_id, "lobby board")
    assert counter.boards.rename(gym.board_id, "gym", "north").place == "north"


def test_a_board_that_is_given_up_takes_nothing(counter: Counter, lobby: Board) -> None:
    one = accepted(counter, CODING)
    up = post(counter, one, lobby)
    with pytest.raises(DeskError, match="Flyers are still posted on"):
        counter.boards.retire(lobby.board_id)
    counter.boards.take_down(up.post_id)
    counter.boards.retire(lobby.board_id)
    assert counter.boards.boards() == ()
    with pytest.raises(DeskError, match="not a board"):
        post(counter, one, lobby)
    assert counter.boards.add("lobby board").board_id == lobby.board_id
    assert [b.name for b in counter.boards.boards()] == ["lobby board"]


def test_nothing_hangs_again_on_a_board_that_was_given_up(counter: Counter, lobby: Board) -> None:
    up = post(counter, accepted(counter, CODING), lobby)
    counter.boards.take_down(up.post_id)
    counter.boards.retire(lobby.board_id)
    with pytest.raises(DeskError, match="not a board"):
        counter.boards.put_up_again(up.post_id)
    assert counter.boards.hanging() == ()
    counter.boards.add("Lobby board")
    assert counter.boards.put_up_again(up.post_id).taken_down_at is None


def test_nothing_hangs_again_whose_approval_ended(counter: Counter, lobby: Board) -> None:
    one = accepted(counter, CODING)
    up = post(counter, one, lobby)
    newsletter = counter.boards.post_electronic(one.delivery_id, "Newsletter", post_id=new_id())
    for key in (up.post_id, newsletter.post_id):
        counter.boards.take_down(key)
    later(counter, days=22)
    for key in (up.post_id, newsletter.post_id):
        with pytest.raises(DeskError, match="ended on"):
            counter.boards.put_up_again(key)
    assert counter.boards.hanging() == ()


def test_nothing_hangs_again_after_its_last_day(counter: Counter, lobby: Board) -> None:
    up = post(counter, accepted(counter, CODING), lobby, until=date(2026, 11, 26))
    counter.boards.take_down(up.post_id)
    later(counter, days=2)
    counter.boards.put_up_again(up.post_id)
    counter.boards.take_down(up.post_id)
    later(counter, days=1)
    with pytest.raises(DeskError, match="Its last day was"):
        counter.boards.put_up_again(up.post_id)


# -- the approval in force ------------------------------------------------------------------------


def expires(store: Store, day: date | None) -> None:
    """A new roster says so of Teen coding night, which ended on December 15."""
    c = flyer.c
    with store.write() as tx:
        tx.execute(update(flyer).where(c.flyer_id == "F-2228").values(expires_on=day))


def test_an_approval_that_was_extended_hangs_longer(
    counter: Counter, store_of_counter: Store, lobby: Board
) -> None:
    one = accepted(counter, CODING)
    expires(store_of_counter, date(2027, 3, 31))
    later(counter, days=30)
    assert post(counter, one, lobby, until=date(2026, 12, 24)).due
    assert post(counter, one, lobby).take_down_on == date(2027, 1, 23)


def test_an_approval_that_was_shortened_hangs_shorter(
    counter: Counter, store_of_counter: Store, lobby: Board
) -> None:
    one = accepted(counter, CODING)
    before = post(counter, one, lobby)
    counter.boards.take_down(before.post_id)
    expires(store_of_counter, date(2026, 11, 26))
    with pytest.raises(DeskError, match="Flyers can’t stay up after that date") as trouble:
        post(counter, one, lobby, until=date(2026, 11, 27))
    assert trouble.value.facts == {"expires_on": date(2026, 11, 26)}
    assert post(counter, one, lobby).take_down_on == date(2026, 11, 26)
    again = counter.boards.put_up_again(before.post_id)
    assert again.take_down_on == date(2026, 11, 26)


@pytest.mark.parametrize("ends", [None, date(2027, 6, 30)])
def test_nothing_hangs_for_more_than_a_month(
    counter: Counter, store_of_counter: Store, lobby: Board, ends: date | None
) -> None:
    expires(store_of_counter, ends)
    one = accepted(counter, CODING)
    for until in (date(2026, 12, 25), date(2027, 6, 30)):
        with pytest.raises(DeskError, match="must come down by") as trouble:
            post(counter, one, lobby, until=until)
        assert trouble.value.facts == {"latest": date(2026, 12, 24)}
        with pytest.raises(DeskError, match="must come down by"):
            counter.boards.post_electronic(one.delivery_id, "Page", until, post_id=new_id())
    assert post(counter, one, lobby, until=date(2026, 12, 24)).take_down_on == date(2026, 12, 24)
    assert post(counter, one, lobby).take_down_on == date(2026, 12, 24)


def test_an_electronic_post_stands_again_without_a_board(counter: Counter) -> None:
    one = accepted(counter, CODING)
    up = counter.boards.post_electronic(one.delivery_id, "Newsletter", post_id=new_id())
    counter.boards.take_down(up.post_id)
    assert counter.boards.put_up_again(up.post_id).taken_down_at is None


def test_nothing_hangs_where_the_school_set_nothing_aside(counter: Counter) -> None:
    one = accepted(counter, CODING)
    with pytest.raises(DeskError, match="This isn’t a board the school set aside"):
        counter.boards.post(one.delivery_id, "the wall", 1, post_id=new_id())


def test_it_comes_down_when_the_approval_ends_or_after_a_month(
    counter: Counter, lobby: Board
) -> None:
    assert post(counter, accepted(counter, CODING), lobby).take_down_on == date(2026, 12, 15)
    assert post(counter, accepted(counter, READING), lobby).take_down_on == date(2026, 12, 24)


def test_nothing_hangs_longer_than_its_approval(counter: Counter, lobby: Board) -> None:
    one = accepted(counter, CODING)
    with pytest.raises(DeskError, match="Flyers can’t stay up after that date"):
        post(counter, one, lobby, until=date(2026, 12, 16))
    with pytest.raises(DeskError, match="That date has passed"):
        post(counter, one, lobby, until=date(2026, 11, 23))
    assert post(counter, one, lobby, until=date(2026, 11, 24)).due


def test_two_enters_are_one_post(counter: Counter, lobby: Board) -> None:
    one, key = accepted(counter, CODING), new_id()
    first = counter.boards.post(one.delivery_id, lobby.board_id, 2, post_id=key)
    assert counter.boards.post(one.delivery_id, lobby.board_id, 2, post_id=key) == first
    assert now(counter, one).tally.posted == 2
    with pytest.raises(DeskError) as trouble:
        post(counter, one, lobby)
    assert trouble.value.facts == {"left": 0}


def test_take_downs_of_today_are_on_top(counter: Counter, lobby: Board) -> None:
    reading, coding = accepted(counter, READING), accepted(counter, CODING)
    post(counter, reading, lobby)
    up = post(counter, coding, lobby, until=date(2026, 11, 30))
    assert not up.due
    later(counter, days=6)
    assert counter.boards.hanging()[0].due
    assert counter.deliveries.queue().take_down_today == 1
    assert counter.deliveries.queue().to_do[0].next == "take_down"
    down = counter.boards.take_down(up.post_id)
    assert counter.boards.take_down(up.post_id) == down  # twice is once
    assert [one.title for one in counter.boards.hanging()] == ["Winter reading club"]
    assert now(counter, coding).next == "finish"
    assert counter.boards.put_up_again(up.post_id).taken_down_at is None


def test_a_post_that_never_was_gives_its_copies_back(counter: Counter, lobby: Board) -> None:
    one = accepted(counter, CODING)
    up = post(counter, one, lobby, 2)
    counter.boards.undo_post(up.post_id)
    assert (now(counter, one).tally.posted, now(counter, one).posts) == (0, ())
    assert now(counter, one).next == "post"


def test_an_electronic_post_takes_no_copies(counter: Counter) -> None:
    one = accepted(counter, CODING)
    made = counter.boards.post_electronic(one.delivery_id, "Family newsletter", post_id=new_id())
    assert (made.channel, made.copies, made.board_name) == (
        Channel.ELECTRONIC, 0, "Family newsletter",
    )  # fmt: skip
    assert now(counter, one).tally.posted == 0
    with pytest.raises(DeskError, match="The place where it was posted is missing"):
        counter.boards.post_electronic(one.delivery_id, " ", post_id=new_id())


def test_an_ended_approval_is_not_posted(counter: Counter, lobby: Board) -> None:
    one = accepted(counter, CODING)
    later(counter, days=22)
    with pytest.raises(DeskError, match="ended on"):
        post(counter, one, lobby)


def test_copies_that_went_home_do_not_hang(counter: Counter, lobby: Board) -> None:
    from cpdesk.policy.flyers import HandedHow

    one = planned(counter)
    counter.handing_out.hand_out(one.delivery_id, (), HandedHow.MAILBOX)
    assert post(counter, one, lobby, 56).copies == 56
    with pytest.raises(DeskError, match="Copies left"):
        post(counter, one, lobby, 1)


def test_the_register_has_what_hung_in_the_period(counter: Counter, lobby: Board) -> None:
    one = accepted(counter, CODING)
    up = post(counter, one, lobby)
    later(counter, days=3)
    counter.boards.take_down(up.post_id)

    def hung(first: date, last: date) -> int:
        return len(counter.boards.register(first, last).posts)

    assert hung(date(2026, 11, 24), date(2026, 11, 24)) == 1
    assert hung(date(2026, 11, 27), date(2026, 12, 31)) == 1
    assert hung(date(2026, 11, 28), date(2026, 12, 31)) == 0
    assert hung(date(2026, 11, 1), date(2026, 11, 23)) == 0


def test_whoever_opened_a_delivery_before_it_was_posted_has_to_look_again(
    counter: Counter, lobby: Board
) -> None:
    opened = accepted(counter, READING)
    up = post(counter, opened, lobby)
    with pytest.raises(DeskError, match="since you opened it"):
        counter.handing_out.plan_all(opened.delivery_id, opened.version)
    after = now(counter, opened)
    assert after.version > opened.version
    counter.boards.undo_post(up.post_id)
    with pytest.raises(DeskError, match="since you opened it"):
        counter.handing_out.plan_all(opened.delivery_id, after.version)
    assert counter.handing_out.plan_all(opened.delivery_id, now(counter, opened).version).lines
