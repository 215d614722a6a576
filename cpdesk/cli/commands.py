"""Each command in a few lines: read what was typed, ask the service, show the answer."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from cpdesk import paths
from cpdesk.cli import (
    accounts,
    answers,
    backups,
    day_plan,
    guide,
    outreach,
    questions,
    reports,
    terminal,
    terms,
    visitor_file,
)
from cpdesk.cli.parser import parser
from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.records.desk import Admission, Question, RelayedYes
from cpdesk.services.counter import Counter
from cpdesk.words import N_, Words

DONE, TROUBLE = 0, 2


class Hooks(Protocol):
    """What the command line needs from the composition root."""

    def open(self, folder: Path, *, terms: Path | None = None) -> Counter: ...

    def demo(self, out: Path, data: Path | None, enter: Callable[[Counter], None]) -> str: ...

    def self_check(self) -> tuple[bool, str]: ...


def main(argv: Sequence[str], hooks: Hooks) -> int:
    """Runs one command; 0 done, 2 a trouble with its sentence on standard error."""
    args = parser().parse_args(argv)
    as_json = getattr(args, "json", False)
    terminal.ready(as_json or getattr(args, "source", None) is not None)
    words = Words()
    try:
        if args.self_check:
            fine, told = hooks.self_check()
            answers.show(words, as_json, {"ok": fine, "report": told.splitlines()}, told)
            return DONE if fine else TROUBLE
        if not args.command:
            parser().error("enter a command, or no command to open the window")
        if args.command == "demo":
            data = getattr(args, "data", None)
            told = hooks.demo(args.out, data, lambda counter: accounts.enter(counter, args))
            files = sorted(p.name for p in args.out.iterdir())
            answers.show(words, as_json, {"out": str(args.out), "files": files}, told)
            return DONE
        folder = getattr(args, "data", None) or paths.default_data_folder()
        if args.command == "key":
            _key(folder, words, args, as_json, hooks)
            return DONE
        if args.command in backups.WITHOUT_DATA:
            return backups.WITHOUT_DATA[args.command](folder, words, args, as_json, hooks.open)
        tried = _terms(getattr(args, "terms", None))
        with contextlib.closing(hooks.open(folder, terms=tried)) as counter:
            words = counter.words  # they know the school's zone
            accounts.enter(counter, args)
            _COMMANDS[args.command](counter, args, as_json)
        return DONE
    except DeskError as trouble:
        answers.complain(words, as_json, trouble)
        return TROUBLE
    except BrokenPipeError:
        # The reader of our output has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _terms(folder: Path | None) -> Path | None:
    """A folder of terms to try. An empty one would answer with the usual terms."""
    if folder is not None and not any(folder.glob("*.toml")):
        raise DeskError(
            N_("No terms (.toml files) found in {folder}."),
            N_("Choose the folder that has the terms to try."),
            folder=str(folder),
        )
    return folder


def _setup(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    words = counter.words
    said = []
    path = paths.resources() / "sample" if args.sample else args.roster
    if path:
        before = counter.office.office().roster
        counter.rosters.take_in(path, sample=args.sample, school=args.school)
        after = counter.office.office().roster
        if before and after and before.taken_in_at == after.taken_in_at:
            said.append(words.text("This roster is already in use."))
    office = counter.office.choose_school(args.school)
    name = office.school.name if office.school else ""
    said.append(
        words.text(
            "This front desk is set up for {school}. Its data is in {folder}, and the "
            "key is kept in {key}.",
            school=name,
            folder=str(counter.folder),
            key=_key_words(counter),
        )
    )
    answers.show(words, as_json, answers.office_data(words, office), "\n".join(said))


_KEY_PLACES = {
    "keyring": N_("the system keyring"),
    "file": N_("a file that only this user account can read"),
}


def _key_words(counter: Counter) -> str:
    return counter.words.text(_KEY_PLACES[counter.key_place])


def _key(folder: Path, words: Words, args: argparse.Namespace, as_json: bool, hooks: Hooks) -> None:
    """Restoring the key opens no store: without the key, none can be opened."""
    from cpdesk.services.recovery import Recovery

    recovery = Recovery(folder)
    if args.action == "show":
        recovery.must_open()
        with contextlib.closing(hooks.open(folder)) as counter:
            accounts.enter(counter, args)
            code = counter.recovery.code()
        answers.show(words, as_json, {"code": code}, code)
        return
    where = recovery.restore(" ".join(args.code))
    says = N_("The key is restored. It’s kept in {key}.")
    told = words.text(says, key=words.text(_KEY_PLACES[where]))
    answers.show(words, as_json, {"key_place": where}, told)


def _roster(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    if args.check:
        summary = counter.rosters.check(args.path)
    else:
        summary = counter.rosters.take_in(args.path, switch_district=args.switch_district)
    words = counter.words
    answers.show(
        words, as_json, answers.summary_data(words, summary), answers.summary_text(words, summary)
    )


def _assess(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    words = counter.words
    if args.source:
        for line in _lines(args.source):
            try:
                decision = counter.desk.assess(questions.question_of_line(line))
                answer = answers.decision_data(words, decision)
            except DeskError as trouble:
                answer = {"error": words.error(trouble)}
            answers.show(words, True, answer, "")
        return
    decision = counter.desk.assess(_question(args))
    answers.show(
        words,
        as_json,
        answers.decision_data(words, decision),
        answers.decision_text(words, decision),
    )


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


def _admit(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    relayed = None
    if args.relayed_by or args.relayed_how or args.relayed_why:
        relayed = RelayedYes(args.relayed_by or "", args.relayed_how or "", args.relayed_why or "")
    # A guest's reason says why the guest came; why the front desk waives a finding is another one.
    because = args.because or ("" if args.guest else args.reason)
    admission = Admission(
        arrival_id=new_id(),
        question=_question(args),
        lift_reason=because or "",
        relayed=relayed,
    )
    visit = counter.desk.admit(admission)
    words = counter.words
    answers.show(words, as_json, answers.visit_data(words, visit), answers.visit_text(words, visit))


def _check_out(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    at = questions.moment(args.at or "")
    if args.visit.strip().upper().startswith("CPD:"):
        visit = counter.desk.check_out_by_code(args.visit)
    else:
        visit = counter.desk.check_out(args.visit, "typed", at)
    words = counter.words
    answers.show(words, as_json, answers.visit_data(words, visit), answers.visit_text(words, visit))


def _inside(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    rows = counter.desk.inside()
    words = counter.words
    answers.show(
        words,
        as_json,
        [answers.inside_data(words, row) for row in rows],
        answers.inside_text(words, rows),
    )


def _print(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    from cpdesk.cli import papers

    _somewhere(args)
    papers.run(counter, args, _date(args.date), as_json)


def _reprint(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    from cpdesk.cli import papers

    _somewhere(args)
    papers.again(counter, args, as_json)


def _somewhere(args: argparse.Namespace) -> None:
    if not (args.out or args.printer):
        raise DeskError(
            N_("No file or printer was given for the paper."), N_("Add --out, --printer, or both.")
        )


def _printed(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    from cpdesk.cli import papers

    papers.printed(counter, _date(args.day), as_json)


def _requests(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    from cpdesk.cli import requests

    requests.run(counter, args, as_json)


def _flyers(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    from cpdesk.cli import flyers

    flyers.run(counter, args, as_json)


def _boards(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    from cpdesk.cli import flyers

    flyers.run_boards(counter, args, as_json)


def _calendar(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    from cpdesk.cli import calendar

    calendar.run(counter, args, as_json)


def _date(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DeskError(
            N_("“{value}” is not a date."), N_("Enter a date such as 2026-11-24."), value=text
        ) from None


def _question(args: argparse.Namespace) -> Question:
    return questions.question({key: getattr(args, key) for key in questions.KEYS})


_COMMANDS: dict[str, Callable[[Counter, argparse.Namespace, bool], None]] = {
    "accounts": accounts.run,
    "backup": backups.backup,
    "setup": _setup,
    "roster": _roster,
    "assess": _assess,
    "admit": _admit,
    "check-out": _check_out,
    "inside": _inside,
    "print": _print,
    "printed": _printed,
    "reprint": _reprint,
    "requests": _requests,
    "flyers": _flyers,
    "boards": _boards,
    "report": reports.run,
    "visitor-file": visitor_file.run,
    "calendar": _calendar,
    "day-plan": day_plan.run,
    "guide": guide.guide,
    "events": outreach.events,
    "event": outreach.event,
    "releases": outreach.releases,
    "release": outreach.release,
    "reminder": outreach.reminder,
    "terms": terms.run,
}
