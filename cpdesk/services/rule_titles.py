"""Rules by their names, wherever people would read a code otherwise: as facts of sentences, said in
the language of whoever reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from cpdesk.policy.decision import Finding
from cpdesk.policy.rule import LIFTED_ONCE, LIFTED_UNTIL
from cpdesk.policy.rule_names import RULE_NAME
from cpdesk.words import N_, MessageId

# What a leader waived, for readers who do not see which finding it was.
_WAIVED: Mapping[str, str] = MappingProxyType(
    {
        LIFTED_ONCE: N_("{rule}: a school leader waived this for one visit."),
        LIFTED_UNTIL: N_("{rule}: a school leader waived this until {until}."),
    }
)


def title(code: str) -> str:
    """The name of a rule as a fact of a sentence; of a code that no rule has, the code."""
    return MessageId(RULE_NAME[code]) if code in RULE_NAME else code


def titles(codes: Iterable[str]) -> tuple[str, ...]:
    """The names of several rules, each once."""
    return tuple(dict.fromkeys(title(code) for code in codes))


def is_waived(finding: Finding) -> bool:
    """Whether it holds because a leader waived it."""
    return finding.says in _WAIVED


def sentence(finding: Finding) -> tuple[str, dict[str, object]]:
    """What a finding says, as a message id and its facts. One that a leader waived names its rule,
    since its own words do not tell what it was."""
    facts = dict[str, object](finding.facts)
    waived = _WAIVED.get(finding.says)
    return (waived, {"rule": title(finding.code), **facts}) if waived else (finding.says, facts)
