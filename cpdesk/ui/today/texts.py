"""A line of the day in words: its time, its people, its status, why it isn't allowed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from types import MappingProxyType

from cpdesk.policy.decision import Finding
from cpdesk.policy.outcome import Condition, Outcome
from cpdesk.policy.phrases import CONDITION
from cpdesk.records.day import DayLine, DaySchedule
from cpdesk.ui.theme.theme import Tone
from cpdesk.words import N_, Words

# Short forms, for a pill, of what a refusing or asking rule found.
SHORT: Mapping[str, str] = MappingProxyType(
    {
        "partner.contract": N_("No contract"),
        "partner.standing": N_("Not authorized"),
        "contract.signed": N_("Not signed"),
        "contract.term": N_("Contract ended"),
        "contract.program": N_("No contract"),
        "contract.school": N_("Not for this school"),
        "program.free": N_("Charges families"),
        "contract.insurance": N_("Insurance lapsed"),
        "activity.approved": N_("Waiting for approval"),
    }
)
_STATES: Mapping[str, tuple[str, Tone]] = MappingProxyType(
    {
        "done": (N_("Done"), Tone.PLAIN),
        "here": (N_("Here"), Tone.OK),
        "due": (N_("Due now"), Tone.INFO),
        "missed": (N_("No one came"), Tone.PLAIN),
    }
)
_PARTS: Mapping[str, str] = MappingProxyType(
    {"before": N_("Before school"), "after": N_("After school")}
)


@dataclass(frozen=True, slots=True)
class State:
    """The pill's text and tone."""

    text: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Span:
    """10:45–11:30 am in three parts, because each is drawn differently."""

    start: str
    end: str
    half: str

    @property
    def whole(self) -> str:
        return f"{self.start}–{self.end} {self.half}".rstrip()


def span(start: time, end: time, words: Words) -> Span:
    """Both times; am or pm only once, after the second."""
    first, _ = _halved(words.clock(start))
    last, half = _halved(words.clock(end))
    return Span(first, last, half)


def _halved(clock: str) -> tuple[str, str]:
    at, _, half = clock.rpartition(" ")
    return (at, half) if at else (clock, "")


def state(line: DayLine, day: date, today: date, words: Words) -> State:
    """The pill: the status, or in two words why it isn't allowed."""
    if line.state in ("may_not_run", "waiting"):
        tone = Tone.NO if line.state == "may_not_run" else Tone.ASK
        return State(words.text(_reason(line, day)), tone)
    if line.state == "here" and stopped(line):
        return State(words.text("Here, not allowed"), Tone.NO)
    if line.state in _STATES:
        text, tone = _STATES[line.state]
        return State(words.text(text), tone)
    if line.part in _PARTS:
        return State(words.text(_PARTS[line.part]), Tone.PLAIN)
    return State(words.text("Later today") if day == today else words.text("Planned"), Tone.PLAIN)


def _reason(line: DayLine, day: date) -> str:
    if not line.stops:
        return N_("Not allowed") if line.state == "may_not_run" else N_("Waiting")
    first = _telling(line.stops)
    facts = dict(first.facts)
    begins = facts.get("starts_on")
    if first.code == "contract.term" and isinstance(begins, date) and begins > day:
        return N_("Contract not started")
    if first.code == "contract.insurance" and "insured_to" not in facts:
        return N_("No insurance")
    return SHORT.get(first.code, N_("Not allowed"))


def _telling(stops: tuple[Finding, ...]) -> Finding:
    """The worst finding; for a contract that has ended, that it ended rather than its signature."""
    worst = [f for f in stops if f.outcome is max(one.outcome for one in stops)]
    ended = [f for f in worst if f.code == "contract.term" and "ends_on" in dict(f.facts)]
    return (ended or worst)[0]


def people(line: DayLine, day: date, today: date, words: Words) -> str:
    """ "2 of 3"; before the day itself, how many are expected."""
    n = len(line.expected)
    if not n:
        return str(line.here) if line.here else "–"
    if day > today:
        return str(n)
    return words.text("{came} of {n}", came=line.came, n=n)


def _people_spoken(line: DayLine, day: date, today: date, words: Words) -> str:
    """The same for a screen reader, which doesn't say the column's name; "" if no one is listed."""
    n = len(line.expected)
    if not n:
        return words.count("{n} person here", "{n} people here", line.here) if line.here else ""
    if day > today:
        return words.count("{n} person expected", "{n} people expected", n)
    return words.count("{came} of {n} person came", "{came} of {n} people came", n, came=line.came)


def conditions(line: DayLine, words: Words) -> str:
    """Unusual conditions only. No photos is the rule, not the exception."""
    message = [c for c in line.conditions if c is not Condition.NO_PHOTOS]
    return ", ".join(words.text(CONDITION[c]) for c in message)


def why(line: DayLine, words: Words) -> tuple[str, ...]:
    """Every sentence about why it isn't allowed, each once."""
    return tuple(dict.fromkeys(words.sentence(f.says, f.facts) for f in line.stops))


def stopped(line: DayLine) -> bool:
    """Whether a rule refuses it, no matter what else was found."""
    return line.state == "may_not_run" or any(f.outcome is Outcome.REFUSE for f in line.stops)


def grades(line: DayLine, words: Words) -> str:
    """ "grade 5", "grades K–2", or "all grades"."""
    if line.grade_low is None or line.grade_high is None:
        return words.text("all grades")
    said = words.grades(line.grade_low, line.grade_high)
    if line.grade_low == line.grade_high:
        return words.text("grade {grade}", grade=said)
    return words.text("grades {grades}", grades=said)


def spoken(line: DayLine, day: date, today: date, words: Words) -> str:
    """The whole row as one sentence, for screen readers."""
    when = words.span(line.start, line.end)
    parts = (
        when,
        line.title,
        line.partner_name,
        line.place,
        grades(line, words),
        _people_spoken(line, day, today, words),
        state(line, day, today, words).text,
        *why(line, words),
    )
    return ", ".join(part for part in parts if part)


def kind_of_day(schedule: DaySchedule, words: Words) -> str:
    """What the bell schedule calls the day: "regular", "early release · teachers' conference", "no
    school"."""
    name = schedule.schedule.replace("_", " ").replace("-", " ")
    name = name.lower() if name.isupper() else name
    if not schedule.open:
        name = words.text("no school")
    return " · ".join(part for part in (name, schedule.note) if part)
