"""Asking the rules: all that apply are asked, all findings are kept, the worst one decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from cpdesk.policy.case import Case
from cpdesk.policy.decision import Decision, Finding
from cpdesk.policy.outcome import Condition, Outcome
from cpdesk.policy.rule_engine.rule import Rule
from cpdesk.policy.rules import RULES
from cpdesk.policy.terms.terms import TermsInForce

_PLACE: Mapping[str, int] = MappingProxyType({rule.code: n for n, rule in enumerate(RULES)})
_OF_PARTNER = frozenset(
    {
        "partner.contract",
        "partner.standing",
        "contract.signed",
        "contract.term",
        "contract.program",
        "contract.school",
        "program.free",
        "contract.insurance",
        "roster.fresh",
    }
)
_PARTNER_RULES = tuple(rule for rule in RULES if rule.code in _OF_PARTNER)


def assess(case: Case, terms: TermsInForce) -> Decision:
    """May this visitor do this, here, then?"""
    return decide(case, terms, RULES)


def assess_partner(case: Case, terms: TermsInForce) -> Decision:
    """May this partner work here today, whoever comes? Only partner, contract and freshness."""
    return decide(case, terms, _PARTNER_RULES)


def assess_only(case: Case, terms: TermsInForce, *codes: str) -> Decision:
    """Asks only these rules, and of them only those that apply. For a use case about one thing,
    such as a class that a flyer goes home with."""
    unknown = set(codes) - _PLACE.keys()
    if unknown:
        raise KeyError(*sorted(unknown))
    return decide(case, terms, (rule for rule in RULES if rule.code in codes))


def decide(case: Case, terms: TermsInForce, rules: Iterable[Rule]) -> Decision:
    """Asks the rules in any order; the answer is always in the order of the table."""
    return decided(rule.find(case, terms) for rule in rules if rule.asked.when(case))


def decided(found: Iterable[Finding]) -> Decision:
    """The worst of these findings decides, and all of their conditions apply."""
    findings = sorted(found, key=_worst_first)
    ride = {condition for finding in findings for condition in finding.conditions}
    return Decision(
        outcome=findings[0].outcome if findings else Outcome.ADMIT,
        findings=tuple(findings),
        conditions=tuple(condition for condition in Condition if condition in ride),
    )


def _worst_first(finding: Finding) -> tuple[int, int]:
    return -finding.outcome, _PLACE[finding.code]
