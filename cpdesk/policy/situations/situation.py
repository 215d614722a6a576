"""One everyday situation: the question, what people call it, and how it is put to the rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from cpdesk.policy.approval.requests import Kind
from cpdesk.policy.case import Case
from cpdesk.policy.outcome import Condition, ExceptionKind


class Form(Enum):
    """What starts with a form that is not a request."""

    FLYER = "flyer"
    RELEASES = "releases"


@dataclass(frozen=True, slots=True)
class Situation:
    """`question` and `words` (other terms people use, separated by commas) are message ids. `codes`
    are the rules it is about; the source of the first one is shown. `starts`: the request or other
    form to begin with, or what is possible instead, if any. `door`: the exception the request is
    made under. `forbids`: the condition that forbids what is asked about, so if it comes with the
    answer, the answer is no."""

    key: str
    question: str
    words: str
    codes: tuple[str, ...]
    change: Callable[[Case], Case]
    starts: Kind | Form | None = None
    door: ExceptionKind | None = None
    forbids: Condition | None = None
    alone: bool = False  # these rules are asked by their own use case, not by a visit
