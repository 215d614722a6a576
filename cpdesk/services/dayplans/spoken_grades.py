"""Which grades a piece of English speaks of: "grades 6-8", "K–5", "Kindergarten", "seniors"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cpdesk.policy import grades


@dataclass(frozen=True, slots=True)
class Grades:
    """low..high; both None for everybody. `vague` where some are meant, but not which."""

    low: int | None = None
    high: int | None = None
    vague: bool = False


EVERY = Grades()

_ONE = r"(pre-?k|pk|kindergarten|k|\d{1,2})(?:st|nd|rd|th)?"
_TO = r"\s*(?:-|–|—|to|through|thru)\s*"
_RANGE = re.compile(
    rf"\b(?:grades?|gr\.?)\s*{_ONE}{_TO}{_ONE}\b|\b{_ONE}{_TO}{_ONE}\s+grad(?:es?|ers)\b"
    rf"|\b(pre-?k|pk|k|kindergarten){_TO}(\d{{1,2}})(?:st|nd|rd|th)?\b"
)
_SINGLE = re.compile(
    rf"\b(?:grades?|gr\.?)\s*{_ONE}\b|\b(\d{{1,2}})(?:st|nd|rd|th)[- ]grad(?:e|ers?)\b"
    r"|\b(kindergarten|pre-?k|pk)\b|\b(seniors?|juniors?|sophomores?|freshm[ae]n)\b"
)
_VAGUE = re.compile(
    r"\b(elementary|elem|middle school|middle schools|high school|high schools|secondary|ecse|ecfe"
    r"|primary|intermediate|preschool|early childhood|only|some schools|except|excluding|e-\d)\b"
)
_NAMED = {"senior": 12, "junior": 11, "sophomore": 10, "freshman": 9, "freshmen": 9}


def spoken_grades(said: str) -> Grades:
    """Of a text in lower case."""
    ranges = [[group for group in found if group] for found in _RANGE.findall(said)]
    rest = _RANGE.sub(" ", said)
    singles = [next(group for group in found if group) for found in _SINGLE.findall(rest)]
    without = _SINGLE.sub(" ", rest)
    pairs = [(_number(low), _number(high)) for low, high in ranges]
    pairs += [(_number(one), _number(one)) for one in singles]
    if not pairs:
        return Grades(vague=_VAGUE.search(without) is not None)
    if any(low is None or high is None or low > high for low, high in pairs):
        return Grades(vague=True)
    whole = sorted({(low, high) for low, high in pairs if low is not None and high is not None})
    if len(whole) > 1 or re.search(r"\b(except|excluding)\b", without):
        return Grades(vague=True)
    return Grades(*whole[0])


def _number(said: str) -> int | None:
    if said.startswith("p"):
        return grades.PK
    if said.startswith("k"):
        return grades.K
    if said.isdigit():
        number = int(said)
        return number if 1 <= number <= grades.LAST else None
    return _NAMED.get(said.rstrip("s"))
