"""What partners attested of a visitor, and what it is worth on a day.

The rule about clearance and the short standing beside a name in a list both ask here, so that they
never say two things of one visitor.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from enum import StrEnum

from cpdesk.policy.case import NamesakeFacts, PersonFacts

NOT_CLEARED = "not_cleared"


class Clearance(StrEnum):
    """`not_cleared`: this very person; `name_not_cleared`: somebody of exactly this name."""

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
    """The visitor's clearance for a visit for this partner. A "not cleared" anywhere speaks over
    whatever else is known."""
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
    """The same person coming for a partner on whose list they are not: what one partner attests
    does not speak for another; that it did not clear somebody does."""
    said = NOT_CLEARED if person.clearance == NOT_CLEARED else "unknown"
    return replace(person, listed=False, clearance=said, clearance_ends_on=None)


def registered_here(
    person: PersonFacts, namesakes: Iterable[NamesakeFacts], partner_id: str
) -> PersonFacts:
    """Somebody whom only this desk wrote down: whom that partner's own list calls not cleared by
    this name may be the same human, whoever else has the name."""
    bad = any(n.partner_id == partner_id and n.clearance == NOT_CLEARED for n in namesakes)
    return replace(person, clearance=NOT_CLEARED) if bad else person


def may_register(namesakes: Iterable[NamesakeFacts], partner_id: str) -> bool:
    """Whether this desk may write somebody of this full name down for a partner."""
    known = tuple(namesakes)
    person = registered_here(PersonFacts("", False, "unknown", None), known, partner_id)
    return person.clearance != NOT_CLEARED and not name_not_cleared(known, partner_id)


def valid_to(person: PersonFacts, year_ends_on: date | None) -> date | None:
    """The last day of what was attested; without an end of its own it ends with the roster's
    school year."""
    return person.clearance_ends_on or year_ends_on


def name_not_cleared(namesakes: Iterable[NamesakeFacts], partner_id: str) -> bool:
    """Whether somebody of this full name is not cleared, and the name is not another person's on
    the list of the partner they come for. A guest comes for none."""
    known = tuple(namesakes)
    bad = any(one.clearance == NOT_CLEARED for one in known)
    return bad and not any(
        one.partner_id == partner_id and one.clearance != NOT_CLEARED for one in known
    )
