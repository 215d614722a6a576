"""A delivery in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from cpdesk.policy.decision import Finding
from cpdesk.policy.flyers import Channel, DeliveryState, LineState
from cpdesk.policy.outcome import Outcome
from cpdesk.records.flyers import ClassLine, DeliveryRow, Tally
from cpdesk.ui.flyers import texts
from cpdesk.ui.widgets.forms.line_fields import read_number as number
from cpdesk.words import Words
from tests.conftest import CHICAGO

TODAY = date(2026, 11, 24)
ROW = DeliveryRow(
    delivery_id="D",
    version=1,
    state=DeliveryState.ACCEPTED,
    title="Winter reading club",
    partner_name="Lake Street Literacy",
    channels=(Channel.CARRY_HOME,),
    grade_low=0,
    grade_high=3,
    approved_on=date(2026, 11, 16),
    received_at=datetime(2026, 11, 23, 13, 50, tzinfo=CHICAGO),
    tally=Tally(248, 0, 192, 43, 0, 56),
    returns=(),
    next="plan",
    board_name="",
    take_down_on=None,
    thumbnail=None,
)


@pytest.mark.parametrize(
    ("changes", "pill"),
    [
        ({"next": "check", "state": DeliveryState.CHECKING}, "Check"),
        ({"next": "plan"}, "Carry-home"),
        ({"next": "hand_out"}, "Hand out"),
        ({"next": "post", "channels": (Channel.BOARD,)}, "Board only"),
        ({"next": "post", "channels": (Channel.CARRY_HOME, Channel.BOARD)}, "Post"),
        ({"next": "take_down"}, "Take down today"),
        ({"next": "hang"}, "Posted"),
        ({"next": "finish"}, "Finish"),
        ({"next": "", "state": DeliveryState.RETURNED}, "Returned"),
        ({"next": "", "state": DeliveryState.DONE}, "Done"),
    ],
)
def test_what_is_to_do_in_two_words(changes: dict[str, object], pill: str, words: Words) -> None:
    assert texts.pill(replace(ROW, **changes), words).text == pill  # type: ignore[arg-type]


def test_the_line_under_the_title(words: Words) -> None:
    said = texts.row_about(ROW, TODAY, words)
    assert said == "Lake Street Literacy · approved Mon, Nov 16"
    board = replace(ROW, next="post", channels=(Channel.BOARD,), grade_low=9, grade_high=12)
    assert texts.row_about(board, TODAY, words) == "Lake Street Literacy · grades 9–12"
    up = replace(ROW, next="hang", board_name="Lobby board", take_down_on=date(2026, 12, 4))
    assert texts.row_about(up, TODAY, words) == "Lake Street Literacy · Lobby board"
    assert texts.row_count(up, TODAY, words) == "take down Fri, Dec 4"


def refused(grade: int) -> ClassLine:
    finding = Finding(
        "flyer.carry-home-grades",
        Outcome.REFUSE,
        None,
        "Flyers go home only with grades {low} to {high}, not with grade {grade}.",
        "Post it on a display board for this grade.",
        (("grade", str(grade)), ("high", "8"), ("low", "K")),
    )
    state = LineState.REFUSED
    return ClassLine(
        f"L{grade}", "", f"{grade}-X", "", grade, 25, 0, 0, None, state, finding, None, "", None, ""
    )


def test_why_classes_are_kept_from_it(words: Words) -> None:
    assert texts.kept_from((refused(9), refused(9)), words) == (
        "Flyers go home only with grades K to 8, not with grade 9. Post it on a "
        "display board for this grade."
    )
    assert texts.kept_from((refused(9), refused(10)), words) == (
        "Carry-home is for grades K–8. Post it on a display board instead. The log "
        "shows it as not sent home."
    )
    assert texts.carry_home("5", "5", words).startswith("Carry-home is only for grade 5. Post it ")
    assert texts.carry_home("5", "6", words).startswith("Carry-home is for grades 5–6. Post it ")
    assert texts.carry_home("", "", words).startswith("Post it ")


def test_over_and_short(words: Words) -> None:
    assert texts.progress(ROW.tally, words) == "43 of 192 copies out · 56 over"
    short = replace(ROW.tally, over=-4)
    assert texts.progress(short, words) == "43 of 192 copies out · 4 short"


def test_one_grade_and_all_of_them(words: Words) -> None:
    assert texts.grades(4, 4, words) == "grade 4"
    assert texts.grades(None, None, words) == ""
    assert texts.grades(None, 5, words) == "grades PK–5"


def test_moments_of_today_need_no_day(words: Words) -> None:
    morning = datetime(2026, 11, 24, 9, 5, tzinfo=CHICAGO)
    assert texts.when(morning, TODAY, words) == "9:05 am"
    assert texts.when(morning.replace(day=23), TODAY, words) == "Mon, Nov 23 9:05 am"
    assert texts.when(morning.replace(year=2025), TODAY, words) == "Nov 24, 2025, 9:05 am"


@pytest.mark.parametrize(
    ("said", "read"), [("248", 248), ("1,200", 1200), ("", None), ("-3", None), ("12345678", None)]
)
def test_counts_as_people_type_them(said: str, read: int | None) -> None:
    assert number(said) == read
