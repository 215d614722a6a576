"""Requests: their kinds, their states, and which changes of state are possible."""

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
    THIS_VISIT = "this_visit"  # waive the named findings for a visitor
    RELAYED = "relayed"  # a leader's verbal approval, to be confirmed or rejected


class State(StrEnum):
    DRAFT = "draft"
    WAITING = "waiting"
    APPROVED = "approved"
    DECLINED = "declined"
    RETURNED = "returned"  # another time was offered; the requester accepts it or withdraws
    WITHDRAWN = "withdrawn"
    USED = "used"
    MISSED = "missed"
    LAPSED = "lapsed"  # its time passed before anyone decided


GRANTED = frozenset({State.APPROVED, State.USED, State.MISSED})
"""A leader said yes, whatever came of it."""


class SlotState(StrEnum):
    """One time of a request; a weekly request has many."""

    PLANNED = "planned"
    USED = "used"
    MISSED = "missed"
    CANCELLED = "cancelled"


class Verdict(StrEnum):
    """What was done about a request."""

    APPROVE = "approve"
    DECLINE = "decline"
    OFFER = "offer"  # another time
    CONFIRM = "confirm"  # a verbal approval was given as recorded
    DISOWN = "disown"  # a verbal approval was never given
    OPEN_DOOR = "open_door"  # the office manager, in an emergency when no leader can be reached
    REVIEW = "review"  # a leader has reviewed an emergency approval
    REOPEN = "reopen"  # asked again: edited, or the day plan changed


YES = frozenset({Verdict.APPROVE, Verdict.OPEN_DOOR})
"""The decisions that approve a request."""


class Flag(StrEnum):
    """Why a request needs a look even though it was decided."""

    NONE = ""
    DAY_PLAN = "day_plan"  # an approved time became class time
    REVIEW = "review"  # an emergency was approved without a leader


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
# The rules that ask whether a leader approved what a request is for.
APPROVAL_RULES = frozenset({"meeting.approval", "tabling.approval", "presentation.approval"})

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
