"""What can be done about a request, by its state and by the user's role.

This only hides buttons that would not work: the services decide what is allowed.
"""

from __future__ import annotations

from enum import StrEnum

from cpdesk.policy.deciding import acknowledgements
from cpdesk.policy.outcome import Door
from cpdesk.policy.permissions import Act as May
from cpdesk.policy.permissions import may
from cpdesk.policy.requests import Flag, Kind, State
from cpdesk.records.accounts import Actor
from cpdesk.records.requests import Examination, RequestRecord
from cpdesk.ui.parts.button import Kind as Look
from cpdesk.ui.parts.button_row import Action as ButtonAction
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


Action = ButtonAction[Do]

_TIMELESS = (Kind.THIS_VISIT, Kind.RELAYED)

APPROVE = Action(Do.APPROVE, N_("Approve"), N_("Ctrl+Enter"), Look.PRIMARY)
CONFIRM = Action(Do.CONFIRM, N_("Confirm approval"), N_("Ctrl+Enter"), Look.PRIMARY)
OPEN_DOOR = Action(Do.OPEN_DOOR, N_("Approve as an emergency…"), N_("Ctrl+Enter"), Look.PRIMARY)
REVIEW = Action(Do.REVIEW, N_("Review…"), N_("Ctrl+Enter"), Look.PRIMARY)
TAKE = Action(Do.TAKE, N_("Accept an offered time…"), N_("Ctrl+Enter"), Look.PRIMARY)
CONTINUE = Action(Do.EDIT, N_("Continue"), N_("Ctrl+Enter"), Look.PRIMARY)
OFFER = Action(Do.OFFER, N_("Offer another time"), N_("Ctrl+O"))
DECLINE = Action(Do.DECLINE, N_("Decline…"), N_("Ctrl+D"), Look.DANGER)
DISOWN = Action(Do.DISOWN, N_("I did not approve this…"), N_("Ctrl+D"), Look.DANGER)
CHANGE = Action(Do.CHANGE, N_("Approve with changes…"), "", Look.QUIET)
EDIT = Action(Do.EDIT, N_("Edit…"), N_("F2"), Look.QUIET)
WITHDRAW = Action(Do.WITHDRAW, N_("Withdraw…"), "", Look.QUIET)
THROW_AWAY = Action(Do.WITHDRAW, N_("Discard draft…"), "", Look.QUIET)
AGAIN = Action(Do.AGAIN, N_("Request again"), "", Look.QUIET)
LETTER = Action(Do.LETTER, N_("Print letter"), N_("Ctrl+P"), Look.QUIET)
CALENDAR = Action(Do.CALENDAR, N_("Save calendar file"), N_("Ctrl+S"), Look.QUIET)


def allowed(actor: Actor, act: May) -> bool:
    return may(actor.role, act, lent=bool(actor.lent_by))


def actions(
    record: RequestRecord, actor: Actor, examined: Examination | None
) -> tuple[Action, ...]:
    """What can be done, the next step first."""
    return (*_deciding(record, actor, examined), *_asking(record, actor), *_papers(record))


def _deciding(
    record: RequestRecord, actor: Actor, examined: Examination | None
) -> tuple[Action, ...]:
    leads = allowed(actor, May.DECIDE)
    kind, state = record.ask.kind, record.state
    if record.flag is Flag.REVIEW:
        return (REVIEW,) if allowed(actor, May.REVIEW) else ()
    if state is State.APPROVED:
        return (DECLINE,) if leads and kind is not Kind.RELAYED else ()
    if state is State.RETURNED:
        return (DECLINE,) if leads else ()
    if state is not State.WAITING:
        return ()
    if not leads:
        opens = allowed(actor, May.OPEN_DOOR) and record.ask.door is Door.EMERGENCY
        return (OPEN_DOOR,) if opens else ()
    if kind is Kind.RELAYED:
        return CONFIRM, DISOWN
    if examined is not None and examined.refused:
        return (OFFER, DECLINE) if kind not in _TIMELESS else (DECLINE,)
    if kind in _TIMELESS:
        return APPROVE, DECLINE
    return APPROVE, OFFER, DECLINE, CHANGE


def _asking(record: RequestRecord, actor: Actor) -> tuple[Action, ...]:
    if not allowed(actor, May.REQUEST) or record.ask.kind is Kind.RELAYED:
        return ()
    if record.state is State.DRAFT:
        return CONTINUE, THROW_AWAY
    if record.state is State.RETURNED:
        return TAKE, EDIT, WITHDRAW
    if record.state in (State.WAITING, State.APPROVED):
        return EDIT, WITHDRAW
    return (AGAIN,) if record.ask.kind is not Kind.THIS_VISIT else ()


def _papers(record: RequestRecord) -> tuple[Action, ...]:
    decided = record.state not in (State.DRAFT, State.WAITING, State.WITHDRAWN)
    if record.ask.kind in _TIMELESS or not decided or not record.partner_id:
        return ()
    return (LETTER, CALENDAR) if record.state is State.APPROVED else (LETTER,)


def must_know(record: RequestRecord, examined: Examination) -> tuple[str, ...]:
    """What the user must confirm for an approval: "class_time" that an exception uses, "clash"."""
    return acknowledgements(record.ask.door, examined.class_minutes, len(examined.clashes))
