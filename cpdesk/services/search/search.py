"""Search as you type: anyone who may be at the desk, found by any parts of any names.

Better matches come first: the whole words that were typed, then beginnings of words, then the
partner's name; and if all that finds too little, names that are one slip away from what was typed,
or contain it in the middle.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, time
from functools import cached_property
from itertools import chain, islice
from typing import Any

from sqlalchemy import Connection

from cpdesk.clock import Clock
from cpdesk.models.store import Store
from cpdesk.models.tables import name_index
from cpdesk.policy.names.person_names import typed_words
from cpdesk.policy.outcome import Outcome
from cpdesk.policy.permissions import Permission
from cpdesk.policy.terms.terms import Terms, TermsInForce
from cpdesk.records.desk import Hit
from cpdesk.services.at_school import AtSchool
from cpdesk.services.auth_context import AuthContext, requires
from cpdesk.services.cases.case_builder import ActivityBook
from cpdesk.services.school_context import SchoolContext
from cpdesk.services.search.candidates import Candidates
from cpdesk.services.search.entries import EXPECTED, GUEST, INSIDE, PARTNER, PERSON
from cpdesk.services.search.marks import marks
from cpdesk.services.search.matching import Entry, Way, exact_ways, near_ways
from cpdesk.services.visits.occupancy import Occupancy

ORDER = (EXPECTED, INSIDE, PERSON, PARTNER, GUEST)
_ENOUGH = 3  # with fewer hits for one word, near misses are shown too


class Search(AtSchool):
    """Finds visitors for one desk."""

    def __init__(self, store: Store, clock: Clock, terms: Terms, *, auth: AuthContext) -> None:
        super().__init__(store, clock, terms, auth=auth)
        occupancy = Occupancy(self._facts, clock, terms)
        self._candidates = Candidates(self._context_cache, occupancy)

    @requires(Permission.LOOK)
    def find(self, text: str, limit: int = 40) -> tuple[Hit, ...]:
        """Who matches what was typed, by kind in ORDER; nothing typed: who is expected now.

        Any text is fine. DeskError if there is no roster or no school yet.
        """
        typed = typed_words(text)
        with self._to_read() as (tx, school_context, at):
            terms = self._terms.on(at.date())
            look = _Look(tx, school_context, at, limit, self._candidates, terms)
            return look.found(typed) if typed else look.expected_today()


class _Look:
    """One search, inside one read transaction."""

    def __init__(
        self,
        tx: Connection,
        school_context: SchoolContext,
        at: datetime,
        limit: int,
        candidates: Candidates,
        terms: TermsInForce,
    ) -> None:
        self._tx = tx
        self._school_context = school_context
        self._at = at
        self._terms = terms
        self._day = self._at.date()
        self._limit = limit
        self._from = candidates
        self._outcomes: dict[str, Outcome] = {}  # of the partners that were found
        self._visits = candidates.visits(tx, school_context, self._at)
        self._meeting = candidates.expected(tx, school_context, self._day)
        self._approved = candidates.approved(tx, school_context, self._at, self._visits)
        due = [entry for entry in self._meeting.entries if self._due(entry)]
        due += [entry for entry in self._approved if self._due(entry)]
        due.sort(key=lambda entry: entry.hit.start or time.min)
        self._expected = tuple(due)

    def expected_today(self) -> tuple[Hit, ...]:
        """Who is due or comes later, in order of time."""
        return tuple(entry.hit for entry in self._expected[: self._limit])

    def found(self, typed: tuple[str, ...]) -> tuple[Hit, ...]:
        """Who matches, better matches first within each kind."""
        groups: dict[str, dict[tuple[str, str], Entry]] = {kind: {} for kind in ORDER}
        for way in exact_ways(typed):
            self._add(groups, way)
        # Two matching words show who is meant; one may be the beginning of many names.
        exact = {kind: frozenset(found) for kind, found in groups.items()}
        enough = _ENOUGH if len(typed) == 1 else 1
        if sum(map(len, groups.values())) < enough:
            words = (
                self._from.words(self._tx, self._school_context),
                *self._from.desk_people(self._tx).words,
            )
            for way in near_ways(typed, words):
                self._add(groups, way)
        shared = _share([list(groups[kind].values()) for kind in ORDER], self._limit)
        partners = [entry.hit.key for entry in shared if entry.hit.kind == PARTNER]
        if partners:
            asked = (self._tx, self._school_context, self._at, self._terms, partners)
            self._outcomes = self._from.outcomes(*asked)
        return tuple(
            self._finished(entry, typed, near=_key(entry) not in exact[entry.hit.kind])
            for entry in shared
        )

    def _add(self, groups: dict[str, dict[tuple[str, str], Entry]], way: Way) -> None:
        """Adds what matches this way after what matched a better way. One line per person: the
        visit they are on or expected for says more than their name."""
        desk = self._from.desk_people(self._tx)
        partners = self._from.partners(self._tx, self._school_context)
        near = self._from.near(self._tx, self._school_context)
        found: tuple[Iterable[Entry], ...] = (
            filter(
                self._due, chain(filter(way.holds, self._approved), self._meeting.matching(way))
            ),
            filter(self._inside, filter(way.holds, self._visits.inside)),
            filter(self._alone, chain(near.matching(way), desk.people.matching(way))),
            partners.matching(way),
            filter(self._alone, desk.guests.matching(way)),
        )
        for kind, entries in zip(ORDER, found, strict=True):
            for entry in islice(entries, self._limit):
                groups[kind].setdefault(_key(entry), entry)
        people = groups[PERSON]
        for entry in self._people(way, people, self._limit - len(people)):
            people[_key(entry)] = entry

    def _people(self, way: Way, known: Collection[tuple[str, str]], wanted: int) -> Sequence[Entry]:
        """People of the whole roster, by name, except those already found."""
        if wanted <= 0:
            return ()
        skipped = len(known) + len(self._expected) + len(self._visits.keys_inside)
        ids = name_index.people(
            self._tx, self._school_context.issue, way.expression, wanted + skipped
        )
        fresh = [one for one in ids if (one, "") not in known and not self._spoken_of(one)]
        return self._from.people(self._tx, self._school_context, fresh[:wanted])

    # -- who is where ---------------------------------------------------------------------------

    def _due(self, entry: Entry) -> bool:
        """Expected, and neither here nor already gone, and not too late to come."""
        visitor = f"person:{entry.hit.key}"
        if entry.hit.request_id:  # anyone who came for it is not in the list
            return visitor not in self._visits.keys_today
        return (
            entry.ends is not None
            and self._at.time() < entry.ends
            and visitor not in self._visits.keys_today
            and (visitor, entry.hit.activity_id) not in self._visits.came_for
        )

    def _inside(self, entry: Entry) -> bool:
        """In the building since today; or since another day and not expected again today."""
        person = entry.hit.visitor_key.removeprefix("person:")
        return entry.hit.since is None or person not in self._due_people

    def _alone(self, entry: Entry) -> bool:
        """Whether no other group already shows this person or guest."""
        if entry.hit.kind == PERSON:
            return not self._spoken_of(entry.hit.key)
        return f"guest:{entry.hit.key}" not in self._visits.keys_inside

    def _spoken_of(self, person_id: str) -> bool:
        return f"person:{person_id}" in self._visits.keys_inside or person_id in self._due_people

    @cached_property
    def _due_people(self) -> frozenset[str]:
        return frozenset(entry.hit.key for entry in self._expected)

    # -- the finished hit -----------------------------------------------------------------------

    def _finished(self, entry: Entry, typed: Sequence[str], *, near: bool) -> Hit:
        """With what matched, and today's activity; for a partner, what the rules say today."""
        hit = entry.hit
        more: dict[str, Any] = {"marks": marks(hit.title, typed), "near": near}
        if hit.kind in (PERSON, PARTNER):
            more |= self._today(hit)
        if hit.kind == PARTNER:
            more["outcome"] = self._outcomes[hit.key]
        return replace(hit, **more)

    def _today(self, hit: Hit) -> dict[str, Any]:
        """The person's own activity with its time and place, or the title of a colleague's."""
        today = self._from.activities_of(self._tx, self._school_context, self._day)
        own = self._now_or_next(today.get(f"{hit.kind}:{hit.key}", ()))
        if own is None:
            theirs = self._now_or_next(today.get(hit.partner_id, ()))
            return {"detail": theirs.facts.title} if theirs else {}
        facts = own.facts
        return {
            "detail": facts.title,
            "start": facts.start,
            "place": facts.location,
            "activity_id": facts.activity_id,
        }

    def _now_or_next(self, activities: Sequence[ActivityBook]) -> ActivityBook | None:
        """The one that is on or comes next; else the last that was on."""
        now = self._at.time()
        coming = (a for a in activities if a.facts.end > now)
        return next(coming, activities[-1] if activities else None)


def _key(entry: Entry) -> tuple[str, str]:
    return entry.hit.key, entry.hit.request_id or entry.hit.activity_id


def _share(groups: Sequence[Sequence[Entry]], limit: int) -> list[Entry]:
    """At most `limit` in all; a group with many hits leaves every other its fair share."""
    taken = [min(len(group), limit // len(groups)) for group in groups]
    left = limit - sum(taken)
    for n, group in enumerate(groups):
        more = min(len(group) - taken[n], left)
        taken[n] += more
        left -= more
    return [entry for group, size in zip(groups, taken, strict=True) for entry in group[:size]]
