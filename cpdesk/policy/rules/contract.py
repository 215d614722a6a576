"""The contract: signed, current, for this program, for this school, insured; free for families."""

from __future__ import annotations

from cpdesk.policy.case import Case
from cpdesk.policy.contracts import candidates, is_insured, is_signed, runs, speaking
from cpdesk.policy.outcome import Lift, Outcome
from cpdesk.policy.rule_engine.asked import CHARGING, PARTNER_VISITS, UNSUPERVISED, WITH_ACTIVITY
from cpdesk.policy.rule_engine.rule import Answer, no, rule, yes
from cpdesk.policy.terms.terms import TermsInForce
from cpdesk.words import N_


@rule(
    "contract.signed",
    name=N_("Contract not signed"),
    asked=PARTNER_VISITS,
    cites="faq:start-before-contract",
    otherwise=Outcome.REFUSE,
    lift=Lift.DISTRICT,
    says=N_("The district does not have the final signed contract ({contract}) yet."),
    offer=N_("Work can begin the day the district has the final signed contract."),
)
def final_contract_received(case: Case, terms: TermsInForce) -> Answer:
    """The district has the final signed contract: status signed, dated today or earlier."""
    contract = speaking(case)
    if contract is None:
        return no(N_("There’s no contract for this visit, so there’s no signed contract."))
    if contract.status in ("expired", "terminated"):
        return no(
            N_("Contract {contract} is no longer in effect."),
            contract=contract.contract_id,
        )
    if contract.signed_on is None or contract.status != "signed":
        return no(contract=contract.contract_id)
    if not is_signed(contract, case.today):
        return no(
            N_("Contract {contract} does not count as signed until {signed_on}."),
            contract=contract.contract_id,
            signed_on=contract.signed_on,
        )
    return yes(
        N_("Contract {contract} was signed on {signed_on}."),
        contract=contract.contract_id,
        signed_on=contract.signed_on,
    )


@rule(
    "contract.term",
    name=N_("Outside contract dates"),
    asked=PARTNER_VISITS,
    cites="faq:start-before-contract",
    otherwise=Outcome.REFUSE,
    lift=Lift.DISTRICT,
    says=N_("Contract {contract} ended on {ends_on}."),
    offer=N_("Ask the district’s partnership office if a new contract is on its way."),
)
def within_its_dates(case: Case, terms: TermsInForce) -> Answer:
    """Today is within the dates of the contract, including its first and last day."""
    contract = speaking(case)
    if contract is None:
        return no(N_("No contract for this visit is in effect today."))
    if case.today < contract.starts_on:
        return no(
            N_("Contract {contract} does not start until {starts_on}."),
            offer=N_("Come back on or after {starts_on}."),
            contract=contract.contract_id,
            starts_on=contract.starts_on,
        )
    if not runs(contract, case.today):
        return no(contract=contract.contract_id, ends_on=contract.ends_on)
    return yes(
        N_("Contract {contract} runs from {starts_on} through {ends_on}."),
        contract=contract.contract_id,
        starts_on=contract.starts_on,
        ends_on=contract.ends_on,
    )


@rule(
    "contract.program",
    name=N_("Program without a contract"),
    asked=WITH_ACTIVITY,
    cites="faq:several-schools",
    otherwise=Outcome.REFUSE,
    lift=Lift.DISTRICT,
    says=N_("{program} has no contract of its own. Another program’s contract does not count."),
    offer=N_("The district’s partnership office can explain how to get a contract for a program."),
)
def program_names_a_contract(case: Case, terms: TermsInForce) -> Answer:
    """The activity's program names a contract of this partner; another program's contract does not
    count."""
    title = case.activity.title if case.activity else ""
    if case.program is None:
        return no(
            N_("The roster does not say which program {activity} belongs to."), activity=title
        )
    if case.partner is None:
        return no(N_("{activity} belongs to a partner that is not on the roster."), activity=title)
    if case.program.partner_id != case.partner.partner_id:
        return no(
            N_("{activity} belongs to another partner, not to {partner}."),
            offer=N_(
                "Choose an activity from {partner}, or choose the partner that runs {activity}."
            ),
            activity=title,
            partner=case.partner.name,
        )
    found = candidates(case)
    contract = speaking(case)
    if not found or contract is None:
        return no(program=case.program.name)
    return yes(
        N_("{program} is named in contract {contract}."),
        program=case.program.name,
        contract=contract.contract_id,
    )


@rule(
    "contract.school",
    name=N_("Contract for other schools"),
    asked=PARTNER_VISITS,
    cites="faq:several-schools",
    otherwise=Outcome.REFUSE,
    lift=Lift.DISTRICT,
    says=N_("Contract {contract} does not cover {school}."),
    offer=N_("Ask the district’s partnership office how a school is added to a contract."),
)
def covers_this_school(case: Case, terms: TermsInForce) -> Answer:
    """A contract covers this school. One that is signed, current and covers it is enough."""
    contract = speaking(case)
    if contract is None:
        return no(N_("No contract for this visit covers {school}."), school=case.school.name)
    if not contract.covers_school:
        return no(contract=contract.contract_id, school=case.school.name)
    if case.program is None or case.activity is None:
        return yes(
            N_("Contract {contract} covers this school through {ends_on}."),
            contract=contract.contract_id,
            ends_on=contract.ends_on,
        )
    return yes(
        N_("Contract {contract} covers {program} at this school through {ends_on}."),
        contract=contract.contract_id,
        program=case.program.name,
        ends_on=contract.ends_on,
    )


@rule(
    "program.free",
    name=N_("Fee for families"),
    asked=CHARGING,
    cites="faq:what-is-a-partner",
    otherwise=Outcome.REFUSE,
    lift=Lift.DISTRICT,
    says=N_("Families are charged for {program}. A partner’s programs must be free for families."),
    offer=N_(
        "It can come back when families are no longer charged and the district’s roster says so."
    ),
)
def free_for_families(case: Case, terms: TermsInForce) -> Answer:
    """Families are not charged for the program. Without an activity, the programs that the partner
    has in force here do not all charge them."""
    if case.activity is None:
        return no(
            N_(
                "Families are charged for every program {partner} has at this school. A "
                "partner’s programs must be free for families."
            ),
            partner=case.partner.name if case.partner else "",
        )
    if case.program is None:
        return no(
            N_("It’s not known whether families are charged for {activity}."),
            activity=case.activity.title,
        )
    if case.program.fee_to_families:
        return no(program=case.program.name)
    return yes(N_("{program} is free for families."), program=case.program.name)


_MAY_LIFT = {
    Outcome.ASK_DESK: Lift.DESK,
    Outcome.ASK_LEADER: Lift.LEADER,
    Outcome.REFUSE: Lift.DISTRICT,
}
_SEND_IT = N_("The partner can send the district a current certificate.")


@rule(
    "contract.insurance",
    name=N_("Insurance lapsed"),
    asked=UNSUPERVISED,
    cites="practice",
    otherwise=Outcome.ASK_LEADER,
    lift=Lift.LEADER,
    says=N_("The certificate of insurance was valid only through {insured_to}."),
    offer=N_(
        "A school leader can approve it, for example if a staff member stays the "
        "whole time. The partner can send the district a current certificate."
    ),
    also=(
        (Outcome.ASK_DESK, Lift.DESK),
        (Outcome.REFUSE, Lift.DISTRICT),
    ),
    terms=("insurance.outcome",),
)
def insured(case: Case, terms: TermsInForce) -> Answer:
    """The certificate of insurance has not expired."""
    contract = speaking(case)
    insured_to = contract.insurance_ends_on if contract else None
    if contract is not None and insured_to is not None and is_insured(contract, case.today):
        return yes(N_("Insured through {insured_to}."), insured_to=insured_to)
    outcome = terms.insurance_outcome
    lift = _MAY_LIFT.get(outcome)
    offer = "" if outcome < Outcome.REFUSE else _SEND_IT
    if insured_to is None:
        return no(
            N_("No certificate of insurance is on file."), offer=offer, outcome=outcome, lift=lift
        )
    return no(offer=offer, outcome=outcome, lift=lift, insured_to=insured_to)
