"""The page docs/rules.md, made from the rules themselves: `python -m cpdesk.policy.rulebook`.

It holds what a district needs to check the program: every rule with its outcome, its sentence and
its authority, and every term with its dates. A test fails if the page is older than the rules.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from cpdesk.policy.outcome import Condition, ExceptionKind, Lift, Outcome, Purpose
from cpdesk.policy.phrases import CONDITION, DOOR, LIFT, PURPOSE
from cpdesk.policy.rule_engine.authority import SOURCES
from cpdesk.policy.rule_engine.rule import Rule
from cpdesk.policy.rules import RULES
from cpdesk.policy.terms.terms import Terms
from cpdesk.policy.terms.termvalues import READERS
from cpdesk.words import Words

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"

_TOP = """\
# The rules

This page is made from the rules of the program (`python -m cpdesk.policy.rulebook`). Change them
there. Look here when an answer at the front desk needs an explanation.

## How an answer is found

Every question is put to all rules that apply to it. Each rule finds one of four outcomes:

| outcome | on the card | means |
|---|---|---|
| `admit` | OK to check in | the rule holds |
| `ask_desk` | You decide | the person at the front desk may approve, with a written reason |
| `ask_leader` | Needs a school leader | the principal or an assistant principal decides |
| `refuse` | Can’t come in | not here, not now |

The answer is the worst of the findings. All of them are kept, so that a visitor hears every reason
at once and the card shows why the answer is OK. What is not known never makes an answer softer.
Conditions can come with any outcome, `admit` included, and are printed on the badge.

Dates include their first and last day. A tolerance includes its last minute: thirty minutes early
is on time. A period does not include its end: a meeting that ends at 11:35 does not overlap a
period that begins at 11:35.

If no activity is named, the rules about the contract look at all contracts of the partner, and
rules that need an activity are not asked. Only a program visit has to name one. A guest is a
visitor without a partner, and only the rules that say so are asked about a guest. A contract has
to be signed, in effect, and for this school, all at once. If none is, the findings tell about the
one that comes closest.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([_TOP, *_words(), *_table(), *_rules(), *_terms(), *_sources()]) + "\n"


def main(arguments: list[str]) -> int:
    """Writes the page to docs/rules.md, or to the path given."""
    path = Path(arguments[0]) if arguments else PAGE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(), "utf-8", newline="\n")
    return 0


def _words() -> Iterator[str]:
    yield "## The words used\n"
    yield "| purpose | on the card |\n|---|---|"
    for purpose in Purpose:
        yield f"| `{purpose.value}` | {PURPOSE[purpose]} |"
    yield "\n| who may waive a finding | |\n|---|---|"
    for lift in Lift:
        yield f"| `{lift.value}` | {LIFT[lift]} |"
    yield "\n| condition | on the badge |\n|---|---|"
    for condition in Condition:
        yield f"| `{condition.value}` | {CONDITION[condition]} |"
    yield "\n| the two exceptions | |\n|---|---|"
    for door in ExceptionKind:
        yield f"| `{door.value}` | {DOOR[door]} |"
    yield ""


def _table() -> Iterator[str]:
    yield "## All rules\n"
    yield "| code | asked for | holds when | otherwise | who may waive it |\n|---|---|---|---|---|"
    for rule in RULES:
        outcomes, lifts = zip(*_answers(rule), strict=True)
        yield (
            f"| [`{rule.code}`](#{_anchor(rule)}) | {rule.asked.text} | {rule.holds_when} "
            f"| {_codes(outcomes)} | {_codes(lifts)} |"
        )
    yield ""


def _rules() -> Iterator[str]:
    yield "## One by one\n"
    for rule in RULES:
        yield f"### {rule.code}\n"
        yield f"{rule.holds_when}\n"
        yield f"- Asked for: {rule.asked.text}"
        for outcome, lift in _answers(rule):
            yield f"- If it does not hold: `{outcome}`, and it may be waived by: `{lift}`"
        if rule.conditions:
            yield f"- Condition: {', '.join(f'`{c.value}`' for c in rule.conditions)}"
        yield f"- Says: {rule.says}"
        if rule.offer:
            yield f"- Offers: {rule.offer}"
        if rule.terms:
            yield f"- Terms: {', '.join(f'`{key}`' for key in rule.terms)}"
        yield f"- Based on: {SOURCES[rule.cites]}\n"


def _codes(values: Iterable[str]) -> str:
    """Each of them once, marked as a code."""
    return " / ".join(f"`{value}`" for value in dict.fromkeys(values))


def _terms() -> Iterator[str]:
    words = Words()
    yield "## Terms\n"
    yield (
        "What a district may want to change is in `resources/policy/*.toml`, each value with the "
        "date it starts. A district\nimports its own values with `cpdesk terms import`. A decision "
        "is explained with the terms of its day.\n"
    )
    yield "| term | from | value | what it does | source |\n|---|---|---|---|---|"
    for term in Terms.shipped().all():
        yield (
            f"| `{term.key}` | {words.day(term.since)} | {term.written} "
            f"| {READERS[term.key].about} | {SOURCES.get(term.cites, term.cites)} |"
        )
    yield ""


def _sources() -> Iterator[str]:
    yield "## What the rules are based on\n"
    yield "The district's questions and answers for partners, named in our own words:\n"
    for key, question in SOURCES.items():
        codes = ", ".join(f"`{rule.code}`" for rule in RULES if rule.cites == key)
        yield f"- {question}: {codes}"


def _answers(rule: Rule) -> list[tuple[str, str]]:
    """The outcomes of a failing rule, each with who may waive it."""
    pairs = ((rule.otherwise, rule.lift), *rule.also)
    return [(_shown(outcome), lift.value) for outcome, lift in pairs]


def _shown(outcome: Outcome) -> str:
    return outcome.code


def _anchor(rule: Rule) -> str:
    return rule.code.replace(".", "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
