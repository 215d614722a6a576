"""What may a partner do? Everyday situations, each put to the rules like a question at the front
desk.

The answers are the rules' own, with today's terms: nothing here says what is allowed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from types import MappingProxyType

from cpdesk.policy.approval.requests import Kind
from cpdesk.policy.case import Case
from cpdesk.policy.decision import Decision, Finding
from cpdesk.policy.judgment import assess, assess_only
from cpdesk.policy.outcome import Condition, ExceptionKind, Outcome
from cpdesk.policy.rule_engine.authority import SOURCES
from cpdesk.policy.rules import RULES
from cpdesk.policy.situations import SITUATIONS, Form, Situation
from cpdesk.policy.situations.example_cases import Examples as Examples
from cpdesk.policy.situations.example_cases import usual_visit
from cpdesk.policy.terms.terms import TermsInForce
from cpdesk.words import N_

# The answer to "May …?" in one word; message ids.
ANSWER: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.ADMIT: N_("Yes"),
        Outcome.ASK_DESK: N_("You decide, and write down why"),
        Outcome.ASK_LEADER: N_("Only if a school leader approves"),
        Outcome.REFUSE: N_("No"),
    }
)


@dataclass(frozen=True, slots=True)
class Topic:
    """A situation with the rules' answer; `source` is a message id."""

    key: str
    question: str
    words: str
    decision: Decision
    codes: tuple[str, ...]
    source: str
    starts: Kind | Form | None
    door: ExceptionKind | None
    forbids: Condition | None = None

    @property
    def about(self) -> tuple[Finding, ...]:
        """What the rules in question found; if any of them fails, only those."""
        asked = tuple(f for f in self.decision.findings if f.code in self.codes)
        return tuple(f for f in asked if f.outcome is not Outcome.ADMIT) or asked

    @property
    def forbidden(self) -> bool:
        """Whether a condition of the answer forbids exactly what is asked about."""
        return any(self.forbids in finding.conditions for finding in self.about)

    @property
    def outcome(self) -> Outcome:
        if self.forbidden:
            return Outcome.REFUSE
        return max(finding.outcome for finding in self.about)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions of the answer; for a no, only those that forbid it, since no one is going
        in."""
        if self.forbidden and self.forbids is not None:
            return (self.forbids,)
        if self.outcome is Outcome.REFUSE:
            return ()
        return tuple(dict.fromkeys(c for finding in self.about for c in finding.conditions))


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
        one.starts,
        one.door,
        one.forbids,
    )
