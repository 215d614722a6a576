"""How long an account stays locked, in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cpdesk.services.accounts.login import LockedOutError, refuse_locked
from cpdesk.words import Words

NOW = datetime(2026, 11, 30, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "left"),
    [(0.5, "1 sec"), (59, "59 sec"), (60, "1 min"), (61, "2 min"), (900, "15 min")],
)
def test_a_locked_account_says_how_long_in_seconds_or_whole_minutes(
    seconds: float, left: str
) -> None:
    with pytest.raises(LockedOutError) as locked:
        refuse_locked(NOW + timedelta(seconds=seconds), NOW)
    assert Words().error(locked.value) == (
        f"Too many wrong tries. You can try again in {left}. "
        "Wait until then, or ask the office manager to reset the password."
    )


def test_at_the_end_the_account_is_open_again() -> None:
    refuse_locked(NOW, NOW)
    refuse_locked(None, NOW)
