"""Bell schedules of JSON: times without their half of the day, periods, dates, holidays."""

from __future__ import annotations

import json
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdesk.errors import DeskError
from cpdesk.policy.day_plan import PeriodKind
from cpdesk.records.day_plans import CalendarFile, OwnSchedule
from cpdesk.services.day_plan.importers import bells_json
from cpdesk.services.day_plan.importers.titles.bell_names import kind_of, schedule_name
from cpdesk.services.day_plan.importers.titles.bell_times import Clock, minutes
from tests.examples import examples
from tests.services.day_plan.calendar_samples import CHICAGO, YEAR, adds_up, bells, said


def read(data: bytes, *, low: int | None = None, high: int | None = None) -> CalendarFile:
    found = bells_json.read(data, "given.json", zone=CHICAGO, hint=YEAR, low=low, high=high)
    assert adds_up(found)
    return found


def schedule(file: CalendarFile, name: str) -> OwnSchedule:
    return next(s for s in file.schedules if s.name == name)


def test_an_hour_after_noon_without_its_half_of_the_day() -> None:
    normal = schedule(read(bells()), "NORMAL")
    assert [(p.start, p.end) for p in normal.periods][-2:] == [
        (time(12, 27), time(13, 25)),
        (time(13, 31), time(14, 29)),
    ]
    late = schedule(read(bells()), "LATE START")
    assert [(p.start, p.end) for p in late.periods][-1] == (time(13, 12), time(14, 40))


def test_kinds_and_periods_of_teachers() -> None:
    found = read(bells())
    assert [p.kind for p in schedule(found, "NORMAL").periods] == [
        PeriodKind.OPTIONAL,
        PeriodKind.INSTRUCTIONAL,
        PeriodKind.LUNCH,
        PeriodKind.INSTRUCTIONAL,
        PeriodKind.INSTRUCTIONAL,
    ]
    assert "Staff meeting" not in {p.name for p in schedule(found, "LATE START").periods}
    assert len(found.passed_over) == 1


def test_the_week_and_the_year() -> None:
    found = read(bells())
    assert [(d.weekday, d.schedule) for d in found.week] == [
        (0, "LATE START"),
        *((n, "NORMAL") for n in (1, 2, 3, 4)),
    ]
    (term,) = found.terms
    assert (term.title, term.kind, term.starts_on, term.ends_on) == (
        YEAR,
        "year",
        date(2026, 9, 8),
        date(2027, 6, 10),
    )
    assert found.source == "Cedar Lake School"
    assert found.warnings == ()


def test_which_schedule_the_other_weekdays_follow_is_not_guessed() -> None:
    rows = [{"name": "Period 1", "start": "8:00", "end": "9:00"}]
    found = read(bells(schedules={"RED": rows, "BLUE": rows}, weekdaySchedules={"monday": "RED"}))
    assert [(d.weekday, d.schedule) for d in found.week] == [(0, "RED")]
    assert any("other weekdays" in w for w in said(found))


def test_dates_and_holidays() -> None:
    found = read(
        bells(
            dates={
                "2026-12-16": [
                    {"name": "Final 1", "start": "8:30", "end": "10:30"},
                    {"name": "Lunch", "start": "12:40", "end": "1:20", "tags": ["nonschool"]},
                    {"name": "Make up", "start": "1:30", "end": "2:30", "tags": ["nonschool"]},
                ],
                "2026-09-24": "LATE START",
                "2026-08-31": [
                    {"name": "Welcome", "start": "8:00", "end": "9:00", "teachers": True}
                ],
                "2027-03-03": "NO SUCH",
            },
            holidays=["2026-11-26", "2026-11-27", "2026-11-30", "2026-12-21", "2026-09-24"],
            teacherWorkDays=["2026-10-05"],
            breakNames={"2026-11-26": "Thanksgiving"},
            nonClassDays={"2026-12-16": "exam"},
        )
    )
    assert [(d.day.isoformat(), d.schedule, d.note) for d in found.days] == [
        ("2026-08-31", "", ""),
        ("2026-09-24", "LATE START", ""),
        ("2026-10-05", "", ""),
        ("2026-11-26", "", "Thanksgiving"),
        ("2026-11-27", "", "Thanksgiving"),
        ("2026-11-30", "", "Thanksgiving"),
        ("2026-12-16", "2026-12-16", "exam"),
        ("2026-12-21", "", ""),
    ]
    exam = schedule(found, "2026-12-16")
    assert [p.kind for p in exam.periods] == [
        PeriodKind.INSTRUCTIONAL,
        PeriodKind.LUNCH,
        PeriodKind.AFTER,
    ]
    lost = date(2027, 3, 3)
    assert [(u.what, u.days) for u in found.unread] == [("NO SUCH", ((lost, lost),))]
    assert any("both a holiday and a day with a bell schedule" in w for w in said(found))


def test_a_file_for_some_grades_keeps_its_schedules_apart() -> None:
    found = read(bells(), low=7, high=8)
    assert {s.name for s in found.schedules} == {"NORMAL [7–8]", "LATE START [7–8]"}
    assert {(p.grade_low, p.grade_high) for s in found.schedules for p in s.periods} == {(7, 8)}
    assert found.week[0].schedule == "LATE START [7–8]"
    assert schedule_name("NORMAL", 0, 0) == "NORMAL [K]"


def test_slips_are_told() -> None:
    found = read(
        bells(
            timezone="America/Los_Angeles",
            holidays=["2025-11-26", "soon"],
            schedules={"NORMAL": [{"name": "Period 1", "start": "8:99", "end": "9:00"}, 5]},
            weekdaySchedules={"someday": "NORMAL"},
            firstDay="2027-06-10",
            lastDay="2026-09-08",
        )
    )
    assert len(found.unread) == 4
    assert found.week == ()  # without any bells a week of names would say nothing
    assert found.terms == ()
    assert any("America/Los_Angeles" in w for w in said(found))


def timed(*rows: tuple[str, object, object]) -> dict[str, Any]:
    """A file with these periods in its only schedule."""
    made = [{"name": name, "start": start, "end": end} for name, start, end in rows]
    return {"schedules": {"NORMAL": made}, "weekdaySchedules": {}}


def test_a_period_that_cannot_be_read_is_class_from_the_one_before_to_the_one_after() -> None:
    found = read(
        bells(
            **timed(
                ("Period 1", "8:00", "9:00"),
                ("Lunch", "??", "9:30"),
                ("Period 2", "10:00", "11:00"),
                ("Lunch", "11:20", "noon"),
                ("Period 3", "12:00", "13:00"),
            )
        )
    )
    (normal,) = found.schedules
    taught = PeriodKind.INSTRUCTIONAL
    assert [(p.name, p.kind, p.start, p.end) for p in normal.periods] == [
        ("Period 1", taught, time(8), time(9)),
        ("Lunch", taught, time(9), time(10)),
        ("Period 2", taught, time(10), time(11)),
        ("Lunch", taught, time(11, 20), time(12)),
        ("Period 3", taught, time(12), time(13)),
    ]
    assert len(found.unread) == 2
    assert [(d.weekday, d.schedule) for d in found.week] == [(n, "NORMAL") for n in range(5)]


@pytest.mark.parametrize(
    "rows",
    [
        [("Period 1", "?", "9:00"), ("Lunch", "11:00", "11:30")],
        [("Lunch", "11:00", "11:30"), ("Period 1", "12:00", "?")],
        [("Period 1", "?", "?"), ("Period 2", "x", None)],
        [("Period 1", "8:00", "9:00"), ("P", "?", "?"), ("Lunch", "9:00", "9:30")],
    ],
)
def test_where_its_hours_are_open_the_whole_plan_is_unknown(
    rows: list[tuple[str, object, object]],
) -> None:
    """Beside a schedule that can be read: never a weekday without school, and no free lunch."""
    file = timed(*rows)
    file["schedules"]["LATE START"] = json.loads(bells())["schedules"]["LATE START"]
    found = read(bells(**file))
    assert [s.name for s in found.schedules] == ["LATE START"]
    assert [(d.weekday, d.schedule) for d in found.week] == [(n, "NORMAL") for n in range(5)]


def test_periods_of_teachers_alone_close_a_date_but_no_weekday() -> None:
    staff = [{"name": "Staff", "start": "8:00", "end": "15:00", "teachers": True}]
    late = json.loads(bells())["schedules"]["LATE START"]
    found = read(
        bells(
            schedules={"NORMAL": staff, "LATE START": late},
            weekdaySchedules={"monday": "NORMAL"},
            dates={"2026-12-16": "NORMAL"},
        )
    )
    assert [d.schedule for d in found.days] == [""]
    assert {d.schedule for d in found.week} == {"NORMAL"}


@pytest.mark.parametrize(
    "schedules",
    [
        {"regular": [{"period": "1", "time": "7:28 - 8:23"}]},
        {"regular": {"name": "Regular", "periods": [{"name": "1", "start": "7:25"}]}},
        {"regular": []},
        {"regular": [5]},
        {},
    ],
)
def test_bells_in_a_shape_that_is_not_known_are_nothing_to_import(schedules: object) -> None:
    """Five weekdays became "no school" of them."""
    given_ = {"schedules": schedules, "dates": {"2026-12-16": "regular"}}
    found = read(json.dumps(given_ | {"weekdaySchedules": {"monday": "regular"}}).encode())
    assert not found.understands
    assert (found.schedules, found.week, found.days) == ((), (), ())
    assert found.unread


def test_holidays_are_understood_where_the_bells_are_not() -> None:
    given_ = {"schedules": {"regular": [5]}, "holidays": ["2026-11-26"]}
    found = read(json.dumps(given_).encode())
    assert found.understands
    assert ([d.schedule for d in found.days], found.week) == ([""], ())


def test_a_date_of_another_year_is_left_out() -> None:
    found = read(bells(holidays=["2025-12-25"]))
    assert found.days == ()
    assert any("2025-12-25" in w for w in said(found))
    christmas = date(2025, 12, 25)
    assert [p.days for p in found.passed_over[1:]] == [((christmas, christmas),)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("8:30", (510, True)),
        ("08:30", (510, False)),
        ("13:06", (786, False)),
        ("1:25 PM", (805, False)),
        ("12:05 am", (5, False)),
        ("12:27", (747, False)),
        ("08:10:00", (490, False)),
        ("25:00", None),
        ("8", None),
        (None, None),
    ],
)
def test_a_time_by_itself(text: object, told: object) -> None:
    assert minutes(text) == told


def test_times_follow_each_other() -> None:
    clock = Clock()
    assert [clock.start(t) for t in ("7:26", "12:38", "12:08", "3:39", "3:39", "5:30", "8:05")] == [
        446, 758, 728, 939, 939, 1050, 1205,
    ]  # fmt: skip
    assert clock.end("8:15") == 1215
    assert clock.end("7:00") is None
    assert Clock().start("1:00") == 780


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Lunch A", PeriodKind.LUNCH),
        ("Lunch / Math", PeriodKind.INSTRUCTIONAL),
        ("Advisory/UB", PeriodKind.ADVISORY),
        ("Recess", PeriodKind.RECESS),
        ("Morning break", PeriodKind.RECESS),
        ("Passing", PeriodKind.PASSING),
        ("Breakfast in class", PeriodKind.INSTRUCTIONAL),
        ("Carnival", PeriodKind.INSTRUCTIONAL),
        ("After school", PeriodKind.AFTER),
    ],
)
def test_the_kind_of_a_period(name: str, kind: PeriodKind) -> None:
    assert kind_of(name) is kind


@pytest.mark.parametrize("data", [b"{", b"{}", b"[]", b'{"schedules": 5}', b"{" * 100_000])
def test_no_bells(data: bytes) -> None:
    with pytest.raises(DeskError):
        read(data)


ODD: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=8),
        st.sampled_from(["8:30", "1:25", "2026-11-26", "NORMAL", "monday"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(["name", "start", "end", "tags", "teachers", "2026-11-26", "monday"]),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=12,
)
PARTS = (
    "year",
    "name",
    "timezone",
    "firstDay",
    "lastDay",
    "weekdaySchedules",
    "dates",
    "holidays",
    "teacherWorkDays",
    "nonClassDays",
    "breakNames",
)


@given(st.dictionaries(st.sampled_from(PARTS), ODD), st.dictionaries(st.text(max_size=6), ODD))
@examples(200)
def test_nothing_makes_it_fall(more: dict[str, Any], schedules: dict[str, Any]) -> None:
    whole = json.loads(bells()) | {"schedules": schedules} | more
    read(json.dumps(whole).encode())
