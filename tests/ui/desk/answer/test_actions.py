"""What each answer offers, and above all what it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from cpdesk.policy.decision import Finding
from cpdesk.policy.outcome import Lift, Outcome
from cpdesk.records.desk import Question
from cpdesk.ui.desk.answer.actions import FORM_ACTIONS, DeskAction, actions
from cpdesk.ui.desk.answer.asking import lift_codes
from tests.ui.desk import fakes

ASKED = Question(person="p1")
WAYS_IN = {DeskAction.ADMIT, DeskAction.ADMIT_PLAIN, DeskAction.LIFT, DeskAction.RELAY}


def offered(*findings: Finding, inside: str = "") -> list[DeskAction]:
    decision = fakes.decided(*fakes.GOOD, *findings)
    return [a.id for a in actions(fakes.card(ASKED, decision=decision, open_visit_id=inside))]


def test_each_outcome_has_its_own_first_action() -> None:
    assert offered() == [DeskAction.ADMIT, DeskAction.ADMIT_PLAIN, DeskAction.CLEAR]
    assert offered(fakes.EARLY)[0] is DeskAction.LIFT
    assert offered(fakes.NEEDS_LEADER, fakes.EARLY)[0] is DeskAction.RELAY
    assert offered(fakes.NOT_SIGNED)[0] is DeskAction.SHEET


@pytest.mark.parametrize("outcome", [Outcome.ASK_DESK, Outcome.ASK_LEADER, Outcome.REFUSE])
@pytest.mark.parametrize("lift", [Lift.DISTRICT, Lift.NOBODY])
def test_what_only_the_district_or_nobody_may_lift_has_no_way_in(
    outcome: Outcome, lift: Lift
) -> None:
    finding = replace(fakes.EARLY, outcome=outcome, lift=lift)
    assert not WAYS_IN & set(offered(finding, fakes.NEEDS_LEADER))


def test_the_door_opens_only_where_class_time_is_the_only_refusal() -> None:
    assert DeskAction.DOOR in offered(fakes.NOW_CLASS, fakes.NEEDS_LEADER)
    assert DeskAction.DOOR not in offered(fakes.NOW_CLASS, fakes.NOT_SIGNED)
    assert DeskAction.DOOR not in offered(fakes.NOT_SIGNED)


def test_somebody_inside_leaves_or_gets_another_badge() -> None:
    acts = offered(fakes.NOT_SIGNED, inside="V1")
    assert acts == [DeskAction.CHECK_OUT, DeskAction.BADGE_AGAIN, DeskAction.CLEAR]


def test_enter_is_the_first_button_everywhere() -> None:
    rows = [actions(fakes.card(ASKED)), *FORM_ACTIONS.values()]
    assert all(row[0].key == "Enter" for row in rows)


def test_class_time_offers_the_next_time_first_and_names_it() -> None:
    first, *rest = actions(fakes.meeting_card(ASKED))
    assert (first.id, first.key, first.at) == (DeskAction.ASK_TIME, "Enter", time(11, 35))
    assert [a.id for a in rest] == [DeskAction.DOOR, DeskAction.SHEET, DeskAction.TURN_AWAY]


def test_without_a_grade_or_a_free_time_there_is_nothing_to_ask_for() -> None:
    card = fakes.meeting_card(ASKED)
    no_grade = replace(card, question=replace(card.question, grade=None))
    full = replace(fakes.NOW_CLASS, facts=())
    over = replace(card, decision=fakes.decided(full, fakes.NEEDS_LEADER))
    for one in (no_grade, over, replace(card, visitor_key="")):
        assert actions(one)[0].id is DeskAction.SHEET


def test_a_leader_is_asked_beside_the_yes_that_was_passed_on() -> None:
    assert offered(fakes.NEEDS_LEADER)[:2] == [DeskAction.RELAY, DeskAction.ASK_LEADER]
    card = fakes.card(ASKED, decision=fakes.decided(fakes.NEEDS_LEADER))
    assert DeskAction.ASK_LEADER not in [a.id for a in actions(card, asked=True)]
    card = replace(card, visitor_key="")
    assert DeskAction.ASK_LEADER not in [a.id for a in actions(card)]


def test_only_what_a_leader_may_lift_is_asked_of_one() -> None:
    in_class = replace(fakes.NOW_CLASS, outcome=Outcome.ASK_LEADER)
    decision = fakes.decided(in_class, fakes.NEEDS_LEADER, fakes.EARLY)
    assert lift_codes(fakes.card(ASKED, decision=decision)) == ("meeting.approval",)
