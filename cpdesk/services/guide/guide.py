"""What may a partner do? The rules' answers to everyday situations, searched in plain words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, tzinfo

from cpdesk.clock import Clock
from cpdesk.policy.guide import Examples, Topic, topics
from cpdesk.policy.permissions import Permission
from cpdesk.policy.terms.terms import Terms
from cpdesk.services.auth_context import AuthContext, requires


class Guide:
    """For staff on the phone: reads nothing about any partner or person. `zone` is the school's."""

    def __init__(
        self, clock: Clock, terms: Terms, zone: Callable[[], tzinfo | None], auth: AuthContext
    ) -> None:
        self._clock = clock
        self._terms = terms
        self._zone = zone
        self._auth = auth

    @requires(Permission.LOOK)
    def topics(self, examples: Examples) -> tuple[Topic, ...]:
        """Every situation with today's answer, in list order."""
        zone = self._zone() or UTC
        today = self._clock.now().astimezone(zone).date()
        return topics(examples, today, zone, self._terms.on(today))
