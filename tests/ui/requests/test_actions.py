"""Which buttons there are, by state and role; the services decide by themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from cpdesk.policy.approval.requests import Flag, Kind, State
from cpdesk.policy.permissions import Permission, Role, may
from cpdesk.records.accounts import Actor
from cpdesk.records.requests import RequestRecord
from cpdesk.ui.requests.actions import Do, actions, must_know
from cpdesk.ui.widgets.buttons.button import Kind as Look
from tests.ui.requests import fakes

LEADER, DESK, MANAGER = (Actor("A", "N", role) for role in (Role.LEADER, Role.DESK, Role.MANAGER))


def may_of(actor: Actor) -> Callable[[Permission], bool]:
    return partial(may, actor.role, lent=bool(actor.lent_by))


def dos(record: RequestRecord, actor: Actor, *, refused: bool = False) -> list[Do]:
    examined = fakes.examined(refused=refused)
    return [action.id for action in actions(record, may_of(actor), examined)]


def test_a_leader_decides_what_waits() -> None:
    waiting = fakes.request()
    assert dos(waiting, LEADER) == [
        Do.APPROVE, Do.OFFER, Do.DECLINE, Do.CHANGE, Do.EDIT, Do.WITHDRAW,
    ]  # fmt: skip
    assert dos(waiting, DESK) == [Do.EDIT, Do.WITHDRAW]
    assert Do.APPROVE not in dos(waiting, LEADER, refused=True)
    assert Do.APPROVE in dos(waiting, replace(MANAGER, lent_by="Ms. Lind"))


def test_the_emergency_door_is_the_managers_where_nobody_leads() -> None:
    urgent = fakes.request(ask=fakes.EMERGENCY)
    assert dos(urgent, MANAGER)[0] is Do.OPEN_DOOR
    assert Do.OPEN_DOOR not in dos(urgent, LEADER)
    assert Do.OPEN_DOOR not in dos(fakes.request(ask=fakes.LAW), MANAGER)
    assert Do.OPEN_DOOR not in dos(urgent, DESK)


def test_an_opened_door_is_reviewed_by_a_leader() -> None:
    opened = fakes.request(state=State.APPROVED, flag=Flag.REVIEW)
    assert dos(opened, LEADER)[0] is Do.REVIEW
    assert Do.REVIEW not in dos(opened, MANAGER)


def test_a_passed_on_yes_is_confirmed_or_disowned() -> None:
    relayed = fakes.request(ask=replace(fakes.MEET, kind=Kind.RELAYED))
    assert dos(relayed, LEADER) == [Do.CONFIRM, Do.DISOWN]
    assert dos(relayed, DESK) == []


@pytest.mark.parametrize(
    ("state", "some"),
    [
        (State.DRAFT, {Do.EDIT, Do.WITHDRAW}),
        (State.RETURNED, {Do.TAKE, Do.EDIT, Do.WITHDRAW, Do.LETTER}),
        (State.APPROVED, {Do.EDIT, Do.WITHDRAW, Do.LETTER, Do.CALENDAR}),
        (State.DECLINED, {Do.AGAIN, Do.LETTER}),
        (State.WITHDRAWN, {Do.AGAIN}),
        (State.MISSED, {Do.AGAIN, Do.LETTER}),
    ],
)
def test_what_the_desk_can_do_in_each_state(state: State, some: set[Do]) -> None:
    assert set(dos(fakes.request(state=state), DESK)) == some


def test_at_most_one_next_thing_and_every_key_once() -> None:
    for state in State:
        for actor in (LEADER, DESK, MANAGER):
            found = actions(fakes.request(state=state), may_of(actor), fakes.examined())
            assert sum(action.kind is Look.PRIMARY for action in found) <= 1
            keys = [action.key for action in found if action.key]
            assert len(keys) == len(set(keys))


def test_what_has_to_be_known() -> None:
    assert must_know(fakes.request(), fakes.examined()) == ()
    law = fakes.request(ask=fakes.LAW)
    assert must_know(law, fakes.examined(class_minutes=30)) == ("class_time",)
    assert must_know(law, fakes.examined()) == ()
    clash = fakes.examined(clashes=(fakes.CLASH,))
    assert must_know(fakes.request(), clash) == ("clash",)
