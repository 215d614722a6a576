"""What the front desk can do with a card, best action first. Enter does the first one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from cpdesk.policy.outcome import Lift, Outcome
from cpdesk.records.desk import Card
from cpdesk.ui.desk.asking import lift_codes
from cpdesk.ui.desk.verdict import next_free
from cpdesk.words import N_


class Act(StrEnum):
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

    act: Act
    says: str
    key: str = ""
    apart: bool = False
    at: time | None = None


# Done at once, with nothing left to fill in. The others open something or go back.
DECIDES = frozenset(
    {
        Act.ADMIT,
        Act.ADMIT_PLAIN,
        Act.FILE,
        Act.SHEET,
        Act.TURN_AWAY_NOW,
        Act.ASK_AGAIN,
        Act.CHECK_OUT,
        Act.BADGE_AGAIN,
    }
)

ENTER = N_("Enter")
ESC = N_("Esc")
DEL = N_("Del")
ASK_KEY = "Alt+L"

_CLEAR = Action(Act.CLEAR, N_("Clear"), ESC, apart=True)
_BACK = Action(Act.BACK, N_("Back"), ESC, apart=True)
_NO_BADGE = Action(Act.ADMIT_PLAIN, N_("No badge"))
_BADGE_AGAIN = Action(Act.BADGE_AGAIN, N_("Print badge again"))
_ADMIT = Action(Act.ADMIT, N_("Check in and print"), ENTER)
_ASK_LEADER = Action(Act.ASK_LEADER, N_("Ask a leader…"), ASK_KEY)
_TURN_AWAY = Action(Act.TURN_AWAY, N_("Turn away"), DEL, apart=True)

# What the foot of the card shows while one of the small forms is open.
FORM_ACTIONS: dict[Act, tuple[Action, ...]] = {
    Act.LIFT: (_ADMIT, _NO_BADGE, _BACK),
    Act.RELAY: (_ADMIT, _NO_BADGE, _BACK),
    Act.DOOR: (
        Action(Act.FILE, N_("Ask a leader"), ENTER),
        Action(Act.ASK_AGAIN, N_("Record verbal approval…")),
        _BACK,
    ),
    Act.ASK_LEADER: (Action(Act.FILE, N_("Ask a leader"), ENTER), _BACK),
    Act.ASK_TIME: (Action(Act.FILE, N_("File request"), ENTER), _BACK),
    Act.TURN_AWAY: (Action(Act.TURN_AWAY_NOW, N_("Turn away"), ENTER), _BACK),
}


def actions(card: Card, *, asked: bool = False) -> tuple[Action, ...]:
    """What this card offers. Findings that only the district, or no one, can waive offer no way in.
    `asked`: a leader has already been asked, so don't offer to ask again."""
    if card.open_visit_id:
        return (Action(Act.CHECK_OUT, N_("Check out"), ENTER), _BADGE_AGAIN, _CLEAR)
    decision = card.decision
    if decision.outcome is Outcome.ADMIT:
        return (_ADMIT, _NO_BADGE, _CLEAR)
    beyond_the_school = {Lift.DISTRICT, Lift.NOBODY}
    if any(f.lift in beyond_the_school for f in decision.troubles):
        return _no_way_in()
    if decision.outcome is Outcome.ASK_DESK:
        return (Action(Act.LIFT, N_("Check in anyway, with a reason…"), ENTER), _TURN_AWAY, _CLEAR)
    if decision.outcome is Outcome.ASK_LEADER:
        asks = (_ASK_LEADER,) if card.visitor_key and lift_codes(card) and not asked else ()
        return (Action(Act.RELAY, N_("Record verbal approval…"), ENTER), *asks, _TURN_AWAY, _CLEAR)
    return _no_way_in(card) if has_door(card) else _no_way_in()


def _no_way_in(card: Card | None = None) -> tuple[Action, ...]:
    """A refused card. If class time is the only problem, the next time outside class comes
    first."""
    if card is None:
        return (Action(Act.SHEET, N_("Print sheet"), ENTER), _TURN_AWAY, _CLEAR)
    door = Action(Act.DOOR, N_("Emergency or law…"))
    fits = next_free(card)
    if fits is None or card.question.grade is None or not card.visitor_key:
        return (Action(Act.SHEET, N_("Print sheet"), ENTER), door, _TURN_AWAY, _CLEAR)
    ask = Action(Act.ASK_TIME, N_("Request {time}"), ENTER, at=fits[0])
    return (ask, door, Action(Act.SHEET, N_("Print sheet")), _TURN_AWAY)


def has_door(card: Card) -> bool:
    """Whether an emergency or a legal requirement would change this refusal."""
    refusing = [f for f in card.decision.troubles if f.outcome is Outcome.REFUSE]
    return bool(refusing) and all(f.code == "meeting.instructional-time" for f in refusing)
