"""What can be done on the page of requests: buttons, keys, and what F1 lists.

This only hides buttons that would not work: the services decide what is allowed.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from cpdesk.policy.approval.decisions import acknowledgements
from cpdesk.policy.approval.requests import Flag, Kind, State, Verdict
from cpdesk.policy.outcome import ExceptionKind
from cpdesk.policy.permissions import Permission as May
from cpdesk.records.requests import Examination, RequestRecord
from cpdesk.ui.widgets.buttons.actions import NEXT, Action, permitted
from cpdesk.ui.widgets.buttons.button import Kind as Look
from cpdesk.words import N_


class Do(StrEnum):
    APPROVE = "approve"
    CHANGE = "change"  # approve with another time or place
    OFFER = "offer"
    DECLINE = "decline"
    CONFIRM = "confirm"
    DISOWN = "disown"
    OPEN_DOOR = "open_door"
    REVIEW = "review"
    TAKE = "take"  # one of the offered times
    EDIT = "edit"
    WITHDRAW = "withdraw"
    AGAIN = "again"  # a new request like this one
    LETTER = "letter"
    CALENDAR = "calendar"
    NEW = "new"
    NEXT = "next"  # submits the form, or presses the first button
    UNDO = "undo"
    FIND_TIMES = "find_times"
    SAVE_DRAFT = "save_draft"
    DISCARD = "discard"  # what is being written
    EXPLAIN = "explain"
    SEARCH = "search"
    FILTER = "filter"


_TIMELESS = (Kind.THIS_VISIT, Kind.RELAYED)

NEW = Action(Do.NEW, N_("New request"), N_("Ctrl+N"), Look.PRIMARY, help=N_("New request"))
APPROVE = Action(
    Do.APPROVE,
    N_("Approve"),
    NEXT,
    Look.PRIMARY,
    done=N_("Approved: {what}"),
    permission=May.DECIDE,
)
CONFIRM = Action(
    Do.CONFIRM,
    N_("Confirm approval"),
    NEXT,
    Look.PRIMARY,
    done=N_("Verbal approval confirmed: {what}"),
    permission=May.DECIDE,
)
OPEN_DOOR = Action(
    Do.OPEN_DOOR,
    N_("Approve as an emergency…"),
    NEXT,
    Look.PRIMARY,
    done=N_("Emergency approval: {what}. A school leader will review it."),
    permission=May.OPEN_DOOR,
)
REVIEW = Action(
    Do.REVIEW, N_("Review…"), NEXT, Look.PRIMARY, done=N_("Reviewed: {what}"), permission=May.REVIEW
)
OFFER = Action(
    Do.OFFER,
    N_("Offer another time"),
    N_("Ctrl+O"),
    help=N_("Offer another time"),
    done=N_("Another time offered: {what}"),
    permission=May.DECIDE,
)
DECLINE = Action(
    Do.DECLINE,
    N_("Decline…"),
    N_("Ctrl+D"),
    Look.DANGER,
    help=N_("Decline, or reject a verbal approval"),
    done=N_("Declined: {what}"),
    permission=May.DECIDE,
)
DISOWN = Action(
    Do.DISOWN,
    N_("I did not approve this…"),
    N_("Ctrl+D"),
    Look.DANGER,
    done=N_("Verbal approval rejected: {what}"),
    permission=May.DECIDE,
)
CHANGE = Action(Do.CHANGE, N_("Approve with changes…"), kind=Look.QUIET, permission=May.DECIDE)
EDIT = Action(
    Do.EDIT, N_("Edit…"), N_("F2"), Look.QUIET, help=N_("Edit the request"), permission=May.REQUEST
)
CONTINUE = EDIT.as_next(N_("Continue"))
TAKE = Action(
    Do.TAKE,
    N_("Accept an offered time…"),
    NEXT,
    Look.PRIMARY,
    done=N_("Time accepted: {what}. A school leader still has to approve it."),
    permission=May.REQUEST,
)
WITHDRAW = Action(
    Do.WITHDRAW,
    N_("Withdraw…"),
    kind=Look.QUIET,
    done=N_("Withdrawn: {what}"),
    permission=May.REQUEST,
)
THROW_AWAY = Action(Do.WITHDRAW, N_("Discard draft…"), kind=Look.QUIET, permission=May.REQUEST)
AGAIN = Action(Do.AGAIN, N_("Request again"), kind=Look.QUIET, permission=May.REQUEST)
LETTER = Action(
    Do.LETTER, N_("Print letter"), N_("Ctrl+P"), Look.QUIET, help=N_("Print the letter")
)
CALENDAR = Action(
    Do.CALENDAR,
    N_("Save calendar file"),
    N_("Ctrl+S"),
    Look.QUIET,
    help=N_("Save the draft or the calendar file"),
)
UNDO = Action(
    Do.UNDO,
    key="Ctrl+Z",
    help=N_("Undo the last decision (within ten seconds)"),
    done=N_("Undone: {what}"),
)
ACTIONS: tuple[Action[Do], ...] = (
    NEW,
    Action(Do.NEXT, key=NEXT, help=N_("Next step: approve, confirm, review, or file")),
    UNDO,
    OFFER,
    DECLINE,
    DISOWN,
    EDIT,
    Action(Do.FIND_TIMES, key="Ctrl+T", help=N_("Find times (while filling out a request)")),
    CALENDAR,
    Action(Do.SAVE_DRAFT, key="Ctrl+S"),
    LETTER,
    Action(Do.EXPLAIN, key="Ctrl+I", help=N_("Explain the last decision")),
    Action(Do.SEARCH, key="Ctrl+F", help=N_("Search by student reference")),
    Action(
        Do.FILTER,
        key="Alt+1",
        help=N_("Waiting (Alt+2 approved, Alt+3 declined, Alt+4 all)"),
        listed=True,
    ),
    Action(Do.FILTER, key="Left", help=N_("Previous filter (Right for the next)"), listed=True),
    Action(Do.DISCARD, key="Ctrl+Backspace"),
)
OF_VERDICT = {
    Verdict.APPROVE: APPROVE,
    Verdict.DECLINE: DECLINE,
    Verdict.OFFER: OFFER,
    Verdict.CONFIRM: CONFIRM,
    Verdict.DISOWN: DISOWN,
    Verdict.OPEN_DOOR: OPEN_DOOR,
    Verdict.REVIEW: REVIEW,
}


def actions(
    record: RequestRecord, may: Callable[[May], bool], examined: Examination | None
) -> tuple[Action[Do], ...]:
    """What this user can do, the next step first."""
    found = (*_decisions(record, may, examined), *_asking(record), *_papers(record))
    return permitted(found, may)


def _decisions(
    record: RequestRecord, may: Callable[[May], bool], examined: Examination | None
) -> tuple[Action[Do], ...]:
    kind, state = record.ask.kind, record.state
    if record.flag is Flag.REVIEW:
        return (REVIEW,)
    if state is State.APPROVED:
        return (DECLINE,) if kind is not Kind.RELAYED else ()
    if state is State.RETURNED:
        return (DECLINE,)
    if state is not State.WAITING:
        return ()
    if not may(May.DECIDE):
        return (OPEN_DOOR,) if record.ask.door is ExceptionKind.EMERGENCY else ()
    if kind is Kind.RELAYED:
        return CONFIRM, DISOWN
    if examined is not None and examined.refused:
        return (OFFER, DECLINE) if kind not in _TIMELESS else (DECLINE,)
    if kind in _TIMELESS:
        return APPROVE, DECLINE
    return APPROVE, OFFER, DECLINE, CHANGE


def _asking(record: RequestRecord) -> tuple[Action[Do], ...]:
    if record.ask.kind is Kind.RELAYED:
        return ()
    if record.state is State.DRAFT:
        return CONTINUE, THROW_AWAY
    if record.state is State.RETURNED:
        return TAKE, EDIT, WITHDRAW
    if record.state in (State.WAITING, State.APPROVED):
        return EDIT, WITHDRAW
    return (AGAIN,) if record.ask.kind is not Kind.THIS_VISIT else ()


def _papers(record: RequestRecord) -> tuple[Action[Do], ...]:
    decided = record.state not in (State.DRAFT, State.WAITING, State.WITHDRAWN)
    if record.ask.kind in _TIMELESS or not decided or not record.partner_id:
        return ()
    return (LETTER, CALENDAR) if record.state is State.APPROVED else (LETTER,)


def must_know(record: RequestRecord, examined: Examination) -> tuple[str, ...]:
    """What the user must confirm for an approval: "class_time" that an exception uses, "clash"."""
    return acknowledgements(record.ask.door, examined.class_minutes, len(examined.clashes))
