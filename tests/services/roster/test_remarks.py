"""The district's facts that are no faults but want a look."""

from __future__ import annotations

import pytest

from cpdesk.errors import Fault
from cpdesk.services.roster import Rosters
from cpdesk.words import Words
from tests.services.roster.conftest import Folder


def test_a_roster_with_nothing_to_remark(folder: Folder, rosters: Rosters) -> None:
    assert rosters.check(folder.path).remarks == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "sentence"),
    [
        (
            "contract_schools.csv",
            "C1,S1",
            "C1,S2",
            ("activities.csv", 2, "school_id"),
            "The contract for G1 doesn’t cover S1, where A1 meets.",
        ),
        (
            "programs.csv",
            "Violin,6,8,no",
            "Violin,6,8,yes",
            ("programs.csv", 3, "fee_to_families"),
            "Program G2 charges families.",
        ),
        (
            "people.csv",
            "V2,P1",
            "V2,P2",
            ("activities.csv", 2, "people"),
            "V2, listed for A1, belongs to another partner, P2.",
        ),
        (
            "week.csv",
            "S2,Mon,REGULAR,,\n",
            "",
            ("bells.csv", 4, "schedule"),
            "S2 never uses the schedule REGULAR.",
        ),
        (
            "days.csv",
            "26,,Thanks",
            "26,PARADE,Thanks",
            ("days.csv", 2, "schedule"),
            "The schedule PARADE at S1 has no bell times.",
        ),
        (
            "bells.csv",
            "09:00,6,8",
            "09:00,7,7",
            ("schools.csv", 3, "grade_low"),
            "Second School has no bell schedule for some of its grades: 6, 8.",
        ),
        (
            "bells.csv",
            "1,instructional,08:00,09:00,,",
            "1,before,08:00,09:00,,",
            ("bells.csv", 0, "school_id"),
            "First School has no bell schedule.",
        ),
        (
            "days.csv",
            "S1,2026-11-26,,Thanksgiving,,",
            "S1,2026-11-26,,Thanksgiving,K,3\nS1,2026-11-26,REGULAR,,3,5",
            ("days.csv", 3, "grade_low"),
            "Lines 2 and 3 conflict for the same grade.",
        ),
        (
            "schools.csv",
            "S2,Second School,6,8\n",
            "S2,Second School,6,8\nS3,Third School,K,5\n",
            ("bells.csv", 0, "school_id"),
            "Third School has no bell schedule.",
        ),
    ],
)
def test_a_remark(
    folder: Folder,
    rosters: Rosters,
    words: Words,
    file: str,
    old: str,
    new: str,
    place: tuple[str, int, str],
    sentence: str,
) -> None:
    (remark,) = rosters.check(folder.swap(file, old, new)).remarks
    assert (remark.file, remark.line, remark.column) == place
    assert words.fault(remark).startswith(sentence)


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (3, "Schools without a bell schedule: School 1, School 2, and School 3."),
        (4, "Schools without a bell schedule: 4, such as School 1, School 2, and School 3."),
    ],
)
def test_many_schools_without_bells_are_one_remark(
    folder: Folder, rosters: Rosters, words: Words, count: int, sentence: str
) -> None:
    more = "".join(f"N{n},School {n},K,5\n" for n in range(1, count + 1))
    folder.swap("schools.csv", "S2,Second School,6,8\n", f"S2,Second School,6,8\n{more}")
    (remark,) = rosters.check(folder.path).remarks
    assert words.fault(remark).startswith(sentence)


def test_a_contract_with_no_school(folder: Folder, rosters: Rosters) -> None:
    remarks = rosters.check(folder.swap("contract_schools.csv", "C2,*\n", "")).remarks
    assert places(remarks) == [("contracts.csv", 3), ("activities.csv", 3)]


def test_two_programs_of_one_contract(folder: Folder, rosters: Rosters, words: Words) -> None:
    folder.swap("programs.csv", "G2,", "G3,P1,C1,Math,,,no\nG2,")
    (remark,) = rosters.check(folder.path).remarks
    assert (remark.file, remark.line) == ("programs.csv", 3)
    assert "G1 and G3" in words.fault(remark)


def test_one_of_several_contracts_is_enough(folder: Folder, rosters: Rosters) -> None:
    folder.swap("contracts.csv", "C2,", "C3,P1,no,signed,,2026-09-01,2027-06-30,\nC2,")
    folder.swap("contract_schools.csv", "C1,S1", "C3,S1\nC1,S2")
    folder.swap("programs.csv", "P1,C1,", "P1,C1; C3,")
    assert rosters.check(folder.path).remarks == ()


def test_a_program_without_a_contract_is_its_own_matter(folder: Folder, rosters: Rosters) -> None:
    assert rosters.check(folder.swap("programs.csv", "P1,C1,", "P1,,")).remarks == ()


def places(found: tuple[Fault, ...]) -> list[tuple[str, int]]:
    return [(f.file, f.line) for f in found]
