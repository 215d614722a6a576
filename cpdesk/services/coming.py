"""Who is expected by an approved request: its people, or its partner where nobody is named."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from cpdesk.policy.outcome import Purpose
from cpdesk.records.desk import ExpectedRow
from cpdesk.records.letters import ApprovedLine
from cpdesk.records.requests import Window
from cpdesk.services import identity, standing
from cpdesk.services.approved import Approved
from cpdesk.services.context import Ground
from cpdesk.services.identity import Visitor

EARLY = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Came:
    """A visit of today, as far as lists need it."""

    visit_id: str
    visitor_key: str
    partner_id: str
    purpose: Purpose
    activity_id: str
    arrived_at: datetime
    here: bool


def rows(
    tx: Connection,
    ground: Ground,
    day: Iterable[Approved],
    came: tuple[Came, ...],
    standings: Mapping[str, str],
    at: datetime,
) -> list[ExpectedRow]:
    """A line for each person who is approved to come, in the order given."""
    approved = tuple(day)
    found = _standings(tx, ground, approved, standings, at.date())
    return [
        ExpectedRow(
            person_id=person,
            person_name=name,
            partner_id=one.partner_id,
            partner_name=one.partner_name,
            activity_id="",
            activity_title=one.event,
            place=one.place,
            start=one.starts_at.astimezone(ground.zone).time(),
            end=one.ends_at.astimezone(ground.zone).time(),
            state=state_of(one, person, came, at),
            standing=found[one.partner_id, person],
            purpose=one.purpose,
            request_id=one.request_id,
        )
        for one in approved
        for person, name in comers(one)
    ]


def line(one: Approved, ground: Ground, came: tuple[Came, ...], at: datetime) -> ApprovedLine:
    """The request in the partner schedule; nothing of a student is in it."""
    zone = ground.zone
    return ApprovedLine(
        kind=one.kind,
        partner_name=one.partner_name,
        people=tuple(name for _, name in one.people),
        window=Window(one.starts_at.astimezone(zone), one.ends_at.astimezone(zone)),
        place=one.place,
        event=one.event,
        teacher=one.teacher,
        state={"gone": "done"}.get(state := _of_all(one, came, at), state),
        request_id=one.request_id,
    )


def comers(one: Approved) -> tuple[tuple[str, str], ...]:
    """Ids and names of who comes; one of nobody's where anyone of the partner may."""
    return one.people or (("", ""),)


def state_of(one: Approved, person_id: str, came: Iterable[Came], at: datetime) -> str:
    """due, here, gone, later or missed, for one of its people or ("") for anyone of the partner."""
    mine = [c for c in came if _is_for(c, one, person_id)]
    if mine:
        return "here" if any(c.here for c in mine) else "gone"
    if at >= one.ends_at:
        return "missed"
    return "due" if at >= one.starts_at - EARLY else "later"


def _of_all(one: Approved, came: tuple[Came, ...], at: datetime) -> str:
    """The state of a request as a whole: somebody here, else somebody gone, else all the same."""
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


def _standings(
    tx: Connection,
    ground: Ground,
    approved: Iterable[Approved],
    partners: Mapping[str, str],
    today: date,
) -> dict[tuple[str, str], str]:
    """The standing of each visitor who is approved, by the partner and the person they come as; ""
    where anyone of the partner may come."""
    asked = {(one.partner_id, person): name for one in approved for person, name in comers(one)}
    ids = sorted({person for _, person in asked if person})
    rows = tx.exec_driver_sql(_PEOPLE, (json.dumps(ids), ground.issue)).all() if ids else ()
    visitors = {row.person_id: _visitor(row) for row in rows}
    names = {key: visitors[key[1]].name or asked[key] for key in asked if key[1]}
    known = identity.namesakes(tx, ground.issue, names.values()) if names else {}
    found = {}
    for key in asked:
        partner_id, person = key
        found[key] = partner = partners.get(partner_id, standing.NO)
        if person:
            name = names[key]
            facts = identity.facts_for(visitors[person], partner_id, known[name])
            found[key] = standing.of_person(
                partner, facts, known[name], partner_id, ground.year_ends_on, today
            )
    return found


def _visitor(row: Any) -> Visitor:
    """One person of a list, registered here, or (left out by a new roster) nowhere."""
    return Visitor(
        key=f"person:{row.person_id}",
        name=identity.full_name(row.given_name or "", row.family_name or ""),
        partner_id=row.partner_id or "",
        listed=bool(row.listed),
        clearance=row.clearance or "unknown",
        clearance_ends_on=date.fromisoformat(row.ends_on) if row.ends_on else None,
        registered=bool(row.registered),
    )


_PEOPLE = """
SELECT wanted.value AS person_id, p.clearance, p.clearance_ends_on AS ends_on,
       coalesce(p.partner_id, l.partner_id) AS partner_id,
       coalesce(p.given_name, l.given_name) AS given_name,
       coalesce(p.family_name, l.family_name) AS family_name,
       p.person_id IS NULL AND l.person_id IS NOT NULL AS registered,
       p.person_id IS NOT NULL OR l.confirmed_at IS NOT NULL AS listed
FROM json_each(?1) AS wanted
LEFT JOIN person AS p ON p.issue = ?2 AND p.person_id = wanted.value
LEFT JOIN local_person AS l ON l.person_id = wanted.value
"""
