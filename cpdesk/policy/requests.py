"""Requests: their kinds, their states, and which change of state there is."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from cpdesk.policy.outcome import Purpose


class Kind(StrEnum):
    """What is asked for."""

    MEET_STUDENT = "meet_student"
    PRESENTATION = "presentation"
    TABLING = "tabling"
    PHOTOS = "photos"
    OBSERVATION = "observation"
    STAFF_MEETING = "staff_meeting"
    THIS_VISIT = "this_visit"  # lift the named findings of a visitor
    RELAYED = "relayed"  # a leader's yes that the desk passed on, to be confirmed or disowned


class State(StrEnum):
    DRAFT = "draft"
    WAITING = "waiting"
    APPROVED = "approved"
    DECLINED = "declined"
    RETURNED = "returned"  # another time was offered; whoever asked takes it or withdraws
    WITHDRAWN = "withdrawn"
    USED = "used"
    MISSED = "missed"
    LAPSED = "lapsed"  # its time passed before anybody decided


class SlotState(StrEnum):
    """One time of a request; a weekly one has many."""

    PLANNED = "planned"
    USED = "used"
    MISSED = "missed"
    CANCELLED = "cancelled"


class Verdict(StrEnum):
    """What was done about a request."""

    APPROVE = "approve"
    DECLINE = "decline"
    OFFER = "offer"  # another time
    CONFIRM = "confirm"  # a relayed yes was given so
    DISOWN = "disown"  # a relayed yes was never given
    OPEN_DOOR = "open_door"  # the office manager, in an emergency with no leader in reach
    REVIEW = "review"  # a leader has looked through an opened door
    REOPEN = "reopen"  # asked again: edited, or the day plan changed


class Flag(StrEnum):
    """Why a request wants a look although somebody decided."""

    NONE = ""
    DAY_PLAN = "day_plan"  # an approved time became class time
    REVIEW = "review"  # the emergency door was opened without a leader


PURPOSE: Mapping[Kind, Purpose] = MappingProxyType(
    {
        Kind.MEET_STUDENT: Purpose.STUDENT_MEETING,
        Kind.PRESENTATION: Purpose.PRESENTATION,
        Kind.TABLING: Purpose.TABLING,
        Kind.PHOTOS: Purpose.PHOTOS,
        Kind.OBSERVATION: Purpose.OBSERVATION,
        Kind.STAFF_MEETING: Purpose.STAFF_MEETING,
    }
)

NEXT: Mapping[State, frozenset[State]] = MappingProxyType(
    {
        State.DRAFT: frozenset({State.WAITING, State.DECLINED, State.WITHDRAWN}),
        State.WAITING: frozenset(
            {State.APPROVED, State.DECLINED, State.RETURNED, State.WITHDRAWN, State.LAPSED}
        ),
        State.APPROVED: frozenset(
            {State.WAITING, State.DECLINED, State.WITHDRAWN, State.USED, State.MISSED}
        ),
        State.RETURNED: frozenset({State.WAITING, State.DECLINED, State.WITHDRAWN, State.LAPSED}),
        State.DECLINED: frozenset(),
        State.WITHDRAWN: frozenset(),
        State.USED: frozenset({State.APPROVED}),  # its visit was undone
        State.MISSED: frozenset(),
        State.LAPSED: frozenset(),
    }
)


def may_become(now: State, then: State) -> bool:
    return then in NEXT[now]
