"""Questions as they are typed, or read line by line from a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, time
from typing import TypeVar

from cpdesk import plain_text
from cpdesk.errors import DeskError
from cpdesk.policy import grades
from cpdesk.policy.outcome import Door, Purpose
from cpdesk.records.desk import Question
from cpdesk.words import N_

Code = TypeVar("Code", Purpose, Door)

LONGEST = 5_000  # characters; as in a cell of the roster
_YEARS = range(1900, 2200)  # as in the roster

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
    "place",
)


def question(said: Mapping[str, object]) -> Question:
    """A question from its keys; None and "" mean not given. DeskError names the key that is
    wrong."""
    texts = {key: _text(key, value) for key, value in said.items()}
    unknown = [key for key in texts if key not in KEYS]
    if unknown:
        raise DeskError(
            N_("“{key}” is not a question key."),
            N_("Use one of these keys: {keys}."),
            key=unknown[0],
            keys=", ".join(KEYS),
        )
    got = texts.get
    purpose, door = got("purpose", ""), got("exception", "")
    return Question(
        purpose=_one_of(Purpose, N_("“{value}” is not a purpose of a visit."), purpose)
        if purpose
        else None,
        school=got("school", ""),
        person=got("person", ""),
        guest=got("guest", ""),
        partner=got("partner", ""),
        activity=got("activity", ""),
        grade=_grade(got("grade", "")),
        at=moment(got("at", "")),
        until=_until(got("until", "")),
        door=_one_of(Door, N_("“{value}” is not an exception to class time."), door)
        if door
        else None,
        reason=got("reason", ""),
        host=got("host", ""),
        flyer=got("flyer", ""),
        request=got("request", ""),
        place=got("place", ""),
    )


def question_of_line(line: bytes) -> Question:
    """A question from one line of JSON."""
    try:
        said = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as trouble:
        raise DeskError(
            N_("This line is not valid JSON ({why})."),
            N_("Enter one JSON object per line, in UTF-8."),
            why=str(trouble).replace("{", "(").replace("}", ")"),
        ) from trouble
    if not isinstance(said, dict):
        raise DeskError(
            N_("This line is not a question."),
            N_("Enter one JSON object with the question’s keys."),
        )
    return question(said)


def _text(key: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return plain(key, value.strip())
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise DeskError(N_("The value of {key} is not text."), N_("Put it in quotes."), key=key)


def plain(key: str, text: str) -> str:
    """The text, if it can be stored and shown."""
    try:
        text = plain_text.line(text)
    except plain_text.NotPlainTextError as odd:
        raise DeskError(
            N_("The value of {key} has a character that can’t be shown ({code})."),
            N_("Delete the value and enter it again."),
            key=key,
            code=odd.code,
        ) from None
    if len(text) > LONGEST:
        raise DeskError(
            N_("The value of {key} is longer than {most} characters."),
            N_("Make it shorter."),
            key=key,
            most=LONGEST,
        )
    return text


def _one_of(kind: type[Code], trouble: str, value: str) -> Code:
    try:
        return kind(value)
    except ValueError:
        raise DeskError(
            trouble,
            N_("Choose one of: {choices}."),
            value=value,
            choices=", ".join(one.value for one in kind),
        ) from None


def _grade(text: str) -> int | None:
    if not text:
        return None
    try:
        return grades.grade(text)
    except ValueError:
        raise DeskError(
            N_("“{value}” is not a grade."), N_("Enter PK, K, or 1 to 12."), value=text
        ) from None


def moment(text: str) -> datetime | None:
    """A moment in school time, or with its own UTC offset."""
    if not text:
        return None
    try:
        if len(text) <= 10:
            raise ValueError(text)
        return _moment(text)
    except ValueError:
        raise DeskError(
            N_("“{value}” is not a date and time."),
            N_("Enter it like 2026-11-24T10:42."),
            value=text,
        ) from None


def _until(text: str) -> datetime | time | None:
    if not text:
        return None
    try:
        if len(text) > 10:
            return _moment(text)
        of_day = time.fromisoformat(text)
        if of_day.tzinfo is not None:  # without a day an offset means nothing
            raise ValueError(text)
        return of_day
    except ValueError:
        raise DeskError(
            N_("“{value}” is not a time of day."), N_("Enter a time such as 11:30."), value=text
        ) from None


def _moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.year not in _YEARS:
        raise ValueError(text)
    return at
