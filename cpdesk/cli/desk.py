"""`cpdesk assess`, `admit`, `check-out`, and `inside`: the front desk."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from cpdesk.cli.core import json_output, typed
from cpdesk.cli.core.command import Args, Call, Group, arg, path, say_json
from cpdesk.cli.core.json_output import Plain, named
from cpdesk.cli.requests import questions
from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.policy import phrases
from cpdesk.policy.decision import Decision
from cpdesk.policy.outcome import Outcome
from cpdesk.records.desk import Admission, InsideRow, Question, RelayedYes, VisitRecord
from cpdesk.services.rule_titles import sentence
from cpdesk.words import N_, Words

_MARKS = {
    Outcome.ADMIT: "ok ",
    Outcome.ASK_DESK: "ask",
    Outcome.ASK_LEADER: "ASK",
    Outcome.REFUSE: "NO ",
}


@json_output.shape.register
def _visit(visit: VisitRecord) -> Plain:
    left_out = ("school_id", "visitor_key", "activity_title", "host", "reason", "lift_reason")
    how = ("relayed_who", "relayed_how", "undone", "already", "closed")
    return named(visit, *left_out, *how, visitor_name="name", badge_code="badge")


@json_output.shape.register
def _person_inside(row: InsideRow) -> Plain:
    keys = {"visitor_name": "name", "badge_code": "badge", "minutes_here": "minutes"}
    return named(row, "activity_title", **keys)


def _decision_text(words: Words, decision: Decision | None) -> str | None:
    if decision is None:
        return None
    lines = [words.text(phrases.OUTCOME[decision.outcome])]
    for f in decision.findings:
        lines.append(f"  {_MARKS[f.outcome]} {words.sentence(*sentence(f))}  [{f.code}]")
        if f.offer and f.outcome is not Outcome.ADMIT:
            lines.append(f"        {words.sentence(f.offer, f.facts)}")
    lines += [f"  * {words.text(phrases.CONDITION[c])}" for c in decision.conditions]
    return "\n".join(lines)


def _visit_text(words: Words, visit: VisitRecord) -> str:
    name = visit.visitor_name
    if visit.not_checked_out:
        came = words.short_day(words.local(visit.arrived_at).date())
        says = N_("{name} was not checked out on {day}. That visit is closed.")
        said = words.text(says, name=name, day=came)
    elif visit.left_at:
        at = words.clock_of(visit.left_at)
        said = words.text("{name} checked out at {at}.", name=name, at=at)
    else:
        at = words.clock_of(visit.arrived_at)
        said = words.text("{name} checked in at {at}.", name=name, at=at)
    return f"{said}\n  {visit.visit_id}  {visit.badge_code}"


def _inside_text(words: Words, rows: tuple[InsideRow, ...]) -> str:
    lines = []
    for row in rows:
        late = words.duration(row.overdue_minutes or row.minutes_here)
        if row.overdue_minutes:
            late = words.text("{minutes} overdue", minutes=late)
        lines.append(
            f"{words.clock_of(row.arrived_at):>9}  {row.visitor_name} · "
            f"{row.partner_name or words.text('Guest')} · {row.place or '–'} · {late}"
            f"  ({row.visit_id})"
        )
    return "\n".join(lines) or words.text("No visitors are in the building.")


COMMANDS = Group()
_QUESTION = tuple(arg(f"--{key}", key.upper(), says) for key, says in questions.KEYS.items())


@COMMANDS.command(
    "check whether a visitor can come in",
    _decision_text,
    *_QUESTION,
    arg(
        "--from",
        "FILE.jsonl",
        "read one question per line (- for standard input) and print one JSON answer per line",
        dest="source",
    ),
    path("--terms", "DIR", "folder of terms to try instead of the district's"),
)
def _assess(call: Call) -> Decision | None:
    desk = call.services.desk
    if not call.args.source:
        return desk.assess(_question(call.args))
    for line in _lines(call.args.source):
        try:
            say_json(call, desk.assess(questions.question_of_line(line)))
        except DeskError as trouble:
            say_json(call, {"error": call.words.error(trouble)})
    return None


@COMMANDS.command(
    "check in a visitor",
    _visit_text,
    *_QUESTION,
    arg("--because", "TEXT", "the front desk's reason, for findings it may waive"),
    arg("--relayed-by", "NAME", "school leader who gave verbal approval"),
    arg("--relayed-how", "TEXT", "how the approval was given, such as by phone"),
    arg("--relayed-why", "TEXT", "why the leader approved"),
)
def _admit(call: Call) -> VisitRecord:
    args, relayed = call.args, None
    if args.relayed_by or args.relayed_how or args.relayed_why:
        relayed = RelayedYes(args.relayed_by or "", args.relayed_how or "", args.relayed_why or "")
    # A guest's reason says why the guest came; why the front desk waives a finding is another one.
    because = args.because or ("" if args.guest else args.reason)
    admission = Admission(new_id(), _question(args), because or "", relayed)
    return call.services.desk.admit(admission)


@COMMANDS.command(
    "check out a visitor",
    _visit_text,
    arg("visit", "VISIT", "visit ID or badge code"),
    arg("--at", "TIME", "time, in school time (default: now)"),
)
def _check_out(call: Call) -> VisitRecord:
    desk, visit = call.services.desk, call.args.visit
    at = typed.moment(call.args.at)
    if visit.strip().upper().startswith("CPD:"):
        return desk.check_out_by_code(visit)
    return desk.check_out(visit, "typed", at)


def _question(args: Args) -> Question:
    return questions.question({key: getattr(args, key) for key in questions.KEYS})


def _lines(source: str) -> Iterable[bytes]:
    if source == "-":
        yield from sys.stdin.buffer
        return
    try:
        with Path(source).open("rb") as lines:
            yield from lines
    except OSError as trouble:
        raise DeskError(
            N_("Can’t read the file {path} ({why})."),
            N_("Check the file name, and that you have permission to read the file."),
            path=source,
            why=trouble.strerror or "",
        ) from trouble


@COMMANDS.command("list who is in the building", _inside_text)
def _inside(call: Call) -> tuple[InsideRow, ...]:
    return call.services.desk.inside()
