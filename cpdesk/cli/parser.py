"""What can be typed after `cpdesk`: the table of commands, as argparse reads it."""

from __future__ import annotations

import argparse
from collections.abc import Collection
from pathlib import Path
from typing import Any

from cpdesk import __version__
from cpdesk.cli import table
from cpdesk.cli.core.command import Argument, Command, Group
from cpdesk.cli.core.terminal import Parser


def parser(typed: Collection[str] | None = None) -> Parser:
    """The whole command line; `--json` and `--data` may come before or after the command. If it is
    known what was `typed`, only the commands of its file are there, and only that is loaded."""
    common = Parser(add_help=False)
    absent = argparse.SUPPRESS  # before the command does not undo what comes after it
    common.add_argument("--data", type=Path, default=absent, metavar="DIR", help="data folder")
    common.add_argument(
        "--json", action="store_true", default=absent, help="print the answer as JSON"
    )
    common.add_argument(
        "--account",
        default=absent,
        metavar="NAME",
        help="your account name, if staff accounts are used (default: CPDESK_ACCOUNT)",
    )
    top = Parser(
        prog="cpdesk",
        description="May this person, from this partner, do this, in this building, now?",
        parents=[common],
    )
    top.add_argument("--version", action="version", version=f"cpdesk {__version__}")
    top.add_argument("--self-check", action="store_true", help="check this installation")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    for entry in table.entries(typed):
        _add(commands, entry, common)
    return top


def _add(
    to: argparse._SubParsersAction[Parser], entry: Command[Any] | Group, common: Parser
) -> None:
    made = to.add_parser(entry.name, help=entry.help, description=entry.help, parents=[common])
    if isinstance(entry, Group):
        below = made.add_subparsers(dest="action", required=True, metavar=entry.placeholder)
        for one in entry.entries:
            _add(below, one, common)
        return
    made.epilog = entry.epilog
    made.set_defaults(performs=entry, **entry.fixed)
    for argument in entry.arguments:
        if isinstance(argument, Argument):
            made.add_argument(*argument.names, **argument.reads)
            continue
        either = made.add_mutually_exclusive_group(required=argument.required)
        for option in argument.options:
            either.add_argument(*option.names, **option.reads)
