"""Who is expected by an approved request: its people, or its partner if no one is named."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cpdesk.models.record_of import record_of
from cpdesk.policy.outcome import Purpose
from cpdesk.records.desk import ExpectedRow
from cpdesk.records.letters import ApprovedLine
from cpdesk.records.requests import Window
from cpdesk.services.cases.approved import Approved
from cpdesk.services.school_context import SchoolContext

EARLY = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Came:
    """One of today's visits, as far as lists need it."""

    visit_id: str
    visitor_key: str
    partner_id: str
    purpose: Purpose
    activity_id: str
    arrived_at: datetime
    here: bool


def rows(
    school_context: SchoolContext, day: Iterable[Approved], came: tuple[Came, ...], at: datetime
) -> list[ExpectedRow]:
    """A line for each person who is approved to come, in the order given."""
    return [
        record_of(
            ExpectedRow,
            one,
            person_id=person,
            person_name=name,
            activity_id="",
            activity_title=one.event,
            start=one.starts_at.astimezone(school_context.zone).time(),
            end=one.ends_at.astimezone(school_context.zone).time(),
            state=state_of(one, person, came, at),
        )
        for one in day
        for person, name in comers(one)
    ]


def line(
    one: Approved, school_context: SchoolContext, came: tuple[Came, ...], at: datetime
) -> ApprovedLine:
    """The request in the partner schedule, without anything about a student."""
    zone = school_context.zone
    return record_of(
        ApprovedLine,
        one,
        people=tuple(name for _, name in one.people),
        window=Window(one.starts_at.astimezone(zone), one.ends_at.astimezone(zone)),
        part="school",
        state={"gone": "done"}.get(state := _of_all(one, came, at), state),
    )


def comers(one: Approved) -> tuple[tuple[str, str], ...]:
    """IDs and names of who comes; one empty pair if anyone from the partner may."""
    return one.people or (("", ""),)


def state_of(one: Approved, person_id: str, came: Iterable[Came], at: datetime) -> str:
    """due, here, gone, later or missed, for one of its people or ("") for anyone of the partner."""
    mine = [c for c in came if _is_for(c, one, person_id)]
    return state_at(mine, one.starts_at, one.ends_at, at)


def state_at(mine: Collection[Came], starts: datetime, ends: datetime, at: datetime) -> str:
    """The same, by the visits for something planned at this time."""
    if mine:
        return "here" if any(c.here for c in mine) else "gone"
    if at >= ends:
        return "missed"
    return "due" if at >= starts - EARLY else "later"


def _of_all(one: Approved, came: tuple[Came, ...], at: datetime) -> str:
    """The state of a request as a whole: here if anyone is, or gone if anyone left; otherwise the
    state they all share."""
    states = {state_of(one, person, came, at) for person, _ in comers(one)}
    return next(s for s in ("here", "gone", "due", "later", "missed") if s in states)


def _is_for(visit: Came, one: Approved, person_id: str) -> bool:
    """Whether a visit was for this time: the one that used it, or one around it."""
    if person_id and visit.visitor_key != f"person:{person_id}":
        return False
    if visit.visit_id == one.visit_id:
        return True
    same = visit.partner_id == one.partner_id and visit.purpose is one.purpose
    return same and one.starts_at - EARLY <= visit.arrived_at < one.ends_at
