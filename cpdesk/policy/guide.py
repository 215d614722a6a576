"""What may a partner do? Everyday situations, each put to the rules as a question of the desk is.

The answers are the rules' own, with today's terms: nothing here says what is allowed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, tzinfo

from cpdesk.policy.authority import SOURCES
from cpdesk.policy.case import (
    Case,
)
from cpdesk.policy.decision import Decision
from cpdesk.policy.example_cases import Examples as Examples
from cpdesk.policy.example_cases import usual_visit
from cpdesk.policy.judgment import assess, assess_only
from cpdesk.policy.requests import Kind
from cpdesk.policy.rules import RULES
from cpdesk.policy.situations import SITUATIONS, Situation
from cpdesk.policy.terms import TermsInForce


@dataclass(frozen=True, slots=True)
class Topic:
    """A situation with the rules' answer; `source` is a message id."""

    key: str
    question: str
    words: str
    decision: Decision
    codes: tuple[str, ...]
    source: str
    kind: Kind | None
    log_flyer: bool


def topics(examples: Examples, day: date, zone: tzinfo, terms: TermsInForce) -> tuple[Topic, ...]:
    """Every situation, answered by the rules with these terms."""
    usual = usual_visit(examples, day, zone)
    sources = {rule.code: SOURCES[rule.cites] for rule in RULES}
    return tuple(_answered(one, usual, terms, sources) for one in SITUATIONS)


def _answered(one: Situation, usual: Case, terms: TermsInForce, sources: dict[str, str]) -> Topic:
    case = one.change(usual)
    decision = assess_only(case, terms, *one.codes) if one.alone else assess(case, terms)
    return Topic(
        one.key,
        one.question,
        one.words,
        decision,
        one.codes,
        sources[one.codes[0]],
        one.kind,
        one.log_flyer,
    )
