"""`cpdesk events`, `event`, `releases`, `release`, and `reminder`: tables, presentations, photo
releases."""

from __future__ import annotations

from dataclasses import dataclass

from cpdesk.cli import papers
from cpdesk.cli.core import json_output, leaving, typed
from cpdesk.cli.core.command import Call, Group, arg, choice, option, options, path, repeated
from cpdesk.cli.core.json_output import Plain, named
from cpdesk.errors import DeskError
from cpdesk.policy import phrases
from cpdesk.policy.case import ReleaseFacts
from cpdesk.policy.outcome import Condition
from cpdesk.policy.outreach import NOT_KEPT, RESULT, EventResult
from cpdesk.policy.releases import conditions
from cpdesk.records.outreach import (
    Allotment,
    EventNote,
    EventRow,
    EventTerm,
    ProgramReleases,
    ReleaseDraft,
)
from cpdesk.words import N_, Words

_RESULTS = {result.value.replace("_", "-"): result for result in EventResult}


@json_output.shape.register
def _term(term: EventTerm) -> Plain:
    return named(term, term_name="term", allotments="visits")


@json_output.shape.register
def _allotment(one: Allotment) -> Plain:
    return named(one)


@json_output.shape.register
def _row(row: EventRow) -> Plain:
    left_out = ("state", "slot_state", "class_grade", "people", "window", "outcome")
    was = row.outcome
    return {
        **named(row, *left_out),
        **json_output.shape(row.window),
        "result": was.result if was else None,
        "not_kept": was.not_kept if was else (),
        "note": was.note if was else "",
        "noted_by": was.noted_by_name if was else "",
    }


def _term_text(words: Words, term: EventTerm) -> str:
    head = words.text(
        "{term}: {first} to {last}", term=term.term_name, first=term.first, last=term.last
    )
    rows = [_row_text(words, row) for row in (*term.left, *term.events)]
    rows = rows or [words.text("No tables or presentations this term")]
    loads = [
        words.text(
            "{partner}: {used} used, {planned} planned, {allotted} allowed",
            partner=load.partner_name,
            used=load.used,
            planned=load.planned,
            allotted=load.allotted,
        )
        for load in term.allotments
    ]
    return "\n".join((head, *rows, *loads))


def _row_text(words: Words, row: EventRow) -> str:
    if row.outcome is not None:
        was = row.outcome
        codes = [words.text(NOT_KEPT[code]) for code in was.not_kept if code != "other"]
        note = words.text("“{note}”", note=was.note) if was.note else ""
        went = " ".join(part for part in (words.text(RESULT[was.result]), *codes, note) if part)
    else:
        went = words.text("To record") if row.to_note else words.text("Planned")
    when = words.window(row.window.starts_at, row.window.ends_at, form=N_("{day} {time}"))
    kind = words.text(phrases.KIND[row.kind])
    parts = (when, kind, row.event, row.partner_name, row.place, went)
    return " · ".join(part for part in parts if part)


COMMANDS: Group = Group()


@COMMANDS.command(
    "list a term's tables and presentations, and how many each partner has used",
    _term_text,
    arg("--day", "D", "show the term that includes this day"),
)
def _events(call: Call) -> EventTerm:
    call.services.decisions.settle()
    return call.services.events.term(typed.day(call.args.day))


_EVENT = COMMANDS.group("event", "record how a table or presentation went")


@_EVENT.command(
    "note how it went",
    _row_text,
    arg("slot", "SLOT", "slot ID, as shown by `events --json`"),
    choice("result", _RESULTS),
    repeated(
        "--rule", None, "rule that was not followed (can be repeated)", choices=tuple(NOT_KEPT)
    ),
    option("--note", help="what happened (no student names)"),
)
def _note(call: Call) -> EventRow:
    args = call.args
    said = EventNote(args.slot, _RESULTS[args.result], tuple(args.rule), args.note)
    return call.services.events.note(said)


@_EVENT.command("remove a note", _row_text, arg("slot", "SLOT"))
def _unnote(call: Call) -> EventRow:
    return call.services.events.unnote(call.args.slot)


# -- photo releases --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Program:
    """A program's releases, with the conditions that a visitor of it has to follow today."""

    releases: ProgramReleases
    follows: tuple[Condition, ...]


@json_output.shape.register
def _program_json(one: _Program) -> Plain:
    kept = one.releases.release
    return {
        **named(one.releases, "release"),
        "signed": kept.signed if kept else None,
        "children": kept.children if kept else None,
        "valid_to": kept.valid_to if kept else None,
        "in_force": kept.in_force if kept else None,
        "by_child": kept.by_child if kept else False,
        "checked_by": kept.checked_by_name if kept else "",
        "checked_at": kept.checked_at if kept else None,
        "note": kept.note if kept else "",
        "conditions": one.follows,
        "form": kept.form_name if kept else "",
    }


def _program_text(words: Words, program: _Program) -> str:
    one = program.releases
    kept = one.release
    if kept is None:
        said = (
            words.text("on file, per the roster")
            if one.roster_says
            else words.text("nothing recorded")
        )
    elif not kept.in_force:
        said = words.text("expired after {day}", day=kept.valid_to)
    else:
        said = words.text(
            "{signed} of {children} signed, valid through {day}",
            signed=kept.signed,
            children=kept.children,
            day=kept.valid_to,
        )
    if kept is not None:
        name = kept.checked_by_name or words.text("the front desk")
        checked = words.text(
            "checked by {name}, {day}", name=name, day=words.local(kept.checked_at).date()
        )
        said = f"{said}, {checked}"
    follows = [words.text(phrases.CONDITION[c]) for c in program.follows]
    then = ", ".join(follows) or words.text("Photos allowed")
    return f"{one.program_id}  {one.program_name} · {one.partner_name}: {said} → {then}"


def _releases_text(words: Words, found: tuple[_Program, ...]) -> str:
    return "\n".join(_program_text(words, one) for one in found)


_PROGRAM = arg("program", "PROGRAM", "program ID")


@COMMANDS.command("list signed photo releases by program", _releases_text)
def _releases(call: Call) -> tuple[_Program, ...]:
    return tuple(_as_of_today(call, one) for one in call.services.releases.programs())


_RELEASE = COMMANDS.group("release", "record a program's signed photo releases")


@_RELEASE.command(
    "record how many families signed",
    _program_text,
    _PROGRAM,
    *options(
        ReleaseDraft,
        signed=("N", "number of families who signed"),
        children=("N", "number of students in the program here"),
        valid_to=("D", "such as 2027-06-04"),
    ),
    option("--note"),
    path("--form", "FILE", "scan of the signed form"),
)
def _record(call: Call) -> _Program:
    args, releases = call.args, call.services.releases
    releases.record(typed.record(ReleaseDraft, args, program_id=args.program), args.form)
    return _as_of_today(call, releases.of(args.program))


@_RELEASE.command("remove what was recorded", _program_text, _PROGRAM)
def _withdraw(call: Call) -> _Program:
    releases, program = call.services.releases, call.args.program
    kept = releases.of(program).release
    if kept is None:
        raise DeskError(
            N_("No photo releases are recorded for program {program}."),
            N_("Run `cpdesk releases` to see the programs."),
            program=program,
        )
    releases.withdraw(kept.release_id)
    return _as_of_today(call, releases.of(program))


def _as_of_today(call: Call, one: ProgramReleases) -> _Program:
    today = leaving.today(call.services)
    kept = one.release
    facts = ReleaseFacts(kept.signed, kept.children, kept.valid_to) if kept else None
    return _Program(one, conditions(facts, today, roster_says=one.roster_says))


# -- paper -----------------------------------------------------------------------------------------

COMMANDS.command(
    "make the reminder sheet for a partner's table or presentation",
    papers.left_text,
    arg("request", "REQUEST", "ID of the approved request"),
    papers.OUT,
    papers.PRINTER,
    name="reminder",
    fixed={"paper": "reminder", "copies": 1},
)(papers.make)
