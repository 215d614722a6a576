"""`cpdesk key …`: the recovery key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpdesk.cli.admin.office import KEY_PLACES
from cpdesk.cli.core.command import Call, Group, arg, sentence
from cpdesk.cli.core.json_output import Plain
from cpdesk.words import Words

if TYPE_CHECKING:
    from cpdesk.services.backup.recovery import Recovery

COMMANDS = Group()
_KEY = COMMANDS.group(
    "key", "show or use the recovery key, which opens the data if the computer loses its own key"
)


def _recovery(call: Call) -> Recovery:
    """Opens no store: without the key, none can be opened."""
    from cpdesk.services.auth_context import AuthContext
    from cpdesk.services.backup.recovery import Recovery

    return Recovery(call.folder, auth=AuthContext(None))


@_KEY.command("show the key, so you can copy it and lock it away", sentence("{code}"), opens=False)
def _show(call: Call) -> Plain:
    _recovery(call).must_open()
    return {"code": call.services.recovery.code()}


def _restored_text(words: Words, done: Plain) -> str:
    where = words.text(KEY_PLACES[str(done["key_place"])])
    return words.text("The key is restored. It’s kept in {key}.", key=where)


@_KEY.command(
    "open the data with the printed key",
    _restored_text,
    arg("code", "CODE", "the eight groups, as printed", nargs="+"),
    opens=False,
)
def _restore(call: Call) -> Plain:
    return {"key_place": _recovery(call).restore(" ".join(call.args.code))}
