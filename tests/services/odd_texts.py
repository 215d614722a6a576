"""Callers who hand in texts as nobody should: with signs that are not seen, or that are refused."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from cpdesk import plain_text
from cpdesk.errors import DeskError
from cpdesk.models.store import Store
from cpdesk.services.plain_arguments import SECRETS
from cpdesk.services.services import Service, Services


def service_names() -> set[str]:
    """What the counter hands out."""
    return {name for name, kind in vars(Services).items() if isinstance(kind, Service)}


def with_unseen(text: str) -> str:
    """The same to the eye: a byte order mark, a mark without width, a space that does not break, a
    line end, and direction marks."""
    inside = f"{text[:1]}\u200b{text[1:]}".replace(" ", "\xa0")
    return f"\u200f\ufeff{inside}\u2060\n"


def with_escape(text: str) -> str:
    """A terminal that shows it turns red."""
    return f"{text}\x1b[31m"


def with_override(text: str) -> str:
    """Shown from its end."""
    return f"\u202e{text[::-1]}"


class OddCaller:
    """Services to which every text is handed changed. `handed` counts the texts."""

    def __init__(self, services: Services, change: Callable[[str], str]) -> None:
        self._services = services
        self._change = change
        self.handed = 0

    def __getattribute__(self, name: str) -> Any:
        if name in ("_services", "_change", "handed", "_text", "_changed", "__class__"):
            return object.__getattribute__(self, name)
        if name == "__dict__":  # where the tests' staff find the accounts
            return {**object.__getattribute__(self, "__dict__"), **vars(self._services)}
        found = getattr(self._services, name)
        return _OddService(self, found) if name in service_names() else found

    def _text(self, text: str) -> str:
        self.handed += 1
        return self._change(text)

    def _changed(self, value: Any) -> Any:
        if type(value) is str:
            return self._text(value)
        if is_dataclass(value) and not isinstance(value, type):
            parts = {f.name: self._changed(getattr(value, f.name)) for f in fields(value) if f.init}
            return replace(value, **parts)
        if isinstance(value, (tuple, list)):
            return type(value)(self._changed(part) for part in value)
        return value


class _OddService:
    def __init__(self, caller: OddCaller, service: object) -> None:
        self._caller = caller
        self._service = service

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._service, name)
        if not callable(method):
            return method
        names = [*inspect.signature(method).parameters]

        def called(*args: Any, **named: Any) -> Any:
            odd = [
                arg if name in SECRETS else self._caller._changed(arg)
                for name, arg in zip(names, args, strict=False)
            ]
            told = {k: v if k in SECRETS else self._caller._changed(v) for k, v in named.items()}
            return method(*odd, **told)

        return called


def change_once(
    services: Services, change: Callable[[Any], object], counts: Callable[[], object]
) -> None:
    """One change of the data, by callers who do it wrong: nothing comes of it while its texts hold
    what is refused, and it is the change itself while they hold what nobody sees."""
    before = counts()
    for sign in (with_escape, with_override):
        caller = OddCaller(services, sign)
        try:
            change(caller)
        except DeskError:
            pass  # told in words
        else:
            if not caller.handed:
                return  # no text is handed in: that was the change
        assert counts() == before, "written, although it holds what is refused"
    change(OddCaller(services, with_unseen))


TERMS = "cites = "  # a file of terms, which is kept as the lines that it has


def odd_texts(store: Store) -> list[str]:
    """Table, column and text of whatever is stored and is not plain, looked up byte by byte."""
    found = []
    with store.read() as tx:
        tables = tx.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars()
        for table in tables.all():
            for row in tx.exec_driver_sql(f'PRAGMA table_info("{table}")').all():
                kept = tx.exec_driver_sql(
                    f'SELECT CAST("{row[1]}" AS BLOB) FROM "{table}" '
                    f"WHERE typeof(\"{row[1]}\") = 'text'"
                )
                for (data,) in kept:
                    text = data.decode()
                    json = text.startswith(("{", "[", '"'))
                    plain = plain_text.bare(text) if json else plain_text.seen(text)
                    lines = json and "\\n" in text and TERMS not in text
                    if plain.strip() != text.strip() or lines:
                        found.append(f"{table}.{row[1]}: {text!a}")
    return found
