"""A partner in words: its standing in two, why in a sentence, its contracts and its people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from cpdesk.policy.decision import Finding
from cpdesk.policy.outcome import Outcome
from cpdesk.records.partners import (
    ActivityLine,
    ContractLine,
    PartnerRecord,
    PartnerRow,
    PersonLine,
)
from cpdesk.ui.theme.theme import Tone, tone_of
from cpdesk.ui.widgets.lists.cell_parts import CellParts as Cell
from cpdesk.words import N_, Words

_STATUS: Mapping[str, str] = MappingProxyType(
    {
        "prospective": N_("Not authorized"),
        "suspended": N_("Suspended"),
        "ended": N_("Ended"),
    }
)
_STANDING: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.ADMIT: N_("OK today"),
        Outcome.ASK_DESK: N_("You decide"),
        Outcome.ASK_LEADER: N_("Needs leader"),
        Outcome.REFUSE: N_("Not today"),
    }
)
_HEADLINE: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.ADMIT: N_("OK to work here today"),
        Outcome.ASK_DESK: N_("You decide today"),
        Outcome.ASK_LEADER: N_("Needs a school leader today"),
        Outcome.REFUSE: N_("Can’t work here today"),
    }
)
# Which of the passed rules explains best why.
_SPEAKERS = ("contract.school", "contract.term", "contract.signed", "partner.contract")
_CONTRACT: Mapping[str, tuple[str, Tone]] = MappingProxyType(
    {
        "in_force": (N_("In effect"), Tone.OK),
        "not_signed": (N_("Not signed"), Tone.NO),
        "not_yet": (N_("Not started"), Tone.ASK),
        "ended": (N_("Ended"), Tone.NO),
        "elsewhere": (N_("Other schools"), Tone.PLAIN),
    }
)
_CLEARANCE: Mapping[str, tuple[str, Tone]] = MappingProxyType(
    {
        "cleared": (N_("Cleared"), Tone.OK),
        "pending": (N_("Pending"), Tone.ASK),
        "expired": (N_("Expired"), Tone.ASK),
        "not_cleared": (N_("Not cleared"), Tone.NO),
        "unknown": (N_("Not on file"), Tone.ASK),
    }
)
_MOST_SCHOOLS = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """The text of a pill."""

    text: str
    tone: Tone


def status_text(status: str, outcome: Outcome, words: Words, *, here: bool = True) -> Standing:
    """What the partner's page says, in two words; a partner that only works elsewhere isn't bad
    news."""
    if status in _STATUS:
        return Standing(words.text(_STATUS[status]), Tone.NO)
    if outcome is Outcome.REFUSE and not here:
        return Standing(words.text("Not here"), Tone.PLAIN)
    return Standing(words.text(_STANDING[outcome]), tone_of(outcome))


def row_line(row: PartnerRow, words: Words) -> str:
    """The small line under a name in the directory."""
    programs = words.count("{n} program", "{n} programs", row.programs)
    return " · ".join((programs, words.text("here") if row.here else words.text("not here")))


def verdict(partner: PartnerRecord, words: Words) -> tuple[Tone, str, str]:
    """Tone, headline, and one sentence why it may or may not work here today."""
    outcome = partner.decision.outcome
    headline = words.text(_HEADLINE[outcome])
    if outcome is not Outcome.ADMIT:
        worst = _telling(partner.decision.troubles)
        return tone_of(outcome), headline, words.sentence(worst.says, worst.facts)
    speaker = _speaker(partner.decision.findings)
    sentence = words.sentence(speaker.says, speaker.facts) if speaker else ""
    return Tone.OK, headline, sentence


def _telling(troubles: tuple[Finding, ...]) -> Finding:
    """Among equally bad findings: not being a partner says more than having no contract, and an
    ended contract says more than a missing signature."""
    worst = [f for f in troubles if f.outcome is troubles[0].outcome]
    status_text = [f for f in worst if f.code == "partner.standing"]
    ended = [f for f in worst if f.code == "contract.term" and "ends_on" in dict(f.facts)]
    return (status_text or ended or worst)[0]


def _speaker(findings: tuple[Finding, ...]) -> Finding | None:
    by_code = {finding.code: finding for finding in findings}
    return next((by_code[code] for code in _SPEAKERS if code in by_code), None)


def contract_cells(contract: ContractLine, words: Words) -> tuple[Cell, ...]:
    text, tone = _CONTRACT.get(contract.state, (contract.state, Tone.PLAIN))
    signed = (
        words.text("signed {day}", day=_whole(words.day(contract.signed_on)))
        if contract.signed_on
        else words.text("not signed yet")
    )
    money = words.text("paid work") if contract.paid else words.text("free work")
    start, end = (_whole(words.day(d)) for d in (contract.starts_on, contract.ends_on))
    span = words.text("{start} – {end}", start=start, end=end)
    insured = contract.insurance_ends_on
    return (
        Cell(contract.contract_id, small=f"{signed}, {money}"),
        Cell(words.text(text), tone=tone),
        Cell(
            span,
            small=words.text("insured through {day}", day=_whole(words.day(insured)))
            if insured
            else words.text("no insurance on file"),
        ),
        Cell(", ".join(contract.programs) or "–", small=_schools(contract, words)),
    )


def _whole(day: str) -> str:
    """A date that is never split over two lines."""
    return day.replace(" ", "\N{NO-BREAK SPACE}")


def _schools(contract: ContractLine, words: Words) -> str:
    if contract.every_school:
        return words.text("every school")
    if not contract.schools:
        return words.text("no school listed")
    if len(contract.schools) <= _MOST_SCHOOLS:
        return words.listed(list(contract.schools))
    rest = len(contract.schools) - _MOST_SCHOOLS
    more = words.count("{n} more school", "{n} more schools", rest)
    return words.listed([*contract.schools[:_MOST_SCHOOLS], more])


def activity_cells(activity: ActivityLine, words: Words) -> tuple[Cell, ...]:
    days = ", ".join(words.weekday(n) for n in activity.weekdays)
    return (
        Cell(activity.title, small="" if activity.program == activity.title else activity.program),
        Cell(
            words.text("Approved") if activity.approved else words.text("Not approved"),
            tone=Tone.OK if activity.approved else Tone.ASK,
        ),
        Cell(days, small=words.span(activity.start, activity.end)),
        Cell(activity.place or "–"),
    )


def person_cells(person: PersonLine, today: date, words: Words) -> tuple[Cell, ...]:
    text, tone = _CLEARANCE.get(person.clearance, _CLEARANCE["unknown"])
    ends = person.clearance_ends_on
    if person.clearance == "cleared" and ends is not None and ends < today:
        text, tone = _CLEARANCE["expired"]
    return (
        Cell(person.name, small=words.text("added at the front desk") if person.added_here else ""),
        Cell(words.text(text), tone=tone),
        Cell(words.text("to {day}", day=ends) if ends else "–"),
    )
