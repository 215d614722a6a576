"""Questions as they are typed or come line by line from a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, time
from typing import TypeVar

from cpdesk.errors import DeskError
from cpdesk.policy import grades
from cpdesk.policy.outcome import Door, Purpose
from cpdesk.records.desk import Question
from cpdesk.words import N_

Code = TypeVar("Code", Purpose, Door)

KEYS = (
    "school",
    "person",
    "guest",
    "partner",
    "purpose",
    "activity",
    "grade",
    "at",
    "until",
    "exception",
    "reason",
    "host",
    "flyer",
    "request",
)


def question(said: Mapping[str, object]) -> Question:
    """A question from its keys; None and "" are not said. DeskError names the key that is wrong."""
    texts = {key: _text(key, value) for key, value in said.items()}
    unknown = [key for key in texts if key not in KEYS]
    if unknown:
        raise DeskError(
            N_("A question has no key {key}."),
            N_("The keys are {keys}."),
            key=unknown[0],
            keys=", ".join(KEYS),
        )
    got = texts.get
    purpose, door = got("purpose", ""), got("exception", "")
    return Question(
        purpose=_one_of(Purpose, "purpose", purpose) if purpose else None,
        school=got("school", ""),
        person=got("person", ""),
        guest=got("guest", ""),
        partner=got("partner", ""),
        activity=got("activity", ""),
        grade=_grade(got("grade", "")),
        at=moment(got("at", "")),
        until=_until(got("until", "")),
        door=_one_of(Door, "exception", door) if door else None,
        reason=got("reason", ""),
        host=got("host", ""),
        flyer=got("flyer", ""),
        request=got("request", ""),
    )


def question_of_line(line: bytes) -> Question:
    """A question from one line of JSON."""
    try:
        said = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as trouble:
        raise DeskError(
            N_("This line is not readable as JSON ({why})."),
            N_("Write one JSON object a line, in UTF-8."),
            why=str(trouble).replace("{", "(").replace("}", ")"),
        ) from trouble
    if not isinstance(said, dict):
        raise DeskError(
            N_("This line is not a question."),
            N_("Write one JSON object with the question's keys."),
        )
    return question(said)


def _text(key: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise DeskError(N_("The value of {key} is not a text."), N_("Write it in quotes."), key=key)


def _one_of(kind: type[Code], key: str, value: str) -> Code:
    try:
        return kind(value)
    except ValueError:
        raise DeskError(
            N_("{value} is no {key}."),
            N_("Choose one of {choices}."),
            value=value,
            key=key,
            choices=", ".join(one.value for one in kind),
        ) from None


def _grade(text: str) -> int | None:
    if not text:
        return None
    try:
        return grades.grade(text)
    except ValueError:
        raise DeskError(
            N_("{value} is no grade."), N_("Write PK, K or 1 to 12."), value=text
        ) from None


def moment(text: str) -> datetime | None:
    """A moment in the school's zone, or with an offset of its own."""
    if not text:
        return None
    try:
        if len(text) <= 10:
            raise ValueError(text)
        return datetime.fromisoformat(text)
    except ValueError:
        raise DeskError(
            N_("{value} is no date and time."), N_("Write it like 2026-11-24T10:42."), value=text
        ) from None


def _until(text: str) -> datetime | time | None:
    if not text:
        return None
    try:
        return datetime.fromisoformat(text) if len(text) > 10 else time.fromisoformat(text)
    except ValueError:
        raise DeskError(
            N_("{value} is no time of day."), N_("Write it like 11:30."), value=text
        ) from None
