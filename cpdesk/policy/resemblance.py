"""Whether two names can be one person's: for notices, where a miss is worse than a false alarm."""

from __future__ import annotations

from collections.abc import Iterable

from cpdesk.policy.names import fold


def resembles(name: str, names: Iterable[str]) -> bool:
    """Whether a visitor's name looks like any of the names of a notice."""
    own = sorted(fold(name).split())
    return any(sorted(fold(other).split()) == own for other in names)
