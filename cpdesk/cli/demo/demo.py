"""A Tuesday morning at the sample district's busiest school, through the real services.

Everything happens in a data folder of its own (or the one given), by a clock that is set from
arrival to arrival; what remains are the papers, and the table of what happened.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from cpdesk import paths
from cpdesk.cli.demo import demo_flyers, demo_requests
from cpdesk.clock import FixedClock
from cpdesk.documents.layout.paper import Paper
from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.policy import phrases
from cpdesk.policy.decision import Decision
from cpdesk.policy.outcome import Outcome, Purpose
from cpdesk.records.desk import Admission, Question, RelayedYes, TurnAway, VisitRecord
from cpdesk.records.flyers import LogFilter
from cpdesk.services.printing import paper_specs as specs
from cpdesk.services.printing.paper_specs import PaperSpec
from cpdesk.services.printing.printing import save_pdf
from cpdesk.services.rule_titles import titles
from cpdesk.services.services import Services
from cpdesk.words import N_, Words

P = TypeVar("P")
R = TypeVar("R")
SCHOOL = "CEDAR"
LEADER = "Principal Lindqvist"
DAY = datetime(2026, 11, 24)  # noqa: DTZ001  a date of the sample; its zone is the school's


@dataclass(frozen=True, slots=True)
class Arrival:
    """Someone comes to the front desk, and what the office says when the rules leave it a
    choice."""

    at: time
    name: str
    question: Question
    because: str = ""
    relayed: RelayedYes | None = None
    told: str = ""
    leaves: time | None = None


MORNING = (
    Arrival(
        time(7, 12),
        "Adaeze Okafor",
        Question(person="Adaeze Okafor", activity="A-001"),
        leaves=time(7, 56),
    ),
    Arrival(
        time(9, 2),
        "Amina Hassan",
        Question(person="Amina Hassan", activity="A-019"),
        relayed=RelayedYes(LEADER, N_("by phone"), N_("will stay with the nurse")),
    ),
    Arrival(time(9, 33), "Lia Vang", Question(person="Lia Vang", activity="A-012")),
    Arrival(
        time(10, 5),
        "Faduma Warsame",
        Question(person="Faduma Warsame", activity="A-015"),
        told=N_("Gave the visitor the sheet, and the district knows about the new contract"),
    ),
    Arrival(
        time(10, 31),
        "Jonas Peterson",
        Question(person="Jonas Peterson", activity="A-006"),
        because=N_("Dropping off instruments before the club"),
        leaves=time(10, 40),
    ),
    Arrival(time(10, 42), "Adaeze Okafor", Question(person="Adaeze Okafor", activity="A-002")),
    Arrival(
        time(10, 44),
        "Rosa Ochoa",
        Question(person="Rosa Ochoa", purpose=Purpose.STUDENT_MEETING, grade=6),
        told=N_("Offered a time outside class"),
    ),
    Arrival(
        time(10, 50),
        "Ines Okonjo-Berg",
        Question(guest="Ines Okonjo-Berg", host="Ms. Thao", reason="Tunes the piano"),
    ),
    Arrival(
        time(10, 52),
        "Rosa Ochoa",
        Question(person="Rosa Ochoa", purpose=Purpose.OBSERVATION),
        told=N_("Gave the visitor the sheet with the reasons"),
    ),
)


def run(services: Services, clock: FixedClock, out: Path, pictures: Callable[[Path], None]) -> str:
    """Plays the morning, leaves papers and pictures in `out`, and returns what happened."""
    words = services.words
    words.zone = ZoneInfo("America/Chicago")  # the sample district's, before it is imported
    _set(clock, services, time(6, 58))
    _room_for(out)
    roster = services.office.office().roster
    if roster is None:
        services.rosters.take_in(paths.resources() / "sample", sample=True)
    elif not roster.sample:
        raise DeskError(
            N_("The data in {folder} belongs to {district}, and a demo would mix with it."),
            N_("Choose a separate folder with --data, or leave out --data."),
            folder=str(services.folder),
            district=roster.district,
        )
    office = services.office.choose_school(SCHOOL)
    for row in services.desk.inside():  # someone an earlier demonstration left in the building
        services.desk.check_out(row.visit_id)
    words.zone = ZoneInfo(office.time_zone)
    name = office.school.name if office.school else ""
    lines = [words.text("{school}, {day}", school=name, day=words.long_day(DAY.date())), ""]
    leaving: list[tuple[time, str]] = []
    last_badge, refused = "", None
    for arrival in MORNING:
        for at, visit_id in [pair for pair in leaving if pair[0] <= arrival.at]:
            _set(clock, services, at)
            left = services.desk.check_out(visit_id)
            lines.append(_row(words.clock(at), left.visitor_name, words.text("checked out"), ""))
            leaving.remove((at, visit_id))
        _set(clock, services, arrival.at)
        card = services.desk.card(arrival.question)
        what = card.chosen.title or words.text(phrases.PURPOSE[card.chosen.purpose])
        lines.append(_row(words.clock(arrival.at), arrival.name, what, card.partner_name))
        lines.append(_row("", "", _answer(services, card.decision), ""))
        if card.decision.outcome is Outcome.REFUSE:
            services.desk.turn_away(TurnAway(new_id(), arrival.question, words.text(arrival.told)))
            lines.append(
                _row("", "", words.text("turned away: {told}", told=words.text(arrival.told)), "")
            )
            refused = card
            continue
        visit = services.desk.admit(_admission(words, arrival, card.decision.outcome))
        last_badge = visit.visit_id
        lines.append(_row("", "", _admitted(words, visit), visit.badge_code))
        if arrival.leaves:
            leaving.append((arrival.leaves, visit.visit_id))
    lines += ["", words.text("In the building now: {count}", count=len(services.desk.inside()))]
    lines.append(
        words.text("Waiting for a school leader: {count}", count=demo_requests.ask(services))
    )
    demo_flyers.deliver(services, clock)
    queue = services.deliveries.queue()
    lines.append(
        words.text(
            "Flyers to do: {to_do}. Done this term: {done}",
            to_do=len(queue.to_do),
            done=len(queue.done),
        )
    )
    year = services.flyer_logs.periods().school_year
    log = LogFilter(year.first, year.last, classes=True)

    def save(spec: PaperSpec[P, R], of: P) -> None:
        pdf = spec.draw(spec.read(services, of), words, Paper("letter", labels="dymo-30256"))
        save_pdf(pdf, out / f"{spec.kind.value}.pdf")

    save(specs.BADGE, last_badge)
    save(specs.SCHEDULE, DAY.date())
    save(specs.EVACUATION, None)
    save(specs.FLYER_LOG, log)
    if refused is not None:
        save(specs.REFUSAL, refused)
    try:
        pictures(out)
    except DeskError as trouble:
        lines.append(words.error(trouble))
    made = ", ".join(sorted(p.name for p in out.iterdir() if p.suffix in (".pdf", ".png")))
    return "\n".join(
        [*lines, words.text("Saved in {folder}: {files}", folder=str(out), files=made)]
    )


def _answer(services: Services, decision: Decision) -> str:
    words = services.words
    said = words.text(phrases.OUTCOME[decision.outcome])
    named = [words.fact(title) for title in titles(f.code for f in decision.troubles)]
    return f"{said} ({', '.join(named)})" if named else said


def _admission(words: Words, arrival: Arrival, outcome: Outcome) -> Admission:
    """What the office would say. A visitor who needs no approval in the story may need one in a
    folder whose sample was imported on another day: by the clock of the story that roster is
    old."""
    because = words.text(arrival.because or N_("the roster is from another day"))
    relayed = None
    if outcome is Outcome.ASK_LEADER:
        said = arrival.relayed or RelayedYes(LEADER, N_("by phone"), because)
        relayed = RelayedYes(said.who, words.text(said.how), words.text(said.why))
    return Admission(new_id(), arrival.question, because, relayed)


def _admitted(words: Words, visit: VisitRecord) -> str:
    if visit.admitted_by == "relayed":
        return words.text(
            "checked in, verbal approval from {who} ({how}): {why}",
            who=visit.relayed_who,
            how=visit.relayed_how,
            why=visit.lift_reason,
        )
    if visit.admitted_by == "desk":
        return words.text("checked in by the front desk: {why}", why=visit.lift_reason)
    return words.text("checked in")


def _room_for(out: Path) -> None:
    """The folder for the results, before anything happens."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise DeskError(
            N_("Can’t create or write to {folder} ({why})."),
            N_("Choose a folder you can write to."),
            folder=str(out),
            why=trouble.strerror or "",
        ) from trouble


def _row(at: str, who: str, what: str, more: str) -> str:
    return f"{at:>9}  {who:<18} {what:<58} {more}".rstrip()


def _set(clock: FixedClock, services: Services, at: time) -> None:
    clock.set(datetime.combine(DAY.date(), at, services.words.zone))
