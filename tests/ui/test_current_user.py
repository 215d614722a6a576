from __future__ import annotations

import pytest

from cpdesk.policy.permissions import Permission, Role, may
from cpdesk.records.accounts import Actor, SignedIn
from cpdesk.ui.current_user import CurrentUser
from cpdesk.words import Words


def here(role: Role | None, lent_by: str = "") -> CurrentUser:
    made = CurrentUser()
    if role is not None:
        made.signed_in = SignedIn(Actor("A1", "Ana Ruiz", role, "", lent_by), False, 5)
    return made


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("act", list(Permission))
def test_the_window_offers_what_the_table_says_and_else_says_why(
    role: Role | None, act: Permission, words: Words
) -> None:
    window = here(role)
    assert window.may(act) is may(role, act)
    assert bool(window.why_not(act, words)) is not may(role, act)


def test_what_a_leader_lends_is_offered() -> None:
    assert here(Role.MANAGER, "L1").may(Permission.DECIDE)
    assert not here(Role.MANAGER).may(Permission.DECIDE)


def test_the_reason_names_who_may(words: Words) -> None:
    assert (
        here(Role.DESK).why_not(Permission.OFFICE, words) == "Only the office manager can do this."
    )
    assert here(Role.DESK).why_not(Permission.DECIDE, words) == "Only a school leader can do this."
    assert "Create accounts in Settings" in here(None).why_not(Permission.DECIDE, words)
