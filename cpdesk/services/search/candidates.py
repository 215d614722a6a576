"""Who a search at the desk can find: each kind of visitor with their folded names.

Only the people of the whole roster are too many to hold in memory: `people` reads those whose IDs
the name index found. Everything else of the roster is read once for each issue and day.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection

from cpdesk.models.tables import name_index
from cpdesk.models.tables.columns import moment_text
from cpdesk.policy.day_plan import school_open
from cpdesk.policy.outcome import Outcome
from cpdesk.policy.terms.terms import TermsInForce
from cpdesk.services.cases import approved
from cpdesk.services.cases.case_builder import ActivityBook
from cpdesk.services.identity import full_name
from cpdesk.services.partners import partner_status
from cpdesk.services.school_context import ContextCache, SchoolContext
from cpdesk.services.search import desk_people
from cpdesk.services.search.desk_people import DeskPeople
from cpdesk.services.search.entries import (
    EXPECTED,
    PARTNER,
    PERSON,
    approved_entry,
    came_of,
    entry,
    inside_entry,
)
from cpdesk.services.search.matching import Book, Entry
from cpdesk.services.search.spelling import Vocabulary
from cpdesk.services.visits import expected_visits
from cpdesk.services.visits.occupancy import ExpectedPerson, Occupancy


@dataclass(frozen=True, slots=True)
class Visits:
    """Today's visits and those not checked out before: who is in the building, and who came for
    what."""

    inside: tuple[Entry, ...]
    keys_inside: frozenset[str]
    keys_today: frozenset[str]  # those of them who came in today
    came_for: frozenset[tuple[str, str]]  # visitor and activity
    rows: tuple[Any, ...]


class Candidates:
    """Reads candidates. Every method runs inside a read transaction, after `Grounds.at`."""

    def __init__(self, context_cache: ContextCache, floor: Occupancy) -> None:
        self._context_cache = context_cache
        self._occupancy = floor
        self._desk_people: DeskPeople | None = None

    def expected(self, tx: Connection, school_context: SchoolContext, day: date) -> Book:
        """The people of every activity that meets on a date, in order of time."""

        def read() -> Book:
            if not school_open(school_context.plan(day)):
                return Book(())
            people = self._occupancy.people_of(tx, school_context)
            return Book(
                [
                    self._expected(tx, school_context, activity, person)
                    for activity in self._occupancy.meeting(tx, school_context, day)
                    for person in people.get(activity.facts.activity_id, ())
                ]
            )

        return self._context_cache.kept(("search.expected", school_context.school_id, day), read)

    def approved(
        self, tx: Connection, school_context: SchoolContext, at: datetime, visits: Visits
    ) -> tuple[Entry, ...]:
        """People with an approved request for today who have not come for it yet, in order of time.
        Read each time: a leader may have approved it a second ago."""
        day = approved.of_day(tx, school_context.school_id, at.date(), school_context.zone)
        if not day:
            return ()
        came = tuple(came_of(row) for row in visits.rows)
        rows = expected_visits.rows(school_context, day, came, at)
        return tuple(approved_entry(row) for row in rows if row.state in ("due", "later"))

    def near(self, tx: Connection, school_context: SchoolContext) -> Book:
        """The people of this school's activities, whatever day those meet."""

        def read() -> Book:
            known = {
                person.person_id: person
                for people in self._occupancy.people_of(tx, school_context).values()
                for person in people
            }
            entries = self.people(tx, school_context, list(known))
            return Book(sorted(entries, key=lambda entry: entry.name))

        return self._context_cache.kept(("search.near", school_context.school_id), read)

    def people(self, tx: Connection, school_context: SchoolContext, ids: list[str]) -> list[Entry]:
        """People of the roster by their IDs, in the order of the IDs."""
        if not ids:
            return []
        rows = tx.exec_driver_sql(_PEOPLE, (json.dumps(ids), school_context.issue)).all()
        return [
            entry(
                PERSON,
                row.person_id,
                full_name(row.given_name, row.family_name),
                row.partner_id,
                row.partner_name or "",
            )
            for row in rows
        ]

    def partners(self, tx: Connection, school_context: SchoolContext) -> Book:
        """Every partner of the roster, by name; other names find it too. Without an outcome."""

        def read() -> Book:
            return Book(
                [
                    entry(
                        PARTNER,
                        row.partner_id,
                        row.name,
                        row.partner_id,
                        row.name,
                        also=row.other_names,
                    )
                    for row in tx.exec_driver_sql(_PARTNERS, (school_context.issue,))
                ]
            )

        return self._context_cache.kept(("search.partners",), read)

    def outcomes(
        self,
        tx: Connection,
        school_context: SchoolContext,
        at: datetime,
        terms: TermsInForce,
        ids: Iterable[str],
    ) -> dict[str, Outcome]:
        """What the rules say today about these partners (or more); each is asked about once a
        day."""
        known: dict[str, Outcome] = self._context_cache.kept(
            ("search.outcomes", school_context.school_id, at.date(), terms), dict
        )
        unknown = {one for one in ids if one not in known}
        if unknown:
            known |= partner_status.outcomes(tx, school_context, unknown, at, terms)
        return known

    def visits(self, tx: Connection, school_context: SchoolContext, at: datetime) -> Visits:
        """Read each time: a visit may have begun a second ago."""
        midnight = moment_text(datetime.combine(at.date(), time(), school_context.zone))
        school = school_context.school_id
        rows = tx.exec_driver_sql(_VISITS, (school, midnight)).all()
        here = [row for row in rows if row.left_at is None]
        today = [row for row in rows if row.arrived_at >= midnight]
        return Visits(
            inside=tuple(inside_entry(row, midnight) for row in here),
            keys_inside=frozenset(row.visitor_key for row in here),
            keys_today=frozenset(row.visitor_key for row in today if row.left_at is None),
            came_for=frozenset((row.visitor_key, row.activity_id) for row in today),
            rows=tuple(today),
        )

    def desk_people(self, tx: Connection) -> DeskPeople:
        """The people this desk registered; after the first time only changes are read."""
        self._desk_people = desk_people.read(tx, self._desk_people)
        return self._desk_people

    def words(self, tx: Connection, school_context: SchoolContext) -> Vocabulary:
        """Every word in the names of the roster."""
        return self._context_cache.kept(
            ("search.words",), lambda: Vocabulary(name_index.vocabulary(tx, school_context.issue))
        )

    def activities_of(
        self, tx: Connection, school_context: SchoolContext, day: date
    ) -> dict[str, tuple[ActivityBook, ...]]:
        """The activities of a date by partner, and by "person:ID" for the people expected."""

        def read() -> dict[str, tuple[ActivityBook, ...]]:
            found: dict[str, list[ActivityBook]] = {}
            people = self._occupancy.people_of(tx, school_context)
            for activity in self._occupancy.meeting(tx, school_context, day):
                found.setdefault(activity.program.partner_id, []).append(activity)
                for person in people.get(activity.facts.activity_id, ()):
                    found.setdefault(f"person:{person.person_id}", []).append(activity)
            return {key: tuple(activities) for key, activities in found.items()}

        return self._context_cache.kept(("search.activities", school_context.school_id, day), read)

    # -- private --------------------------------------------------------------------------------

    def _expected(
        self,
        tx: Connection,
        school_context: SchoolContext,
        activity: ActivityBook,
        person: ExpectedPerson,
    ) -> Entry:
        """One person for one activity."""
        names = self._names(tx, school_context)
        return entry(
            EXPECTED,
            person.person_id,
            person.name,
            person.partner_id,
            names.get(person.partner_id, ""),
            also=activity.facts.title,
            detail=activity.facts.title,
            start=activity.facts.start,
            place=activity.facts.location,
            activity_id=activity.facts.activity_id,
            ends=activity.facts.end,
        )

    def _names(self, tx: Connection, school_context: SchoolContext) -> dict[str, str]:
        return self._context_cache.kept(
            ("search.names",),
            lambda: {
                row.partner_id: row.name
                for row in tx.exec_driver_sql(_PARTNERS, (school_context.issue,))
            },
        )


_PEOPLE = """
SELECT p.person_id, p.given_name, p.family_name, p.partner_id, o.name AS partner_name
FROM json_each(?1) AS wanted
CROSS JOIN person AS p ON p.issue = ?2 AND p.person_id = wanted.value
LEFT JOIN partner AS o ON o.issue = ?2 AND o.partner_id = p.partner_id
ORDER BY wanted.key
"""
_PARTNERS = """
SELECT partner_id, name, other_names FROM partner WHERE issue = ? ORDER BY name_key, partner_id
"""
# Named, so that the few open visits are not searched for among all visits ever.
_VISITS = """
SELECT visit_id, visitor_key, visitor_name, partner_id, partner_name, purpose, activity_id,
       activity_title, place, left_at, arrived_at
FROM visit INDEXED BY visit_inside WHERE left_at IS NULL AND school_id = ?1
UNION ALL
SELECT visit_id, visitor_key, visitor_name, partner_id, partner_name, purpose, activity_id,
       activity_title, place, left_at, arrived_at
FROM visit WHERE school_id = ?1 AND arrived_at >= ?2 AND left_at IS NOT NULL AND NOT undone
"""
