"""A ground of its own for requests: the sample district, and accounts that are simply there."""

from __future__ import annotations

import pytest

from cpdesk.policy.permissions import Role
from cpdesk.records.accounts import Actor


@pytest.fixture
def desk_actor() -> Actor:
    return Actor("A1", "Front desk", Role.DESK, "Clerk")


@pytest.fixture
def leader() -> Actor:
    return Actor("A2", "Ms. Lindqvist", Role.LEADER, "Principal")
