"""Rules by their names, wherever people would otherwise read a code: as facts of sentences, said in
the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from cpdesk.policy.decision import Finding
from cpdesk.policy.rule_engine.rule import WAIVED_ONCE, WAIVED_UNTIL
from cpdesk.policy.rules import RULE_NAME
from cpdesk.words import N_, MessageId

# What a leader waived, for readers who do not see which finding it was.
_ONCE = N_("{rule}: a school leader waived this for one visit.")
_UNTIL = N_("{rule}: a school leader waived this through {until}.")
_WAIVED: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(WAIVED_ONCE, _ONCE) | dict.fromkeys(WAIVED_UNTIL, _UNTIL)
)


def title(code: str) -> str:
    """The name of a rule as a fact of a sentence; the code itself if no rule has it."""
    return MessageId(RULE_NAME[code]) if code in RULE_NAME else code


def titles(codes: Iterable[str]) -> tuple[str, ...]:
    """The names of several rules, each once."""
    return tuple(dict.fromkeys(title(code) for code in codes))


def is_waived(finding: Finding) -> bool:
    """Whether it holds because a leader waived it."""
    return finding.says in _WAIVED


def sentence(finding: Finding) -> tuple[str, dict[str, object]]:
    """What a finding says, as a message ID and its facts. A waived one names its rule, since its
    own words do not say what it was."""
    facts = dict[str, object](finding.facts)
    waived = _WAIVED.get(finding.says)
    return (waived, {"rule": title(finding.code), **facts}) if waived else (finding.says, facts)
