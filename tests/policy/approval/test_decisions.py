"""Who decides, what has to be said, and what comes first."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cpdesk.policy.approval import decisions
from cpdesk.policy.approval.decisions import Decider, Matter, Said, Seen
from cpdesk.policy.approval.decline_reasons import DECLINE_REASONS, of_kind
from cpdesk.policy.approval.requests import Flag, Kind, State, Verdict, may_become
from cpdesk.policy.outcome import ExceptionKind
from cpdesk.policy.permissions import Role

LEADER = Decider("lead", Role.LEADER)
MANAGER = Decider("office", Role.MANAGER)
LENT = Decider("office", Role.MANAGER, lent_by="lead")
NOTHING = Said()
MEETING = Matter(Kind.MEET_STUDENT, State.WAITING, asked_by="desk")
EMERGENCY = Matter(Kind.MEET_STUDENT, State.WAITING, door=ExceptionKind.EMERGENCY, asked_by="desk")
RELAYED = Matter(Kind.RELAYED, State.WAITING, asked_by="desk")
OPENED = Matter(
    Kind.MEET_STUDENT,
    State.APPROVED,
    flag=Flag.REVIEW,
    door=ExceptionKind.EMERGENCY,
    asked_by="desk",
    opened_by="office",
)


def code(refusal: decisions.Refusal | None) -> str:
    if refusal is None:
        return ""
    assert refusal.says.format(**dict(refusal.facts))  # every place in the sentence is filled
    assert refusal.do.format(**dict(refusal.facts)) is not None
    return refusal.code


def may(verdict: Verdict, matter: Matter, who: Decider, *, sole: bool = False) -> str:
    return code(decisions.may_decide(verdict, matter, who, sole_leader=sole))


@pytest.mark.parametrize("verdict", [Verdict.APPROVE, Verdict.DECLINE, Verdict.OFFER])
def test_who_asked_does_not_decide(verdict: Verdict) -> None:
    own = Matter(Kind.MEET_STUDENT, State.WAITING, asked_by="lead")
    assert may(verdict, MEETING, LEADER) == ""
    assert may(verdict, own, LEADER) == "own_request"


def test_a_school_with_one_leader_may_say_otherwise() -> None:
    own = Matter(Kind.MEET_STUDENT, State.WAITING, asked_by="lead")
    one, two = Decider("lead", Role.LEADER, leaders=1), LEADER
    assert may(Verdict.APPROVE, own, one, sole=True) == ""
    assert decisions.self_decided(own, one)
    assert may(Verdict.APPROVE, own, one, sole=False) == "own_request"
    assert may(Verdict.APPROVE, own, two, sole=True) == "own_request"
    assert not decisions.self_decided(MEETING, one)


def test_a_delegate_decides_what_others_asked_for() -> None:
    theirs = Matter(Kind.MEET_STUDENT, State.WAITING, asked_by="office")
    lenders = Matter(Kind.MEET_STUDENT, State.WAITING, asked_by="lead")
    alone = Decider("office", Role.MANAGER, lent_by="lead", leaders=1)
    assert may(Verdict.APPROVE, MEETING, LENT) == ""
    assert may(Verdict.APPROVE, theirs, LENT) == "own_request"
    assert may(Verdict.APPROVE, theirs, alone, sole=True) == "own_request"
    assert may(Verdict.APPROVE, lenders, LENT) == "lenders_request"
    assert may(Verdict.APPROVE, lenders, alone, sole=True) == ""


def test_what_was_asked_before_there_were_accounts_is_nobodys_own() -> None:
    assert may(Verdict.APPROVE, Matter(Kind.PHOTOS, State.WAITING), LEADER) == ""
    assert not decisions.self_decided(Matter(Kind.PHOTOS, State.WAITING), Decider("", None))


@pytest.mark.parametrize("state", list(State))
def test_only_what_waits_is_decided(state: State) -> None:
    matter = Matter(Kind.PHOTOS, state, asked_by="desk")
    for verdict in (Verdict.APPROVE, Verdict.OFFER, Verdict.DECLINE):
        taken_back = verdict is Verdict.DECLINE and state in (State.APPROVED, State.RETURNED)
        expected = "" if state is State.WAITING or taken_back else "not_waiting"
        assert may(verdict, matter, LEADER) == expected


def test_every_decision_that_is_let_through_is_a_change_of_state_that_there_is() -> None:
    for verdict, becomes in decisions.BECOMES.items():
        for kind in Kind:
            for state in State:
                matter = Matter(kind, state, door=ExceptionKind.EMERGENCY, asked_by="desk")
                who = MANAGER if verdict is Verdict.OPEN_DOOR else LEADER
                if may(verdict, matter, who) == "":
                    assert may_become(state, becomes), (verdict, kind, state)


def test_a_relayed_yes_is_confirmed_or_disowned_and_nothing_else() -> None:
    assert may(Verdict.CONFIRM, RELAYED, LEADER) == ""
    assert may(Verdict.DISOWN, RELAYED, LEADER) == ""
    for verdict in (Verdict.APPROVE, Verdict.DECLINE, Verdict.OFFER, Verdict.OPEN_DOOR):
        assert may(verdict, RELAYED, LEADER) == "relayed"
    for verdict in (Verdict.CONFIRM, Verdict.DISOWN):
        assert may(verdict, MEETING, LEADER) == "not_relayed"
    assert may(Verdict.CONFIRM, Matter(Kind.RELAYED, State.WAITING, asked_by="lead"), LEADER) == (
        "own_request"
    )


def test_this_visit_has_no_other_time() -> None:
    visit = Matter(Kind.THIS_VISIT, State.WAITING, asked_by="desk")
    assert may(Verdict.OFFER, visit, LEADER) == "no_times"
    assert may(Verdict.APPROVE, visit, LEADER) == ""


def test_the_emergency_door_is_the_managers_and_the_laws_is_not() -> None:
    law = Matter(
        Kind.MEET_STUDENT, State.WAITING, door=ExceptionKind.REQUIRED_BY_LAW, asked_by="desk"
    )
    own = Matter(Kind.MEET_STUDENT, State.WAITING, door=ExceptionKind.EMERGENCY, asked_by="office")
    assert may(Verdict.OPEN_DOOR, EMERGENCY, MANAGER) == ""
    assert may(Verdict.OPEN_DOOR, own, MANAGER) == ""
    assert may(Verdict.OPEN_DOOR, law, MANAGER) == "no_emergency"
    assert may(Verdict.OPEN_DOOR, MEETING, MANAGER) == "no_emergency"
    assert may(Verdict.OPEN_DOOR, EMERGENCY, LEADER) == "leader_is_here"
    assert may(Verdict.APPROVE, EMERGENCY, LEADER) == ""


def test_an_opened_door_is_reviewed_by_somebody_else_once() -> None:
    asked = Matter(Kind.MEET_STUDENT, State.USED, flag=Flag.REVIEW, asked_by="lead")
    assert may(Verdict.REVIEW, OPENED, LEADER) == ""
    assert may(Verdict.REVIEW, OPENED, LENT) == "own_opening"
    assert may(Verdict.REVIEW, asked, LEADER) == "own_request"
    assert may(Verdict.REVIEW, MEETING, LEADER) == "nothing_to_review"


def test_to_ask_again_is_nobodys_decision() -> None:
    assert may(Verdict.REOPEN, MEETING, LEADER) == "no_decision"


def says(verdict: Verdict, said: Said, matter: Matter = MEETING) -> str:
    return code(decisions.says_enough(verdict, matter, said))


def test_a_no_has_a_reason_from_the_list_or_in_words() -> None:
    assert says(Verdict.DECLINE, Said()) == "reason"
    assert says(Verdict.DECLINE, Said("other")) == "reason"
    assert says(Verdict.DECLINE, Said(reason="  ")) == "reason"
    assert says(Verdict.DECLINE, Said("nonsense")) == "reason_code"
    assert says(Verdict.DECLINE, Said("other", "The gym floor is wet")) == ""
    assert says(Verdict.DECLINE, Said(reason="The gym floor is wet")) == ""
    for listed in set(of_kind(MEETING.kind)) - {"other"}:
        assert says(Verdict.DECLINE, Said(listed)) == ""


def test_a_reason_of_another_kind_of_request_is_none() -> None:
    table = Matter(Kind.TABLING, State.WAITING)
    for code_of in DECLINE_REASONS:
        fits = code_of in of_kind(Kind.TABLING)
        assert (says(Verdict.DECLINE, Said(code_of, "In words"), table) == "") is fits
    assert says(Verdict.DECLINE, Said("too-often"), table) == "reason_code"
    assert says(Verdict.DECLINE, Said("enough-visits"), table) == ""
    assert says(Verdict.DECLINE, Said("enough-visits"), MEETING) == "reason_code"


def test_opening_a_door_and_disowning_a_yes_need_a_reason() -> None:
    assert says(Verdict.OPEN_DOOR, Said(), EMERGENCY) == "reason"
    assert says(Verdict.OPEN_DOOR, Said(reason="Mother in hospital"), EMERGENCY) == ""
    assert says(Verdict.DISOWN, Said(), RELAYED) == "reason"
    assert says(Verdict.CONFIRM, Said(), RELAYED) == ""


def approve(
    seen: Seen, said: Said = NOTHING, matter: Matter = MEETING, verdict: Verdict = Verdict.APPROVE
) -> str:
    return code(decisions.may_approve(verdict, matter, said, seen))


def test_nobody_approves_what_the_rules_refuse() -> None:
    knowing = Said(knowing=True, reason="I know")
    assert approve(Seen()) == ""
    assert approve(Seen(refused=True), knowing) == "refused"
    assert approve(Seen(refused=True), knowing, EMERGENCY, Verdict.OPEN_DOOR) == "refused"
    assert approve(Seen(missing=True), knowing) == "missing"
    assert approve(Seen(over=True), knowing) == "over"


def test_class_time_by_a_door_is_given_knowingly_and_with_a_written_reason() -> None:
    takes = Seen(class_minutes=30)
    assert approve(takes, matter=EMERGENCY) == "knowing"
    assert approve(takes, Said(knowing=True), EMERGENCY) == ""
    unwritten = Seen(class_minutes=30, written=False)
    assert approve(unwritten, Said(knowing=True), EMERGENCY) == "door_reason"
    assert approve(takes, Said(reason="x"), EMERGENCY, Verdict.OPEN_DOOR) == ""


def test_clashes_are_approved_knowingly() -> None:
    assert approve(Seen(clashes=1)) == "knowing"
    assert approve(Seen(clashes=1), Said(knowing=True)) == ""
    assert decisions.acknowledgements(ExceptionKind.EMERGENCY, 5, 1) == ("class_time", "clash")
    assert decisions.acknowledgements(None, 5, 0) == ()


def test_the_password_is_good_for_its_minutes_and_not_before_it_was_given() -> None:
    now = datetime(2026, 11, 24, 16, 42, tzinfo=UTC)
    minute = timedelta(minutes=1)
    assert decisions.password_stands(now, now, 5)
    assert decisions.password_stands(now - 5 * minute, now, 5)
    assert not decisions.password_stands(now - 5 * minute - timedelta(seconds=1), now, 5)
    assert not decisions.password_stands(now + minute, now, 5)
    assert not decisions.password_stands(None, now, 5)


def test_the_most_urgent_comes_first() -> None:
    today = date(2026, 11, 24)
    later, before = today + timedelta(days=3), today - timedelta(days=3)

    def of(kind: Kind, state: State, flag: Flag, day: date | None, asked_on: date = before) -> int:
        return decisions.urgency(kind, state, flag, day=day, asked_on=asked_on, today=today)

    meet = Kind.MEET_STUDENT
    order = [
        of(meet, State.USED, Flag.REVIEW, before),
        of(Kind.RELAYED, State.WAITING, Flag.NONE, today, today),
        of(meet, State.WAITING, Flag.DAY_PLAN, today),
        of(meet, State.WAITING, Flag.DAY_PLAN, later),
        of(meet, State.WAITING, Flag.NONE, later),
        of(meet, State.RETURNED, Flag.NONE, today),
    ]
    assert order == sorted(set(order))
    assert of(Kind.THIS_VISIT, State.WAITING, Flag.NONE, None, today) == order[1]
    assert of(Kind.RELAYED, State.WAITING, Flag.NONE, before) == order[4]
