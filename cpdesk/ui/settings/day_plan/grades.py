"""Grades as people type them: 6–8, K-5, 6, all."""

from __future__ import annotations

import re

from cpdesk.policy import grades
from cpdesk.words import Words

Grades = tuple[int | None, int | None]

_SPAN = re.compile(r"(\w+)\s*(?:-|–|—|to)\s*(\w+)", re.IGNORECASE)


def read_grades(text: str, words: Words, low: int, high: int) -> Grades | None:
    """The lowest and highest grade that were meant, (None, None) for all of them; None if the text
    isn't a set of grades in a school with low..high."""
    said = text.strip()
    if not said or said.casefold() in {words.grades(None, None).casefold(), "all", "every"}:
        return None, None
    match = _SPAN.fullmatch(said)
    try:
        first = grades.grade(match[1] if match else said)
        last = grades.grade(match[2]) if match else first
    except ValueError:
        return None
    if not low <= first <= last <= high:
        return None
    return first, last
