"""The shape of a record doesn't depend on which files of commands are loaded."""

from __future__ import annotations

import ast
import builtins
import dataclasses
import importlib
import inspect
import pkgutil
import sys
import typing
from collections.abc import Iterator
from types import ModuleType

import pytest

import cpdesk.cli
from cpdesk.records.requests import RequestRow, Window

FILES = sorted(
    place.name
    for place in pkgutil.walk_packages(cpdesk.cli.__path__, "cpdesk.cli.")
    if "demo" not in place.name and not place.ispkg
)


class _Names(dict[str, object]):
    """The names of a module; what it names for the type checker alone is any object."""

    def __missing__(self, name: str) -> object:
        return getattr(builtins, name, object)


def _hints(of: object, module: ModuleType) -> dict[str, object]:
    return typing.get_type_hints(of, localns=_Names(vars(module)))


def _records(hint: object, seen: set[type]) -> Iterator[type]:
    """The records that a value of this type can hold, however deep."""
    for part in typing.get_args(hint):
        yield from _records(part, seen)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint) and hint not in seen:
        seen.add(hint)
        yield hint
        for inner in _hints(hint, sys.modules[hint.__module__]).values():
            yield from _records(inner, seen)


def _registered(file: str) -> set[type]:
    """The records whose own shape this file of commands knows."""
    module = importlib.import_module(file)
    found = set()
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.FunctionDef) and any(
            ast.unparse(one).endswith("shape.register") for one in node.decorator_list
        ):
            kind = _hints(getattr(module, node.name), module)[node.args.args[0].arg]
            assert isinstance(kind, type)
            found.add(kind)
    return found


def _loaded_with(file: str, seen: set[str]) -> set[str]:
    """This file and the files of commands that it imports at its top."""
    if file not in seen:
        seen.add(file)
        for node in ast.parse(inspect.getsource(importlib.import_module(file))).body:
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cpdesk.cli"):
                places = [str(node.module), *(f"{node.module}.{one.name}" for one in node.names)]
                for place in places:
                    if place in FILES:
                        _loaded_with(place, seen)
    return seen


def _answered(file: str) -> set[type]:
    """The records that the commands of this file can print."""
    module, seen = importlib.import_module(file), set[type]()
    for function in vars(module).values():
        if inspect.isfunction(function) and function.__module__ == file:
            for hint in _hints(function, module).values():
                list(_records(hint, seen))
    return seen


@pytest.mark.parametrize(
    "file", [one for one in FILES if hasattr(importlib.import_module(one), "COMMANDS")]
)
def test_every_shape_is_known_where_its_record_is_printed(file: str) -> None:
    near = _loaded_with(file, set())
    far = [(other, kind) for other in FILES if other not in near for kind in _registered(other)]
    assert [(kind, other) for other, kind in far if kind in _answered(file)] == []


def test_the_walk_finds_the_shapes() -> None:
    assert len({kind for file in FILES for kind in _registered(file)}) > 15
    assert RequestRow in _answered("cpdesk.cli.requests.requests")
    assert Window in _answered("cpdesk.cli.outreach")  # inside of an EventRow
