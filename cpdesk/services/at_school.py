"""What most use cases begin with: a transaction, this desk's school as it is now, and the time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection

from cpdesk.clock import Clock
from cpdesk.models.store import Store
from cpdesk.services.context import Ground, Grounds
from cpdesk.services.who import Who


class AtSchool:
    """Of a service that has all of these."""

    _store: Store
    _clock: Clock
    _who: Who
    _grounds: Grounds

    def _at(self, ground: Ground) -> datetime:
        """The time in the school's zone."""
        return self._clock.now().astimezone(ground.zone)

    @contextmanager
    def _to_read(self) -> Iterator[tuple[Connection, Ground, datetime]]:
        """The time is in the school's zone. DeskError if the school is not known."""
        with self._store.read() as tx:
            ground = self._grounds.at(tx)
            yield tx, ground, self._at(ground)

    @contextmanager
    def _to_write(self) -> Iterator[tuple[Connection, Ground, datetime]]:
        """In the name of the person who acts. The time is from before the transaction, which may
        have to wait for another one."""
        now = self._clock.now()
        with self._store.write(self._who.key) as tx:
            yield tx, self._grounds.at(tx), now
