"""Which of a partner's contracts a question depends on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cpdesk.policy.case import Case, ContractFacts, ProgramFacts


def candidates(case: Case) -> tuple[ContractFacts, ...]:
    """With an activity, the contracts that its program names; without one, all of the partner's.

    An activity of another partner's program has no candidates.
    """
    if case.activity is None:
        return case.contracts
    program = case.program
    if program is None or case.partner is None or program.partner_id != case.partner.partner_id:
        return ()
    return tuple(c for c in case.contracts if c.contract_id in program.contract_ids)


def speaking(case: Case) -> ContractFacts | None:
    """The contract that satisfies signed, term and school; otherwise the one that comes closest.

    If several are in force, one with valid insurance is preferred, so that the best answer wins.
    """
    found = candidates(case)
    if len(found) < 2:
        return found[0] if found else None
    today = case.today
    return max(found, key=lambda contract: _closeness(contract, today))


def is_signed(contract: ContractFacts, today: date) -> bool:
    return (
        contract.status == "signed"
        and contract.signed_on is not None
        and contract.signed_on <= today
    )


def runs(contract: ContractFacts, today: date) -> bool:
    return contract.starts_on <= today <= contract.ends_on


def in_force(contract: ContractFacts, today: date) -> bool:
    """Signed, within its dates, and covering this school."""
    return is_signed(contract, today) and runs(contract, today) and contract.covers_school


def every_program_charges(case: Case) -> bool:
    """Whether the partner has programs in force here, and all of them charge families."""
    return all_charge(case.programs, case.contracts, case.today)


def all_charge(
    programs: Iterable[ProgramFacts], contracts: Iterable[ContractFacts], today: date
) -> bool:
    """The same, for a partner's programs and contracts."""
    valid = {one.contract_id for one in contracts if in_force(one, today)}
    here = [one.fee_to_families for one in programs if not valid.isdisjoint(one.contract_ids)]
    return bool(here) and all(here)


def is_insured(contract: ContractFacts, today: date) -> bool:
    return contract.insurance_ends_on is not None and contract.insurance_ends_on >= today


def _closeness(contract: ContractFacts, today: date) -> tuple[int, bool, bool, bool, date, str]:
    signed = is_signed(contract, today)
    held = signed + runs(contract, today) + contract.covers_school
    return (
        held,
        held == 3 and is_insured(contract, today),
        contract.covers_school,
        signed,
        contract.ends_on,
        contract.contract_id,
    )
