"""The sample district's Tuesday, and people with accounts who are simply there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from cpdesk.clock import FixedClock
from cpdesk.policy.approval.requests import Kind
from cpdesk.policy.permissions import Role
from cpdesk.records.accounts import Actor
from cpdesk.records.requests import Ask, Student
from cpdesk.services.services import Services

SECRET = "S-2207"
TUESDAY = date(2026, 11, 24)
LUNCH = Ask(
    kind=Kind.MEET_STUDENT,
    partner="BFM",
    people=("BFM-1",),
    day=TUESDAY,
    start=time(11, 35),
    end=time(12, 5),
    place="Office B",
    student=Student(SECRET, 6),
    reason="Monthly mentor check-in",
    family_knows=True,
)
Asking = Callable[..., Ask]


@pytest.fixture
def desk_actor() -> Actor:
    return Actor("A1", "Front desk", Role.DESK, "Clerk")


@pytest.fixture
def leader() -> Actor:
    return Actor("A2", "Ms. Lindqvist", Role.LEADER, "Principal")


@pytest.fixture
def asking() -> Asking:
    """A meeting at lunch of grade 6 (11:35 to 12:05), with changes."""

    def changed(**changes: Any) -> Ask:
        return replace(LUNCH, **changes)

    return changed


@pytest.fixture
def staffed(services: Services, desk_actor: Actor, clock: FixedClock) -> Services:
    """The counter with the clerk at it."""
    services.auth.enter(desk_actor, clock.now())
    return services
