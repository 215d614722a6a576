"""What the page holds between two savings, and how typed cells are read."""

from __future__ import annotations

from datetime import date, time

import pytest

from cpdesk.policy.day_plan import PeriodKind
from cpdesk.records.day_plans import (
    CalendarFile,
    DayPlanChange,
    DayPlanRecord,
    OwnDay,
    OwnPeriod,
    OwnSchedule,
    OwnWeekday,
    SchoolTerm,
)
from cpdesk.ui.settings.day_plan.columns import (
    DayColumns,
    PeriodColumns,
    School,
    TermColumns,
    WeekColumns,
)
from cpdesk.ui.settings.day_plan.draft import Draft
from cpdesk.ui.settings.day_plan.grades import read_grades
from cpdesk.ui.settings.day_plan.import_words import what_stands_in
from cpdesk.words import Words

TODAY = date(2026, 11, 24)
SCHOOL = School(0, 8, lambda: ("REGULAR", "Ours"), lambda: TODAY)
LUNCH = OwnPeriod("Lunch", PeriodKind.LUNCH, time(11, 35), time(12, 5))
OURS = OwnSchedule("Ours", (LUNCH,))
DAY = OwnDay(TODAY, "Ours", "Storm")
BASE = DayPlanRecord(
    school_name="Cedar Lake School",
    grade_low=0,
    grade_high=8,
    schedules=(
        OwnSchedule("REGULAR", (LUNCH,), own=False),
        OwnSchedule("REGULAR", (LUNCH, LUNCH), over_roster=True),
        OURS,
    ),
    week=(OwnWeekday(0, "REGULAR", own=False), OwnWeekday(2, "EARLY", own=False)),
    days=(OwnDay(TODAY, "", "Break", own=False), DAY),
    terms=(SchoolTerm("Year", "year", date(2026, 9, 8), date(2027, 6, 11)),),
)


def test_a_draft_without_edits_changes_nothing() -> None:
    draft = Draft(BASE)
    assert draft.change() == DayPlanChange()
    assert not draft.dirty


def test_own_entries_stand_in_the_rosters_place_and_step_back() -> None:
    draft = Draft(BASE)
    assert [(s.name, s.own, s.name in draft.schedules.roster) for s in draft.schedules.all()] == [
        ("Ours", True, False),
        ("REGULAR", True, True),
    ]
    assert [(d.note, d.own) for d in draft.days.all()] == [("Storm", True)]
    del draft.schedules["REGULAR"], draft.days[(TODAY, None)]
    assert [(s.name, s.own) for s in draft.schedules.all()] == [("Ours", True), ("REGULAR", False)]
    assert [(d.note, d.own) for d in draft.days.all()] == [("Break", False)]
    assert draft.change() == DayPlanChange(drop_schedules=("REGULAR",), drop_days=((TODAY, None),))


def test_a_term_of_the_same_name_for_other_grades_stays_when_one_is_taken_back() -> None:
    draft = Draft(BASE)
    other = SchoolTerm("Year", "year", date(2026, 9, 10), date(2027, 6, 11), 0, 0)
    draft.take(DayPlanChange(terms=(other,)))
    grown = Draft(
        DayPlanRecord(
            **{f: getattr(BASE, f) for f in BASE.__slots__} | {"terms": (*BASE.terms, other)}
        )
    )
    del grown.terms[("Year", None)]
    assert grown.change() == DayPlanChange(terms=(other,), drop_terms=("Year",))


def test_what_was_changed_stays_when_the_plan_is_read_anew() -> None:
    draft = Draft(BASE)
    draft.week[(2, None)] = OwnWeekday(2, "")
    newer = DayPlanRecord(
        **{f: getattr(BASE, f) for f in BASE.__slots__}
        | {"week": (OwnWeekday(3, "LATE", own=False),)}
    )
    moved = draft.rebased(newer)
    assert [(w.weekday, w.schedule) for w in moved.week.all()] == [(2, ""), (3, "LATE")]
    assert moved.change() == DayPlanChange(week=(OwnWeekday(2, ""),))


def test_a_file_replaces_what_it_said_before_within_its_span() -> None:
    draft = Draft(BASE)
    old = [OwnDay(date(2026, 12, n), "", "Old", source="Cal") for n in (1, 2)]
    draft.take(DayPlanChange(days=tuple(old)))
    new = OwnDay(date(2026, 12, 3), "", "New", source="Cal")
    span = (date(2026, 12, 2), date(2026, 12, 31))
    draft.take(DayPlanChange(days=(new,), replace_source="Cal", window=span))
    assert [d.note for d in draft.days.all()] == ["Storm", "Old", "New"]


def test_periods_are_read_as_people_type_them(words: Words) -> None:
    columns = PeriodColumns(words, SCHOOL)
    assert columns.read(["Lunch", "Lunch", "11:35", "12:05", "6-8"]) == OwnPeriod(
        "Lunch", PeriodKind.LUNCH, time(11, 35), time(12, 5), 6, 8
    )
    read = columns.read(["P5", "Class", "12:27", "1:25", "K to 2"])
    assert isinstance(read, OwnPeriod)
    assert (read.end, read.grade_low, read.grade_high) == (time(13, 25), 0, 2)
    assert columns.read(columns.cells(read)) == read


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        (["", "Class", "8:00", "9:00", "All"], {0}),
        (["P", "Class", "8h", "9:00", "All"], {2}),
        (["P", "Class", "8:00", "late", "All"], {3}),
        (["P", "Class", "1:00 pm", "9:00 am", "All"], {3}),
        (["P", "Class", "8:00", "9:00", "9-12"], {4}),
    ],
)
def test_what_is_no_period_says_in_which_cell(
    words: Words, cells: list[str], wrong: set[int]
) -> None:
    read = PeriodColumns(words, SCHOOL).read(cells)
    assert isinstance(read, dict)
    assert set(read) == wrong
    assert all(read.values())


def test_days_weeks_and_years_survive_being_written_and_read(words: Words) -> None:
    days = DayColumns(words, SCHOOL)
    for day in (DAY, OwnDay(date(2027, 3, 14), "", "Trip", 6, 8)):
        assert days.read(days.cells(day)) == day
    wrong = days.read(["some day", "REGULAR", "", "All"])
    assert isinstance(wrong, dict)
    assert set(wrong) == {0}
    week = WeekColumns(words, SCHOOL)
    for entry in (OwnWeekday(4, ""), OwnWeekday(0, "REGULAR", 0, 5)):
        assert week.read(week.cells(entry)) == entry
    terms = TermColumns(words, SCHOOL)
    assert terms.read(terms.cells(BASE.terms[0])) == BASE.terms[0]
    assert isinstance(terms.read(["Y", "Semester", "6/1/2027", "1/1/2027", "All"]), dict)


def test_grades_as_people_type_them(words: Words) -> None:
    read = {
        text: read_grades(text, words, -1, 8)
        for text in ("All", "", "6", "K–2", "pk - k", "3 to 5", "5-3", "9", "x")
    }
    assert read == {
        "All": (None, None),
        "": (None, None),
        "6": (6, 6),
        "K–2": (0, 2),
        "pk - k": (-1, 0),
        "3 to 5": (3, 5),
        "5-3": None,
        "9": None,
        "x": None,
    }


def test_days_in_a_row_are_one_line_across_a_weekend_only(words: Words) -> None:
    days = [OwnDay(date(2026, 12, n), "", "Winter break") for n in (23, 24, 25, 28)]
    days += [OwnDay(date(2026, 12, n), "A Day", "A Day") for n in (1, 3)]
    file = CalendarFile(
        "Cal", "ics", "2026-27", None, (), (), tuple(days), (), 6, 6, (), (), ()
    )  # fmt: skip
    assert what_stands_in(file, words) == [
        ("Tue, Dec 1: A Day", ""),
        ("Thu, Dec 3: A Day", ""),
        ("Wed, Dec 23 to Mon, Dec 28: No school", "Winter break"),
    ]
