"""What is wrong, on standard error; and in JSON, if that is asked for."""

from __future__ import annotations

from cpdesk.cli.core import terminal
from cpdesk.cli.core.command import Call, say_json
from cpdesk.errors import DeskError, Fault


def complain(call: Call, trouble: DeskError) -> None:
    """The sentence, with every fault of a file."""
    said = call.words.error(trouble)
    terminal.complain(said)
    for fault in trouble.faults:
        terminal.complain(f"  {place(fault)}: {call.words.fault(fault)}")
    if call.as_json:
        faults = {"faults": trouble.faults} if trouble.faults else {}
        say_json(call, {"error": said, **faults})


def place(fault: Fault) -> str:
    """File, line and column, as far as they are known."""
    parts = (fault.file, str(fault.line or ""), fault.column)
    return ":".join(part for part in parts if part)
