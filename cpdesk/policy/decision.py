"""What policy answers: a decision with every finding, including those that passed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from cpdesk.policy.outcome import Condition, Lift, Outcome

Fact = str | int | date | time | datetime
Facts = tuple[tuple[str, Fact], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found.

    `says` and `offer` are message ids with named places, filled from `facts` (see words.py);
    `offer` is empty if there is nothing to offer. `lift` is None if the rule held.
    """

    code: str
    outcome: Outcome
    lift: Lift | None
    says: str
    offer: str = ""
    facts: Facts = ()
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """The worst outcome, all findings (worst first, then in the order of the rule table)."""

    outcome: Outcome
    findings: tuple[Finding, ...]
    conditions: tuple[Condition, ...]

    @property
    def troubles(self) -> tuple[Finding, ...]:
        """The findings that did not hold."""
        return tuple(f for f in self.findings if f.outcome is not Outcome.ADMIT)
