"""The table of commands, in the order of `cpdesk --help`. A file of commands is loaded only if one
of them is typed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from cpdesk.cli.core.command import Command, Group

# A line for each file of commands.
_FILES = (
    "setup roster",
    "assess admit check-out inside",
    "requests calendar",
    "day-plan",
    "guide",
    "events event releases release reminder",
    "flyers",
    "boards",
    "report",
    "visitor-file",
    "print reprint printed",
    "key",
    "backup restore verify",
    "accounts",
    "terms",
    "demo",
)


def entries(typed: Collection[str] | None = None) -> Iterator[Command[Any] | Group]:
    """All commands; if it is known what was `typed`, those of the files whose commands are named
    in it, or all if none is."""
    every = {name for names in _FILES for name in names.split()}
    wanted = every.intersection(every if typed is None else typed) or every
    for names in _FILES:
        if not wanted.isdisjoint(names.split()):
            yield from _load(names.split()[0]).entries


def _load(first: str) -> Group:
    """The commands of the file whose first command this is."""
    if first == "setup":
        from cpdesk.cli.admin.office import COMMANDS
    elif first == "assess":
        from cpdesk.cli.desk import COMMANDS
    elif first == "requests":
        from cpdesk.cli.requests.requests import COMMANDS
    elif first == "day-plan":
        from cpdesk.cli.day_plan import COMMANDS
    elif first == "guide":
        from cpdesk.cli.guide import COMMANDS
    elif first == "events":
        from cpdesk.cli.outreach import COMMANDS
    elif first == "flyers":
        from cpdesk.cli.flyers.flyer_log import COMMANDS
    elif first == "boards":
        from cpdesk.cli.flyers.boards import COMMANDS
    elif first == "report":
        from cpdesk.cli.reports import COMMANDS
    elif first == "visitor-file":
        from cpdesk.cli.visitor_file import COMMANDS
    elif first == "print":
        from cpdesk.cli.papers import COMMANDS
    elif first == "key":
        from cpdesk.cli.admin.key import COMMANDS
    elif first == "backup":
        from cpdesk.cli.admin.backups import COMMANDS
    elif first == "accounts":
        from cpdesk.cli.admin.accounts import COMMANDS
    elif first == "terms":
        from cpdesk.cli.admin.terms import COMMANDS
    else:
        from cpdesk.cli.admin.installation import COMMANDS
    return COMMANDS
