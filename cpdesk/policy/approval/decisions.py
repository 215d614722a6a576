"""Who may decide which request, what has to be said with it, and which request comes first.

Pure: the caller has looked everything up. A refusal is a sentence and what to do instead; None
means that nothing is in the way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from cpdesk.policy.approval.decline_reasons import DECLINE_REASONS, of_kind
from cpdesk.policy.approval.requests import Flag, Kind, State, Verdict
from cpdesk.policy.outcome import ExceptionKind
from cpdesk.policy.permissions import Permission, Role
from cpdesk.words import N_

ACT: Mapping[Verdict, Permission] = MappingProxyType(
    {
        Verdict.APPROVE: Permission.DECIDE,
        Verdict.DECLINE: Permission.DECIDE,
        Verdict.OFFER: Permission.DECIDE,
        Verdict.CONFIRM: Permission.DECIDE,
        Verdict.DISOWN: Permission.DECIDE,
        Verdict.OPEN_DOOR: Permission.OPEN_DOOR,
        Verdict.REVIEW: Permission.REVIEW,
    }
)
"""The permission that each decision needs. Reopening (`REOPEN`) is no one's decision."""

BECOMES: Mapping[Verdict, State] = MappingProxyType(
    {
        Verdict.APPROVE: State.APPROVED,
        Verdict.OPEN_DOOR: State.APPROVED,
        Verdict.CONFIRM: State.APPROVED,
        Verdict.DECLINE: State.DECLINED,
        Verdict.DISOWN: State.DECLINED,
        Verdict.OFFER: State.RETURNED,
    }
)
"""The state of the request afterwards; a review leaves it as it is."""

MOST_OFFERS = 5


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why this account may not decide this way. `code` is for tests and pages, the rest for
    people."""

    code: str
    says: str
    do: str = ""
    facts: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Decider:
    """The person who decides. `lent_by` is the leader they are filling in for; `leaders` counts the
    leader accounts that can still sign in."""

    account_id: str
    role: Role | None
    lent_by: str = ""
    leaders: int = 2

    @property
    def stands_in(self) -> bool:
        """Decides for a leader, not as one."""
        return self.role is not Role.LEADER


@dataclass(frozen=True, slots=True)
class Matter:
    """The request to decide. `asked_by` is "" if there was no account yet; `opened_by` is who gave
    the emergency approval, "" if no one did."""

    kind: Kind
    state: State
    flag: Flag = Flag.NONE
    door: ExceptionKind | None = None
    asked_by: str = ""
    opened_by: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What was entered with a decision."""

    reason_code: str = ""
    reason: str = ""
    knowing: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What the rules see in the request as it would be approved. `over`: all of its times have
    passed. `written`: the reason for the exception is there, and for the law also the agency and
    officer."""

    refused: bool = False
    missing: bool = False
    over: bool = False
    class_minutes: int = 0
    clashes: int = 0
    written: bool = True


# -- who -------------------------------------------------------------------------------------------


def may_decide(
    verdict: Verdict, matter: Matter, decider: Decider, *, sole_leader: bool
) -> Refusal | None:
    """Whether this account may make this decision about this request, as it is now.

    Whether the role may decide at all is checked before (policy/permissions.py). `sole_leader` is
    the term `requests.sole_leader`.
    """
    return (
        _fits_state(verdict, matter)
        or _fits_door(verdict, matter, decider)
        or _not_their_own(verdict, matter, decider, sole_leader)
    )


def self_decided(matter: Matter, decider: Decider) -> bool:
    """Whether the requester decides their own request; the decision is marked so permanently."""
    return bool(matter.asked_by) and matter.asked_by == decider.account_id


def _not_their_own(
    verdict: Verdict, matter: Matter, decider: Decider, sole_leader: bool
) -> Refusal | None:
    if verdict is Verdict.REVIEW and matter.opened_by and matter.opened_by == decider.account_id:
        return Refusal(
            "own_opening",
            N_("You gave this emergency approval, so you can’t review it."),
            N_("A school leader has to review it."),
        )
    if verdict is Verdict.OPEN_DOOR or not matter.asked_by:
        # An emergency does not wait for a second pair of eyes; someone else reviews it.
        return None
    alone = sole_leader and decider.leaders == 1
    if matter.asked_by == decider.account_id:
        if alone and not decider.stands_in:
            return None
        return Refusal(
            "own_request",
            N_("You filed this request, so you can’t decide it."),
            N_("Another school leader has to decide it."),
        )
    if decider.stands_in and matter.asked_by == decider.lent_by and not alone:
        # No one can delegate more than they have.
        return Refusal(
            "lenders_request",
            N_(
                "You’re the delegate of the school leader who filed this request, so you "
                "can’t decide it."
            ),
            N_("Another school leader has to decide it."),
        )
    return None


def _fits_state(verdict: Verdict, matter: Matter) -> Refusal | None:
    if verdict not in ACT:
        return Refusal(
            "no_decision", N_("No one decides this. A request reopens when it’s edited.")
        )
    if verdict is Verdict.REVIEW:
        if matter.flag is Flag.REVIEW:
            return None
        return Refusal("nothing_to_review", N_("This request has no emergency approval to review."))
    if matter.kind is Kind.RELAYED and verdict not in (Verdict.CONFIRM, Verdict.DISOWN):
        return Refusal(
            "relayed",
            N_(
                "The front desk already checked the visitor in, based on a verbal approval "
                "from a school leader."
            ),
            N_("Confirm the verbal approval, or choose “I did not approve this.”"),
        )
    if matter.kind is not Kind.RELAYED and verdict in (Verdict.CONFIRM, Verdict.DISOWN):
        return Refusal(
            "not_relayed",
            N_("Only a verbal approval can be confirmed or rejected this way."),
            N_("Approve the request, decline it, or offer another time."),
        )
    if verdict is Verdict.OFFER and matter.kind is Kind.THIS_VISIT:
        return Refusal(
            "no_times",
            N_("The visitor is at the front desk now, so you can’t offer another time."),
            N_("Approve it or decline it."),
        )
    if matter.state is State.WAITING:
        return None
    if verdict is Verdict.DECLINE and matter.state in (State.APPROVED, State.RETURNED):
        return None  # a leader may undo what a leader gave
    return Refusal(
        "not_waiting",
        N_("This request isn’t waiting for a decision."),
        N_("Check the request’s status."),
    )


def _fits_door(verdict: Verdict, matter: Matter, decider: Decider) -> Refusal | None:
    if verdict is not Verdict.OPEN_DOOR:
        return None
    if matter.door is not ExceptionKind.EMERGENCY:
        return Refusal(
            "no_emergency",
            N_("Without a school leader, only an emergency can be approved."),
            N_("Call a school leader. A visit required by law has to wait for the leader, too."),
        )
    if decider.role is Role.LEADER:
        return Refusal(
            "leader_is_here",
            N_("Emergency approval is for when no school leader can be reached, and you are one."),
            N_("Approve the request."),
        )
    return None


# -- what has to be said ---------------------------------------------------------------------------


def acknowledgements(
    door: ExceptionKind | None, class_minutes: int, clashes: int
) -> tuple[str, ...]:
    """What a leader has to confirm before approving: "class_time" under an exception, "clash"."""
    takes = ("class_time",) if door is not None and class_minutes else ()
    return (*takes, "clash") if clashes else takes


def says_enough(verdict: Verdict, matter: Matter, said: Said) -> Refusal | None:
    """Whether the reasons that this decision needs are given, whatever the rules see."""
    reason = said.reason.strip()
    if said.reason_code and said.reason_code not in DECLINE_REASONS:
        return Refusal(
            "reason_code",
            N_("Reason {code} is not on the list."),
            N_("Choose one of these: {codes}. Or enter your own reason."),
            (("code", said.reason_code), ("codes", ", ".join(DECLINE_REASONS))),
        )
    fits = of_kind(matter.kind)
    if verdict is Verdict.DECLINE and said.reason_code and said.reason_code not in fits:
        return Refusal(
            "reason_code",
            N_("This reason doesn’t fit this kind of request."),
            N_("Choose one of these: {codes}. Or enter your own reason."),
            (("codes", ", ".join(fits)),),
        )
    if verdict is Verdict.DECLINE and not reason and said.reason_code in ("", "other"):
        return Refusal(
            "reason",
            N_("Give a reason for declining. The requester will read it."),
            N_("Choose a reason from the list, or enter your own."),
        )
    if verdict is Verdict.DISOWN and not reason:
        return Refusal(
            "reason",
            N_(
                "Give a reason to reject this verbal approval. The front desk checked in a "
                "visitor because of it."
            ),
            N_("Enter what really happened."),
        )
    if verdict is Verdict.OPEN_DOOR and not reason:
        return Refusal(
            "reason",
            N_("An emergency approval needs a reason."),
            N_("Enter what happened and that no school leader could be reached."),
        )
    return None


def may_approve(verdict: Verdict, matter: Matter, said: Said, seen: Seen) -> Refusal | None:
    """Whether the rules leave room for an approval, and whether what had to be confirmed was."""
    if seen.over:
        return Refusal(
            "over", N_("That time has already passed."), N_("Offer another time or decline it.")
        )
    if seen.missing:
        return Refusal(
            "missing",
            N_("Something is missing from this request."),
            N_("The requester has to fill it in before it can be approved."),
        )
    if seen.refused:
        return Refusal(
            "refused",
            N_("The rules don’t allow this, and no school leader can approve it."),
            N_("Decline it or offer another time."),
        )
    if matter.door is not None and not seen.written:
        return Refusal(
            "door_reason",
            N_(
                "The exception needs a written reason. A visit required by law also needs "
                "the agency and officer."
            ),
            N_("The requester has to add this to the request."),
        )
    if said.knowing or verdict is Verdict.OPEN_DOOR:  # an emergency: nothing to confirm
        return None
    wanted = acknowledgements(matter.door, seen.class_minutes, seen.clashes)
    if "class_time" in wanted:
        return Refusal(
            "knowing",
            N_("Under this exception, the student misses {minutes} min of class time."),
            N_("Confirm that you’ve seen this, then decide."),
            (("minutes", seen.class_minutes),),
        )
    if "clash" in wanted:
        return Refusal(
            "knowing",
            N_("The student, the visitor, or the room has something else at the same time."),
            N_("Review the conflict, confirm, then decide."),
        )
    return None


def password_stands(given_at: datetime | None, now: datetime, minutes: int) -> bool:
    """Whether the password was entered recently enough; if the clock was set back, it is asked
    again."""
    return given_at is not None and timedelta(0) <= now - given_at <= timedelta(minutes=minutes)


# -- what comes first ------------------------------------------------------------------------------

REVIEW, STANDS_HERE, TODAY, DAY_PLAN, WAITS, RESTS = range(6)
"""The leader's queue, most urgent first. RESTS is for requests that wait for someone else or for no
one."""


def urgency(
    kind: Kind, state: State, flag: Flag, *, day: date | None, asked_on: date, today: date
) -> int:
    """`day` is the day of the request's next time, `asked_on` the day it was filed. A visitor who
    asked for this visit, or was checked in on a leader's word, counts as here until the day is
    over."""
    if flag is Flag.REVIEW:
        return REVIEW
    if state is not State.WAITING:
        return RESTS
    if kind in (Kind.THIS_VISIT, Kind.RELAYED) and asked_on == today:
        return STANDS_HERE
    if day == today:
        return TODAY
    return DAY_PLAN if flag is Flag.DAY_PLAN else WAITS
