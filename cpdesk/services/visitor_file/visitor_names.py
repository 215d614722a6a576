"""People a data request may be about: everyone the desk ever recorded, by name.

A person who was turned away before being registered has no key, only a name; the entries of one
name and partner are found under a key made of both. Whether that is a person the desk knows by
another key is for people to say.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    and_,
    case,
    func,
    literal,
    null,
    or_,
    select,
    true,
    tuple_,
    type_coerce,
    union_all,
)

from cpdesk.models.tables import desk_tables as d
from cpdesk.models.tables import request_tables as t
from cpdesk.models.tables.columns import Moment
from cpdesk.policy.names.person_names import name_key, typed_words
from cpdesk.records.reports import VisitorFound
from cpdesk.services.identity import full_name
from cpdesk.services.search.matching import Way, exact_ways, near_ways
from cpdesk.services.search.spelling import Vocabulary

PERSON, GUEST, NAME = "person:", "guest:", "name:"
KINDS_OF_KEYS = (PERSON, GUEST, NAME)
_v, _w, _q, _p = d.visit.c, d.turned_away.c, t.request.c, t.request_person.c
_l, _g = d.local_person.c, d.guest.c

_turned_away_key: ColumnElement[str] = case(
    (_w.visitor_key == "", literal(NAME) + _w.partner_id + ":" + _w.name_key),
    else_=_w.visitor_key,
)


def name_and_partner(visitor_key: str) -> tuple[str, str]:
    """The folded name and the partner's ID of a key such as `name:LSL:zoe nunez`. No folded name
    contains a colon."""
    partner_id, _, name = visitor_key.removeprefix(NAME).rpartition(":")
    return name, partner_id


def find(tx: Connection, text: str, limit: int) -> tuple[VisitorFound, ...]:
    """Visitors whose name has words that begin with those of `text`, latest to come first; if
    there are none, names that are close to it."""
    typed = typed_words(text)
    if not typed:
        return ()
    _, begins, _ = exact_ways(typed)
    return _found(tx, begins, limit) or _near(tx, typed, limit)


def called(tx: Connection, name: str) -> tuple[VisitorFound, ...]:
    """Everyone with exactly this name; case, accents and word order do not matter."""
    wanted = name_key(name)
    if not wanted:
        return ()
    size = len(" ".join(wanted))
    whole, _, _ = exact_ways(typed_words(name))
    met = _met(lambda key: and_(func.length(key) == size, _holds(whole, key))).subquery()
    rows = tx.execute(select(met.c.visitor_key, met.c.name_key).distinct())
    keys = dict.fromkeys(row.visitor_key for row in rows if name_key(row.name_key) == wanted)
    return tuple(sorted(_described(tx, list(keys)), key=lambda one: (one.name, one.visitor_key)))


def _found(tx: Connection, way: Way, limit: int) -> tuple[VisitorFound, ...]:
    met = _met(partial(_holds, way)).subquery()
    last = func.max(met.c.at)
    rows = tx.execute(
        select(met.c.visitor_key)
        .group_by(met.c.visitor_key)
        .order_by(last.desc(), func.min(met.c.name_key), met.c.visitor_key)
        .limit(limit)
    )
    return _described(tx, rows.scalars().all())


def _near(tx: Connection, typed: Sequence[str], limit: int) -> tuple[VisitorFound, ...]:
    """Names with a word that is almost as typed, as the search at the desk finds them."""
    met = _met(lambda key: true()).subquery()
    names = tx.execute(select(met.c.name_key).distinct()).scalars()
    words = Vocabulary(word for name in names for word in name.split())
    near = (_found(tx, way, limit) for way in near_ways(typed, (words,)))
    found = {one.visitor_key: one for group in near for one in group}
    return tuple(found.values())[:limit]


def _holds(way: Way, key: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a folded name matches this way."""
    name = " " + key + " "
    return and_(*(or_(*(func.instr(name, text) > 0 for text in one)) for one in way.needles))


def _met(holds: Callable[[ColumnElement[str]], ColumnElement[bool]]) -> CompoundSelect[Any]:
    """Key, last time and a folded name of everyone whose name `holds`: visits, refusals, people of
    requests, and registered people."""
    never = type_coerce(null(), Moment)

    def of(key: ColumnElement[str], at: ColumnElement[Any], name: Column[str]) -> Select[Any]:
        named: list[ColumnElement[Any]] = [key.label("visitor_key"), func.max(at).label("at")]
        return select(*named, name.label("name_key")).where(holds(name)).group_by(key, name)

    requested = of(literal(PERSON) + _p.person_id, _q.asked_at, _p.name_key)
    return union_all(
        of(_v.visitor_key, _v.arrived_at, _v.name_key),
        of(_turned_away_key, _w.at, _w.name_key),
        requested.join_from(t.request_person, t.request),
        of(literal(PERSON) + _l.person_id, never, _l.name_key),
        of(literal(GUEST) + _g.guest_id, never, _g.name_key),
    )


@dataclass(slots=True)
class _Met:
    """A visitor while data is collected from several tables."""

    name: str = ""
    organization: str = ""
    visits: int = 0
    turned_away: int = 0
    last_at: datetime | None = None
    registered: bool = True

    def seen(self, name: str, organization: str, at: datetime | None) -> None:
        """The latest entry determines the name."""
        if not self.name or (at and (self.last_at is None or at >= self.last_at)):
            self.name, self.organization = name, organization or self.organization
            self.last_at = at or self.last_at


def _described(tx: Connection, keys: Sequence[str]) -> tuple[VisitorFound, ...]:
    """What a list says about each, in the order of the keys."""
    met = {key: _Met(registered=not key.startswith(NAME)) for key in keys}
    ids = [key.removeprefix(PERSON) for key in keys if key.startswith(PERSON)]
    guests = [key.removeprefix(GUEST) for key in keys if key.startswith(GUEST)]
    for row in tx.execute(select(d.local_person).where(_l.person_id.in_(ids))):
        name = full_name(row.given_name, row.family_name)
        met[f"{PERSON}{row.person_id}"].seen(name, row.partner_name, None)
    for row in tx.execute(select(d.guest).where(_g.guest_id.in_(guests))):
        met[f"{GUEST}{row.guest_id}"].seen(row.name, row.organization, None)
    for row in tx.execute(
        select(_p.person_id, _q.people, _q.partner_name, func.max(_q.asked_at).label("at"))
        .join_from(t.request_person, t.request)
        .where(_p.person_id.in_(ids))
        .group_by(_p.person_id)
    ):
        name = dict(row.people)[row.person_id]
        met[f"{PERSON}{row.person_id}"].seen(name, row.partner_name, row.at)
    for row in tx.execute(_refusals(keys)):
        one = met[row.visitor_key]
        one.turned_away = row.times
        one.seen(row.visitor_name, row.partner_name, row.at)
    for row in tx.execute(
        select(
            *(_v.visitor_key, _v.visitor_name, _v.partner_name),
            func.max(_v.arrived_at).label("at"),
            func.count().filter(_v.undone.is_(False)).label("times"),
        )
        .where(_v.visitor_key.in_(keys))
        .group_by(_v.visitor_key)
    ):
        one = met[row.visitor_key]
        one.visits = row.times
        one.seen(row.visitor_name, row.partner_name, row.at)
    return tuple(
        VisitorFound(
            key, one.name, one.organization, one.visits, one.turned_away, one.last_at,
            one.registered,
        )
        for key, one in met.items()
    )  # fmt: skip


def _refusals(keys: Sequence[str]) -> Select[Any]:
    """How often, and the last one: SQLite takes the other columns from the row of the maximum."""
    unnamed = [("", *name_and_partner(key)) for key in keys if key.startswith(NAME)]
    return (
        select(
            _turned_away_key.label("visitor_key"),
            *(_w.visitor_name, _w.partner_name, func.max(_w.at).label("at")),
            func.count().label("times"),
        )
        .where(
            or_(
                _w.visitor_key.in_([key for key in keys if not key.startswith(NAME)]),
                tuple_(_w.visitor_key, _w.name_key, _w.partner_id).in_(unnamed),
            )
        )
        .group_by(_turned_away_key)
    )
