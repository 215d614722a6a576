"""`cpdesk demo` and `cpdesk --self-check`: does everything work here?"""

from __future__ import annotations

from pathlib import Path

from cpdesk.cli.core import sign_in
from cpdesk.cli.core.command import Call, Command, Group, path
from cpdesk.cli.core.json_output import Plain
from cpdesk.words import Words

_Played = tuple[Path, str]
_Checked = tuple[bool, str]


def _played_json(played: _Played) -> Plain:
    out, _ = played
    return {"out": out, "files": sorted(file.name for file in out.iterdir())}


def _checked_json(checked: _Checked) -> Plain:
    fine, told = checked
    return {"ok": fine, "report": told.splitlines()}


def _result(words: Words, found: _Played | _Checked) -> str:
    return found[1]


def _broken(checked: _Checked) -> bool:
    return not checked[0]


COMMANDS = Group()
# Typed as `cpdesk --self-check`.
SELF_CHECK = Command(
    "--self-check",
    "check this installation",
    lambda call: call.hooks.self_check(),
    _result,
    json=_checked_json,
    opens=False,
    failed=_broken,
)


@COMMANDS.command(
    "play through a school morning with the sample district",
    _result,
    path("--out", "DIR", required=True),
    json=_played_json,
    opens=False,
)
def _demo(call: Call) -> _Played:
    """What happened, and the folder with what it left."""
    out: Path = call.args.out
    told = call.hooks.demo(out, call.data, lambda services: sign_in.enter(services, call.args))
    return out, told
