"""The partner: on the roster with a contract, and authorized."""

from __future__ import annotations

from cpdesk.policy.case import Case
from cpdesk.policy.outcome import Lift, Outcome
from cpdesk.policy.rule_engine.asked import PARTNER_VISITS
from cpdesk.policy.rule_engine.rule import Answer, no, rule, yes
from cpdesk.policy.terms.terms import TermsInForce
from cpdesk.words import N_


@rule(
    "partner.contract",
    name=N_("Partner without a contract"),
    asked=PARTNER_VISITS,
    cites="faq:free-of-charge",
    otherwise=Outcome.REFUSE,
    lift=Lift.DISTRICT,
    says=N_("This visitor’s partner is not on the district’s roster."),
    offer=N_("Ask the district’s partnership office how an organization becomes a partner."),
)
def on_roster_with_contract(case: Case, terms: TermsInForce) -> Answer:
    """The partner is on the roster and has a contract, whether or not money changes hands."""
    if case.partner is None:
        return no()
    if not case.contracts:
        return no(
            N_("{partner} has no contract with the district. Even free work needs one."),
            offer=N_(
                "Work can begin once the district has a signed contract. Ask its "
                "partnership office about the status."
            ),
            partner=case.partner.name,
        )
    return yes(N_("{partner} has a contract with the district."), partner=case.partner.name)


_STANDING = {
    "suspended": N_("The district has suspended {partner} for now."),
    "ended": N_("{partner} is no longer a partner of the district."),
}


@rule(
    "partner.standing",
    name=N_("Partner not authorized"),
    asked=PARTNER_VISITS,
    cites="faq:what-is-a-partner",
    otherwise=Outcome.REFUSE,
    lift=Lift.DISTRICT,
    says=N_("The district does not list {partner} as authorized."),
    offer=N_("Ask the district’s partnership office what is missing."),
)
def authorized(case: Case, terms: TermsInForce) -> Answer:
    """The partner is authorized: not prospective, suspended or ended."""
    partner = case.partner
    if partner is None:
        return no(N_("Only a partner on the district’s roster can be authorized."))
    if partner.status == "authorized":
        return yes(N_("{partner} is an authorized partner."), partner=partner.name)
    if partner.status == "prospective":
        says = N_("{partner} is not a partner of the district yet.")
        if not partner.become_partner_url:
            return no(
                says,
                offer=N_("Ask the district’s partnership office how to become a partner."),
                partner=partner.name,
            )
        return no(
            says,
            offer=N_("How to become a partner: {url}"),
            partner=partner.name,
            url=partner.become_partner_url,
        )
    return no(_STANDING.get(partner.status, ""), partner=partner.name)
