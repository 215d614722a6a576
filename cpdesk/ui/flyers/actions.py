"""What can be done with a delivery, depending on its step and on who is signed in.

This only hides buttons that wouldn't work: the services decide what is allowed.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from cpdesk.policy.flyers import Channel, DeliveryState, LineState
from cpdesk.records.flyers import DeliveryRecord
from cpdesk.ui.parts.button import Kind as Look
from cpdesk.ui.parts.button_row import Action as ButtonAction
from cpdesk.words import N_, Words


class Do(StrEnum):
    CHECK = "check"  # continue the checklist, in the form
    PLAN = "plan"
    HAND_REST = "hand_rest"
    POST = "post"  # on a board
    POST_ELECTRONIC = "post_electronic"
    TAKE_DOWN = "take_down"  # the posts that are due
    FINISH = "finish"
    REOPEN = "reopen"
    RETURN = "return"
    UNDO_RETURN = "undo_return"
    CHECK_AGAIN = "check_again"
    COUNT_SHEET = "count_sheet"
    LABELS = "labels"
    SLIP = "slip"
    ATTACH = "attach"


Action = ButtonAction[Do]

_GO = N_("Ctrl+Enter")
_NEXT = {
    "check": Action(Do.CHECK, N_("Continue checking"), _GO, Look.PRIMARY),
    "plan": Action(Do.PLAN, N_("Plan classes"), _GO, Look.PRIMARY),
    "hand_out": Action(Do.HAND_REST, N_("Hand out the rest"), _GO, Look.PRIMARY),
    "take_down": Action(Do.TAKE_DOWN, N_("Take down"), _GO, Look.PRIMARY),
    "finish": Action(Do.FINISH, N_("Finish"), _GO, Look.PRIMARY),
}
POST_NOW = Action(Do.POST, N_("Post on a board…"), _GO, Look.PRIMARY)
POST_ELECTRONIC_NOW = Action(Do.POST_ELECTRONIC, N_("Record electronic post…"), _GO, Look.PRIMARY)
COUNT_SHEET = Action(Do.COUNT_SHEET, N_("Print count sheet"), N_("Ctrl+Shift+C"))
POST = Action(Do.POST, N_("Post on a board"), N_("Ctrl+B"))
RETURN = Action(Do.RETURN, N_("Return…"), N_("Ctrl+D"), Look.DANGER)
PLAN = Action(Do.PLAN, N_("Change plan"), N_("F2"), Look.QUIET)
PLAN_TOO = Action(Do.PLAN, N_("Plan classes"), N_("F2"), Look.QUIET)
ELECTRONIC = Action(Do.POST_ELECTRONIC, N_("Record electronic post"), "", Look.QUIET)
LABELS = Action(Do.LABELS, N_("Print labels"), N_("Ctrl+Shift+P"), Look.QUIET)
FINISH = Action(Do.FINISH, N_("Finish"), "", Look.QUIET)
SEND_BACK = Action(Do.RETURN, N_("Return…"), N_("Ctrl+D"), Look.QUIET)
CHECK_AGAIN = Action(Do.CHECK_AGAIN, N_("Back to checklist"), "", Look.QUIET)
UNDO_RETURN = Action(Do.UNDO_RETURN, N_("Undo return"), "", Look.QUIET)
REOPEN = Action(Do.REOPEN, N_("Reopen"), "", Look.QUIET)
SLIP = Action(Do.SLIP, N_("Print return slip"), N_("Ctrl+R"))


def actions(record: DeliveryRecord, today: date, words: Words) -> tuple[Action, ...]:
    """What can be done, the next step first. Attaching a file is offered next to the others."""
    undo = (UNDO_RETURN,) if _returned_on(record, today, words) else ()
    if record.state is DeliveryState.CHECKING:
        return (_NEXT["check"], RETURN, *_slip(record), *undo)
    if record.state is DeliveryState.RETURNED:
        return (*_slip(record), *undo)
    if record.state is DeliveryState.DONE:
        return (*_papers(record), REOPEN, *undo)
    return (*_first(record), *_papers(record), *_beside(record), *_quiet(record), *undo)


def _returned_on(record: DeliveryRecord, today: date, words: Words) -> bool:
    """Whether the last return was made that day."""
    days = [words.local(one.returned_at).date() for one in record.returns]
    return bool(days) and days[-1] == today


def _slip(record: DeliveryRecord) -> tuple[Action, ...]:
    return (SLIP,) if record.returns else ()


def _first(record: DeliveryRecord) -> tuple[Action, ...]:
    if record.next == "post":
        return (POST_NOW,) if Channel.BOARD in _left(record) else (POST_ELECTRONIC_NOW,)
    return (_NEXT[record.next],) if record.next in _NEXT else ()


def _left(record: DeliveryRecord) -> set[Channel]:
    """The channels other than carry-home that have no post yet."""
    return set(record.channels) - {Channel.CARRY_HOME} - {post.channel for post in record.posts}


def _beside(record: DeliveryRecord) -> tuple[Action, ...]:
    return () if POST_NOW in _first(record) else (POST,)


def _papers(record: DeliveryRecord) -> tuple[Action, ...]:
    sheet = (COUNT_SHEET,) if any(planned(record)) else ()
    return (*sheet, *_slip(record))


def planned(record: DeliveryRecord) -> tuple[str, ...]:
    """The lines of classes that may have it, handed out or not."""
    return tuple(one.line_id for one in record.lines if one.state is not LineState.REFUSED)


def untouched(record: DeliveryRecord) -> bool:
    """Whether nothing has been handed out or posted yet."""
    handed = any(one.state is LineState.HANDED for one in record.lines)
    return not handed and not record.posts


def _quiet(record: DeliveryRecord) -> tuple[Action, ...]:
    some: list[Action] = []
    if Channel.CARRY_HOME in record.channels and record.next != "plan":
        some.append(PLAN if record.lines else PLAN_TOO)
    if any(planned(record)):
        some.append(LABELS)
    if POST_ELECTRONIC_NOW not in _first(record):
        some.append(ELECTRONIC)
    if record.next in ("plan", "post"):
        some.append(FINISH)
    if untouched(record):
        some.extend((SEND_BACK, CHECK_AGAIN))
    return tuple(some)
