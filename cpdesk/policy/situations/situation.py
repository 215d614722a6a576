"""One everyday situation: what is asked, what people call it, and how it is put to the rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from cpdesk.policy.case import Case
from cpdesk.policy.outcome import Condition, Door
from cpdesk.policy.requests import Kind


class Form(Enum):
    """What starts with a form that is no request."""

    FLYER = "flyer"
    RELEASES = "releases"


@dataclass(frozen=True, slots=True)
class Situation:
    """`question` and `words` (what else people call it: what is said as a whole, between commas)
    are message ids. `codes` are the rules that it is about, the first one's source is shown.
    `starts`: the request or the other form that begins it, or what is possible instead, if any;
    `door` the exception by which a request is asked for. `forbids`: what is asked about is what
    this condition forbids, so where it rides on the answer, that is a no."""

    key: str
    question: str
    words: str
    codes: tuple[str, ...]
    change: Callable[[Case], Case]
    starts: Kind | Form | None = None
    door: Door | None = None
    forbids: Condition | None = None
    alone: bool = False  # these rules are asked by a use case of their own, not by a visit
