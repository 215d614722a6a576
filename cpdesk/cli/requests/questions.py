"""Questions as they are typed, or read line by line from a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType

from cpdesk.cli.core import typed
from cpdesk.errors import DeskError
from cpdesk.policy.outcome import ExceptionKind, Purpose
from cpdesk.records.desk import Question
from cpdesk.words import N_

# The keys of a question, which are also options, and what the help says about them.
KEYS: Mapping[str, str] = MappingProxyType(
    {
        "school": "school ID (default: this front desk's school)",
        "person": "ID or full name of the visitor",
        "guest": "ID or full name of a visitor without a partner",
        "partner": "ID or full name of the partner",
        "purpose": "program, student_meeting, observation, tabling, presentation, flyers, "
        "photos, staff_meeting, referral, or other",
        "activity": "activity ID",
        "grade": "the student's grade: PK, K, or 1 to 12",
        "at": "time of the visit, in school time, such as 2026-11-24T10:42 (default: now)",
        "until": "end time, such as 11:30",
        "exception": "emergency or required_by_law",
        "reason": "written reason for an exception, or for a guest's visit",
        "host": "staff member who is hosting the visitor",
        "flyer": "flyer ID",
        "request": "request ID",
        "place": "where the visitor is going (default: the approved place)",
    }
)
_READ_OTHERWISE = ("purpose", "grade", "at", "until", "exception")


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
    purpose, door = texts.get("purpose", ""), texts.get("exception", "")
    return Question(
        purpose=typed.code(Purpose, N_("“{value}” is not a purpose of a visit."), purpose),
        grade=typed.grade(texts.get("grade")),
        at=typed.moment(texts.get("at")),
        until=typed.until(texts.get("until")),
        door=typed.code(ExceptionKind, N_("“{value}” is not an exception to class time."), door),
        **{key: text for key, text in texts.items() if key not in _READ_OTHERWISE},
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
        return typed.plain(key, value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise DeskError(N_("The value of {key} is not text."), N_("Put it in quotes."), key=key)
