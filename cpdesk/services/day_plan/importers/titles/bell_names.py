"""What a period is, judged by its name; and the names of schedules that are for some grades."""

from __future__ import annotations

import re

from cpdesk.policy import grades
from cpdesk.policy.day_plan import PeriodKind

_MIXED = re.compile(r"[/&+]|\band\b|\bwith\b|\bin class\b", re.IGNORECASE)
_KINDS = (
    (re.compile(r"\bpassing\b|\btransition\b"), PeriodKind.PASSING),
    (re.compile(r"\blunch(es)?\b"), PeriodKind.LUNCH),
    (re.compile(r"\brecess\b|\bbreak\b|\bbrunch\b|\bnutrition\b|\bsnack\b"), PeriodKind.RECESS),
    (re.compile(r"\b(advisory|homeroom|home room)\b"), PeriodKind.ADVISORY),
    (re.compile(r"\b(before (the )?school|before care|arrival)\b"), PeriodKind.BEFORE),
    (re.compile(r"\b(after ?school|after care|dismissal|release)\b"), PeriodKind.AFTER),
)


def kind_of(name: str) -> PeriodKind:
    """Class, unless the name clearly says otherwise: "Lunch", but not "Lunch / Math"."""
    plain = name.casefold()
    found = [kind for pattern, kind in _KINDS if pattern.search(plain)]
    if PeriodKind.ADVISORY in found:
        return PeriodKind.ADVISORY
    if len(found) != 1 or _MIXED.search(plain):
        return PeriodKind.INSTRUCTIONAL
    return found[0]


def schedule_name(name: str, low: int | None, high: int | None) -> str:
    """The schedule of a file that is read for some grades. A schedule of the same name from another
    file, for other grades, is a different one."""
    if low is None and high is None:
        return name
    return f"{name} [{grades.span_name(low, high)}]"
