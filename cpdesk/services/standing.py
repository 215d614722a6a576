"""What the rules say about a partner today, whoever comes. Its page, the list of partners and the
search all ask this question, so that they never disagree about a partner."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from cpdesk.policy import assess_partner
from cpdesk.policy.case import Case, ContractFacts, PartnerFacts, ProgramFacts
from cpdesk.policy.decision import Decision
from cpdesk.policy.outcome import Outcome, Purpose
from cpdesk.policy.terms import TermsInForce
from cpdesk.services.activity_book import programs_of
from cpdesk.services.context import Ground
from cpdesk.services.facts import contracts_of, roster_age


def decide(
    ground: Ground,
    partner: PartnerFacts,
    contracts: tuple[ContractFacts, ...],
    programs: tuple[ProgramFacts, ...],
    at: datetime,
    terms: TermsInForce,
) -> Decision:
    """May this partner work at this school today?"""
    case = Case(
        purpose=Purpose.OTHER,
        at=at,
        school=ground.school,
        day=ground.plan(at.date()),
        partner=partner,
        contracts=contracts,
        programs=programs,
        roster_age_days=roster_age(ground.taken_in_at, at, ground),
    )
    return assess_partner(case, terms)


def outcomes(
    tx: Connection, ground: Ground, partner_ids: Iterable[str], at: datetime, terms: TermsInForce
) -> dict[str, Outcome]:
    """The same for several partners of the roster, by their IDs."""
    wanted = tuple(partner_ids)
    rows = tx.exec_driver_sql(_PARTNERS, (json.dumps(wanted), ground.issue)).all()
    contracts = contracts_of(tx, ground, wanted)
    programs = programs_of(tx, ground, wanted)
    return {
        row.partner_id: decide(
            ground,
            PartnerFacts(row.partner_id, row.name, row.status, ground.become_partner_url),
            contracts.get(row.partner_id, ()),
            programs.get(row.partner_id, ()),
            at,
            terms,
        ).outcome
        for row in rows
    }


_PARTNERS = """
SELECT p.partner_id, p.name, p.status
FROM json_each(?1) AS wanted
CROSS JOIN partner AS p ON p.issue = ?2 AND p.partner_id = wanted.value
"""
