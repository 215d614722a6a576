"""The short standing of a partner and its people for lists: ok, ask or no.

The decision card is the answer; this is the hint beside a name, cheap enough for every row. It
looks at the same facts as the rules about partner, contract and clearance.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cpdesk.policy.case import ContractFacts, NamesakeFacts, PersonFacts, ProgramFacts
from cpdesk.policy.clearance import REFUSED, Clearance, clearance
from cpdesk.policy.contracts import all_charge, in_force

OK, ASK, NO = "ok", "ask", "no"


def of_partner(
    status: str,
    contracts: Iterable[ContractFacts],
    programs: Iterable[ProgramFacts],
    today: date,
) -> str:
    """ok when the partner is authorized, has any contract in force at this school, and does not
    charge families for every program there."""
    if status != "authorized":
        return NO
    known = tuple(contracts)
    if not any(in_force(one, today) for one in known) or all_charge(programs, known, today):
        return NO
    return OK


def of_person(
    partner_standing: str,
    person: PersonFacts,
    namesakes: Iterable[NamesakeFacts],
    partner_id: str,
    year_ends_on: date,
    today: date,
) -> str:
    """The partner's standing, and what the clearance of this visitor of the partner makes of it."""
    said = clearance(person, namesakes, partner_id, year_ends_on, today)
    if partner_standing == NO or said in REFUSED:
        return NO
    return partner_standing if said is Clearance.CLEARED and person.listed else ASK
