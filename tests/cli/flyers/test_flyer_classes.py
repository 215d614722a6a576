"""Classes as they are typed: two of one name are two."""

from __future__ import annotations

import pytest

from cpdesk.cli.flyers import flyer_classes
from cpdesk.errors import DeskError
from cpdesk.policy.flyers import LineState
from cpdesk.records.flyers import ClassLine, SchoolClass


def of_roster(class_id: str, name: str) -> SchoolClass:
    return SchoolClass(class_id, name, 1, "", 24, None)


def line(line_id: str, class_id: str, name: str) -> ClassLine:
    return ClassLine(
        line_id, class_id, name, "", 1, 24, 24, 1, 0, LineState.PLANNED, None, None, "", None, ""
    )


CLASSES = (of_roster("C-1", "1-A"), of_roster("C-2", "1-A"), of_roster("C-3", "1-B"))
PLAN = (
    line("L-1", "C-1", "1-A"),
    line("L-2", "C-2", "1-A"),
    line("L-3", "C-3", "1-B"),
    line("L-4", "", "Choir"),
    line("L-5", "", "choir"),
    line("L-6", "", "C-1"),  # typed, and called like an id
)


def test_a_class_of_the_roster_is_meant_by_its_id_or_by_a_name_of_its_own() -> None:
    assert flyer_classes.of_roster("C-2", CLASSES) == "C-2"
    assert flyer_classes.of_roster("1-B", CLASSES) == "C-3"
    assert flyer_classes.of_roster("9-A", CLASSES) == ""


def test_of_two_classes_of_one_name_none_is_guessed() -> None:
    with pytest.raises(DeskError, match="More than one class is named 1-A: C-1, C-2"):
        flyer_classes.of_roster("1-A", CLASSES)
    with pytest.raises(DeskError, match="More than one class is named 1-A: C-1, C-2"):
        flyer_classes.of_plan(["1-B", "1-A"], PLAN)


def test_the_lines_of_a_plan_are_meant_by_class_name_or_line() -> None:
    said = ["C-2", "1-B", "Choir", "L-5", "C-1"]
    assert flyer_classes.of_plan(said, PLAN) == ("L-2", "L-3", "L-4", "L-5", "L-1")
    assert flyer_classes.of_plan([], PLAN) == ()
    with pytest.raises(DeskError, match="9-A is not in this delivery’s plan"):
        flyer_classes.of_plan(["9-A"], PLAN)
