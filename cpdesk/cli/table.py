"""The table of commands, in the order of `cpdesk --help`. A file of commands is loaded only if one
of them is typed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, Any

from cpdesk.cli.core.command import Command, Group
from cpdesk.lazy_modules import LazyPackage

if TYPE_CHECKING:
    import cpdesk.cli.admin.accounts
    import cpdesk.cli.admin.backups
    import cpdesk.cli.admin.installation
    import cpdesk.cli.admin.key
    import cpdesk.cli.admin.office
    import cpdesk.cli.admin.terms
    import cpdesk.cli.day_plan
    import cpdesk.cli.desk
    import cpdesk.cli.flyers.boards
    import cpdesk.cli.flyers.flyer_log
    import cpdesk.cli.guide
    import cpdesk.cli.outreach
    import cpdesk.cli.papers
    import cpdesk.cli.reports
    import cpdesk.cli.requests.requests
    import cpdesk.cli.visitor_file

    cli = cpdesk.cli
else:
    cli = LazyPackage("cpdesk.cli")

# The commands of each file, and what imports it.
_FILES: tuple[tuple[str, Callable[[], Group]], ...] = (
    ("setup roster", lambda: cli.admin.office.COMMANDS),
    ("assess admit check-out inside", lambda: cli.desk.COMMANDS),
    ("requests calendar", lambda: cli.requests.requests.COMMANDS),
    ("day-plan", lambda: cli.day_plan.COMMANDS),
    ("guide", lambda: cli.guide.COMMANDS),
    ("events event releases release reminder", lambda: cli.outreach.COMMANDS),
    ("flyers", lambda: cli.flyers.flyer_log.COMMANDS),
    ("boards", lambda: cli.flyers.boards.COMMANDS),
    ("report", lambda: cli.reports.COMMANDS),
    ("visitor-file", lambda: cli.visitor_file.COMMANDS),
    ("print reprint printed", lambda: cli.papers.COMMANDS),
    ("key", lambda: cli.admin.key.COMMANDS),
    ("backup restore verify", lambda: cli.admin.backups.COMMANDS),
    ("accounts", lambda: cli.admin.accounts.COMMANDS),
    ("terms", lambda: cli.admin.terms.COMMANDS),
    ("demo", lambda: cli.admin.installation.COMMANDS),
)


def entries(typed: Collection[str] | None = None) -> Iterator[Command[Any] | Group]:
    """All commands; if it is known what was `typed`, those of the files whose commands are named
    in it, or all if none is."""
    every = {name for names, _ in _FILES for name in names.split()}
    wanted = every.intersection(every if typed is None else typed) or every
    for names, load in _FILES:
        if not wanted.isdisjoint(names.split()):
            yield from load().entries
