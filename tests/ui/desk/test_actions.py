"""What each answer offers, and above all what it does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cpdesk.policy.decision import Finding
from cpdesk.policy.outcome import Lift, Outcome
from cpdesk.records.desk import Question
from cpdesk.ui.desk.actions import FORM_ACTIONS, Act, actions
from tests.ui.desk import fakes

ASKED = Question(person="p1")
WAYS_IN = {Act.ADMIT, Act.ADMIT_PLAIN, Act.LIFT, Act.RELAY}


def offered(*findings: Finding, inside: str = "") -> list[Act]:
    decision = fakes.decided(*fakes.GOOD, *findings)
    return [a.act for a in actions(fakes.card(ASKED, decision=decision, open_visit_id=inside))]


def test_each_outcome_has_its_own_first_action() -> None:
    assert offered() == [Act.ADMIT, Act.ADMIT_PLAIN, Act.CLEAR]
    assert offered(fakes.EARLY)[0] is Act.LIFT
    assert offered(fakes.NEEDS_LEADER, fakes.EARLY)[0] is Act.RELAY
    assert offered(fakes.NOT_SIGNED)[0] is Act.SHEET


@pytest.mark.parametrize("outcome", [Outcome.ASK_DESK, Outcome.ASK_LEADER, Outcome.REFUSE])
@pytest.mark.parametrize("lift", [Lift.DISTRICT, Lift.NOBODY])
def test_what_only_the_district_or_nobody_may_lift_has_no_way_in(
    outcome: Outcome, lift: Lift
) -> None:
    finding = replace(fakes.EARLY, outcome=outcome, lift=lift)
    assert not WAYS_IN & set(offered(finding, fakes.NEEDS_LEADER))


def test_the_door_opens_only_where_class_time_is_the_only_refusal() -> None:
    assert Act.DOOR in offered(fakes.NOW_CLASS, fakes.NEEDS_LEADER)
    assert Act.DOOR not in offered(fakes.NOW_CLASS, fakes.NOT_SIGNED)
    assert Act.DOOR not in offered(fakes.NOT_SIGNED)


def test_somebody_inside_leaves_or_gets_another_badge() -> None:
    acts = offered(fakes.NOT_SIGNED, inside="V1")
    assert acts == [Act.CHECK_OUT, Act.BADGE_AGAIN, Act.CLEAR]


def test_enter_is_the_first_button_everywhere() -> None:
    rows = [actions(fakes.card(ASKED)), *FORM_ACTIONS.values()]
    assert all(row[0].key == "Enter" for row in rows)
