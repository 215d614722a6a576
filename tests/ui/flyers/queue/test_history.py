"""Who did what with a delivery, each step in one whole sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from cpdesk.policy.flyers import Channel, DeliveryState
from cpdesk.records.flyers import DeliveryRecord, FlyerReturn, Post, Tally
from cpdesk.ui.flyers.queue.history import events
from cpdesk.words import Words
from tests.conftest import CHICAGO

CAME = datetime(2026, 11, 18, 9, 0, tzinfo=CHICAGO)
LATER = datetime(2026, 11, 20, 9, 0, tzinfo=CHICAGO)
RECORD = DeliveryRecord(
    delivery_id="D",
    version=1,
    state=DeliveryState.ACCEPTED,
    approval=None,
    approval_number="FL-2231",
    approved_on=None,
    expires_on=None,
    partner_id="LSL",
    partner_name="Lake Street Literacy",
    title="Winter reading club",
    channels=(Channel.BOARD,),
    grade_low=None,
    grade_high=None,
    fee=False,
    copies=60,
    bundles=2,
    brought_by="",
    note="",
    checks=(),
    received_at=CAME,
    received_by_name="Ana Ruiz",
    accepted_at=None,
    accepted_by_name="",
    returns=(),
    surplus=None,
    surplus_copies=0,
    done_at=None,
    done_by_name="",
    tally=Tally(60, 0, 0, 0, 0, 60),
    lines=(),
    posts=(),
    files=(),
    next="post",
)
BACK = FlyerReturn("R", 20, ("too_many",), "", "", LATER, "Ana Ruiz", False)
POST = Post(
    post_id="P",
    delivery_id="D",
    title="Winter reading club",
    partner_name="Lake Street Literacy",
    channel=Channel.BOARD,
    board_id="B",
    board_name="Gym board",
    copies=1,
    posted_at=LATER,
    posted_by_name="",
    take_down_on=None,
    taken_down_at=None,
    taken_down_by_name="",
    due=False,
)


def said(record: DeliveryRecord, words: Words) -> list[str]:
    return [sentence for _, sentence in events(record, words)]


def test_who_received_it_and_who_delivered_it(words: Words) -> None:
    assert said(RECORD, words) == ["Received by Ana Ruiz"]
    delivered = replace(RECORD, brought_by="Lee Vang", received_by_name="")
    assert said(delivered, words) == ["Received by the front desk, delivered by Lee Vang"]


@pytest.mark.parametrize(
    ("back", "sentence"),
    [
        (BACK, "20 copies returned by Ana Ruiz"),
        (replace(BACK, copies=1), "1 copy returned by Ana Ruiz"),
        (
            replace(BACK, copies=1, returned_to="a driver"),
            "1 copy returned by Ana Ruiz, given to a driver",
        ),
        (
            replace(BACK, returned_to="a driver"),
            "20 copies returned by Ana Ruiz, given to a driver",
        ),
        (replace(BACK, whole=True), "All copies returned by Ana Ruiz"),
        (
            replace(BACK, whole=True, returned_to="a driver"),
            "All copies returned by Ana Ruiz, given to a driver",
        ),
    ],
)
def test_a_return_says_how_many_and_to_whom(back: FlyerReturn, sentence: str, words: Words) -> None:
    assert said(replace(RECORD, returns=(back,)), words)[0] == sentence


def test_a_post_says_where_it_is_and_who_took_it_down(words: Words) -> None:
    assert said(replace(RECORD, posts=(POST,)), words)[0] == (
        "Posted on a board by the front desk: Gym board"
    )
    page = replace(POST, channel=Channel.ELECTRONIC, board_name="Newsletter")
    assert said(replace(RECORD, posts=(page,)), words)[0] == (
        "Posted electronically by the front desk: Newsletter"
    )
    down = replace(
        POST,
        taken_down_at=datetime(2026, 11, 21, 9, 0, tzinfo=CHICAGO),
        taken_down_by_name="Ana Ruiz",
    )
    assert said(replace(RECORD, posts=(down,)), words)[0] == "Taken down by Ana Ruiz: Gym board"
