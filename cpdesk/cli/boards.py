"""`cpdesk boards …`: the school's information boards, and what is posted on them."""

from __future__ import annotations

from cpdesk.cli import flyer_classes
from cpdesk.cli.command import Call, Group, arg, option, says
from cpdesk.cli.json_output import Plain
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
    return call.counter.boards.boards(), call.counter.boards.hanging()


@_BOARDS.command("add an information board", says("{name}"), _NAME, _PLACE)
def _add(call: Call) -> Board:
    return call.counter.boards.add(call.args.name, call.args.place)


@_BOARDS.command("rename a board", says("{name}"), _NAME, arg("to", "NEW NAME"), _PLACE)
def _rename(call: Call) -> Board:
    return call.counter.boards.rename(_meant(call), call.args.to, call.args.place)


@_BOARDS.command("stop using a board for information", says("{name}"), _NAME)
def _retire(call: Call) -> Board:
    return call.counter.boards.retire(_meant(call))


def _meant(call: Call) -> str:
    return flyer_classes.of_boards(call.args.name, call.counter.boards.boards()).board_id
