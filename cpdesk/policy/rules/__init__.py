"""All rules, in the order of the table in docs/rules.md."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cpdesk.policy.rule_engine.rule import Rule
from cpdesk.policy.rules import (
    activity,
    contract,
    flyer,
    guest,
    meeting,
    outreach,
    partner,
    privacy,
    roster,
    school,
    visitor,
)

# Within a file, rules are asked in the order in which they stand there.
_FILES = (
    *(partner, contract, activity, school, visitor, roster),
    *(meeting, outreach, flyer, privacy, guest),
)
RULES: tuple[Rule, ...] = tuple(
    one for file in _FILES for one in vars(file).values() if isinstance(one, Rule)
)
RULE_NAME: Mapping[str, str] = MappingProxyType({rule.code: rule.name for rule in RULES})
