"""What can be done on the page of flyers: buttons, keys, and what F1 lists.

This only hides buttons that wouldn't work: the services decide what is allowed.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from cpdesk.policy.flyers import Channel, DeliveryState, LineState
from cpdesk.records.flyers import DeliveryRecord
from cpdesk.ui.widgets.buttons.actions import NEXT, Action
from cpdesk.ui.widgets.buttons.button import Kind
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
    PASTE = "paste"
    NEW = "new"
    NEXT = "next"  # submits what is open, or presses the first button
    UNDO = "undo"
    SAVE = "save"
    DISCARD = "discard"  # what is being entered
    LOG = "log"
    BOARDS = "boards"
    SEARCH = "search"
    LISTED = "listed"  # keys of the parts of the page


NEW = Action(
    Do.NEW, N_("Log a flyer"), N_("Ctrl+N"), Kind.PRIMARY, help=N_("Log a delivered flyer")
)
PLAN = Action(Do.PLAN, N_("Change plan"), N_("F2"), Kind.QUIET, help=N_("Plan classes"))
PLAN_TOO = Action(Do.PLAN, N_("Plan classes"), N_("F2"), Kind.QUIET)
POST = Action(Do.POST, N_("Post on a board"), N_("Ctrl+B"), help=N_("Post on a board"))
RETURN = Action(
    Do.RETURN, N_("Return…"), N_("Ctrl+D"), Kind.DANGER, help=N_("Return, with reasons")
)
SEND_BACK = Action(Do.RETURN, N_("Return…"), N_("Ctrl+D"), Kind.QUIET)
SLIP = Action(Do.SLIP, N_("Print return slip"), N_("Ctrl+R"), help=N_("Print the return slip"))
TAKE_DOWN = Action(
    Do.TAKE_DOWN,
    N_("Take down"),
    "Ctrl+T",
    help=N_("Take down what’s due, or the only flyer still posted"),
)
COUNT_SHEET = Action(
    Do.COUNT_SHEET,
    N_("Print count sheet"),
    N_("Ctrl+Shift+C"),
    help=N_("Print the count sheet (Ctrl+Shift+P: labels)"),
)
LABELS = Action(Do.LABELS, N_("Print labels"), N_("Ctrl+Shift+P"), Kind.QUIET)
ATTACH = Action(
    Do.ATTACH,
    N_("Attach a file"),
    N_("Ctrl+O"),
    Kind.QUIET,
    help=N_("Attach a file (Ctrl+V pastes one, or drop it on the page)"),
)
LOG = Action(Do.LOG, N_("Print log"), N_("Ctrl+P"), help=N_("The flyer log, to print or save"))
BOARDS = Action(
    Do.BOARDS, N_("Boards"), "Ctrl+Shift+B", help=N_("Boards, and what’s posted on them")
)
FINISH = Action(Do.FINISH, N_("Finish"), kind=Kind.QUIET, done=N_("Delivery finished."))
ELECTRONIC = Action(Do.POST_ELECTRONIC, N_("Record electronic post"), kind=Kind.QUIET)
CHECK_AGAIN = Action(
    Do.CHECK_AGAIN,
    N_("Back to checklist"),
    kind=Kind.QUIET,
    done=N_("Moved back to the checklist."),
)
UNDO_RETURN = Action(Do.UNDO_RETURN, N_("Undo return"), kind=Kind.QUIET, done=N_("Return undone."))
REOPEN = Action(Do.REOPEN, N_("Reopen"), kind=Kind.QUIET, done=N_("Delivery reopened."))
POST_NOW = POST.as_next(N_("Post on a board…"))
POST_ELECTRONIC_NOW = ELECTRONIC.as_next(N_("Record electronic post…"))
_NEXT = {
    "check": Action(Do.CHECK, N_("Continue checking"), NEXT, Kind.PRIMARY),
    "plan": PLAN.as_next(N_("Plan classes")),
    "hand_out": Action(Do.HAND_REST, N_("Hand out the rest"), NEXT, Kind.PRIMARY),
    "take_down": TAKE_DOWN.as_next(),
    "finish": FINISH.as_next(),
}
ACTIONS: tuple[Action[Do], ...] = (
    NEW,
    Action(
        Do.NEXT, key=NEXT, help=N_("Next step: accept, plan, hand out the rest, post, or finish")
    ),
    Action(
        Do.LISTED,
        key="Enter",
        help=N_("Go from the list to the classes, then hand out to the selected class"),
        listed=True,
    ),
    Action(
        Do.LISTED,
        key="Alt+M",
        help=N_("Handed to: mailbox (Alt+T: teacher, Alt+U: pickup)"),
        listed=True,
    ),
    Action(
        Do.UNDO,
        key="Ctrl+Z",
        help=N_(
            "Undo the last action (in a field, undo typing first). Delete: undo the selected class"
        ),
    ),
    PLAN,
    POST,
    RETURN,
    SLIP,
    TAKE_DOWN,
    COUNT_SHEET,
    LABELS,
    ATTACH,
    Action(
        Do.LISTED, key="Y", help=N_("When checking: yes, then the next line (N: no)"), listed=True
    ),
    Action(
        Do.SAVE, key="Ctrl+S", help=N_("When checking: save for later. In the log: save as PDF")
    ),
    LOG,
    BOARDS,
    Action(
        Do.SEARCH,
        key="Ctrl+F",
        help=N_("Search by title, partner, or number (or just start typing)"),
    ),
    Action(
        Do.LISTED,
        key="Alt+1",
        help=N_("To do (Alt+2: done this term. Left and Right also switch)"),
        listed=True,
    ),
    Action(Do.PASTE, key="Ctrl+V"),
    Action(Do.DISCARD, key="Ctrl+Backspace"),
)


def actions(record: DeliveryRecord, today: date, words: Words) -> tuple[Action[Do], ...]:
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


def _slip(record: DeliveryRecord) -> tuple[Action[Do], ...]:
    return (SLIP,) if record.returns else ()


def _first(record: DeliveryRecord) -> tuple[Action[Do], ...]:
    if record.next == "post":
        return (POST_NOW,) if Channel.BOARD in _left(record) else (POST_ELECTRONIC_NOW,)
    return (_NEXT[record.next],) if record.next in _NEXT else ()


def _left(record: DeliveryRecord) -> set[Channel]:
    """The channels other than carry-home that have no post yet."""
    return set(record.channels) - {Channel.CARRY_HOME} - {post.channel for post in record.posts}


def _beside(record: DeliveryRecord) -> tuple[Action[Do], ...]:
    return () if POST_NOW in _first(record) else (POST,)


def _papers(record: DeliveryRecord) -> tuple[Action[Do], ...]:
    sheet = (COUNT_SHEET,) if any(planned(record)) else ()
    return (*sheet, *_slip(record))


def planned(record: DeliveryRecord) -> tuple[str, ...]:
    """The lines of classes that may have it, handed out or not."""
    return tuple(one.line_id for one in record.lines if one.state is not LineState.REFUSED)


def untouched(record: DeliveryRecord) -> bool:
    """Whether nothing has been handed out or posted yet."""
    handed = any(one.state is LineState.HANDED for one in record.lines)
    return not handed and not record.posts


def _quiet(record: DeliveryRecord) -> tuple[Action[Do], ...]:
    some: list[Action[Do]] = []
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
