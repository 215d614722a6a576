"""What most use cases begin with: a transaction, this desk's school as it is now, and the time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection

from cpdesk.clock import Clock
from cpdesk.models.store import Store
from cpdesk.services.auth_context import AuthContext
from cpdesk.services.school_context import ContextCache, SchoolContext


class AtSchool:
    """Of a service that has all of these."""

    _store: Store
    _clock: Clock
    _auth: AuthContext
    _context_cache: ContextCache

    def _at(self, school_context: SchoolContext) -> datetime:
        """The time in the school's zone."""
        return self._clock.now().astimezone(school_context.zone)

    @contextmanager
    def _to_read(self) -> Iterator[tuple[Connection, SchoolContext, datetime]]:
        """The time is in the school's zone. DeskError if the school is not known."""
        with self._store.read() as tx:
            school_context = self._context_cache.at(tx)
            yield tx, school_context, self._at(school_context)

    @contextmanager
    def _to_write(self) -> Iterator[tuple[Connection, SchoolContext, datetime]]:
        """In the name of the person who acts. The time is from before the transaction, which may
        have to wait for another one."""
        now = self._clock.now()
        with self._store.write(self._auth.key) as tx:
            yield tx, self._context_cache.at(tx), now
