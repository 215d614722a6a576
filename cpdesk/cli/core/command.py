"""A command as the table holds it, and one run of it."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from cpdesk import paths
from cpdesk.cli.core import terminal
from cpdesk.errors import DeskError
from cpdesk.words import N_, Words

if TYPE_CHECKING:
    from cpdesk.services.services import Services

R = TypeVar("R")
Args = argparse.Namespace


class Hooks(Protocol):
    """What the command line needs from the composition root."""

    def open(self, folder: Path, *, terms: Path | None = None) -> Services: ...

    def demo(self, out: Path, data: Path | None, enter: Callable[[Services], None]) -> str: ...

    def self_check(self) -> tuple[bool, str]: ...


@dataclass(slots=True)
class Call:
    """One run of a command: what was typed, and the services, opened and with the person at the
    command line signed in when they are first asked for."""

    args: Args
    hooks: Hooks
    words: Words = field(default_factory=Words)  # the services' once they are open
    opened: Services | None = None

    @property
    def as_json(self) -> bool:
        return bool(getattr(self.args, "json", False))

    @property
    def data(self) -> Path | None:
        """The data folder, if it was named."""
        found: Path | None = getattr(self.args, "data", None)
        return found

    @property
    def folder(self) -> Path:
        return self.data or paths.default_data_folder()

    @property
    def services(self) -> Services:
        if self.opened is None:
            from cpdesk.cli.core import sign_in

            terms = _terms(getattr(self.args, "terms", None))
            self.opened = self.hooks.open(self.folder, terms=terms)
            self.words = self.opened.words  # they know the school's zone
            sign_in.enter(self.opened, self.args)
        return self.opened

    def close(self) -> None:
        if self.opened is not None:
            self.opened.close()
            self.opened = None


def _terms(folder: Path | None) -> Path | None:
    """A folder of terms to try. An empty one would answer with the usual terms."""
    if folder is not None and not any(folder.glob("*.toml")):
        raise DeskError(
            N_("No terms (.toml files) found in {folder}."),
            N_("Choose the folder that has the terms to try."),
            folder=str(folder),
        )
    return folder


@dataclass(frozen=True, slots=True)
class Argument:
    """Something that can be typed: its spellings, and how argparse reads it."""

    names: tuple[str, ...]
    reads: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OneOf:
    """Options that exclude each other."""

    options: tuple[Argument, ...]
    required: bool = False


def arg(name: str, metavar: str | None = None, help: str | None = None, **reads: Any) -> Argument:
    """An option or a position with its placeholder; `reads` is as for argparse. An option without
    a value is None."""
    return Argument((name,), {"metavar": metavar, "help": help, **reads})


def option(name: str, metavar: str = "TEXT", help: str | None = None) -> Argument:
    """An option with a text, "" if it is not given."""
    return arg(name, metavar, help, default="")


def number(name: str, metavar: str = "N", help: str | None = None, **reads: Any) -> Argument:
    """A whole number."""
    return arg(name, metavar, help, type=int, **reads)


def path(name: str, metavar: str, help: str | None = None, **reads: Any) -> Argument:
    """A file or folder."""
    return arg(name, metavar, help, type=Path, **reads)


def flag(name: str, help: str) -> Argument:
    """An option without a value."""
    return Argument((name,), {"action": "store_true", "help": help})


def choice(
    name: str, values: Iterable[str], help: str | None = None, *more: str, **reads: Any
) -> Argument:
    """One of several values, which an enum may hold; `more` are other spellings of the option."""
    return Argument((name, *more), {"choices": tuple(map(str, values)), "help": help, **reads})


def repeated(name: str, metavar: str | None, help: str, **reads: Any) -> Argument:
    """An option that can be given several times."""
    return arg(name, metavar, help, action="append", default=[], **reads)


def options(record: type, **says: tuple[str, str]) -> tuple[Argument, ...]:
    """An option for each named field of a record, with its placeholder and its help. A whole number
    that is not a grade is read as one here; `typed.record` reads the rest."""
    kinds = {one.name: str(one.type) for one in dataclasses.fields(record)}
    return tuple(
        (number if kinds[name].startswith("int") and "grade" not in name else arg)(
            f"--{name.replace('_', '-')}", *shown
        )
        for name, shown in says.items()
    )


def sentence(message: str) -> Callable[[Words, object], str]:
    """The answer in one sentence, its places filled from the fields of what was found."""
    places = [name for _, name, _, _ in Formatter().parse(message) if name]

    def answer(words: Words, found: object) -> str:
        read = found.get if isinstance(found, Mapping) else partial(getattr, found)
        return words.text(message, **{name: read(name) for name in places})

    return answer


def by_fields(found: object) -> object:
    """What --json prints if a command says nothing else: the record that it found."""
    return found


@dataclass(frozen=True, slots=True)
class Command(Generic[R]):
    """What can be typed, what it does, and how it answers.

    `run` returns what was found or done, or None if it has answered by itself. `answer` says that
    in text, None for nothing; `json` is what json_output prints. A command that `opens` works on
    open services, with the person at the command line signed in. With `failed`, the exit status is
    2 although an answer was given. `fixed` are values that can't be typed.
    """

    name: str
    help: str
    run: Callable[[Call], R]
    answer: Callable[[Words, R], str | None]
    arguments: tuple[Argument | OneOf, ...] = ()
    json: Callable[[R], object] = by_fields
    opens: bool = True
    failed: Callable[[R], bool] = lambda found: False
    epilog: str | None = None
    fixed: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """The commands below one name, such as those of `cpdesk requests`; the top of a file of
    commands is one without a name. `metavar` "": the names of all commands."""

    name: str = ""
    help: str = ""
    metavar: str = ""
    entries: list[Command[Any] | Group] = field(default_factory=list)

    @property
    def placeholder(self) -> str:
        return self.metavar or "|".join(one.name for one in self.entries)

    def group(self, name: str, help: str, metavar: str = "") -> Group:
        made = Group(name, help, metavar)
        self.entries.append(made)
        return made

    def command(
        self,
        help: str,
        answer: Callable[[Words, R], str | None],
        *arguments: Argument | OneOf,
        name: str = "",
        json: Callable[[R], object] = by_fields,
        **more: Any,
    ) -> Callable[[Callable[[Call], R]], Callable[[Call], R]]:
        """Adds a command. The function below it is its `run`, and names it: `_hand_out` runs
        `hand-out`."""

        def add(run: Callable[[Call], R]) -> Callable[[Call], R]:
            named = name or run.__name__.strip("_").replace("_", "-")
            self.entries.append(Command(named, help, run, answer, arguments, json, **more))
            return run

        return add


def perform(call: Call, command: Command[Any]) -> bool:
    """Runs a command and shows its answer. Whether all went well; DeskError if it can't be done."""
    if command.opens:
        call.services  # noqa: B018  first of all, someone has to be signed in
    found = command.run(call)
    if found is None:
        return True
    if call.as_json:
        say_json(call, command.json(found))
    else:
        said = command.answer(call.words, found)
        if said is not None:
            terminal.echo(said)
    return not command.failed(found)


def say_json(call: Call, found: object) -> None:
    """One answer as a line of JSON."""
    from cpdesk.cli.core import json_output

    terminal.say_json(json_output.plain(call.words, found))
