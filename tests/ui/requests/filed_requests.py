"""Requests that walks over the whole window file."""

from __future__ import annotations

from datetime import date, time

from cpdesk.policy.approval.requests import Kind
from cpdesk.records.requests import Ask, Student

MEETING = Ask(
    kind=Kind.MEET_STUDENT,
    partner="LSL",
    people=("LSL-1",),
    day=date(2026, 12, 1),
    start=time(11, 35),
    end=time(12, 5),
    student=Student("S-4471", 6),
    reason="Science",
)
TABLE = Ask(
    kind=Kind.TABLING,
    partner="LSL",
    people=("LSL-1",),
    day=date(2026, 11, 12),
    start=time(17),
    end=time(19),
    place="Front hall",
    event="Literacy fair",
)
