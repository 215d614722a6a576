"""What the form suggests while someone types."""

from __future__ import annotations

from cpdesk.services.services import Services
from cpdesk.ui.requests.form.lookup import Lookup


def test_a_partners_people_are_found_without_their_accents(services: Services) -> None:
    lookup = Lookup(services.partners, services.search, tuple)
    lookup.partner = lookup.read("LSL")
    for typed in ("munoz", "MUÑOZ die", "uno"):
        assert [found.name for found in lookup.people(typed)] == ["Diego Muñoz"]
    assert lookup.people("munozz") == ()
