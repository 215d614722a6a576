"""What can be done about a table or presentation, by its time and by the user's role."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from cpdesk.policy.outreach import EventResult
from cpdesk.records.outreach import EventRow
from cpdesk.ui.parts.button import Kind as Look
from cpdesk.ui.parts.button_row import Action as ButtonAction
from cpdesk.words import N_


class Do(StrEnum):
    HELD = "held"
    ABSENT = "absent"
    BROKEN = "broken"
    UNNOTE = "unnote"
    REMINDER = "reminder"
    REQUEST = "request"


NOTES = frozenset({Do.HELD, Do.ABSENT, Do.BROKEN})


Action = ButtonAction[Do]

HELD = Action(Do.HELD, N_("Held"), N_("H"), Look.PRIMARY)
ABSENT = Action(Do.ABSENT, N_("Did not come"), N_("D"))
BROKEN = Action(Do.BROKEN, N_("Rule not followed…"), N_("R"), Look.DANGER)
UNNOTE = Action(Do.UNNOTE, N_("Remove outcome"), N_("Ctrl+Z"), Look.QUIET)
REMINDER = Action(Do.REMINDER, N_("Print reminder"), N_("Ctrl+P"), Look.QUIET)
REQUEST = Action(Do.REQUEST, N_("Open request"), N_("Enter"), Look.QUIET)
_RESULT = {
    EventResult.HELD: Do.HELD,
    EventResult.DID_NOT_COME: Do.ABSENT,
    EventResult.RULE_NOT_KEPT: Do.BROKEN,
}


def actions(row: EventRow, now: datetime, *, may_note: bool, may_print: bool) -> tuple[Action, ...]:
    """The next step first. A correction offers the outcomes that were not recorded, and the rules
    again."""
    found: list[Action] = []
    if may_note and row.window.starts_at <= now:
        if row.outcome is None:
            found += [HELD, ABSENT, BROKEN]
        else:
            was = _RESULT[row.outcome.result]
            plain = Action(Do.HELD, HELD.says, HELD.key)
            found += [a for a in (plain, ABSENT, BROKEN) if a.do is not was or a is BROKEN]
            found.append(UNNOTE)
    if may_print and row.window.ends_at > now:
        found.append(REMINDER)
    return (*found, REQUEST)
