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
from cpdesk.policy.terms.terms import TermsInForce
from cpdesk.services.cases.activity_book import programs_of
from cpdesk.services.cases.case_builder import contracts_of, roster_age
from cpdesk.services.school_context import SchoolContext


def decide(
    school_context: SchoolContext,
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
        school=school_context.school,
        day=school_context.plan(at.date()),
        partner=partner,
        contracts=contracts,
        programs=programs,
        roster_age_days=roster_age(school_context.taken_in_at, at, school_context),
    )
    return assess_partner(case, terms)


def outcomes(
    tx: Connection,
    school_context: SchoolContext,
    partner_ids: Iterable[str],
    at: datetime,
    terms: TermsInForce,
) -> dict[str, Outcome]:
    """The same for several partners of the roster, by their IDs."""
    wanted = tuple(partner_ids)
    rows = tx.exec_driver_sql(_PARTNERS, (json.dumps(wanted), school_context.issue)).all()
    contracts = contracts_of(tx, school_context, wanted)
    programs = programs_of(tx, school_context, wanted)
    return {
        row.partner_id: decide(
            school_context,
            PartnerFacts(row.partner_id, row.name, row.status, school_context.become_partner_url),
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
