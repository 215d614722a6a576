"""What the title of an event says about the school day, and what it does not."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdesk.policy import grades
from cpdesk.services.day_plan.importers.titles.home_school import Home
from cpdesk.services.day_plan.importers.titles.meanings import NOTHING, Meaning, meaning
from tests.examples import examples

TITLES: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "titles.toml").read_text(encoding="utf-8")
)
SCHOOLS = {
    "Cedar": ("Cedar Lake School", 0, 8),
    "Harbor": ("Harbor High School", 9, 12),
    "Prairie": ("Prairie Oaks Middle School", 6, 8),
    "Willow": ("Willow Bend Elementary", -1, 5),
}


def home(school: str) -> Home:
    others = tuple(name for key, (name, _, _) in SCHOOLS.items() if key != school)
    return Home(*SCHOOLS[school], others)


def said(title: str, school: str = "Cedar", *, all_day: bool = True) -> Meaning:
    return meaning(title, all_day=all_day, home=home(school))


def kind(found: Meaning) -> str:
    """closed, some (grades), schedule, edge, ask or passed."""
    if found.unclear:
        assert found == Meaning(unclear=found.unclear)
        return "ask"
    if found.closed:
        assert not found.schedules
        return "some" if found.grades else "closed"
    if found.schedules or found.edge:
        return "schedule" if found.schedules else "edge"
    return "passed"


@pytest.mark.parametrize("right", ["closed", "ask", "passed"])
def test_every_title_is_read_as_a_person_would(right: str) -> None:
    assert {t: kind(said(t)) for t in TITLES[right]} == dict.fromkeys(TITLES[right], right)


def test_titles_for_some_grades_close_those_alone() -> None:
    def span(found: Meaning) -> str:
        assert found.closed
        low, high = found.grades or (0, 8)
        return "-".join(dict.fromkeys((grades.name(low), grades.name(high))))

    assert {title: span(said(title)) for title in TITLES["some"]} == TITLES["some"]


def test_titles_of_another_schedule_give_its_name() -> None:
    found = {title: said(title) for title in TITLES["schedules"]}
    assert {kind(one) for one in found.values()} == {"schedule"}
    assert {t: " / ".join(one.schedules) for t, one in found.items()} == TITLES["schedules"]


def test_titles_of_the_first_and_the_last_day() -> None:
    assert {title: said(title).edge for title in TITLES["edges"]} == TITLES["edges"]
    both = said("Last day of school, early release")
    assert (both.edge, both.schedules) == ("last", ("Early release",))


@pytest.mark.parametrize("title", TITLES["levels"])
def test_a_level_or_a_school_is_told_apart_only_where_it_is_certain(title: str) -> None:
    right = TITLES["levels"][title]
    assert {school: kind(said(title, school)) for school in right} == right


def test_the_sample_is_large_enough() -> None:
    count = sum(len(TITLES[part]) for part in ("closed", "ask", "passed", "some", "schedules"))
    assert count >= 200


def test_a_school_that_nobody_knows_is_asked_about() -> None:
    alone = Home("Cedar Lake School", 0, 8)
    for title in ("Harbor HS: No School", "No School - PRAIRIE OAKS", "Willow Bend closed"):
        assert kind(meaning(title, all_day=True, home=alone)) == "ask"


def test_what_has_an_hour_closes_only_where_it_says_so() -> None:
    assert said("No school", all_day=False).closed
    assert kind(said("Winter Break", all_day=False)) == "ask"
    assert kind(said("Labor Day", all_day=False)) == "ask"
    assert said("Holiday", all_day=False) == NOTHING
    assert said("Conferences", all_day=False) == NOTHING
    assert said("Memorial Day observance", all_day=False) == NOTHING
    for title in ("Teacher workshop", "School work", "In-service", "Teacher work day", "Snow days"):
        assert kind(said(title, all_day=False)) == "ask"
    assert said("Early release", all_day=False).schedules == ("Early release",)


@pytest.mark.parametrize("more", ["{}", "Fall {}", "{} today", "{} - offices open", "{} 2026-27"])
def test_a_task_closes_only_as_a_day_of_the_teachers(more: str) -> None:
    teachers = ("Teacher", "Teachers", "Teachers'", "Staff", "All staff", "Faculty", "Educator")
    others = ("", "School", "District", "Fall", "Board", "Parent", "Student", "All school")
    tasks = ("work", "workshop", "prep", "preparation", "planning", "institute", "grading",
             "record keeping", "in-service")  # fmt: skip
    talks = ("conference", "meeting", "training", "comp", "PD", "development", "learning")
    days = {"", " day", " days"}
    closes = {f"{who} {task}{day}" for who in teachers for task in tasks for day in days - {""}}
    closes |= {"in-service day", "in-service days"}
    every = {
        f"{who} {task}{many}{day}".strip()
        for who in (*teachers, *others)
        for task in (*tasks, *talks)
        for many in ("", "s")
        for day in days
    }
    found = {title for title in every if kind(said(more.format(title))) == "closed"}
    if more.startswith("Fall"):  # a word that is not known before a teachers' day
        assert found == set()
    else:
        assert found == closes
    shortened = {"schedule", "edge", "some"}
    assert not shortened & {kind(said(more.format(title))) for title in every}


@pytest.mark.parametrize("what", ["staff meeting", "workshop", "conferences", "school work"])
def test_a_reason_beside_a_holiday_closes_only_where_it_is_said_outright(what: str) -> None:
    for day in ("Thanksgiving", "Labor Day", "Winter Break", "Teacher work day", "Memorial Day"):
        for title in (f"{day} {what}", f"{what} {day}", f"{day} - {what}", f"{what}: {day}"):
            assert kind(said(title)) == "ask"
        assert kind(said(f"No school - {day} - {what}")) == "closed"


CLOSING = [t for part in ("closed", "some", "schedules") for t in TITLES[part]]


@given(
    st.sampled_from(CLOSING),
    st.sampled_from(
        ["unless", "not", "parents", "in Duluth", "- rehearsal", "(if needed)", "maybe", "Xyz",
         "- Ridgeview", "except", "until", "tomorrow?", "cancelled", "nurse", "clubs"]
    ),
    st.booleans(),
)  # fmt: skip
@examples(200)
def test_a_word_that_is_not_known_anywhere_closes_and_shortens_nothing(
    title: str, more: str, behind: bool
) -> None:
    found = said(f"{title} {more}" if behind else f"{more} {title}")
    assert kind(found) in ("ask", "passed")


@given(st.text(max_size=40), st.booleans())
@examples(100)
def test_any_text_is_read_without_a_fall(text: str, all_day: bool) -> None:
    kind(said(text, all_day=all_day))
