"""What came up by itself is read before anything is decided about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

# As long as browsers wait before they take an answer: a second press of the same key is over by
# then, and nobody has read a line in less.
PAUSE = timedelta(milliseconds=700)


class JustShown:
    """`holds` for a moment after something else came under the hand than a person chose."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._since: datetime | None = None

    def begin(self) -> None:
        """Something came up by itself, just now."""
        self._since = self._now()

    def chosen(self) -> None:
        """A person brought it up: they know what they will decide about."""
        self._since = None

    @property
    def holds(self) -> bool:
        """A clock that was set back holds nothing."""
        return self._since is not None and timedelta(0) <= self._now() - self._since < PAUSE
