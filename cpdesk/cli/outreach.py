"""`cpdesk events`, `event`, `releases`, `release`, `reminder`: tables, presentations, photo
releases."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from cpdesk.cli import answers, requests
from cpdesk.cli.answers import Plain
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
from cpdesk.services.counter import Counter
from cpdesk.words import N_, Words

_RESULTS = {result.value.replace("_", "-"): result for result in EventResult}
Asked = argparse.Namespace
Command = Callable[[str, str], argparse.ArgumentParser]


def add_to(command: Command, common: argparse.ArgumentParser) -> None:
    """What can be typed."""
    events = command(
        "events", "list a term's tables and presentations, and how many each partner has used"
    )
    events.add_argument("--day", metavar="D", help="show the term that includes this day")

    event = command("event", "record how a table or presentation went")
    actions = event.add_subparsers(dest="action", required=True, metavar="note|unnote")
    note = actions.add_parser("note", help="note how it went", parents=[common])
    note.add_argument("slot", metavar="SLOT", help="slot ID, as shown by `events --json`")
    note.add_argument("result", choices=tuple(_RESULTS))
    note.add_argument(
        "--rule",
        action="append",
        default=[],
        choices=tuple(NOT_KEPT),
        help="rule that was not followed (can be repeated)",
    )
    note.add_argument("--note", default="", metavar="TEXT", help="what happened (no student names)")
    unnote = actions.add_parser("unnote", help="remove a note", parents=[common])
    unnote.add_argument("slot", metavar="SLOT")

    command("releases", "list signed photo releases by program")

    release = command("release", "record a program's signed photo releases")
    actions = release.add_subparsers(dest="action", required=True, metavar="record|withdraw")
    record = actions.add_parser("record", help="record how many families signed", parents=[common])
    record.add_argument("program", metavar="PROGRAM", help="program ID")
    record.add_argument("--signed", type=int, metavar="N", help="number of families who signed")
    record.add_argument(
        "--children", type=int, metavar="N", help="number of students in the program here"
    )
    record.add_argument("--valid-to", metavar="D", help="such as 2027-06-04")
    record.add_argument("--note", default="", metavar="TEXT")
    record.add_argument("--form", type=Path, metavar="FILE", help="scan of the signed form")
    withdraw = actions.add_parser("withdraw", help="remove what was recorded", parents=[common])
    withdraw.add_argument("program", metavar="PROGRAM", help="program ID")

    reminder = command("reminder", "make the reminder sheet for a partner's table or presentation")
    reminder.add_argument("request", metavar="REQUEST", help="ID of the approved request")
    reminder.add_argument("--out", type=Path, metavar="FILE.pdf", help="save it to this file")
    reminder.add_argument("--printer", metavar="NAME", help="send it to this system printer")
    reminder.set_defaults(paper="reminder", copies=1)


# -- tables and presentations ----------------------------------------------------------------------


def events(counter: Counter, args: Asked, as_json: bool) -> None:
    counter.deciding.settle()
    term = counter.events.term(requests.day(args.day))
    answers.show(counter.words, as_json, _term_data(term), _term_text(counter.words, term))


def event(counter: Counter, args: Asked, as_json: bool) -> None:
    if args.action == "note":
        said = EventNote(args.slot, _RESULTS[args.result], tuple(args.rule), args.note)
        row = counter.events.note(said)
    else:
        row = counter.events.unnote(args.slot)
    answers.show(counter.words, as_json, _row_data(row), _row_text(counter.words, row))


def _term_data(term: EventTerm) -> Plain:
    return {
        "term": term.term_name,
        "first": term.first.isoformat(),
        "last": term.last.isoformat(),
        "events": [_row_data(row) for row in term.events],
        "left": [_row_data(row) for row in term.left],
        "visits": [_load_data(load) for load in term.allotments],
    }


def _row_data(row: EventRow) -> Plain:
    was = row.outcome
    return {
        "slot": row.slot_id,
        "request": row.request_id,
        "kind": row.kind.value,
        "partner": row.partner_id,
        "partner_name": row.partner_name,
        "event": row.event,
        "place": row.place,
        "teacher": row.teacher,
        "start": row.window.starts_at.isoformat(),
        "end": row.window.ends_at.isoformat(),
        "came": row.came,
        "to_note": row.to_note,
        "result": was.result.value if was else None,
        "not_kept": list(was.not_kept) if was else [],
        "note": was.note if was else "",
        "noted_by": was.noted_by_name if was else "",
    }


def _load_data(load: Allotment) -> Plain:
    return {
        "partner": load.partner_id,
        "partner_name": load.partner_name,
        "used": load.used,
        "planned": load.planned,
        "allotted": load.allotted,
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


# -- photo releases --------------------------------------------------------------------------------


def releases(counter: Counter, args: Asked, as_json: bool) -> None:
    found, today = counter.releases.programs(), _today(counter)
    text = "\n".join(_program_text(counter.words, one, today) for one in found)
    answers.show(counter.words, as_json, [_program_data(one, today) for one in found], text)


def release(counter: Counter, args: Asked, as_json: bool) -> None:
    if args.action == "record":
        valid_to = requests.day(args.valid_to)
        draft = ReleaseDraft(args.program, args.signed, args.children, valid_to, args.note)
        counter.releases.record(draft, args.form)
    else:
        kept = counter.releases.of(args.program).release
        if kept is None:
            raise DeskError(
                N_("No photo releases are recorded for program {program}."),
                N_("Run `cpdesk releases` to see the programs."),
                program=args.program,
            )
        counter.releases.withdraw(kept.release_id)
    one, today = counter.releases.of(args.program), _today(counter)
    text = _program_text(counter.words, one, today)
    answers.show(counter.words, as_json, _program_data(one, today), text)


def _today(counter: Counter) -> date:
    return counter.words.local(counter.clock.now()).date()


def _follows(one: ProgramReleases, today: date) -> tuple[Condition, ...]:
    """What a visitor of the program has to follow today."""
    kept = one.release
    facts = ReleaseFacts(kept.signed, kept.children, kept.valid_to) if kept else None
    return conditions(facts, today, roster_says=one.roster_says)


def _program_data(one: ProgramReleases, today: date) -> Plain:
    kept = one.release
    return {
        "program": one.program_id,
        "program_name": one.program_name,
        "partner": one.partner_id,
        "partner_name": one.partner_name,
        "roster_says": one.roster_says,
        "signed": kept.signed if kept else None,
        "children": kept.children if kept else None,
        "valid_to": kept.valid_to.isoformat() if kept else None,
        "in_force": kept.in_force if kept else None,
        "by_child": kept.by_child if kept else False,
        "checked_by": kept.checked_by_name if kept else "",
        "checked_at": kept.checked_at.isoformat() if kept else None,
        "note": kept.note if kept else "",
        "conditions": [c.value for c in _follows(one, today)],
        "form": kept.form_name if kept else "",
    }


def _program_text(words: Words, one: ProgramReleases, today: date) -> str:
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
    follows = [words.text(phrases.CONDITION[c]) for c in _follows(one, today)]
    then = ", ".join(follows) or words.text("Photos allowed")
    return f"{one.program_id}  {one.program_name} · {one.partner_name}: {said} → {then}"


# -- paper -----------------------------------------------------------------------------------------


def reminder(counter: Counter, args: Asked, as_json: bool) -> None:
    from cpdesk.cli import papers

    if not (args.out or args.printer):
        raise DeskError(
            N_("No file or printer was given for the paper."), N_("Add --out, --printer, or both.")
        )
    papers.run(counter, args, None, as_json)
