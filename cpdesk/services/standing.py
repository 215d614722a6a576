"""The short standing of a partner and its people for lists: ok, ask or no.

The decision card is the answer; this is the hint beside a name, cheap enough for every row. It
looks at the same facts as the rules about partner, contract and clearance.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cpdesk.policy.case import ContractFacts

OK, ASK, NO = "ok", "ask", "no"


def in_force(contract: ContractFacts, today: date) -> bool:
    """Signed, within its dates, and covering this school."""
    return (
        contract.status == "signed"
        and contract.signed_on is not None
        and contract.signed_on <= today
        and contract.starts_on <= today <= contract.ends_on
        and contract.covers_school
    )


def of_partner(status: str, contracts: Iterable[ContractFacts], today: date) -> str:
    """ok when the partner is authorized and has any contract in force at this school."""
    if status != "authorized":
        return NO
    return OK if any(in_force(c, today) for c in contracts) else NO


def of_person(
    partner_standing: str, listed: bool, clearance: str, ends_on: date | None, today: date
) -> str:
    """The partner's standing, and what the person's own clearance makes of it."""
    if partner_standing == NO or clearance == "not_cleared":
        return NO
    lapsed = ends_on is not None and ends_on < today
    return ASK if clearance != "cleared" or lapsed or not listed else partner_standing
