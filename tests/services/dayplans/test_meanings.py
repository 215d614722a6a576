"""What the title of an event says about the school day, and what it does not."""

from __future__ import annotations

import pytest

from cpdesk.services.dayplans.meanings import NOT_SURE, SOME_SCHOOLS, meaning
from cpdesk.services.dayplans.spoken_grades import Grades, spoken_grades

CLOSED = (
    "No School",
    "NO SCHOOL - Teacher Workshop",
    "No school: Fall break",
    "End of 1st Semester (non-student day)",
    "President's Day Break",
    "Indigenous People’s (in-service) Day",
    "Conferences – no school",
    "Spring Recess",
    "Thanksgiving",
    "MLK Day",
    "Labor Day",
    "Snow Day",
    "Schools closed",
    "District closed",
    "Record Keeping Day",
    "Teacher Work Day",
    "New Year's Day",
)


@pytest.mark.parametrize("title", CLOSED)
def test_closed(title: str) -> None:
    found = meaning(title, all_day=True)
    assert (found.closed, found.schedules, found.unclear) == (True, (), "")


SCHEDULES = {
    "Early Release": ("Early release",),
    "Early-release day for staff development": ("Early release",),
    "Early Dismissal 12:30": ("Early dismissal",),
    "Half Day": ("Half day",),
    "Minimum Day": ("Minimum day",),
    "Late Start Monday": ("Late start",),
    "Two-hour delay": ("2-hour delay",),
    "2 hr delay": ("2-hour delay",),
    "A Day": ("A Day",),
    "B Day: Start of 2nd Semester": ("B Day",),
    "Day C": ("C Day",),
    "Day 4": ("Day 4",),
    "Rotation A": ("A Day",),
    "Early release; A day": ("Early release", "A Day"),
    "E-Learning Day": ("E-learning",),
}


@pytest.mark.parametrize("title", SCHEDULES)
def test_another_schedule(title: str) -> None:
    found = meaning(title, all_day=True)
    assert (found.closed, found.schedules, found.unclear) == (False, SCHEDULES[title], "")


OTHER = (
    "",
    "School board meeting",
    "Taco bar",
    "Holiday concert",
    "Winter Break Camp",
    "Breakfast with the principal",
    "Office closed for lunch",
    "Board closed session",
    "Have a day",
    "Make a Day of It: museum trip",
    "No school lunch",
    "MCA testing, Day 1",
    "Picture Day",
    "Half day kindergarten registration",
    "Last day before Winter Break",
    "Classes resume after Spring Break",
    "Recess monitors needed",
    "Thanksgiving Feast",
    "Emergency drill",
    "Memorial Day Parade",
)


@pytest.mark.parametrize("title", OTHER)
def test_no_matter_of_the_school_day(title: str) -> None:
    assert not meaning(title, all_day=True).matters


UNCLEAR = (
    "Veterans Day",
    "Presidents Day",
    "Snow make-up day: no school",
    "No school if needed",
    "Winter Break begins",
    "No early release",
    "Early release cancelled",
    "Professional development",
)


@pytest.mark.parametrize("title", UNCLEAR)
def test_handed_to_a_person(title: str) -> None:
    found = meaning(title, all_day=True)
    assert found.unclear
    assert not found.closed
    assert not found.schedules


@pytest.mark.parametrize(
    "title",
    ["No School - Elementary", "Early release (High School only)", "No school except gr. 9"],
)
def test_for_some_it_closes_nobody(title: str) -> None:
    found = meaning(title, all_day=True)
    assert found.unclear == SOME_SCHOOLS
    assert not found.closed


def test_with_grades() -> None:
    assert meaning("No School (Grades K-5)", all_day=True).grades == Grades(0, 5)
    assert meaning("No school, kindergarten", all_day=True).grades == Grades(0, 0)


def test_what_has_an_hour_closes_only_where_it_says_so() -> None:
    assert meaning("No school", all_day=False).closed
    assert not meaning("Holiday", all_day=False).matters
    assert meaning("Snow day", all_day=False).unclear == NOT_SURE
    assert meaning("Early release", all_day=False).schedules == ("Early release",)


def test_first_and_last_day() -> None:
    assert meaning("First Day of School", all_day=True).edge == "first"
    found = meaning("Last day of school, early release", all_day=True)
    assert (found.edge, found.schedules) == ("last", ("Early release",))
    assert not meaning("Last day of school before break", all_day=True).edge
    assert not meaning("First day of summer", all_day=True).matters


@pytest.mark.parametrize(
    ("said", "grades"),
    [
        ("grades 6-8", Grades(6, 8)),
        ("grades 9 through 12", Grades(9, 12)),
        ("k–5", Grades(0, 5)),
        ("pre-k", Grades(-1, -1)),
        ("gr. 7", Grades(7, 7)),
        ("5th grade", Grades(5, 5)),
        ("6th-8th graders", Grades(6, 8)),
        ("seniors", Grades(12, 12)),
        ("freshmen", Grades(9, 9)),
        ("grades 8-6", Grades(vague=True)),
        ("grades 6 and grade 8", Grades(vague=True)),
        ("grade 15", Grades(vague=True)),
        ("middle school", Grades(vague=True)),
        ("nothing of the kind on 11-26", Grades()),
    ],
)
def test_grades_in_a_sentence(said: str, grades: Grades) -> None:
    assert spoken_grades(said) == grades
