"""What most use cases begin with: a transaction, this desk's school as it is now, and the time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property

from sqlalchemy import Connection

from cpdesk.clock import Clock
from cpdesk.models.store import Store
from cpdesk.policy.terms.terms import Terms
from cpdesk.services.auth_context import AuthContext
from cpdesk.services.cases.case_builder import CaseBuilder
from cpdesk.services.school_context import ContextCache, Place, SchoolContext


class AtSchool:
    """A service at this desk's school, by its day plan, roster, and terms, for whoever acts."""

    def __init__(self, store: Store, clock: Clock, terms: Terms, *, auth: AuthContext) -> None:
        self._store = store
        self._clock = clock
        self._terms = terms
        self._auth = auth
        self._context_cache = ContextCache()

    @cached_property
    def _facts(self) -> CaseBuilder:
        """Looks up what a question is about."""
        return CaseBuilder(self._context_cache, self._clock, self._terms)

    def _at(self, where: SchoolContext | Place) -> datetime:
        """The time in the school's zone."""
        return self._clock.now().astimezone(where.zone)

    @contextmanager
    def _to_read(self) -> Iterator[tuple[Connection, SchoolContext, datetime]]:
        """The time is in the school's zone. DeskError if the school is not known."""
        with self._store.read() as tx:
            school_context = self._context_cache.at(tx)
            yield tx, school_context, self._at(school_context)

    @contextmanager
    def _to_read_records(self) -> Iterator[tuple[Connection, Place, datetime]]:
        """The same for what is on record, also of a school that a new roster left out."""
        with self._store.read() as tx:
            place = self._context_cache.place(tx)
            yield tx, place, self._at(place)

    @contextmanager
    def _to_write(self) -> Iterator[tuple[Connection, SchoolContext, datetime]]:
        """The same as `_to_write_records`, for what the school's day plan and roster decide on."""
        with self._to_write_records() as (tx, now):
            yield tx, self._context_cache.at(tx), now

    @contextmanager
    def _to_write_records(self) -> Iterator[tuple[Connection, datetime]]:
        """In the name of the person who acts. The time is from before the transaction, which may
        have to wait for another one."""
        now = self._clock.now()
        with self._store.write(self._auth.key) as tx:
            yield tx, now
