"""What a user can do on a page: one table for its buttons, its keys, and its lines on F1."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from cpdesk.policy.permissions import Permission
from cpdesk.ui.input.keys import Key, KeyLine
from cpdesk.ui.widgets.buttons.button import Kind
from cpdesk.words import N_

A = TypeVar("A", bound=StrEnum)
NEXT = N_("Ctrl+Enter")


@dataclass(frozen=True)  # in Python 3.11, slots don't work together with a type parameter
class Action(Generic[A]):
    """Its button's label and kind, the key that does the same, and its line on F1; each "" if there
    is none. `done` is what the page says afterwards. With a `permission`, the button is only shown
    to those who have it. All texts are message ids.

    A key that is `listed` is bound elsewhere, or handled by the part that has the focus. `repeats`
    as in `Key`.
    """

    id: A
    label: str = ""
    key: str = ""
    kind: Kind = Kind.PLAIN
    help: str = ""
    done: str = ""
    permission: Permission | None = None
    listed: bool = False
    repeats: bool = False

    def as_next(self, label: str = "") -> Action[A]:
        """As the next step: the first button, pressed by Ctrl+Enter."""
        return replace(self, label=label or self.label, key=NEXT, kind=Kind.PRIMARY)


def key_lines(table: Iterable[Action[A]]) -> tuple[KeyLine, ...]:
    """The keys of a page as F1 lists them."""
    return tuple(KeyLine(action.key, action.help) for action in table if action.help)


def permitted(
    found: Iterable[Action[A]], may: Callable[[Permission], bool]
) -> tuple[Action[A], ...]:
    """Those that need no permission that the user lacks."""
    return tuple(one for one in found if one.permission is None or may(one.permission))


def letters(table: Iterable[Action[A]]) -> dict[str, A]:
    """The actions whose key is a single letter: no shortcut, since in a field it is typed."""
    return {action.key: action.id for action in table if len(action.key) == 1}


def bind(table: Iterable[Action[A]], page: QWidget, press: Callable[[Sequence[A]], object]) -> None:
    """Binds the keys of a page. `press` gets the actions that share the pressed key."""
    shared: dict[str, list[Action[A]]] = {}
    for action in table:
        if action.key and not action.listed and len(action.key) != 1:
            shared.setdefault(action.key, []).append(action)
    for key, actions in shared.items():
        ids = tuple(dict.fromkeys(action.id for action in actions))
        keys = (key.replace("Enter", "Return"), key) if "Enter" in key else (key,)
        for one in keys:
            Key(one, page, partial(press, ids), everywhere=True, repeats=actions[0].repeats)
