"""What partners ask for in the demonstration: a meeting at lunch, a presentation, a table, and an
observation, which is not allowed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from cpdesk.policy.approval.requests import Kind
from cpdesk.records.requests import Ask, Student
from cpdesk.services.services import Services
from cpdesk.words import N_, Words

TODAY = date(2026, 11, 24)
ASKS = (
    Ask(
        Kind.MEET_STUDENT,
        partner="BFM",
        people=("BFM-1",),
        day=TODAY,
        start=time(11, 40),
        end=time(12, 5),
        place="Office B",
        student=Student("S-2207", 6),
        reason=N_("Monthly mentor check-in"),
        family_knows=True,
    ),
    Ask(
        Kind.PRESENTATION,
        partner="GL",
        day=date(2026, 11, 30),
        start=time(9, 10),
        end=time(9, 55),
        place="Room 8",
        teacher="Mr. Ito",
        grade=4,
        reason=N_("Worms and soil"),
    ),
    Ask(
        Kind.TABLING,
        partner="LSL",
        day=date(2026, 12, 3),
        start=time(17, 30),
        end=time(19),
        place="Lobby",
        event=N_("family night"),
        reason=N_("Reading club sign-up"),
    ),
    Ask(
        Kind.OBSERVATION,
        partner="BFM",
        people=("BFM-1",),
        day=date(2026, 11, 25),
        start=time(9, 10),
        end=time(9, 55),
        grade=6,
        teacher="Ms. Thao",
        reason=N_("To see how a student is doing in class"),
    ),
)


def ask(services: Services) -> int:
    """Files them, unless an earlier demonstration did; returns how many wait for a leader."""
    known = {row.kind for row in services.decisions.queue("all").rows}
    for one in ASKS:
        if one.kind not in known:
            services.filings.file(_said(one, services.words))
    return services.decisions.queue("waiting").counts.waiting


def _said(one: Ask, words: Words) -> Ask:
    return replace(one, reason=words.text(one.reason), event=words.text(one.event))
