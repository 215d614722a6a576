"""Who someone is: from an ID or a name to one visitor or one partner.

Names are compared folded and in any order: case, accents and apostrophes do not matter. If several
people share a name, none of them is guessed.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import permutations
from typing import Any

from sqlalchemy import Connection, bindparam, select

from cpdesk.errors import DeskError
from cpdesk.models.tables import desk_tables as d
from cpdesk.models.tables import name_index
from cpdesk.models.tables import roster_tables as r
from cpdesk.policy.case import NamesakeFacts, PersonFacts
from cpdesk.policy.clearance import NOT_CLEARED, for_another, registered_here
from cpdesk.policy.names.names import fold
from cpdesk.policy.names.person_names import name_key
from cpdesk.services.school_context import SchoolContext
from cpdesk.words import N_

_PERMUTED = 5  # names with at most this many words are looked up in every word order


@dataclass(frozen=True, slots=True)
class Visitor:
    """`key` is "" for someone not on record anywhere; `partner_id` is the partner whose list the
    person is on; `unconfirmed`: registered here, never checked in."""

    key: str
    name: str
    partner_id: str
    listed: bool
    clearance: str
    clearance_ends_on: date | None
    registered: bool = False
    unconfirmed: bool = False


def person(
    tx: Connection, school_context: SchoolContext, said: str, partner_id: str
) -> Visitor | None:
    """A visitor by ID or by exactly this name; None if nothing was given. DeskError if several
    people have the name. A name that no one has is a visitor without a key.

    If one of several is not cleared and only this desk registered the others, it is the one who is
    not cleared: a registration is not a list, and never covers up what the roster says.
    """
    said = said.strip()
    if not said:
        return None
    row = tx.execute(_person_by_id, {"issue": school_context.issue, "person": said}).first()
    if row:
        return _listed(row)
    row = tx.execute(_local_by_id, {"person": said}).first()
    if row:
        return _local(row)
    found = _named(tx, school_context, said, partner_id)
    of_roster = [one for one in found if not one.registered]
    if len(of_roster) == 1 and of_roster[0].clearance == NOT_CLEARED:
        return of_roster[0]
    if len(found) > 1:
        raise DeskError(
            N_("{count} people have this name."),
            N_("Enter the partner, or the person’s ID."),
            count=len(found),
        )
    if found:
        return found[0]
    return Visitor("", " ".join(said.split()), partner_id, False, "unknown", None)


def _named(
    tx: Connection, school_context: SchoolContext, name: str, partner_id: str
) -> list[Visitor]:
    """People with exactly this name (case, accents and order do not matter)."""
    wanted = name_key(name)
    if not wanted:
        return []
    locals_ = select(d.local_person)
    if partner_id:
        people = select(r.person).where(
            r.person.c.issue == school_context.issue, r.person.c.partner_id == partner_id
        )
        locals_ = locals_.where(d.local_person.c.partner_id == partner_id)
        listed = list(tx.execute(people))
    else:
        listed = _holding(tx, school_context.issue, [wanted])[wanted]
        if len(wanted) <= _PERMUTED:
            orders = sorted({" ".join(order) for order in permutations(wanted)})
            locals_ = locals_.where(d.local_person.c.name_key.in_(orders))
    found = [_listed(row) for row in listed]
    found += [_local(row) for row in tx.execute(locals_)]
    return [v for v in found if name_key(v.name) == wanted]


def namesakes(
    tx: Connection, issue: int, names: Iterable[str]
) -> dict[str, tuple[NamesakeFacts, ...]]:
    """Everyone on the roster with exactly this full name, from any partner, by name.

    Anything that asks about a clearance asks here, so that a bad fact under another ID, partner or
    spelling is never missed.
    """
    keys = {name: name_key(name) for name in dict.fromkeys(names)}
    found = _holding(tx, issue, {key for key in keys.values() if key})
    return {
        name: tuple(
            NamesakeFacts(row.person_id, row.partner_id, row.clearance)
            for row in found.get(key, ())
        )
        for name, key in keys.items()
    }


def facts_for(
    visitor: Visitor, partner_id: str, known: Iterable[NamesakeFacts] = ()
) -> PersonFacts:
    """The visitor as the rules see them, coming for this partner; `known` has their namesakes."""
    facts = PersonFacts(visitor.name, visitor.listed, visitor.clearance, visitor.clearance_ends_on)
    if visitor.partner_id != partner_id:
        return for_another(facts)
    return registered_here(facts, known, partner_id) if visitor.registered else facts


def _holding(
    tx: Connection, issue: int, keys: Collection[tuple[str, ...]]
) -> dict[tuple[str, ...], list[Any]]:
    """The roster's rows with exactly these names."""
    found: dict[tuple[str, ...], list[Any]] = {key: [] for key in keys}
    ids = sorted({*name_index.holding(tx, issue, found)} if found else ())
    for row in tx.exec_driver_sql(_PEOPLE, (json.dumps(ids), issue)) if ids else ():
        rows = found.get(name_key(full_name(row.given_name, row.family_name)))
        if rows is not None:
            rows.append(row)
    return found


def guest(tx: Connection, said: str) -> tuple[str, str]:
    """A guest by ID, or the latest with exactly this name, so that a guest who comes again is not
    in the building twice. A different person with the same name is registered first and has an ID.
    """
    g, name = d.guest.c, fold(said)
    by_id = select(g.guest_id, g.name).where(g.guest_id == said)
    by_name = select(g.guest_id, g.name).where(g.name_key == name).order_by(g.guest_id.desc())
    row = tx.execute(by_id).first() or (tx.execute(by_name).first() if name else None)
    return (f"guest:{row.guest_id}", row.name) if row else ("", " ".join(said.split()))


def partners(tx: Connection, school_context: SchoolContext) -> dict[str, list[str]]:
    """The IDs of the roster's partners by each of their folded names."""
    p = r.partner.c
    found: dict[str, list[str]] = {}
    for row in tx.execute(
        select(p.partner_id, p.name, p.other_names).where(p.issue == school_context.issue)
    ):
        for name in {fold(one) for one in (row.name, *row.other_names.split(";"))} - {""}:
            found.setdefault(name, []).append(row.partner_id)
    return found


def one_partner(names: Mapping[str, list[str]], said: str) -> str:
    """The ID of the partner with this name, or what was given if there is none."""
    found = names.get(fold(said), [])
    if len(found) > 1:
        raise DeskError(
            N_("{count} partners have this name."),
            N_("Enter the partner’s ID."),
            count=len(found),
        )
    return found[0] if found else said


def partner_or_typed(tx: Connection, school_context: SchoolContext, said: str) -> tuple[str, str]:
    """ID and name of a partner by its ID or a name; "" and the name as typed if the roster has no
    partner of that name."""
    typed = " ".join(said.split())
    wanted = one_partner(partners(tx, school_context), typed)
    p = r.partner.c
    row = tx.execute(
        select(p.partner_id, p.name).where(p.issue == school_context.issue, p.partner_id == wanted)
    ).first()
    return (row.partner_id, row.name) if row else ("", typed)


_people = r.person.c
_person_by_id = select(
    _people.person_id,
    _people.partner_id,
    _people.given_name,
    _people.family_name,
    _people.clearance,
    _people.clearance_ends_on,
).where(_people.issue == bindparam("issue"), _people.person_id == bindparam("person"))
_local_by_id = select(d.local_person).where(d.local_person.c.person_id == bindparam("person"))


_PEOPLE = """
SELECT p.person_id, p.partner_id, p.given_name, p.family_name, p.clearance,
       p.clearance_ends_on
FROM json_each(?1) AS wanted
CROSS JOIN person AS p ON p.issue = ?2 AND p.person_id = wanted.value
"""


def full_name(given: str, family: str) -> str:
    return f"{given} {family}".strip()


def _listed(row: Any) -> Visitor:
    return Visitor(
        key=f"person:{row.person_id}",
        name=full_name(row.given_name, row.family_name),
        partner_id=row.partner_id,
        listed=True,
        clearance=row.clearance,
        clearance_ends_on=_date(row.clearance_ends_on),
    )


def _date(value: date | str | None) -> date | None:
    """A date as the driver returns it: text if no table is involved."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _local(row: Any) -> Visitor:
    return Visitor(
        key=f"person:{row.person_id}",
        name=full_name(row.given_name, row.family_name),
        partner_id=row.partner_id,
        listed=row.confirmed_at is not None,
        clearance="unknown",
        clearance_ends_on=None,
        registered=True,
        unconfirmed=row.confirmed_at is None,
    )
