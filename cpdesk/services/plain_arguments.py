"""The entrance to every use case: all its arguments hold plain text, or the call is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from itertools import zip_longest
from typing import Any, TypeVar

from cpdesk import plain_text
from cpdesk.errors import DeskError
from cpdesk.words import N_

T = TypeVar("T")

SECRETS = frozenset({"secret", "old", "new"})  # arguments that stay as they were typed
SEARCHED = "text"  # an argument that is searched for and never stored: read as the eye reads it
_SHOWN = 60  # characters of what was refused


def plain(value: T) -> T:
    """The same with every text in it as `plain_text.line` returns it, however deep; the very same
    object if nothing changes. DeskError if a text holds what is refused."""
    made: T = _plain(value)
    return made


def _plain(found: Any) -> Any:
    if type(found) is str:
        kept = line(found)
        return found if kept == found else kept
    if is_dataclass(found) and not isinstance(found, type):
        parts = {name: getattr(found, name) for name in _names(type(found))}
        changed = {k: made for k, part in parts.items() if (made := _plain(part)) is not part}
        return replace(found, **changed) if changed else found
    if isinstance(found, (tuple, list, frozenset)):
        told = [_plain(part) for part in found]
        same = all(a is b for a, b in zip(told, found, strict=True))
        return found if same else type(found)(told)
    if isinstance(found, Mapping):
        return {_plain(key): _plain(part) for key, part in found.items()}
    return found


def line(text: str) -> str:
    """One text. DeskError if it holds what is refused."""
    try:
        return plain_text.line(text)
    except plain_text.NotPlainTextError as odd:
        raise refused(text, odd) from None


def refused(text: str, odd: plain_text.NotPlainTextError) -> DeskError:
    """The error for a text that can't be stored."""
    says = (
        N_("“{text}” contains a hidden character that changes the order of its letters ({code}).")
        if odd.turns
        else N_("“{text}” contains a character that can’t be displayed ({code}).")
    )
    shown = plain_text.bare(text)[:_SHOWN]
    return DeskError(says, N_("Delete the text and type it again."), text=shown, code=odd.code)


def arguments(method: Callable[..., object]) -> Callable[..., tuple[Any, Any]]:
    """What turns the arguments of this method into plain text, except `self` and its secrets."""
    code = method.__code__
    names = code.co_varnames[1 : code.co_argcount]

    def plainly(args: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, Any]:
        return (
            tuple(_argument(name, a) for name, a in zip_longest(names[: len(args)], args)),
            {name: _argument(name, a) for name, a in named.items()},
        )

    return plainly


def _argument(name: str | None, given: Any) -> Any:
    if name in SECRETS:
        return given
    if name == SEARCHED and isinstance(given, str):
        return plain_text.seen(given)
    return _plain(given)


@lru_cache(256)
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.init)
