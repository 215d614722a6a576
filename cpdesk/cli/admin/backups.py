"""`cpdesk backup`, `restore`, and `verify`. The last two open no store of their own: they have to
work when the data does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from cpdesk.cli.core import json_output, terminal
from cpdesk.cli.core.command import Call, Group, flag, path
from cpdesk.cli.core.json_output import Plain, Sentence
from cpdesk.clock import SystemClock
from cpdesk.errors import DataLostError, DeskError
from cpdesk.records.backups import (
    BackupRecord,
    CheckReport,
    Holding,
    RestorePlan,
    RestoreRecord,
    Span,
)
from cpdesk.services.backup import backup_texts
from cpdesk.words import N_, Words

if TYPE_CHECKING:
    from cpdesk.records.backups import RestoreOrder


@dataclass(frozen=True, slots=True)
class _Restored:
    """What a restore changes; `done` if it was carried out, `asked` if a person confirmed it."""

    plan: RestorePlan
    done: RestoreRecord | None = None
    asked: bool = False


# -- in JSON ---------------------------------------------------------------------------------------


@json_output.shape.register
def _backup(made: BackupRecord) -> Plain:
    return {"path": made.path, "made_at": made.made_at, "size": made.size, **_counts(made.holds)}


@json_output.shape.register
def _report(report: CheckReport) -> Plain:
    return {
        "sound": not report.troubles,
        "troubles": [Sentence(one.says, one.facts, one.do) for one in report.troubles],
        **_counts(report.holds),
        "newest_backup": report.newest_backup,
        "log_bytes": report.log_bytes,
    }


@json_output.shape.register
def _restored(one: _Restored) -> Plain:
    plan, done = one.plan, one.done

    def span(of: Span) -> Span | None:
        return of if plan.present is not None else None

    return {
        "restored": done is not None,
        "source": plan.source,
        "sha256": plan.sha256,
        "aside": done.aside if done else None,
        **_counts(plan.holds),
        "visits_lost": span(plan.visits_lost),
        "visits_back": span(plan.visits_back),
        "decisions_lost": span(plan.decisions_lost),
        "decisions_back": span(plan.decisions_back),
    }


def _counts(holds: Holding | None) -> Plain:
    """Unknown is null, never zero."""
    return {
        "visits": holds.visits if holds else None,
        "decisions": holds.decided if holds else None,
        "entries": holds.entries if holds else None,
    }


# -- what is done ----------------------------------------------------------------------------------


def _backup_text(words: Words, made: BackupRecord) -> str:
    return words.text(
        "Backed up to {path} ({size}): {what}.",
        path=str(made.path),
        size=backup_texts.size(words, made.size),
        what=holding_words(words, made.holds),
    )


def _restored_text(words: Words, found: _Restored) -> str:
    said = [] if found.asked else plan_lines(words, found.plan)
    if (done := found.done) is not None:
        said.append(words.text("Restored: {what}.", what=holding_words(words, done.holds)))
        if done.aside is not None:
            said.append(words.text("The previous data is in {folder}.", folder=str(done.aside)))
    return "\n".join(said)


def _sound_text(words: Words, report: CheckReport) -> str | None:
    """What is wrong was said on standard error."""
    if report.troubles:
        return None
    newest = (
        words.text("Newest backup: {at}.", at=report.newest_backup)
        if report.newest_backup
        else words.text("The data folder has no backups yet.")
    )
    return words.text(
        "No problems found in the data: {what}. {backup}",
        what=holding_words(words, report.holds),
        backup=newest,
    )


COMMANDS = Group()


@COMMANDS.command(
    "back up the data, even while the window is open; with --json: path, "
    "made_at, size, visits, decisions, entries",
    _backup_text,
    path("--to", "DIR", "existing folder for the backup (default: in the data folder)"),
    name="backup",
)
def _make(call: Call) -> BackupRecord:
    return call.services.backups.make(call.args.to)


@COMMANDS.command(
    "replace the data with a backup and set the old data aside; with --json: "
    "restored, source, sha256, aside, visits_lost, visits_back, decisions_lost, "
    "decisions_back",
    _restored_text,
    path("file", "FILE"),
    flag("--check", "show what would change, and change nothing"),
    flag("--yes", "restore without asking"),
    flag("--switch-desk", "accept a backup from another front desk or school"),
    opens=False,
)
def _restore(call: Call) -> _Restored:
    from cpdesk.services.auth_context import AuthContext
    from cpdesk.services.backup.restores import Restores

    args, restores = call.args, Restores(call.folder, SystemClock(), auth=AuthContext(None))
    restores.choices()  # reports a missing key before anything is opened or made
    order = _order(call)
    plan = restores.plan(args.file)
    call.words.zone = ZoneInfo(plan.holds.time_zone)
    if plan.other_desk and not args.switch_desk:
        raise DeskError(
            N_("{path} is a backup from another front desk: {school}, {district}."),
            N_("Check that this is the right file. To restore it anyway, add --switch-desk."),
            path=str(plan.source),
            school=plan.holds.school,
            district=plan.holds.district,
        )
    if args.check:
        return _Restored(plan)
    if not args.yes:
        _confirm(call.words, "\n".join(plan_lines(call.words, plan)))
    return _Restored(plan, restores.restore(plan, order), asked=not args.yes)


def _order(call: Call) -> RestoreOrder | None:
    """Signs in the person who restores, if the current data opens."""
    try:
        return call.services.backups.restore_order()
    except DataLostError:
        return None
    finally:
        call.close()  # what is replaced can't be open


@COMMANDS.command(
    "check the data and its newest backup; exits with 0 if there are no "
    "problems, or with 2 and a list of problems; with --json: sound, troubles, "
    "visits, decisions, entries, newest_backup, log_bytes",
    _sound_text,
    opens=False,
    failed=lambda report: bool(report.troubles),
)
def _verify(call: Call) -> CheckReport:
    from cpdesk.services.auth_context import AuthContext
    from cpdesk.services.backup.data_check import DataCheck

    report = DataCheck(call.folder, auth=AuthContext(None)).check()
    if report.holds is not None:
        call.words.zone = ZoneInfo(report.holds.time_zone)
    for one in report.troubles:
        terminal.complain(Sentence(one.says, one.facts, one.do).said(call.words))
    return report


def _confirm(words: Words, said: str) -> None:
    if not terminal.can_ask():
        raise DeskError(
            N_("Restoring replaces the current data, so you need to confirm it."),
            N_("Use --check to see what would change. Then add --yes."),
        )
    terminal.complain(said)
    typed = terminal.ask(words.text("Restore this backup? Type yes: "))
    if typed.casefold() not in ("y", "yes"):
        raise DeskError(N_("Nothing was changed."))


def plan_lines(words: Words, plan: RestorePlan) -> list[str]:
    """What restoring changes, one sentence per line."""
    lines = [
        words.text("{file}: {what}.", file=plan.source.name, what=holding_words(words, plan.holds))
    ]
    if plan.log_left_out:
        says = N_(
            "The recent changes saved next to this file belong to another file and were left out."
        )
        lines.append(words.text(says))
    if plan.present is None:
        if plan.unread is not None:
            why = words.sentence(plan.unread.says, plan.unread.facts)
            lines.append(words.text("Can’t read the current data. {why}", why=why))
        return lines
    lines.append(words.text("Current data: {what}.", what=holding_words(words, plan.present)))
    for span, one, many in (
        (plan.visits_lost, _LOST_VISIT, _LOST_VISITS),
        (plan.visits_back, _BACK_VISIT, _BACK_VISITS),
        (plan.decisions_lost, _LOST_DECISION, _LOST_DECISIONS),
        (plan.decisions_back, _BACK_DECISION, _BACK_DECISIONS),
    ):
        if span.count and span.first_at and span.last_at:
            lines.append(words.count(one, many, span.count, first=span.first_at, last=span.last_at))
    if not any(
        span.count
        for span in (plan.visits_lost, plan.visits_back, plan.decisions_lost, plan.decisions_back)
    ):
        lines.append(words.text("No visits or decisions would be lost or come back."))
    return lines


_LOST_VISIT = N_("{n} visit would be lost, from {first}.")
_LOST_VISITS = N_("{n} visits would be lost, from {first} to {last}.")
_BACK_VISIT = N_("{n} visit would come back, from {first}.")
_BACK_VISITS = N_("{n} visits would come back, from {first} to {last}.")
_LOST_DECISION = N_("{n} decision on a request would be lost, from {first}.")
_LOST_DECISIONS = N_("{n} decisions on requests would be lost, from {first} to {last}.")
_BACK_DECISION = N_("{n} decision on a request would come back, from {first}.")
_BACK_DECISIONS = N_("{n} decisions on requests would come back, from {first} to {last}.")


def holding_words(words: Words, holds: Holding | None) -> str:
    """Cedar Lake School, 120 visits, 4 decisions, last change Nov 24, 2026, 10:42 am."""
    parts = [backup_texts.held(words, holds)]
    if holds is not None and holds.last_entry_at is not None:
        parts.append(words.text("last change {at}", at=holds.last_entry_at))
    return ", ".join(parts)
