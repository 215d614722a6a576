"""What a rule is: a plain function of facts and terms, with its authority next to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cpdesk.policy.case import Case, LiftFacts
from cpdesk.policy.decision import Fact, Facts, Finding
from cpdesk.policy.outcome import Condition, Lift, Outcome
from cpdesk.policy.terms.terms import TermsInForce
from cpdesk.words import N_


class Answer(NamedTuple):
    """What a rule's function says; anything left empty is filled in from its declaration."""

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
    """The rule does not hold. Without its own sentence, the declared one is used."""
    return Answer(False, says, offer, tuple(facts.items()), outcome, lift, conditions)


Check = Callable[[Case, TermsInForce], Answer]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which questions a rule is asked for, in words and as a test."""

    text: str
    when: Callable[[Case], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the table.

    `name` is a short one, a message id, for tables and charts, where sentences are long.
    `otherwise` and `lift` apply when it does not hold; `also` lists the other pairs it may answer
    with. `cites` is a key of authority.SOURCES. `says` and `offer` are the message ids of the
    plainest failing case; a finding may be more specific. `terms` are the keys it reads.
    `holds_when` is the rule itself in one sentence.
    """

    code: str
    name: str
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
        """Asks the rule. Whether the rule applies is up to the caller."""
        answer = self.check(case, terms)
        if answer.held:
            return Finding(
                self.code, Outcome.ADMIT, None, answer.says, "", answer.facts, answer.conditions
            )
        outcome = self.otherwise if answer.outcome is None else answer.outcome
        lift = None if outcome is Outcome.ADMIT else answer.lift or self.lift
        if lift is not None and (lifted := lifted_by(case, self.code, outcome, lift, answer.facts)):
            facts: Facts = (("until", lifted.until),) if lifted.until else ()
            says = LIFTED_UNTIL if lifted.until else LIFTED_ONCE
            return Finding(self.code, Outcome.ADMIT, None, says, "", facts, answer.conditions)
        return Finding(
            self.code,
            outcome,
            lift,
            answer.says or self.says,
            answer.offer or self.offer,
            answer.facts,
            answer.conditions,
        )


LIFTED_ONCE: str = N_("A school leader waived this for one visit.")
LIFTED_UNTIL: str = N_("A school leader waived this through {until}.")
# A stored finding keeps the sentence of the version that made it.
WAIVED_ONCE = frozenset({LIFTED_ONCE, "A leader allows this once."})
WAIVED_UNTIL = frozenset({LIFTED_UNTIL, "A leader allows this until {until}."})


def lifted_by(
    case: Case, code: str, outcome: Outcome, lift: Lift, facts: Facts = ()
) -> LiftFacts | None:
    """The leader's approval of what this rule asks about this visitor; the one that lasts longest.

    Only what is asked can be waived: never a refusal, and never what only the district or no one
    may waive. Class time has its own way, an approved exception, which covers one meeting only. A
    comparison with one notice does not count for another.
    """
    if outcome not in (Outcome.ASK_DESK, Outcome.ASK_LEADER):
        return None
    if lift not in (Lift.DESK, Lift.LEADER) or code == _CLASS_TIME:
        return None
    matches = compared(facts)
    theirs = [
        one
        for one in case.lifts
        if code in one.codes
        and (one.until is None or case.today <= one.until)
        and matches <= one.compared
    ]
    return max(theirs, key=lambda one: one.until or date.min, default=None)


def compared(facts: Iterable[tuple[str, object]]) -> frozenset[str]:
    """The notices that a finding asks a leader to compare a visitor with."""
    said = (str(value).split(";") for name, value in facts if name == MATCHES)
    return frozenset(one for ids in said for one in ids if one)


MATCHES = "notice"
_CLASS_TIME = "meeting.instructional-time"


def rule(
    code: str,
    *,
    name: str,
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
    """Turns a function into the rule with this code. Its docstring is the rule in one sentence."""

    def made(check: Check) -> Rule:
        return Rule(
            code=code,
            name=name,
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
