"""Errors that a person can act on. Any other exception is a bug."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file from outside.

    `line` counts from 1 with the header as line 1; 0 means the file as a whole. `says` and `do` are
    message ids (see words.py), filled in from `facts`.
    """

    file: str
    line: int
    column: str
    says: str
    do: str
    facts: tuple[tuple[str, object], ...] = ()


def field_fault(column: str, says: str, do: str = "", /, **facts: object) -> Fault:
    """What is wrong in this field of a form; in no field if `column` is ""."""
    return Fault("", 0, column, says, do, tuple(facts.items()))


class DeskError(Exception):
    """A sentence for the person at the desk and what to do next.

    `says` and `do` are message ids with named places; `facts` fill them. Words are chosen at the
    edge, so this never holds translated text; `str()` gives plain English for logs and tests.
    """

    def __init__(
        self, says: str, do: str = "", *, faults: tuple[Fault, ...] = (), **facts: object
    ) -> None:
        self.says = says
        self.do = do
        self.facts = facts
        self.faults = faults
        plain = {name: _plain(value) for name, value in facts.items()}
        super().__init__(" ".join(part.format(**plain) for part in (says, do) if part))


def _plain(value: object) -> object:
    """A list inside a sentence, without Python's brackets."""
    return ", ".join(str(one) for one in value) if isinstance(value, (tuple, list)) else value


class NotClearedError(DeskError):
    """A person with this full name is not cleared, so the desk can't register the visitor."""


class DataLostError(DeskError):
    """The desk's data can't be used as it is; a backup can replace it."""


class NotSignedInError(DeskError):
    """There are accounts, and no one is signed in."""
