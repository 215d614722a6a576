"""What the front desk can do with a card, best action first. Enter does the first one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from cpdesk.policy.outcome import Lift, Outcome
from cpdesk.records.desk import Card
from cpdesk.ui.desk.answer.asking import lift_codes
from cpdesk.ui.desk.answer.verdict import next_free
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


@dataclass(frozen=True, slots=True)
class Action:
    """A button: its label and its key. An `apart` button goes to the right end. `at` is the time
    that the label names."""

    act: DeskAction
    says: str
    key: str = ""
    apart: bool = False
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

_CLEAR = Action(DeskAction.CLEAR, N_("Clear"), ESC, apart=True)
_BACK = Action(DeskAction.BACK, N_("Back"), ESC, apart=True)
_NO_BADGE = Action(DeskAction.ADMIT_PLAIN, N_("No badge"))
_BADGE_AGAIN = Action(DeskAction.BADGE_AGAIN, N_("Print badge again"))
_ADMIT = Action(DeskAction.ADMIT, N_("Check in and print"), ENTER)
_ASK_LEADER = Action(DeskAction.ASK_LEADER, N_("Ask a leader…"), ASK_KEY)
_TURN_AWAY = Action(DeskAction.TURN_AWAY, N_("Turn away"), DEL, apart=True)

# What the foot of the card shows while one of the small forms is open.
FORM_ACTIONS: dict[DeskAction, tuple[Action, ...]] = {
    DeskAction.LIFT: (_ADMIT, _NO_BADGE, _BACK),
    DeskAction.RELAY: (_ADMIT, _NO_BADGE, _BACK),
    DeskAction.DOOR: (
        Action(DeskAction.FILE, N_("Ask a leader"), ENTER),
        Action(DeskAction.ASK_AGAIN, N_("Record verbal approval…")),
        _BACK,
    ),
    DeskAction.ASK_LEADER: (Action(DeskAction.FILE, N_("Ask a leader"), ENTER), _BACK),
    DeskAction.ASK_TIME: (Action(DeskAction.FILE, N_("File request"), ENTER), _BACK),
    DeskAction.TURN_AWAY: (Action(DeskAction.TURN_AWAY_NOW, N_("Turn away"), ENTER), _BACK),
}


def actions(card: Card, *, asked: bool = False) -> tuple[Action, ...]:
    """What this card offers. Findings that only the district, or no one, can waive offer no way in.
    `asked`: a leader has already been asked, so don't offer to ask again."""
    if card.open_visit_id:
        return (Action(DeskAction.CHECK_OUT, N_("Check out"), ENTER), _BADGE_AGAIN, _CLEAR)
    decision = card.decision
    if decision.outcome is Outcome.ADMIT:
        return (_ADMIT, _NO_BADGE, _CLEAR)
    beyond_the_school = {Lift.DISTRICT, Lift.NOBODY}
    if any(f.lift in beyond_the_school for f in decision.troubles):
        return _no_way_in()
    if decision.outcome is Outcome.ASK_DESK:
        return (
            Action(DeskAction.LIFT, N_("Check in anyway, with a reason…"), ENTER),
            _TURN_AWAY,
            _CLEAR,
        )
    if decision.outcome is Outcome.ASK_LEADER:
        asks = (_ASK_LEADER,) if card.visitor_key and lift_codes(card) and not asked else ()
        return (
            Action(DeskAction.RELAY, N_("Record verbal approval…"), ENTER),
            *asks,
            _TURN_AWAY,
            _CLEAR,
        )
    return _no_way_in(card) if has_door(card) else _no_way_in()


def _no_way_in(card: Card | None = None) -> tuple[Action, ...]:
    """A refused card. If class time is the only problem, the next time outside class comes
    first."""
    if card is None:
        return (Action(DeskAction.SHEET, N_("Print sheet"), ENTER), _TURN_AWAY, _CLEAR)
    door = Action(DeskAction.DOOR, N_("Emergency or law…"))
    fits = next_free(card)
    if fits is None or card.question.grade is None or not card.visitor_key:
        return (Action(DeskAction.SHEET, N_("Print sheet"), ENTER), door, _TURN_AWAY, _CLEAR)
    ask = Action(DeskAction.ASK_TIME, N_("Request {time}"), ENTER, at=fits[0])
    return (ask, door, Action(DeskAction.SHEET, N_("Print sheet")), _TURN_AWAY)


def has_door(card: Card) -> bool:
    """Whether an emergency or a legal requirement would change this refusal."""
    refusing = [f for f in card.decision.troubles if f.outcome is Outcome.REFUSE]
    return bool(refusing) and all(f.code == "meeting.instructional-time" for f in refusing)
