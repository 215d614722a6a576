"""Ed-Fi files: schedules with and without times, calendars of a school and of single students."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdesk.errors import DeskError
from cpdesk.policy.day_plan import PeriodKind
from cpdesk.records.day_plans import CalendarFile
from cpdesk.services.day_plan.importers import edfi as reader
from tests.examples import examples
from tests.services.day_plan.calendar_samples import (
    YEAR,
    adds_up,
    bell_schedule,
    calendar_date,
    class_period,
    edfi,
    read_file,
    said,
    school_reference,
)

PERIODS = class_period("01", ("08:10:00", "09:00:00")) + class_period(
    "02 Lunch", ("11:00:00", "11:30:00")
)
START_AND_END = "<StartTime>08:10:00</StartTime><EndTime>15:30:00</EndTime>"


def read(
    inside: str, *, low: int | None = None, high: int | None = None, school: str = ""
) -> CalendarFile:
    files = {"masterschedule.xml": edfi(inside)}
    found = reader.read(files, "MasterSchedule.xml", hint=YEAR, low=low, high=high, school=school)
    assert adds_up(found)
    return found


def test_a_schedule_and_its_periods() -> None:
    date_of = "<Date>2026-09-09</Date><AlternateDayName>A</AlternateDayName>"
    found = read(PERIODS + bell_schedule("Regular", ["01", "02 Lunch"], date_of))
    (schedule,) = found.schedules
    assert [(p.name, p.kind, p.start, p.end) for p in schedule.periods] == [
        ("01", PeriodKind.INSTRUCTIONAL, time(8, 10), time(9)),
        ("02 Lunch", PeriodKind.LUNCH, time(11), time(11, 30)),
    ]
    assert [(d.day, d.schedule, d.note) for d in found.days] == [(date(2026, 9, 9), "Regular", "A")]
    assert found.school_year == YEAR


def test_periods_without_times_make_all_of_it_class() -> None:
    found = read(
        PERIODS
        + class_period("03")
        + bell_schedule("Regular", ["01", "02 Lunch", "03"], START_AND_END)
    )
    (period,) = found.schedules[0].periods
    assert (period.kind, period.start, period.end) == (
        PeriodKind.INSTRUCTIONAL,
        time(8, 10),
        time(15, 30),
    )
    assert said(found) == [
        "“Regular” has class periods without times (1). Everything from start to "
        "end counts as class time."
    ]


def test_without_any_time_it_is_told() -> None:
    found = read(bell_schedule("Regular", ["01"]))
    assert [u.what for u in found.unread] == ["Regular"]
    assert found.schedules == ()


def test_grades_of_a_schedule() -> None:
    grade = "<GradeLevel>uri://ed-fi.org/GradeLevelDescriptor#{}</GradeLevel>"
    sixth, seventh, eighth = (grade.format(f"{n} grade") for n in ("Sixth", "Seventh", "Eighth"))
    middle = sixth + seventh + eighth
    inside = PERIODS + bell_schedule("Regular", ["01"], middle)
    assert [(p.grade_low, p.grade_high) for p in read(inside).schedules[0].periods] == [(6, 8)]
    some = read(inside, low=7, high=7)
    assert [(p.grade_low, p.grade_high) for p in some.schedules[0].periods] == [(7, 7)]
    assert read(inside, low=9, high=12).schedules == ()
    for odd in (sixth + eighth, sixth + grade.format("Postsecondary")):
        parted = read(PERIODS + bell_schedule("Regular", ["01"], odd))
        assert parted.schedules == ()
        assert [u.what for u in parted.unread] == ["Regular"]


@pytest.mark.parametrize(
    ("event", "days"),
    [
        ("Holiday", [""]),
        ("Teacher only day", [""]),
        ("Weather day", [""]),
        ("Non-instructional day", [""]),
        ("Student late arrival/early dismissal", ["Late arrival or early dismissal"]),
        ("Instructional day", []),
        ("Make-up day", []),
        ("Other", []),
        ("Something of the vendor", []),
    ],
)
def test_events_of_a_date(event: str, days: list[str]) -> None:
    found = read(calendar_date("2026-11-26", event))
    assert [d.schedule for d in found.days] == days


def test_a_school_day_and_none_at_once_is_told() -> None:
    both = (
        calendar_date("2026-11-26", "Holiday")
        .replace(
            "</CalendarEvent>", "</CalendarEvent><CalendarEvent>Instructional day</CalendarEvent>"
        )
        .replace("<CalendarEvent>Inst", "<CalendarEvent>x#Inst")
    )
    found = read(both)
    assert found.days == ()
    day = date(2026, 11, 26)
    assert [(u.what, u.days) for u in found.unread] == [
        ("Holiday, Instructional day", ((day, day),))
    ]


def test_a_holiday_on_which_students_leave_early_closes_nothing() -> None:
    early = "<CalendarEvent>x#Student late arrival/early dismissal</CalendarEvent>"
    one = calendar_date("2026-11-26", "Holiday").replace(
        "</CalendarEvent>", f"</CalendarEvent>{early}"
    )
    assert [d.schedule for d in read(one).days] == ["Late arrival or early dismissal"]
    two = calendar_date("2026-11-26", "Holiday"), early_date("2026-11-26")
    for inside in ("".join(two), "".join(reversed(two))):
        found = read(inside)
        assert [d.schedule for d in found.days] == ["Late arrival or early dismissal"]
        assert any("The one with school counts" in w for w in said(found))


def early_date(day: str) -> str:
    return calendar_date(day, "Student late arrival/early dismissal")


@pytest.mark.parametrize("odd", [("Sixth", "Eighth"), ("Sixth", "Postsecondary")])
def test_a_calendar_for_grades_that_cannot_be_read_closes_nobody(odd: tuple[str, str]) -> None:
    levels = "".join(f"<GradeLevel>x#{one} grade</GradeLevel>" for one in odd)
    own = f"<Calendar><CalendarCode>c1</CalendarCode>{school_reference()}{levels}</Calendar>"
    found = read(own + calendar_date("2026-11-26", "Holiday"))
    assert found.days == ()
    assert [u.what for u in found.unread] == ["Holiday"]


def test_a_calendar_of_single_students_is_nobody_elses() -> None:
    own = (
        "<Calendar><CalendarCode>c1</CalendarCode><CalendarType>uri://x#Student Specific"
        f"</CalendarType>{school_reference()}</Calendar>"
    )
    found = read(own + calendar_date("2026-11-26", "Holiday"))
    assert (found.days, len(found.passed_over)) == ((), 1)


def test_several_schools_are_asked_for() -> None:
    inside = "".join(
        class_period("01", (start, "09:00:00"), school=school)
        + bell_schedule("Regular", ["01"], school=school)
        for school, start in (("1", "08:00:00"), ("2", "08:20:00"))
    )
    asked = read(inside)
    assert asked.schools == (("1", "1"), ("2", "2"))
    assert asked.schedules == ()
    assert said(asked) == ["The file has 2 schools."]
    assert [p.start for p in read(inside, school="2").schedules[0].periods] == [time(8, 20)]


def test_sessions_and_grading_periods() -> None:
    dates = "<BeginDate>2026-09-08</BeginDate><EndDate>2027-01-22</EndDate>"
    found = read(
        f"<Session><SessionName>Fall</SessionName>{dates}<Term>x#Fall Semester</Term>"
        f"{school_reference()}</Session>"
        f"<GradingPeriod>{school_reference()}<GradingPeriod>x#First Six Weeks</GradingPeriod>"
        "<BeginDate>2026-09-08</BeginDate><EndDate>2026-10-16</EndDate></GradingPeriod>"
        f"<Session><SessionName>Odd</SessionName>{school_reference()}</Session>"
    )
    assert [(t.title, t.kind) for t in found.terms] == [
        ("Fall", "semester"),
        ("first six weeks", "grading_period"),
    ]
    assert [u.what for u in found.unread] == ["Odd"]


def test_any_version_and_a_folder_of_files(tmp_path: Path) -> None:
    for name, inside in (
        ("EducationOrganization.xml", PERIODS),
        ("MasterSchedule.xml", bell_schedule("Regular", ["01", "02 Lunch"])),
    ):
        (tmp_path / name).write_bytes(edfi(inside, Path(name).stem, version="9.0"))
    (tmp_path / "StudentEnrollment.xml").symlink_to("StudentEnrollment.xml")  # opening it raises
    (tmp_path / "Parent.xml").mkdir()
    found = read_file(tmp_path)
    assert len(found.schedules[0].periods) == 2


def test_a_file_about_students_is_not_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "students.xml"
    path.write_bytes(edfi(calendar_date("2026-11-26", "Holiday"), root="StudentEnrollment"))
    with pytest.raises(DeskError):
        read_file(path)


def test_a_file_that_defines_entities_is_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + edfi("&b;").split(b"?>")[1]
    with pytest.raises(DeskError, match="entities"):
        reader.read({"x.xml": bomb}, "x.xml", hint="", low=None, high=None)


def test_what_stands_before_the_damage_is_read() -> None:
    whole = edfi(PERIODS + bell_schedule("Regular", ["01"]) + bell_schedule("Late", ["01"]))
    cut = whole[: whole.index(b"Late") + 2]
    found = reader.read({"x.xml": cut}, "x.xml", hint="", low=None, high=None)
    assert [s.name for s in found.schedules] == ["Regular"]
    assert any("damaged" in w for w in said(found))


WHOLE = edfi(
    PERIODS + bell_schedule("Regular", ["01"], "<Date>2026-09-09</Date>" + START_AND_END)
    + calendar_date("2026-11-26", "Holiday")
)  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, len(WHOLE)), st.binary(max_size=6)), max_size=4))
@examples(200)
def test_nothing_makes_it_fall(changes: list[tuple[int, bytes]]) -> None:
    data = WHOLE
    for place, put in changes:
        data = data[:place] + put + data[place + len(put) :]
    try:
        found = reader.read({"x.xml": data}, "x.xml", hint=YEAR, low=None, high=None)
    except DeskError:
        return
    assert adds_up(found)
