"""What is allowed: facts in, decision out."""

from __future__ import annotations

from cpdesk.policy.assess import assess, assess_only, assess_partner, decide
from cpdesk.policy.rules import RULES

__all__ = ["RULES", "assess", "assess_only", "assess_partner", "decide"]
