"""Which grades and levels an English phrase is about: "grades 6-8", "K–5", "seniors", "HS"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cpdesk.policy import grades

_ONE = r"(?:pre-?k|pk|kindergarten|kinder|k|\d{1,2}(?:st|nd|rd|th)?)"
_TO = r" ?(?:-|–|—|to|through|thru) ?"
_WHO = r"(?: ?(?:grad(?:es?|ers)|students))?(?: only)?"
GRADES = (
    rf"(?:grades?|gr\.?) ?{_ONE}(?:{_TO}{_ONE})?{_WHO}"
    rf"|{_ONE}{_TO}{_ONE}[- ]grad(?:es?|ers)(?: only)?"
    rf"|(?:pre-?k|pk|kindergarten|k){_TO}\d{{1,2}}(?:st|nd|rd|th)?{_WHO}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)[- ](?:grad(?:e|ers?))(?: only)?"
    rf"|(?:kindergarten|pre-?k|pk|k)(?: students| only)?"
    rf"|(?:seniors?|juniors?|sophomores?|freshm[ae]n)(?: class)?(?: only)?"
)
_NAMED = {"senior": 12, "junior": 11, "sophomore": 10, "freshman": 9, "freshmen": 9}
_PIECE = re.compile(
    r"pre-?k|pk|kindergarten|kinder|\bk\b|\d{1,2}|seniors?|juniors?|sophomores?|freshm[ae]n"
)


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Level:
    """A kind of school. `some`: the grades that such schools have somewhere; `sure`: the grades
    within which a school is certainly of that kind; `stage`: which of the three stages it is."""

    some: Span
    sure: Span | None = None
    stage: Span | None = None


_STAGES = _ELEMENTARY, _MIDDLE, _HIGH = (grades.PK, 5), (6, 8), (9, 12)
_LEVELS = (
    (r"pre-?school|early childhood|ecse|ecfe", Level((grades.PK, grades.PK))),
    (r"elementar(?:y|ies)|elem\.?|primary", Level((grades.PK, 6), _ELEMENTARY, _ELEMENTARY)),
    (r"intermediate", Level((3, 8))),
    (r"middle|ms", Level((5, 8), _MIDDLE, _MIDDLE)),
    (r"jr\.? high|junior high|jhs?", Level((6, 9), (7, 8), _MIDDLE)),
    (r"high|hs|sr\.? high|senior high", Level((9, 12), _HIGH, _HIGH)),
    (r"secondary", Level((6, 12), _HIGH)),
)
_SCHOOLS = r"(?:[- ]schools?)?(?: students)?(?: only)?"
LEVEL = "|".join(f"(?:all )?(?:{said}){_SCHOOLS}" for said, _ in _LEVELS)
_FOUND = tuple((re.compile(rf"(?:all )?(?:{said}){_SCHOOLS}"), level) for said, level in _LEVELS)


def spoken_grades(said: str) -> Span | None:
    """low..high of a phrase that `GRADES` matches. None if there are no such grades."""
    pieces = [_number(piece) for piece in _PIECE.findall(said)]
    if not pieces or len(pieces) > 2 or None in pieces:
        return None
    numbers = [piece for piece in pieces if piece is not None]
    low, high = numbers[0], numbers[-1]
    return (low, high) if low <= high else None


def spoken_level(said: str) -> Level | None:
    """The level of a phrase that `LEVEL` matches."""
    return next((level for pattern, level in _FOUND if pattern.fullmatch(said)), None)


def is_of(level: Level, low: int, high: int) -> bool | None:
    """Whether a school with the grades low..high is of this level. None if it is not certain: a K–8
    school is partly an elementary school, and its district may have others."""
    school = (low, high)
    if level.sure is not None and _within(school, level.sure) and high > grades.K:
        return True
    if high < level.some[0] or level.some[1] < low:
        return False
    stage = next((one for one in _STAGES if _within(school, one)), None)
    return False if stage and level.stage and stage != level.stage else None


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _number(said: str) -> int | None:
    if said.startswith("p"):
        return grades.PK
    if said.startswith("k"):
        return grades.K
    if said.isdigit():
        number = int(said)
        return number if 1 <= number <= grades.LAST else None
    return _NAMED.get(said.rstrip("s"), _NAMED.get(said))
