"""What a rule is: a plain function over facts and terms, with its authority beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from cpdesk.policy.case import Case
from cpdesk.policy.decision import Fact, Facts, Finding
from cpdesk.policy.outcome import Condition, Lift, Outcome
from cpdesk.policy.terms import TermsInForce


class Answer(NamedTuple):
    """What a rule's function says; what is left empty is filled in from its declaration."""

    held: bool
    says: str
    offer: str
    facts: Facts
    outcome: Outcome | None
    lift: Lift | None
    conditions: tuple[Condition, ...]

    def knowing(self, facts: Mapping[str, Fact]) -> Answer:
        """The same answer with these facts."""
        return self._replace(facts=tuple(facts.items()))


def yes(says: str, *, conditions: tuple[Condition, ...] = (), **facts: Fact) -> Answer:
    """The rule holds, and why."""
    return Answer(True, says, "", tuple(facts.items()), None, None, conditions)


def no(
    says: str = "",
    *,
    offer: str = "",
    outcome: Outcome | None = None,
    lift: Lift | None = None,
    conditions: tuple[Condition, ...] = (),
    **facts: Fact,
) -> Answer:
    """The rule does not hold. Without a sentence of its own the declared one is said."""
    return Answer(False, says, offer, tuple(facts.items()), outcome, lift, conditions)


Check = Callable[[Case, TermsInForce], Answer]


@dataclass(frozen=True, slots=True)
class Asked:
    """For which questions a rule is asked, in words and as a test."""

    text: str
    when: Callable[[Case], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the table.

    `otherwise` and `lift` are what follows where it does not hold; `also` lists the other pairs
    that it may answer with. `cites` is a key of authority.SOURCES. `says` and `offer` are the
    message ids of the plainest failing case; a finding may say it more closely. `terms` are the
    keys that it reads. `holds_when` is the rule itself in one sentence.
    """

    code: str
    asked: Asked
    otherwise: Outcome
    lift: Lift
    cites: str
    says: str
    offer: str
    also: tuple[tuple[Outcome, Lift], ...]
    conditions: tuple[Condition, ...]
    terms: tuple[str, ...]
    check: Check
    holds_when: str

    def find(self, case: Case, terms: TermsInForce) -> Finding:
        """Asks the rule. Whether it is to be asked at all is the caller's question."""
        answer = self.check(case, terms)
        if answer.held:
            return Finding(
                self.code, Outcome.ADMIT, None, answer.says, "", answer.facts, answer.conditions
            )
        outcome = self.otherwise if answer.outcome is None else answer.outcome
        lift = None if outcome is Outcome.ADMIT else answer.lift or self.lift
        return Finding(
            self.code,
            outcome,
            lift,
            answer.says or self.says,
            answer.offer or self.offer,
            answer.facts,
            answer.conditions,
        )


def rule(
    code: str,
    *,
    asked: Asked,
    cites: str,
    otherwise: Outcome,
    lift: Lift,
    says: str,
    offer: str = "",
    also: tuple[tuple[Outcome, Lift], ...] = (),
    conditions: tuple[Condition, ...] = (),
    terms: tuple[str, ...] = (),
) -> Callable[[Check], Rule]:
    """Makes a function into the rule of this code. Its docstring is the rule in one sentence."""

    def made(check: Check) -> Rule:
        return Rule(
            code=code,
            asked=asked,
            otherwise=otherwise,
            lift=lift,
            cites=cites,
            says=says,
            offer=offer,
            also=also,
            conditions=conditions,
            terms=terms,
            check=check,
            holds_when=" ".join((check.__doc__ or "").split()),
        )

    return made
