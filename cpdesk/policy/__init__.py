"""What is allowed: facts in, decision out.

The rules are loaded the first time they are asked for. The window's first paint needs only the
words of policy (outcomes, purposes, periods), not its rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cpdesk.policy.judgment import assess, assess_only, assess_partner, decide
    from cpdesk.policy.rules import RULES

__all__ = ["RULES", "assess", "assess_only", "assess_partner", "decide"]


def __getattr__(name: str) -> Any:
    if name == "RULES":
        from cpdesk.policy.rules import RULES

        return RULES
    if name in __all__:
        from cpdesk.policy import judgment

        return getattr(judgment, name)
    raise AttributeError(name)
