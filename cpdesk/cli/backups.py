"""`cpdesk backup`, `cpdesk restore` and `cpdesk verify`. The last two open no store of their own:
they have to work when the data does not."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from cpdesk.cli import accounts, answers, terminal
from cpdesk.cli.plain import plain
from cpdesk.clock import SystemClock
from cpdesk.errors import DataLostError, DeskError
from cpdesk.services import backup_texts
from cpdesk.words import N_, Words

if TYPE_CHECKING:
    from cpdesk.records.backups import (
        BackupRecord,
        Holding,
        RestoreOrder,
        RestorePlan,
        RestoreRecord,
        Span,
    )
    from cpdesk.services.counter import Counter

    Command = Callable[[Path, Words, argparse.Namespace, bool, Callable[[Path], Counter]], int]

_SOUND, _TROUBLE = 0, 2


def add_to(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    backup = command(
        "backup",
        "back up the data, even while the window is open; with --json: path, "
        "made_at, size, visits, decisions, entries",
    )
    backup.add_argument(
        "--to",
        type=Path,
        metavar="DIR",
        help="existing folder for the backup (default: in the data folder)",
    )
    restore = command(
        "restore",
        "replace the data with a backup and set the old data aside; with --json: "
        "restored, source, sha256, aside, visits_lost, visits_back, decisions_lost, "
        "decisions_back",
    )
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument(
        "--check", action="store_true", help="show what would change, and change nothing"
    )
    restore.add_argument("--yes", action="store_true", help="restore without asking")
    restore.add_argument(
        "--switch-desk",
        action="store_true",
        help="accept a backup from another front desk or school",
    )
    command(
        "verify",
        "check the data and its newest backup; exits with 0 if there are no "
        "problems, or with 2 and a list of problems; with --json: sound, troubles, "
        "visits, decisions, entries, newest_backup, log_bytes",
    )


def backup(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    words = counter.words
    made = counter.backups.make(args.to)
    told = words.text(
        "Backed up to {path} ({size}): {what}.",
        path=str(made.path),
        size=backup_texts.size(words, made.size),
        what=holding_words(words, made.holds),
    )
    answers.show(words, as_json, backup_data(made), told)


def restore(
    folder: Path,
    words: Words,
    args: argparse.Namespace,
    as_json: bool,
    open_data: Callable[[Path], Counter],
) -> int:
    from cpdesk.services.restores import Restores

    restores = Restores(folder, SystemClock())
    restores.choices()  # reports a missing key before anything is opened or made
    order, words = _order(folder, words, args, open_data)
    plan = restores.plan(args.file)
    _in_the_zone_of(words, plan.holds)
    if plan.other_desk and not args.switch_desk:
        raise DeskError(
            N_("{path} is a backup from another front desk: {school}, {district}."),
            N_("Check that this is the right file. To restore it anyway, add --switch-desk."),
            path=str(plan.source),
            school=plan.holds.school,
            district=plan.holds.district,
        )
    said = "\n".join(plan_lines(words, plan))
    if args.check:
        answers.show(words, as_json, _restore_data(plan, None), said)
        return _SOUND
    if not args.yes:
        _confirm(words, said)
    done = restores.restore(plan, order)
    told = words.text("Restored: {what}.", what=holding_words(words, done.holds))
    if done.aside is not None:
        aside = words.text("The previous data is in {folder}.", folder=str(done.aside))
        told = f"{told}\n{aside}"
    answers.show(words, as_json, _restore_data(plan, done), f"{said}\n{told}" if args.yes else told)
    return _SOUND


def verify(
    folder: Path,
    words: Words,
    args: argparse.Namespace,
    as_json: bool,
    open_data: Callable[[Path], Counter],
) -> int:
    from cpdesk.services.data_check import DataCheck

    report = DataCheck(folder).check()
    _in_the_zone_of(words, report.holds)
    lines = [
        " ".join(
            part
            for part in (words.sentence(one.says, one.facts), words.sentence(one.do, one.facts))
            if part
        )
        for one in report.troubles
    ]
    holds = report.holds
    data: answers.Plain = {
        "sound": not lines,
        "troubles": lines,
        **_counts(holds),
        "newest_backup": plain(report.newest_backup),
        "log_bytes": report.log_bytes,
    }
    newest = (
        words.text("Newest backup: {at}.", at=report.newest_backup)
        if report.newest_backup
        else words.text("The data folder has no backups yet.")
    )
    if lines:
        terminal.complain("\n".join(lines))
    sound = words.text(
        "No problems found in the data: {what}. {backup}",
        what=holding_words(words, holds),
        backup=newest,
    )
    if as_json or not lines:
        answers.show(words, as_json, data, sound)
    return _TROUBLE if lines else _SOUND


WITHOUT_DATA: dict[str, Command] = {"restore": restore, "verify": verify}


def _order(
    folder: Path,
    words: Words,
    args: argparse.Namespace,
    open_data: Callable[[Path], Counter],
) -> tuple[RestoreOrder | None, Words]:
    """Signs in the person who restores, if the current data opens."""
    try:
        with closing(open_data(folder)) as counter:
            accounts.enter(counter, args)
            return counter.backups.restore_order(), counter.words
    except DataLostError:
        return None, words


def _in_the_zone_of(words: Words, holds: Holding | None) -> None:
    from zoneinfo import ZoneInfo

    if holds is not None:
        words.zone = ZoneInfo(holds.time_zone)


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


def backup_data(made: BackupRecord) -> answers.Plain:
    return {
        "path": str(made.path),
        "made_at": made.made_at.isoformat(),
        "size": made.size,
        **_counts(made.holds),
    }


def _counts(holds: Holding | None) -> answers.Plain:
    """Unknown is null, never zero."""
    return {
        "visits": holds.visits if holds else None,
        "decisions": holds.decided if holds else None,
        "entries": holds.entries if holds else None,
    }


def _restore_data(plan: RestorePlan, done: RestoreRecord | None) -> answers.Plain:
    def span(of: Span) -> object:
        return plain(of) if plan.present is not None else None

    return {
        "restored": done is not None,
        "source": str(plan.source),
        "sha256": plan.sha256,
        "aside": str(done.aside) if done and done.aside else None,
        **_counts(plan.holds),
        "visits_lost": span(plan.visits_lost),
        "visits_back": span(plan.visits_back),
        "decisions_lost": span(plan.decisions_lost),
        "decisions_back": span(plan.decisions_back),
    }
