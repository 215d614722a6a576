"""The plain words for policy's codes, as message ids: purposes, outcomes, conditions, requests."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cpdesk.policy.approval.requests import GRANTED, Kind, State, Verdict
from cpdesk.policy.outcome import Condition, ExceptionKind, Lift, Outcome, Purpose
from cpdesk.policy.permissions import Role
from cpdesk.words import N_

PURPOSE: Mapping[Purpose, str] = MappingProxyType(
    {
        Purpose.PROGRAM: N_("Program"),
        Purpose.STUDENT_MEETING: N_("Meet a student"),
        Purpose.OBSERVATION: N_("Observe a class"),
        Purpose.TABLING: N_("Table at an event"),
        Purpose.PRESENTATION: N_("Classroom presentation"),
        Purpose.FLYERS: N_("Drop off flyers"),
        Purpose.PHOTOS: N_("Photos or video"),
        Purpose.STAFF_MEETING: N_("Staff meeting"),
        Purpose.REFERRAL: N_("Ask for student names"),
        Purpose.OTHER: N_("Something else"),
    }
)
OUTCOME: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.ADMIT: N_("OK to check in"),
        Outcome.ASK_DESK: N_("You decide"),
        Outcome.ASK_LEADER: N_("Needs a school leader"),
        Outcome.REFUSE: N_("Can’t come in"),
    }
)
CONDITION: Mapping[Condition, str] = MappingProxyType(
    {
        Condition.NO_PHOTOS: N_("No photos or video"),
        Condition.PHOTOS_WITH_STICKER: N_("Photos: only students with a sticker"),
        Condition.ESCORT: N_("Escort required"),
        Condition.NO_REGISTRATION_FORMS: N_("No registration forms"),
    }
)
LIFT: Mapping[Lift, str] = MappingProxyType(
    {
        Lift.DESK: N_("the front desk, with a reason"),
        Lift.LEADER: N_("a school leader"),
        Lift.DISTRICT: N_("only the district, with a new roster"),
        Lift.NOBODY: N_("no one"),
    }
)
DOOR: Mapping[ExceptionKind, str] = MappingProxyType(
    {
        ExceptionKind.EMERGENCY: N_("Emergency"),
        ExceptionKind.REQUIRED_BY_LAW: N_("Required by law"),
    }
)
CLEARANCE: Mapping[str, str] = MappingProxyType(
    {
        "cleared": N_("background check on file"),
        "pending": N_("background check pending"),
        "expired": N_("background check expired"),
        "not_cleared": N_("not cleared"),
        "unknown": N_("no background check on file"),
    }
)
KIND: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.MEET_STUDENT: N_("Meet a student"),
        Kind.PRESENTATION: N_("Classroom presentation"),
        Kind.TABLING: N_("Table at an event"),
        Kind.PHOTOS: N_("Photos or video"),
        Kind.OBSERVATION: N_("Observe a class"),
        Kind.STAFF_MEETING: N_("Staff meeting"),
        Kind.THIS_VISIT: N_("This visit"),
        Kind.RELAYED: N_("Verbal approval"),
    }
)
STATE: Mapping[State, str] = MappingProxyType(
    {
        State.DRAFT: N_("Draft"),
        State.WAITING: N_("Waiting"),
        State.APPROVED: N_("Approved"),
        State.DECLINED: N_("Declined"),
        State.RETURNED: N_("Another time offered"),
        State.WITHDRAWN: N_("Withdrawn"),
        State.USED: N_("Used"),
        State.MISSED: N_("Missed"),
        State.LAPSED: N_("Expired"),
    }
)
# Above the findings that a request asks a leader to waive: whether a leader did.
WAIVED: Mapping[State, str] = MappingProxyType(
    {
        **dict.fromkeys(State, N_("Findings to waive")),
        **dict.fromkeys(GRANTED, N_("Waived findings")),
        State.DECLINED: N_("Not waived"),
    }
)
ROLE: Mapping[Role, str] = MappingProxyType(
    {
        Role.DESK: N_("Front desk"),
        Role.LEADER: N_("School leader"),
        Role.MANAGER: N_("Office manager"),
        Role.PRINTER: N_("Scheduled printing"),
    }
)
# Someone did this; who and when are next to it.
VERDICT: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.APPROVE: N_("Approved"),
        Verdict.DECLINE: N_("Declined"),
        Verdict.OFFER: N_("Another time offered"),
        Verdict.CONFIRM: N_("Verbal approval confirmed"),
        Verdict.DISOWN: N_("Verbal approval rejected"),
        Verdict.OPEN_DOOR: N_("Emergency approval"),
        Verdict.REVIEW: N_("Reviewed"),
        Verdict.REOPEN: N_("Reopened"),
    }
)

# Used instead of rules when people had to decide: what they considered is not shown.
BY_THE_SCHOOL: str = N_("Decided by the school")

COUNT_BY_HAND: str = N_(
    "The evacuation list can’t be made. Use the last printed list and count by hand."
)
