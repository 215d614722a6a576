"""What can be done on the page of tables and presentations: buttons, keys, and what F1 lists."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from cpdesk.policy.outreach import EventResult
from cpdesk.policy.permissions import Permission as May
from cpdesk.records.outreach import EventRow
from cpdesk.ui.current_user import CurrentUser
from cpdesk.ui.widgets.buttons.actions import NEXT, Action, permitted
from cpdesk.ui.widgets.buttons.button import Kind
from cpdesk.words import N_


class Do(StrEnum):
    HELD = "held"
    ABSENT = "absent"
    BROKEN = "broken"
    UNNOTE = "unnote"
    REMINDER = "reminder"
    REQUEST = "request"
    NEXT = "next"  # submits the form, or presses the first button
    FILTER = "filter"
    PREVIOUS_TERM = "previous_term"
    NEXT_TERM = "next_term"


HELD = Action(
    Do.HELD,
    N_("Held"),
    N_("H"),
    Kind.PRIMARY,
    help=N_("Held as approved"),
    done=N_("Held: {what}"),
    permission=May.EVENTS,
)
ABSENT = Action(
    Do.ABSENT,
    N_("Did not come"),
    N_("D"),
    help=N_("Did not come"),
    done=N_("Did not come: {what}"),
    permission=May.EVENTS,
)
BROKEN = Action(
    Do.BROKEN,
    N_("Rule not followed…"),
    N_("R"),
    Kind.DANGER,
    help=N_("Rule not followed: choose the rule, add a note"),
    done=N_("Rule not followed: {what}. A school leader will see it next time."),
    permission=May.EVENTS,
)
UNNOTE = Action(
    Do.UNNOTE,
    N_("Remove outcome"),
    N_("Ctrl+Z"),
    Kind.QUIET,
    help=N_("Remove the outcome (in a text field, undo typing first)"),
    done=N_("Outcome removed."),
    permission=May.EVENTS,
)
REMINDER = Action(
    Do.REMINDER,
    N_("Print reminder"),
    N_("Ctrl+P"),
    Kind.QUIET,
    help=N_("Print the reminder for the partner"),
    permission=May.PRINT,
)
REQUEST = Action(
    Do.REQUEST, N_("Open request"), N_("Enter"), Kind.QUIET, help=N_("Open request"), listed=True
)
ACTIONS: tuple[Action[Do], ...] = (
    HELD,
    ABSENT,
    BROKEN,
    UNNOTE,
    REMINDER,
    REQUEST,
    Action(
        Do.FILTER,
        key="Alt+1",
        help=N_("To record (Alt+2 upcoming, Alt+3 past, Alt+4 all)"),
        listed=True,
    ),
    Action(Do.FILTER, key="Left", help=N_("Previous filter (Right for the next)"), listed=True),
    Action(
        Do.PREVIOUS_TERM,
        key="Ctrl+Left",
        help=N_("Previous term (Ctrl+Right for the next)"),
        repeats=True,
    ),
    Action(Do.NEXT_TERM, key="Ctrl+Right", repeats=True),
    Action(Do.NEXT, key=NEXT),
)
OF_RESULT = {
    EventResult.HELD: HELD,
    EventResult.DID_NOT_COME: ABSENT,
    EventResult.RULE_NOT_KEPT: BROKEN,
}
NOTES = frozenset(action.id for action in OF_RESULT.values())


def actions(row: EventRow, now: datetime, here: CurrentUser) -> tuple[Action[Do], ...]:
    """The next step first. A correction offers the outcomes that were not recorded, and the rules
    again."""
    found: list[Action[Do]] = []
    if row.window.starts_at <= now:
        if row.outcome is None:
            found += [HELD, ABSENT, BROKEN]
        else:
            was = OF_RESULT[row.outcome.result]
            plain = Action(Do.HELD, HELD.label, HELD.key, permission=HELD.permission)
            found += [a for a in (plain, ABSENT, BROKEN) if a.id is not was.id or a is BROKEN]
            found.append(UNNOTE)
    if row.window.ends_at > now:
        found.append(REMINDER)
    return permitted((*found, REQUEST), here.may)
