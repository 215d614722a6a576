"""What the front desk can do with a card, best action first. Enter does the first one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum

from cpdesk.policy.outcome import Lift, Outcome
from cpdesk.records.desk import Card
from cpdesk.ui.desk.answer.asking import lift_codes
from cpdesk.ui.desk.answer.verdict import next_free
from cpdesk.ui.widgets.buttons.actions import Action
from cpdesk.ui.widgets.buttons.button import Kind
from cpdesk.words import N_


class DeskAction(StrEnum):
    """One action that a button of the card triggers."""

    ADMIT = "admit"
    ADMIT_PLAIN = "admit_plain"  # check in without a badge
    LIFT = "lift"  # opens the field for the desk's own reason
    RELAY = "relay"  # opens who approved, how, and why
    ASK_LEADER = "ask_leader"  # opens the form that asks a leader about this visit
    ASK_TIME = "ask_time"  # opens the request for the next time outside class
    DOOR = "door"  # opens the emergency and required-by-law form
    FILE = "file"  # files the request in the open form
    SHEET = "sheet"
    TURN_AWAY = "turn_away"  # opens what the visitor was told
    TURN_AWAY_NOW = "turn_away_now"
    ASK_AGAIN = "ask_again"  # asks again with the exception just entered; a leader approved it
    CHECK_OUT = "check_out"
    BADGE_AGAIN = "badge_again"
    CLEAR = "clear"
    BACK = "back"


@dataclass(frozen=True)
class CardAction(Action[DeskAction]):
    """`at` is the time that its label names."""

    at: time | None = None


# Done at once, with nothing left to fill in. The others open something or go back.
DECIDES = frozenset(
    {
        DeskAction.ADMIT,
        DeskAction.ADMIT_PLAIN,
        DeskAction.FILE,
        DeskAction.SHEET,
        DeskAction.TURN_AWAY_NOW,
        DeskAction.ASK_AGAIN,
        DeskAction.CHECK_OUT,
        DeskAction.BADGE_AGAIN,
    }
)

ENTER = N_("Enter")
ESC = N_("Esc")
DEL = N_("Del")
ASK_KEY = "Alt+L"

_CLEAR = CardAction(DeskAction.CLEAR, N_("Clear"), ESC)
_BACK = CardAction(DeskAction.BACK, N_("Back"), ESC)
_NO_BADGE = CardAction(DeskAction.ADMIT_PLAIN, N_("No badge"))
_BADGE_AGAIN = CardAction(DeskAction.BADGE_AGAIN, N_("Print badge again"))
_ADMIT = CardAction(DeskAction.ADMIT, N_("Check in and print"), ENTER, Kind.PRIMARY)
_CHECK_OUT = CardAction(DeskAction.CHECK_OUT, N_("Check out"), ENTER, Kind.PRIMARY)
_ASK_LEADER = CardAction(DeskAction.ASK_LEADER, N_("Ask a leader…"), ASK_KEY)
_FILE = CardAction(DeskAction.FILE, N_("Ask a leader"), ENTER, Kind.PRIMARY)
_TURN_AWAY = CardAction(DeskAction.TURN_AWAY, N_("Turn away"), DEL)
_SHEET = CardAction(DeskAction.SHEET, N_("Print sheet"))
_SHEET_FIRST = CardAction(DeskAction.SHEET, N_("Print sheet"), ENTER, Kind.PRIMARY)
APART = frozenset({DeskAction.CLEAR, DeskAction.BACK, DeskAction.TURN_AWAY})  # at the right end

# What the foot of the card shows while one of the small forms is open.
FORM_ACTIONS: dict[DeskAction, tuple[CardAction, ...]] = {
    DeskAction.LIFT: (_ADMIT, _NO_BADGE, _BACK),
    DeskAction.RELAY: (_ADMIT, _NO_BADGE, _BACK),
    DeskAction.DOOR: (
        _FILE,
        CardAction(DeskAction.ASK_AGAIN, N_("Record verbal approval…")),
        _BACK,
    ),
    DeskAction.ASK_LEADER: (_FILE, _BACK),
    DeskAction.ASK_TIME: (replace(_FILE, label=N_("File request")), _BACK),
    DeskAction.TURN_AWAY: (
        CardAction(DeskAction.TURN_AWAY_NOW, N_("Turn away"), ENTER, Kind.PRIMARY),
        _BACK,
    ),
}


def actions(card: Card, *, asked: bool = False) -> tuple[CardAction, ...]:
    """What this card offers. Findings that only the district, or no one, can waive offer no way in.
    `asked`: a leader has already been asked, so don't offer to ask again."""
    if card.open_visit_id:
        return (_CHECK_OUT, _BADGE_AGAIN, _CLEAR)
    decision = card.decision
    if decision.outcome is Outcome.ADMIT:
        return (_ADMIT, _NO_BADGE, _CLEAR)
    beyond_the_school = {Lift.DISTRICT, Lift.NOBODY}
    if any(f.lift in beyond_the_school for f in decision.troubles):
        return _no_way_in()
    if decision.outcome is Outcome.ASK_DESK:
        says = N_("Check in anyway, with a reason…")
        return (CardAction(DeskAction.LIFT, says, ENTER, Kind.PRIMARY), _TURN_AWAY, _CLEAR)
    if decision.outcome is Outcome.ASK_LEADER:
        asks = (_ASK_LEADER,) if card.visitor_key and lift_codes(card) and not asked else ()
        says = N_("Record verbal approval…")
        relay = CardAction(DeskAction.RELAY, says, ENTER, Kind.PRIMARY)
        return (relay, *asks, _TURN_AWAY, _CLEAR)
    return _no_way_in(card) if has_door(card) else _no_way_in()


def _no_way_in(card: Card | None = None) -> tuple[CardAction, ...]:
    """A refused card. If class time is the only problem, the next time outside class comes
    first."""
    if card is None:
        return (_SHEET_FIRST, _TURN_AWAY, _CLEAR)
    door = CardAction(DeskAction.DOOR, N_("Emergency or law…"))
    fits = next_free(card)
    if fits is None or card.question.grade is None or not card.visitor_key:
        return (_SHEET_FIRST, door, _TURN_AWAY, _CLEAR)
    says = N_("Request {time}")
    ask = CardAction(DeskAction.ASK_TIME, says, ENTER, Kind.PRIMARY, at=fits[0])
    return (ask, door, _SHEET, _TURN_AWAY)


def has_door(card: Card) -> bool:
    """Whether an emergency or a legal requirement would change this refusal."""
    refusing = [f for f in card.decision.troubles if f.outcome is Outcome.REFUSE]
    return bool(refusing) and all(f.code == "meeting.instructional-time" for f in refusing)
