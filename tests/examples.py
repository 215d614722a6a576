"""How many random examples a property test tries: a few in every run of the tests, and many more
with `python3 dev.py soak NAME`."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_SOAK = int(os.environ.get("CPDESK_SOAK", "1"))


def examples(number: int = 100, *, shares_fixture: bool = False) -> settings:
    """Tries `number` examples, in a soak as many times more as it says. No example is
    timed. With `shares_fixture`, one store that a fixture opened serves them all."""
    return settings(
        max_examples=number * _SOAK,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture] if shares_fixture else [],
    )
