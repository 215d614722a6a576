"""Runs one command: what was typed, what came of it, and the exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

from cpdesk.cli.core import faults, terminal
from cpdesk.cli.core.command import Args, Call, Command, Hooks, perform
from cpdesk.cli.parser import parser
from cpdesk.errors import DeskError

DONE, TROUBLE = 0, 2


def main(argv: Sequence[str], hooks: Hooks) -> int:
    """Runs one command; 0 done, 2 a trouble with its sentence on standard error."""
    args = parser(argv).parse_args(argv)
    call = Call(args, hooks)
    terminal.ready(call.as_json or getattr(args, "source", None) is not None)
    try:
        return DONE if perform(call, _command(args)) else TROUBLE
    except DeskError as trouble:
        faults.complain(call, trouble)
        return TROUBLE
    except BrokenPipeError:
        # The reader of our output has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    finally:
        call.close()


def _command(args: Args) -> Command[Any]:
    if args.self_check:
        from cpdesk.cli.admin.installation import SELF_CHECK

        return SELF_CHECK
    found: Command[Any] | None = getattr(args, "performs", None)
    if found is None:
        parser().error("enter a command, or no command to open the window")
    return found
