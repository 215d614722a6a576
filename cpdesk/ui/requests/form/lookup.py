"""Suggestions while the user types in the form: partners, their people, earlier visitors."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import TYPE_CHECKING

from cpdesk.policy.names.names import fold
from cpdesk.policy.names.person_names import part_of, typed_words
from cpdesk.records.partners import PartnerRecord
from cpdesk.ui.widgets.domain.finder import Found

if TYPE_CHECKING:  # importing services would slow the window's start
    from cpdesk.services.partners.partners import Partners
    from cpdesk.services.search.search import Search


class Lookup:
    """`partner` is the one that was chosen; `come` are the people already listed."""

    def __init__(
        self, partners: Partners, search: Search, come: Callable[[], Container[str]]
    ) -> None:
        self._partners = partners
        self._search = search
        self._come = come
        self.partner: PartnerRecord | None = None

    def read(self, partner_id: str) -> PartnerRecord:
        """One partner, with its people."""
        return self._partners.partner(partner_id)

    def partners(self, text: str) -> tuple[Found, ...]:
        return tuple(Found(row.partner_id, row.name) for row in self._partners.directory(text)[:6])

    def people(self, text: str) -> tuple[Found, ...]:
        """People of the partner if it is known, otherwise of any partner."""
        partner = self.partner
        if partner is not None:
            typed = typed_words(text)
            return tuple(
                Found(line.person_id, line.name)
                for line in partner.people
                if part_of(typed, fold(line.name)) and line.person_id not in self._come()
            )
        return tuple(
            Found(hit.key, hit.title, hit.partner_name, hit.partner_id, hit.partner_name)
            for hit in self._search.find(text)
            if hit.kind in ("person", "expected") and hit.partner_id
        )

    def visitors(self, text: str) -> tuple[Found, ...]:
        kinds = {"person": "person", "expected": "person", "guest": "guest"}
        return tuple(
            Found(f"{kinds[hit.kind]}:{hit.key}", hit.title, hit.partner_name)
            for hit in self._search.find(text)
            if hit.kind in kinds
        )
