"""The table of commands, in the order of `cpdesk --help`. A file of commands is loaded only if one
of them is typed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

from cpdesk.cli.command import Command, Group


def entries(typed: Collection[str] | None = None) -> Iterator[Command[Any] | Group]:
    """All commands; if it is known what was `typed`, those of the files whose commands are named
    in it, or all if none is."""
    every = {name for names, _ in _FILES for name in names.split()}
    wanted = every.intersection(every if typed is None else typed) or every
    for names, load in _FILES:
        if not wanted.isdisjoint(names.split()):
            yield from load().entries


def _office() -> Group:
    from cpdesk.cli.office import COMMANDS

    return COMMANDS


def _desk() -> Group:
    from cpdesk.cli.desk import COMMANDS

    return COMMANDS


def _requests() -> Group:
    from cpdesk.cli.requests import COMMANDS

    return COMMANDS


def _day_plan() -> Group:
    from cpdesk.cli.day_plan import COMMANDS

    return COMMANDS


def _guide() -> Group:
    from cpdesk.cli.guide import COMMANDS

    return COMMANDS


def _outreach() -> Group:
    from cpdesk.cli.outreach import COMMANDS

    return COMMANDS


def _flyers() -> Group:
    from cpdesk.cli.flyers import COMMANDS

    return COMMANDS


def _boards() -> Group:
    from cpdesk.cli.boards import COMMANDS

    return COMMANDS


def _reports() -> Group:
    from cpdesk.cli.reports import COMMANDS

    return COMMANDS


def _visitor_file() -> Group:
    from cpdesk.cli.visitor_file import COMMANDS

    return COMMANDS


def _papers() -> Group:
    from cpdesk.cli.papers import COMMANDS

    return COMMANDS


def _key() -> Group:
    from cpdesk.cli.key import COMMANDS

    return COMMANDS


def _backups() -> Group:
    from cpdesk.cli.backups import COMMANDS

    return COMMANDS


def _accounts() -> Group:
    from cpdesk.cli.accounts import COMMANDS

    return COMMANDS


def _terms() -> Group:
    from cpdesk.cli.terms import COMMANDS

    return COMMANDS


def _installation() -> Group:
    from cpdesk.cli.installation import COMMANDS

    return COMMANDS


_FILES: tuple[tuple[str, Callable[[], Group]], ...] = (
    ("setup roster", _office),
    ("assess admit check-out inside", _desk),
    ("requests calendar", _requests),
    ("day-plan", _day_plan),
    ("guide", _guide),
    ("events event releases release reminder", _outreach),
    ("flyers", _flyers),
    ("boards", _boards),
    ("report", _reports),
    ("visitor-file", _visitor_file),
    ("print reprint printed", _papers),
    ("key", _key),
    ("backup restore verify", _backups),
    ("accounts", _accounts),
    ("terms", _terms),
    ("demo", _installation),
)
