"""Every fault a file can hold by itself, with its place."""

from __future__ import annotations

import pytest

from cpdesk.services.roster import Rosters
from cpdesk.services.roster.sheet import names_students
from cpdesk.words import Words
from tests.services.roster.conftest import Folder, Refused

# file, what stands there, what is put there, line and column of the fault, a word of its sentence
BROKEN = [
    ("schools.csv", "S1,First", ",First", 2, "school_id", "missing"),
    ("schools.csv", "First School", "  ", 2, "name", "missing"),
    ("schools.csv", ",K,5", ",k6,5", 2, "grade_low", "k6"),
    ("schools.csv", ",6,8", ",8,6", 3, "grade_high", "below"),
    ("schools.csv", "S2,", "S;2,", 3, "school_id", "S;2"),
    ("schools.csv", "S2,", "S1,", 3, "school_id", "already"),
    ("partners.csv", "suspended", "perhaps", 3, "status", "perhaps"),
    ("partners.csv", "P2,", "P1,", 3, "partner_id", "line 2"),
    ("contracts.csv", "C2,P2,YES", "C2,P2,maybe", 3, "paid", "is not yes or no"),
    ("contracts.csv", "2026-08-12", "8/12/2026", 2, "signed_on", "8/12/2026"),
    ("contracts.csv", "2026-08-12", "2026-02-30", 2, "signed_on", "2026-02-30"),
    ("contracts.csv", "2026-08-12", "0026-08-12", 2, "signed_on", "is not a date"),
    ("contracts.csv", "2027-06-30,2027", "2026-06-30,2027", 2, "ends_on", "before the start"),
    ("contract_schools.csv", "C2,*", "C1,S1", 3, "", "Line 2"),
    ("programs.csv", "Reading,K,5,no", "Reading,K,5,", 2, "fee_to_families", "missing"),
    ("activities.csv", "Tue;Thu", "Tue,Thu", 2, "", "17 cells"),
    ("activities.csv", "Tue;Thu", "Tue/Thu", 2, "weekdays", "Tue/Thu"),
    ("activities.csv", "Tue;Thu", ";", 2, "weekdays", "is not a list of weekdays"),
    ("activities.csv", "10:45", "10.45", 2, "start_time", "10.45"),
    ("activities.csv", "10:45", "24:00", 2, "start_time", "24:00"),
    ("activities.csv", "10:45", "8:45", 2, "start_time", "8:45"),
    ("activities.csv", "11:30", "10:45", 2, "end_time", "not after the start"),
    ("activities.csv", "15:00,16:30", "15:00,14:30", 3, "end_time", "not after the start"),
    ("people.csv", "pending", "ok", 3, "clearance", "ok"),
    ("people.csv", "V2,P1,Renée", "V2,P1,", 3, "given_name", "missing"),
    ("bells.csv", "lunch,11", "dinner,11", 3, "kind", "dinner"),
    ("bells.csv", "Lunch,lunch,11:00", "1,lunch,08:00", 3, "", "Line 2"),
    ("week.csv", "S2,Mon", "S2,Someday", 3, "weekday", "Someday"),
    ("week.csv", "S2,Mon", "S1,monday", 3, "", "Line 2"),
    ("days.csv", "2026-11-26", "Nov 26", 2, "date", "Nov 26"),
    ("classes.csv", "K,Room", "13,Room", 2, "grade", "13"),
    ("classes.csv", ",21", ",twenty", 2, "students", "head count"),
    ("flyers.csv", "carry_home;board", "mail", 2, "channels", "mail"),
    ("flyers.csv", "2027-01-31", "2026-10-31", 2, "expires_on", "before the start"),
    ("notices.csv", "1980", "80", 2, "birth_year", "80"),
]


@pytest.mark.parametrize(("file", "old", "new", "line", "column", "word"), BROKEN)
def test_a_fault_has_its_place_and_its_sentence(
    folder: Folder,
    refused: Refused,
    words: Words,
    file: str,
    old: str,
    new: str,
    line: int,
    column: str,
    word: str,
) -> None:
    found = [f for f in refused(folder.swap(file, old, new)) if f.file == file]
    assert (found[0].line, found[0].column) == (line, column)
    assert word in words.fault(found[0])
    assert found[0].do


def test_every_fault_is_listed_not_the_first_alone(folder: Folder, refused: Refused) -> None:
    folder.swap("schools.csv", ",K,5", ",x,5")
    folder.swap("people.csv", "pending", "ok")
    folder.swap("people.csv", "unknown", "no")
    folder.swap("activities.csv", "10:45", "soon")
    places = [(f.file, f.line) for f in refused(folder.manifest(sequence="five"))]
    assert places == [
        ("manifest.json", 0),
        ("schools.csv", 2),
        ("activities.csv", 2),
        ("people.csv", 3),
        ("people.csv", 4),
    ]


def test_a_missing_file_and_a_missing_column(folder: Folder, refused: Refused) -> None:
    (folder.path / "programs.csv").unlink()
    folder.swap("partners.csv", "status", "state")
    found = refused(folder.path)
    assert [(f.file, f.line, f.column) for f in found] == [
        ("partners.csv", 1, "status"),
        ("programs.csv", 0, ""),
    ]


@pytest.mark.parametrize("file", ["people.csv", "bells.csv", "week.csv", "days.csv", "classes.csv"])
def test_files_that_may_be_missing(folder: Folder, rosters: Rosters, file: str) -> None:
    (folder.path / file).unlink()
    folder.swap("activities.csv", "V1;V2", "")
    counts = {c.file: c.rows for c in rosters.check(folder.path).counts}
    assert counts[file] == 0
    assert counts["schools.csv"] == 2


@pytest.mark.parametrize(
    "column",
    [
        *("student_name", "Student ID", "first_name", "LastName", "birth_date", "dob", "guardian"),
        *("guardian_phone", "parent1", "Student_Names", "pupil", "ssn", "Preferred Name", "email"),
    ],
)
def test_a_column_of_students_refuses_the_roster(
    folder: Folder, refused: Refused, words: Words, column: str
) -> None:
    folder.swap("classes.csv", ",students\n", f",students,{column}\n")
    (fault,) = refused(folder.swap("classes.csv", ",21\n", ",21,Somebody\n"))
    assert (fault.file, fault.line, fault.column) == ("classes.csv", 1, column.lower())
    assert "Somebody" not in words.fault(fault)


@pytest.mark.parametrize("column", ["students", "student_count", "teacher_first_name", "period"])
def test_a_column_that_names_no_student(column: str) -> None:
    assert not names_students(column)


def test_names_where_a_head_count_should_be_are_not_repeated(
    folder: Folder, refused: Refused
) -> None:
    (fault,) = refused(folder.swap("classes.csv", ",21", ",Some Child"))
    assert "Some Child" not in repr(fault)


def test_a_range_of_grades_with_one_end_is_open_at_the_other(
    folder: Folder, rosters: Rosters
) -> None:
    folder.swap("programs.csv", "Reading,K,5", "Reading,,5")
    folder.swap("programs.csv", "Violin,6,8", "Violin,6,")
    rosters.take_in(folder.path)
    with rosters._store.read() as tx:
        found = tx.exec_driver_sql("SELECT grade_low, grade_high FROM program").fetchall()
    assert sorted(found) == [(-1, 5), (6, 12)]
