"""Which grades and levels a piece of English speaks of."""

from __future__ import annotations

import re

import pytest

from cpdesk.services.day_plan.importers.titles.spoken_grades import (
    GRADES,
    LEVEL,
    Span,
    is_of,
    spoken_grades,
    spoken_level,
)


@pytest.mark.parametrize(
    ("said", "grades"),
    [
        ("grades 6-8", (6, 8)),
        ("grades 9 through 12", (9, 12)),
        ("grades k-5", (0, 5)),
        ("k–5", (0, 5)),
        ("k-5 only", (0, 5)),
        ("pre-k", (-1, -1)),
        ("pre-k to 2", (-1, 2)),
        ("k", (0, 0)),
        ("kindergarten", (0, 0)),
        ("gr. 7", (7, 7)),
        ("5th grade", (5, 5)),
        ("8th graders", (8, 8)),
        ("6th-8th graders", (6, 8)),
        ("seniors", (12, 12)),
        ("freshmen", (9, 9)),
        ("grades 8-6", None),
        ("grade 15", None),
    ],
)
def test_grades_in_words(said: str, grades: Span | None) -> None:
    assert re.fullmatch(GRADES, said)
    assert spoken_grades(said) == grades


@pytest.mark.parametrize(
    "said", ["kids", "11-26", "6", "grades 6 and 8", "everybody", "day 4", "12:30"]
)
def test_what_is_no_grade(said: str) -> None:
    assert not re.fullmatch(GRADES, said)


@pytest.mark.parametrize(
    ("said", "school", "is_one"),
    [
        ("hs", (9, 12), True),
        ("hs", (7, 12), None),
        ("hs", (0, 8), False),
        ("high schools", (9, 9), True),
        ("ms", (6, 8), True),
        ("ms", (0, 8), None),
        ("ms", (0, 5), False),  # an elementary school, also where some middle schools have grade 5
        ("ms", (9, 12), False),
        ("junior high", (7, 8), True),
        ("junior high", (6, 8), None),
        ("elementary", (0, 5), True),
        ("elementary", (-1, 5), True),
        ("elementary", (0, 6), None),
        ("elementary", (-1, 0), None),
        ("elementary", (6, 8), False),
        ("secondary", (6, 8), None),
        ("secondary", (9, 12), True),
        ("secondary", (0, 5), False),
        ("preschool", (-1, 5), None),
        ("preschool", (0, 5), False),
        ("intermediate", (4, 6), None),
    ],
)
def test_whether_a_school_is_of_a_level(said: str, school: Span, is_one: bool | None) -> None:
    assert re.fullmatch(LEVEL, said)
    level = spoken_level(said)
    assert level is not None
    assert is_of(level, *school) is is_one
