"""Gives people time to read something that appeared by itself before they decide about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

# As long as browsers wait before they accept an answer: by then a second press of the same key is
# over, and no one has read a line in less.
PAUSE = timedelta(milliseconds=700)


class JustShown:
    """`holds` for a moment after something appeared that the user did not choose."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._since: datetime | None = None

    def begin(self) -> None:
        """Something appeared by itself just now."""
        self._since = self._now()

    def chosen(self) -> None:
        """The user opened it: they know what they will decide about."""
        self._since = None

    @property
    def holds(self) -> bool:
        """A clock that was set back does not block anything."""
        return self._since is not None and timedelta(0) <= self._now() - self._since < PAUSE
