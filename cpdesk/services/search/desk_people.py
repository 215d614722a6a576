"""The people this desk registered, as its search finds them: all read once, then only those added
or changed since. A guest who was just registered is found at the next keystroke, without reading
thousands of earlier ones again."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from heapq import merge
from typing import Any

from sqlalchemy import Connection

from cpdesk.services.identity import full_name
from cpdesk.services.search.entries import GUEST, PERSON, entry
from cpdesk.services.search.matching import Book, Entry, Way
from cpdesk.services.search.spelling import Vocabulary

_MANY = 500  # changed since; beyond this, everyone is read again


@dataclass(frozen=True)
class Names:
    """Many names in order, and the few changed since."""

    whole: Book
    since: Book = field(default_factory=lambda: Book(()))

    def matching(self, way: Way) -> Iterator[Entry]:
        """Who matches, by name. Someone who changed since counts as they are now."""
        fresh = {one.hit.key for one in self.since.entries}
        before = (one for one in self.whole.matching(way) if one.hit.key not in fresh)
        return merge(self.since.matching(way), before, key=lambda one: one.name)

    def with_(self, changed: Collection[Entry]) -> Names:
        """A copy in which those who changed replace what they were."""
        if not changed:
            return self
        kept = {one.hit.key: one for one in (*self.since.entries, *changed)}
        return replace(self, since=Book(sorted(kept.values(), key=lambda one: one.name)))

    @cached_property
    def words(self) -> tuple[Vocabulary, ...]:
        """Every word in the names."""
        return tuple(_words(book) for book in (self.whole, self.since) if book.entries)


@dataclass(frozen=True)
class DeskPeople:
    """People of partners, and guests. `seq` is the last change of the office that was read."""

    people: Names
    guests: Names
    seq: int

    @property
    def words(self) -> tuple[Vocabulary, ...]:
        """Every word in their names."""
        return self.people.words + self.guests.words


def read(tx: Connection, kept: DeskPeople | None) -> DeskPeople:
    """Everyone, as this transaction sees them. `kept` is what was read before."""
    seq: int = tx.exec_driver_sql(_SEQ).scalar() or 0
    if kept is None or seq < kept.seq:
        return _read(tx, seq)
    if seq == kept.seq:
        return kept
    changed = json.dumps(tx.exec_driver_sql(_CHANGED, (kept.seq,)).scalars().all())
    people = _people(tx.exec_driver_sql(_THESE_PEOPLE, (changed,)).all())
    guests = _guests(tx.exec_driver_sql(_THESE_GUESTS, (changed,)).all())
    now = DeskPeople(kept.people.with_(people), kept.guests.with_(guests), seq)
    if len(now.people.since.entries) + len(now.guests.since.entries) > _MANY:
        return _read(tx, seq)
    return now


def _read(tx: Connection, seq: int) -> DeskPeople:
    return DeskPeople(
        Names(Book(_people(tx.exec_driver_sql(_PEOPLE).all()))),
        Names(Book(_guests(tx.exec_driver_sql(_GUESTS).all()))),
        seq,
    )


def _people(rows: Collection[Any]) -> list[Entry]:
    return [
        entry(
            PERSON,
            row.person_id,
            full_name(row.given_name, row.family_name),
            row.partner_id,
            row.partner_name,
        )
        for row in rows
    ]


def _guests(rows: Collection[Any]) -> list[Entry]:
    return [
        entry(GUEST, row.guest_id, row.name, "", "", detail=row.organization, also=row.organization)
        for row in rows
    ]


def _words(book: Book) -> Vocabulary:
    return Vocabulary(word for one in book.entries for word in one.everything.split())


_SEQ = "SELECT max(seq) FROM audit_entry"
# Every change names who it is about; its other IDs match no one here.
_CHANGED = "SELECT DISTINCT subject_id FROM audit_entry WHERE seq > ?"
_PERSON = "person_id, given_name, family_name, partner_id, partner_name"
_PEOPLE = f"SELECT {_PERSON} FROM local_person ORDER BY name_key, person_id"
_GUESTS = "SELECT guest_id, name, organization FROM guest ORDER BY name_key, guest_id DESC"
_THESE_PEOPLE = f"""
SELECT {_PERSON} FROM json_each(?) AS wanted CROSS JOIN local_person ON person_id = wanted.value
"""
_THESE_GUESTS = """
SELECT guest_id, name, organization
FROM json_each(?) AS wanted CROSS JOIN guest ON guest_id = wanted.value
"""
