"""A data folder whose store is open: what every service is made from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cpdesk.clock import Clock
from cpdesk.models.store import Store
from cpdesk.policy.terms.terms import Terms
from cpdesk.services.auth_context import AuthContext
from cpdesk.words import Words


@dataclass(frozen=True)
class OpenData:
    """`key_place` says where the store's key is kept: "keyring" or "file"."""

    folder: Path
    key_place: str
    store: Store
    clock: Clock
    terms: Terms
    words: Words
    auth: AuthContext

    @property
    def usual(self) -> tuple[Store, Clock, Terms]:
        """What most services are made with, beside `who`."""
        return self.store, self.clock, self.terms
