"""Which class or board was meant by what was typed: its id, or its name if only one has it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cpdesk.errors import DeskError
from cpdesk.records.flyers import Board, ClassLine, SchoolClass
from cpdesk.words import N_


def of_roster(typed: str, classes: Sequence[SchoolClass]) -> str:
    """The id of a class on the roster; "" if none has this name."""
    return _one(typed, [(one.class_id, one.name) for one in classes])


def of_plan(typed: Iterable[str], lines: Sequence[ClassLine]) -> tuple[str, ...]:
    """The lines of a plan. DeskError if one is not in it."""
    ids = {one.class_id or one.line_id: one.line_id for one in lines}
    known = [(one.class_id or one.line_id, one.class_name) for one in lines]
    found = []
    for name in typed:
        key = _one(name, known)
        if not key:
            raise DeskError(
                N_("{name} is not in this delivery’s plan."),
                N_("Run `cpdesk flyers show` to see its classes."),
                name=name,
            )
        found.append(ids[key])
    return tuple(found)


def of_boards(typed: str, boards: Sequence[Board]) -> Board:
    """The board with this ID or name. DeskError if there is none."""
    for one in boards:
        if typed in (one.board_id, one.name):
            return one
    raise DeskError(
        N_("“{name}” is not one of the school’s boards."),
        N_("Run `cpdesk boards list` to see them."),
        name=typed,
    )


def _one(typed: str, known: Sequence[tuple[str, str]]) -> str:
    if any(key == typed for key, _ in known):
        return typed
    keys = [key for key, name in known if name == typed]
    if len(keys) > 1:
        raise DeskError(
            N_("More than one class is named {name}: {ids}."),
            N_("Enter the ID of the class you mean."),
            name=typed,
            ids=", ".join(keys),
        )
    return keys[0] if keys else ""
