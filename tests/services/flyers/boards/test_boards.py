"""Boards, posts and what has to come down."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import update

from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.models.store import Store
from cpdesk.models.tables.roster_tables import flyer
from cpdesk.policy.flyers import Channel
from cpdesk.records.flyers import Board, DeliveryRecord, Post
from cpdesk.services.services import Services
from tests.services.flyers.story import CODING, READING, accepted, later, now, planned


@pytest.fixture
def lobby(services: Services) -> Board:
    return services.boards.add(" Lobby  board ", "next to the office")


def post(
    services: Services,
    one: DeliveryRecord,
    board: Board,
    copies: int = 1,
    until: date | None = None,
) -> Post:
    return services.boards.post(one.delivery_id, board.board_id, copies, until, post_id=new_id())


def test_boards_have_one_name_each(services: Services, lobby: Board) -> None:
    assert lobby.name == "Lobby board"
    with pytest.raises(DeskError, match="There’s already a board named"):
        services.boards.add("LOBBY BOARD")
    with pytest.raises(DeskError, match="The board’s name is missing"):
        services.boards.add("  ")
    gym = services.boards.add("Gym")
    with pytest.raises(DeskError, match="There’s already a board named"):
        services.boards.rename(gym.board_id, "lobby board")
    assert services.boards.rename(gym.board_id, "gym", "north").place == "north"


def test_a_board_that_is_given_up_takes_nothing(services: Services, lobby: Board) -> None:
    one = accepted(services, CODING)
    up = post(services, one, lobby)
    with pytest.raises(DeskError, match="Flyers are still posted on"):
        services.boards.retire(lobby.board_id)
    services.boards.take_down(up.post_id)
    services.boards.retire(lobby.board_id)
    assert services.boards.boards() == ()
    with pytest.raises(DeskError, match="not a board"):
        post(services, one, lobby)
    assert services.boards.add("lobby board").board_id == lobby.board_id
    assert [b.name for b in services.boards.boards()] == ["lobby board"]


def test_nothing_hangs_again_on_a_board_that_was_given_up(services: Services, lobby: Board) -> None:
    up = post(services, accepted(services, CODING), lobby)
    services.boards.take_down(up.post_id)
    services.boards.retire(lobby.board_id)
    with pytest.raises(DeskError, match="not a board"):
        services.boards.put_up_again(up.post_id)
    assert services.boards.hanging() == ()
    services.boards.add("Lobby board")
    assert services.boards.put_up_again(up.post_id).taken_down_at is None


def test_nothing_hangs_again_whose_approval_ended(services: Services, lobby: Board) -> None:
    one = accepted(services, CODING)
    up = post(services, one, lobby)
    newsletter = services.boards.post_electronic(one.delivery_id, "Newsletter", post_id=new_id())
    for key in (up.post_id, newsletter.post_id):
        services.boards.take_down(key)
    later(services, days=22)
    for key in (up.post_id, newsletter.post_id):
        with pytest.raises(DeskError, match="ended on"):
            services.boards.put_up_again(key)
    assert services.boards.hanging() == ()


def test_nothing_hangs_again_after_its_last_day(services: Services, lobby: Board) -> None:
    up = post(services, accepted(services, CODING), lobby, until=date(2026, 11, 26))
    services.boards.take_down(up.post_id)
    later(services, days=2)
    services.boards.put_up_again(up.post_id)
    services.boards.take_down(up.post_id)
    later(services, days=1)
    with pytest.raises(DeskError, match="Its last day was"):
        services.boards.put_up_again(up.post_id)


# -- the approval in force ------------------------------------------------------------------------


def expires(store: Store, day: date | None) -> None:
    """A new roster says so of Teen coding night, which ended on December 15."""
    c = flyer.c
    with store.write() as tx:
        tx.execute(update(flyer).where(c.flyer_id == "F-2228").values(expires_on=day))


def test_an_approval_that_was_extended_hangs_longer(
    services: Services, store_of_services: Store, lobby: Board
) -> None:
    one = accepted(services, CODING)
    expires(store_of_services, date(2027, 3, 31))
    later(services, days=30)
    assert post(services, one, lobby, until=date(2026, 12, 24)).due
    assert post(services, one, lobby).take_down_on == date(2027, 1, 23)


def test_an_approval_that_was_shortened_hangs_shorter(
    services: Services, store_of_services: Store, lobby: Board
) -> None:
    one = accepted(services, CODING)
    before = post(services, one, lobby)
    services.boards.take_down(before.post_id)
    expires(store_of_services, date(2026, 11, 26))
    with pytest.raises(DeskError, match="Flyers can’t stay up after that date") as trouble:
        post(services, one, lobby, until=date(2026, 11, 27))
    assert trouble.value.facts == {"expires_on": date(2026, 11, 26)}
    assert post(services, one, lobby).take_down_on == date(2026, 11, 26)
    again = services.boards.put_up_again(before.post_id)
    assert again.take_down_on == date(2026, 11, 26)


@pytest.mark.parametrize("ends", [None, date(2027, 6, 30)])
def test_nothing_hangs_for_more_than_a_month(
    services: Services, store_of_services: Store, lobby: Board, ends: date | None
) -> None:
    expires(store_of_services, ends)
    one = accepted(services, CODING)
    for until in (date(2026, 12, 25), date(2027, 6, 30)):
        with pytest.raises(DeskError, match="must come down by") as trouble:
            post(services, one, lobby, until=until)
        assert trouble.value.facts == {"latest": date(2026, 12, 24)}
        with pytest.raises(DeskError, match="must come down by"):
            services.boards.post_electronic(one.delivery_id, "Page", until, post_id=new_id())
    assert post(services, one, lobby, until=date(2026, 12, 24)).take_down_on == date(2026, 12, 24)
    assert post(services, one, lobby).take_down_on == date(2026, 12, 24)


def test_an_electronic_post_stands_again_without_a_board(services: Services) -> None:
    one = accepted(services, CODING)
    up = services.boards.post_electronic(one.delivery_id, "Newsletter", post_id=new_id())
    services.boards.take_down(up.post_id)
    assert services.boards.put_up_again(up.post_id).taken_down_at is None


def test_nothing_hangs_where_the_school_set_nothing_aside(services: Services) -> None:
    one = accepted(services, CODING)
    with pytest.raises(DeskError, match="This isn’t a board the school set aside"):
        services.boards.post(one.delivery_id, "the wall", 1, post_id=new_id())


def test_it_comes_down_when_the_approval_ends_or_after_a_month(
    services: Services, lobby: Board
) -> None:
    assert post(services, accepted(services, CODING), lobby).take_down_on == date(2026, 12, 15)
    assert post(services, accepted(services, READING), lobby).take_down_on == date(2026, 12, 24)


def test_nothing_hangs_longer_than_its_approval(services: Services, lobby: Board) -> None:
    one = accepted(services, CODING)
    with pytest.raises(DeskError, match="Flyers can’t stay up after that date"):
        post(services, one, lobby, until=date(2026, 12, 16))
    with pytest.raises(DeskError, match="That date has passed"):
        post(services, one, lobby, until=date(2026, 11, 23))
    assert post(services, one, lobby, until=date(2026, 11, 24)).due


def test_two_enters_are_one_post(services: Services, lobby: Board) -> None:
    one, key = accepted(services, CODING), new_id()
    first = services.boards.post(one.delivery_id, lobby.board_id, 2, post_id=key)
    assert services.boards.post(one.delivery_id, lobby.board_id, 2, post_id=key) == first
    assert now(services, one).tally.posted == 2
    with pytest.raises(DeskError) as trouble:
        post(services, one, lobby)
    assert trouble.value.facts == {"left": 0}


def test_take_downs_of_today_are_on_top(services: Services, lobby: Board) -> None:
    reading, coding = accepted(services, READING), accepted(services, CODING)
    post(services, reading, lobby)
    up = post(services, coding, lobby, until=date(2026, 11, 30))
    assert not up.due
    later(services, days=6)
    assert services.boards.hanging()[0].due
    assert services.deliveries.queue().take_down_today == 1
    assert services.deliveries.queue().to_do[0].next == "take_down"
    down = services.boards.take_down(up.post_id)
    assert services.boards.take_down(up.post_id) == down  # twice is once
    assert [one.title for one in services.boards.hanging()] == ["Winter reading club"]
    assert now(services, coding).next == "finish"
    assert services.boards.put_up_again(up.post_id).taken_down_at is None


def test_a_post_that_never_was_gives_its_copies_back(services: Services, lobby: Board) -> None:
    one = accepted(services, CODING)
    up = post(services, one, lobby, 2)
    services.boards.undo_post(up.post_id)
    assert (now(services, one).tally.posted, now(services, one).posts) == (0, ())
    assert now(services, one).next == "post"


def test_an_electronic_post_takes_no_copies(services: Services) -> None:
    one = accepted(services, CODING)
    made = services.boards.post_electronic(one.delivery_id, "Family newsletter", post_id=new_id())
    assert (made.channel, made.copies, made.board_name) == (
        Channel.ELECTRONIC, 0, "Family newsletter",
    )  # fmt: skip
    assert now(services, one).tally.posted == 0
    with pytest.raises(DeskError, match="The place where it was posted is missing"):
        services.boards.post_electronic(one.delivery_id, " ", post_id=new_id())


def test_an_ended_approval_is_not_posted(services: Services, lobby: Board) -> None:
    one = accepted(services, CODING)
    later(services, days=22)
    with pytest.raises(DeskError, match="ended on"):
        post(services, one, lobby)


def test_copies_that_went_home_do_not_hang(services: Services, lobby: Board) -> None:
    from cpdesk.policy.flyers import HandedHow

    one = planned(services)
    services.handouts.hand_out(one.delivery_id, (), HandedHow.MAILBOX)
    assert post(services, one, lobby, 56).copies == 56
    with pytest.raises(DeskError, match="Copies left"):
        post(services, one, lobby, 1)


def test_the_register_has_what_hung_in_the_period(services: Services, lobby: Board) -> None:
    one = accepted(services, CODING)
    up = post(services, one, lobby)
    later(services, days=3)
    services.boards.take_down(up.post_id)

    def hung(first: date, last: date) -> int:
        return len(services.boards.register(first, last).posts)

    assert hung(date(2026, 11, 24), date(2026, 11, 24)) == 1
    assert hung(date(2026, 11, 27), date(2026, 12, 31)) == 1
    assert hung(date(2026, 11, 28), date(2026, 12, 31)) == 0
    assert hung(date(2026, 11, 1), date(2026, 11, 23)) == 0


def test_whoever_opened_a_delivery_before_it_was_posted_has_to_look_again(
    services: Services, lobby: Board
) -> None:
    opened = accepted(services, READING)
    up = post(services, opened, lobby)
    with pytest.raises(DeskError, match="since you opened it"):
        services.handouts.plan_all(opened.delivery_id, opened.version)
    after = now(services, opened)
    assert after.version > opened.version
    services.boards.undo_post(up.post_id)
    with pytest.raises(DeskError, match="since you opened it"):
        services.handouts.plan_all(opened.delivery_id, after.version)
    assert services.handouts.plan_all(opened.delivery_id, now(services, opened).version).lines
