"""`cpdesk boards …`: the school's information boards, and what is posted on them."""

from __future__ import annotations

from cpdesk.cli.core.command import Call, Group, arg, option, sentence
from cpdesk.cli.core.json_output import Plain
from cpdesk.cli.flyers import flyer_classes
from cpdesk.records.flyers import Board, Post
from cpdesk.words import Words

_Listed = tuple[tuple[Board, ...], tuple[Post, ...]]


def _list_text(words: Words, found: _Listed) -> str:
    boards, hanging = found
    lines = [f"{one.name}  {one.place}  {one.hanging}" for one in boards]
    lines += [f"  {one.post_id}  {one.board_name}: {one.title}" for one in hanging]
    return "\n".join(lines)


def _json(found: _Listed) -> Plain:
    boards, hanging = found
    return {"boards": boards, "hanging": hanging}


COMMANDS = Group()
_BOARDS = COMMANDS.group("boards", "manage the school's information boards", "ACTION")
_NAME, _PLACE = arg("name", "NAME"), option("--place", help="where the board is")


@_BOARDS.command("list information boards and what is posted on them", _list_text, json=_json)
def _list(call: Call) -> _Listed:
    return call.services.boards.boards(), call.services.boards.hanging()


@_BOARDS.command("add an information board", sentence("{name}"), _NAME, _PLACE)
def _add(call: Call) -> Board:
    return call.services.boards.add(call.args.name, call.args.place)


@_BOARDS.command("rename a board", sentence("{name}"), _NAME, arg("to", "NEW NAME"), _PLACE)
def _rename(call: Call) -> Board:
    return call.services.boards.rename(_meant(call), call.args.to, call.args.place)


@_BOARDS.command("stop using a board for information", sentence("{name}"), _NAME)
def _retire(call: Call) -> Board:
    return call.services.boards.retire(_meant(call))


def _meant(call: Call) -> str:
    return flyer_classes.of_boards(call.args.name, call.services.boards.boards()).board_id
