"""Every statement that the services run: while use cases are called, what reaches the driver is
written down with the place in the program that asked for it, and the use case that it was for."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from sqlalchemy import Engine, event

import cpdesk

ROOM = Path(cpdesk.__file__).parent
# How the store opens, makes and migrates a file; a migration reads everything there is, once.
_NOT_ASKED = {"models/store.py", "models/schema.py", "models/sqlite_stats.py"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the program a statement is run: "services/visits/occupancy.py", "Occupancy.inside"
    and the line."""

    file: str
    function: str
    line: int

    @property
    def name(self) -> str:
        return f"{Path(self.file).stem}: {self.function}"


@dataclass(slots=True)
class Ran:
    """The statements by their text, each with the places and the use cases that ran it."""

    places: dict[str, set[Place]] = field(default_factory=dict)
    use_cases: dict[str, set[str]] = field(default_factory=dict)

    def note(self, statement: str, frame: FrameType | None) -> None:
        ours = [code for code in _frames(frame) if code[0] not in _NOT_ASKED]
        if not ours:
            return  # a test that looks for itself
        file, line, code = ours[0]
        self.places.setdefault(statement, set()).add(Place(file, code.co_qualname, line))
        self.use_cases.setdefault(statement, set()).update(one[2].co_qualname for one in ours)


@contextmanager
def written_down(ran: Ran) -> Iterator[None]:
    """What runs meanwhile, on whatever file."""

    def note(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        ran.note(statement, sys._getframe(1))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def asking_places() -> Iterator[tuple[str, str, int, int]]:
    """Every place of the program that runs a statement, read from its source: file, function, first
    line and last."""
    for path in sorted(ROOM.rglob("*.py")):
        file = path.relative_to(ROOM).as_posix()
        if file in _NOT_ASKED or "migrations" in file:
            continue
        source = path.read_text("utf-8")
        if "tx.exec" not in source:  # most files ask nothing, and parsing them all takes seconds
            continue
        for function in ast.walk(ast.parse(source)):
            if isinstance(function, ast.FunctionDef):
                for node in filter(_asks, ast.walk(function)):
                    assert isinstance(node, ast.Call)
                    yield file, function.name, node.lineno, node.end_lineno or node.lineno


def _asks(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("execute", "exec_driver_sql")
        and ast.unparse(node.func.value) == "tx"
    )


def _frames(frame: FrameType | None) -> Iterator[tuple[str, int, CodeType]]:
    """The program's own frames, the innermost first."""
    while frame is not None:
        if file := _in_room(frame.f_code.co_filename):
            yield file, frame.f_lineno, frame.f_code
        frame = frame.f_back


@cache
def _in_room(file: str) -> str:
    path = Path(file)
    return path.relative_to(ROOM).as_posix() if path.is_relative_to(ROOM) else ""
