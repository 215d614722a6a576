"""What partners attested about a visitor, and what it is worth on a given day.

Both the clearance rule and the short status next to a name in a list ask here, so that they never
disagree about a visitor.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from enum import StrEnum

from cpdesk.policy.case import NamesakeFacts, PersonFacts

NOT_CLEARED = "not_cleared"


class Clearance(StrEnum):
    """`not_cleared`: this very person; `name_not_cleared`: someone with exactly this name."""

    CLEARED = "cleared"
    LAPSED = "lapsed"
    MISSING = "missing"
    NOT_CLEARED = "not_cleared"
    NAME_NOT_CLEARED = "name_not_cleared"


REFUSED = frozenset({Clearance.NOT_CLEARED, Clearance.NAME_NOT_CLEARED})


def clearance(
    person: PersonFacts | None,
    namesakes: Iterable[NamesakeFacts],
    partner_id: str,
    year_ends_on: date | None,
    today: date,
) -> Clearance:
    """The visitor's clearance for a visit for this partner. A "not cleared" anywhere overrides
    everything else that is known."""
    if person is None:
        return Clearance.MISSING
    if person.clearance == NOT_CLEARED:
        return Clearance.NOT_CLEARED
    if name_not_cleared(namesakes, partner_id):
        return Clearance.NAME_NOT_CLEARED
    if person.clearance != "cleared":
        return Clearance.MISSING
    ends_on = valid_to(person, year_ends_on)
    if ends_on is None:
        return Clearance.MISSING
    return Clearance.LAPSED if ends_on < today else Clearance.CLEARED


def for_another(person: PersonFacts) -> PersonFacts:
    """The same person coming for a partner whose list does not have them. One partner's clearance
    does not count for another; its "not cleared" does."""
    said = NOT_CLEARED if person.clearance == NOT_CLEARED else "unknown"
    return replace(person, listed=False, clearance=said, clearance_ends_on=None)


def registered_here(
    person: PersonFacts, namesakes: Iterable[NamesakeFacts], partner_id: str
) -> PersonFacts:
    """Someone known only to this front desk. If that partner's own list says "not cleared" for this
    name, it may be the same human, whoever else has the name."""
    bad = any(n.partner_id == partner_id and n.clearance == NOT_CLEARED for n in namesakes)
    return replace(person, clearance=NOT_CLEARED) if bad else person


def may_register(namesakes: Iterable[NamesakeFacts], partner_id: str) -> bool:
    """Whether this front desk may register someone with this full name for a partner."""
    known = tuple(namesakes)
    person = registered_here(PersonFacts("", False, "unknown", None), known, partner_id)
    return person.clearance != NOT_CLEARED and not name_not_cleared(known, partner_id)


def valid_to(person: PersonFacts, year_ends_on: date | None) -> date | None:
    """The last day of what was attested. If it has no end date, it ends with the roster's school
    year."""
    return person.clearance_ends_on or year_ends_on


def name_not_cleared(namesakes: Iterable[NamesakeFacts], partner_id: str) -> bool:
    """Whether someone with this full name is not cleared, and the partner's own list does not have
    another person with that name. A guest has no partner."""
    known = tuple(namesakes)
    bad = any(one.clearance == NOT_CLEARED for one in known)
    return bad and not any(
        one.partner_id == partner_id and one.clearance != NOT_CLEARED for one in known
    )
