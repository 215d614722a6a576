"""Which terms there are, and how the value of each is written in TOML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from types import MappingProxyType
from typing import Any

from cpdesk.policy import grades
from cpdesk.policy.outcome import Lift, Outcome
from cpdesk.words import N_


@dataclass(frozen=True, slots=True)
class Reader:
    """`read` turns what TOML gives into a value, or raises ValueError; `wants` is the sentence for
    a value that does not fit; `about` says what the term is for."""

    read: Callable[[Any], Any]
    wants: str
    about: str


def _count(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= 5_000:
        raise ValueError(value)
    return value


def _positive(value: Any) -> int:
    if _count(value) == 0:
        raise ValueError(value)
    return int(value)


def _yes_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(value)
    return value


def _outcome(value: Any) -> Outcome:
    for outcome in Outcome:
        if outcome.code == value:
            return outcome
    raise ValueError(value)


def _lift(value: Any) -> Lift:
    if value not in (Lift.LEADER, Lift.DISTRICT):
        raise ValueError(value)
    return Lift(value)


def _span(value: Any) -> tuple[time, time]:
    start, dash, end = str(value).partition("-")
    if not dash:
        raise ValueError(value)
    span = time.fromisoformat(start.strip()), time.fromisoformat(end.strip())
    if any(t.second or t.microsecond or t.tzinfo for t in span) or span[0] >= span[1]:
        raise ValueError(value)
    return span


def _grade_span(value: Any) -> tuple[int, int]:
    low, _, high = str(value).partition("-")
    span = grades.grade(low), grades.grade(high or low)
    if span[0] > span[1]:
        raise ValueError(value)
    return span


_COUNT = N_("The term {key} in {file} needs a whole number, 0 or more.")
_MORE = N_("The term {key} in {file} needs a whole number, 1 or more.")


def _of_count(about: str) -> Reader:
    return Reader(_count, _COUNT, about)


def _of_positive(about: str) -> Reader:
    return Reader(_positive, _MORE, about)


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "arrival.early_minutes": _of_count(
            N_("How many minutes before an activity its visitors may check in.")
        ),
        "insurance.outcome": Reader(
            _outcome,
            N_(
                "The term {key} in {file} must be one of these: admit, ask_desk, "
                "ask_leader, refuse."
            ),
            N_("What happens when an activity without a staff member has no valid insurance."),
        ),
        "observation.lift": Reader(
            _lift,
            N_("The term {key} in {file} must be leader or district."),
            N_("Who may waive the rule against observing classes."),
        ),
        "roster.fresh_days": _of_count(N_("How many days a roster counts as current.")),
        "roster.stale_days": _of_count(
            N_("After how many days an old roster needs a school leader.")
        ),
        "school_day.default": Reader(
            _span,
            N_("The term {key} in {file} needs two times, such as 07:00-16:00."),
            N_("The hours that count as class time when the bell schedule isn’t known."),
        ),
        "passing.gap_minutes": _of_count(
            N_("The longest gap between two classes that counts as passing time.")
        ),
        "meeting.tolerance_minutes": _of_count(
            N_("How many minutes before or after an approved time a visitor may come or leave.")
        ),
        "meeting.minutes_missed": _of_count(
            N_("How many minutes of class time a student may miss for a meeting.")
        ),
        "meeting.a_week": _of_count(N_("How many partner meetings a student may have in a week.")),
        "meeting.shortest_minutes": _of_positive(
            N_("The shortest time outside class that is worth offering.")
        ),
        "meeting.default_minutes": _of_positive(
            N_("How long a meeting with a student lasts if no end time is given.")
        ),
        "notice.lasts_days": _of_count(
            N_("How many days a name without an end date stays on the no-entry list.")
        ),
        "flyer.carry_home_grades": Reader(
            _grade_span,
            N_("The term {key} in {file} needs a range of grades, such as K-8."),
            N_("The grades whose students may carry flyers home."),
        ),
        "flyer.bundle_size": _of_positive(N_("How many copies a partner puts in one bundle.")),
        "flyer.board_days": _of_positive(N_("The most days a flyer may stay on a board.")),
        "outreach.visits_a_term": _of_count(
            N_("How many tables and presentations a partner may have in a school term.")
        ),
        "printing.keep_days": _of_positive(
            N_("How many days a printed paper is kept for reprinting.")
        ),
        "requests.sole_leader": Reader(
            _yes_no,
            N_("The term {key} in {file} must be true or false."),
            N_("Whether a school’s only leader may approve a request filed from the same account."),
        ),
        "find.days": _of_positive(N_("How many days ahead to look for a meeting time.")),
        "find.minutes": _of_positive(N_("How long a meeting is if no length is given.")),
        "decision.password_minutes": _of_count(
            N_("How many minutes a leader’s password stays good for decisions.")
        ),
        "lock.desk_minutes": _of_positive(
            N_("After how many idle minutes the front desk’s window locks.")
        ),
        "lock.leader_minutes": _of_positive(
            N_("After how many idle minutes a leader’s window locks.")
        ),
        "lock.manager_minutes": _of_positive(
            N_("After how many idle minutes the office manager’s window locks.")
        ),
    }
)
