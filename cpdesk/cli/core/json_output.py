"""What `--json` prints: one shape for every command. docs/command-line.md lists it.

A record becomes an object with a key for each field. Keys that mean the same are called the same:
an ID is named for its thing (`visit_id` is "visit"), a person's name for what the person did
(`asked_by_name` is "asked_by"), a period has "start" and "end". Times are in the school's zone with
its offset, dates in ISO format, enums by their value, sentences with their facts filled in. Bytes
are left out.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from enum import Enum, IntEnum
from functools import singledispatch
from pathlib import PurePath
from typing import Any

from cpdesk.errors import Fault
from cpdesk.policy.decision import Finding
from cpdesk.records.requests import Window
from cpdesk.services.rule_titles import sentence
from cpdesk.words import Words

Plain = dict[str, object]


@dataclasses.dataclass(frozen=True, slots=True)
class Sentence:
    """A message ID with its facts, and what to do next: printed as one finished text."""

    says: str
    facts: Iterable[tuple[str, object]] | Mapping[str, object] = ()
    do: str = ""

    def said(self, words: Words) -> str:
        parts = (words.sentence(self.says, self.facts), words.sentence(self.do, self.facts))
        return " ".join(part for part in parts if part)


def plain(words: Words, value: object) -> object:
    """Anything that a command answers, however deep, as JSON can express it."""
    if isinstance(value, Sentence):
        return value.said(words)
    if _is_record(value):
        value = shape(value)
    if isinstance(value, Mapping):
        return {key: plain(words, one) for key, one in value.items()}
    if isinstance(value, (tuple, list, frozenset)):
        return [plain(words, one) for one in value]
    if isinstance(value, IntEnum):
        return value.name.lower()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return words.local(value).isoformat(timespec="seconds")
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, PurePath) else value


def named(record: Any, *leave_out: str, **keys: str) -> Plain:
    """The fields of a record under the names that every command uses. `keys` gives a field another
    name."""
    return {
        keys.get(name, _common_name(name)): value
        for name, value in _fields(record)
        if name not in leave_out
    }


@singledispatch
def shape(record: Any) -> Plain:
    """What is printed of a record: all its fields. Where the common name differs from the field's,
    both are there, since commands of earlier versions printed the field's."""
    made = named(record)
    for name, value in _fields(record):
        made.setdefault(name, value)
        if isinstance(value, Finding):
            made[name] = with_older_names(value)
    return made


@shape.register
def finding(one: Finding) -> Plain:
    return {
        "code": one.code,
        "outcome": one.outcome,
        "lift": one.lift,
        "message": Sentence(*sentence(one)),
        "offer": Sentence(one.offer, one.facts),
    }


def with_older_names(one: Finding) -> Plain:
    """A finding as the commands for flyers also printed it."""
    made = finding(one)
    return made | {"says": made["message"], "facts": one.facts, "conditions": one.conditions}


@shape.register
def fault(one: Fault) -> Plain:
    said = Sentence(one.says, one.facts, one.do)
    return {"file": one.file, "line": one.line, "column": one.column, "message": said}


@shape.register
def period(window: Window) -> Plain:
    return {"start": window.starts_at, "end": window.ends_at}


def _fields(record: Any) -> Iterator[tuple[str, object]]:
    """Names and values, without pictures and other bytes."""
    kept = (one.name for one in dataclasses.fields(record) if "bytes" not in str(one.type))
    return ((name, getattr(record, name)) for name in kept)


def _is_record(value: object) -> bool:
    return dataclasses.is_dataclass(value) and not isinstance(value, type)


def _common_name(field: str) -> str:
    """An ID is named for its thing, and a person's name for what the person did."""
    return field.removesuffix("_name" if field.endswith("by_name") else "_id")
