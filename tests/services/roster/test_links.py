"""Ids that lead nowhere, and contracts of another partner."""

from __future__ import annotations

import pytest

from cpdesk.services.roster import Rosters
from cpdesk.words import Words
from tests.services.roster.conftest import Folder, Refused


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "column"),
    [
        ("contracts.csv", "C2,P2", "C2,P9", 3, "partner_id"),
        ("contract_schools.csv", "C1,S1", "C9,S1", 2, "contract_id"),
        ("contract_schools.csv", "C1,S1", "C1,S9", 2, "school_id"),
        ("programs.csv", "G2,P2,C2", "G2,P9,C2", 3, "partner_id"),
        ("programs.csv", "P1,C1,", "P1,C1;C9,", 2, "contract_id"),
        ("activities.csv", "A2,G2", "A2,G9", 3, "program_id"),
        ("activities.csv", "G2,S2", "G2,*", 3, "school_id"),
        ("activities.csv", "V1;V2", "V1;V9", 2, "people"),
        ("people.csv", "V3,P2", "V3,P9", 4, "partner_id"),
        ("bells.csv", "S2,REG", "S9,REG", 4, "school_id"),
        ("week.csv", "S2,Mon", "S9,Mon", 3, "school_id"),
        ("days.csv", "S1,", "S9,", 2, "school_id"),
        ("classes.csv", "S1,S1", "S9,S1", 2, "school_id"),
        ("flyers.csv", "S1;S2", "S1;S9", 2, "schools"),
        ("flyers.csv", "F1,P1", "F1,P9", 2, "partner_id"),
        ("notices.csv", ",*,", ",S9,", 2, "school_id"),
    ],
)
def test_an_id_that_is_not_there(
    folder: Folder,
    refused: Refused,
    words: Words,
    file: str,
    old: str,
    new: str,
    line: int,
    column: str,
) -> None:
    found = [f for f in refused(folder.swap(file, old, new)) if f.column == column]
    assert [(f.file, f.line) for f in found] == [(file, line)]
    assert "is not in" in words.fault(found[0])


def test_a_contract_of_another_partner(folder: Folder, refused: Refused, words: Words) -> None:
    (fault,) = refused(folder.swap("programs.csv", "P1,C1,", "P1,C1;C2,"))
    assert (fault.file, fault.line, fault.column) == ("programs.csv", 2, "contract_id")
    assert "another partner, P2" in words.fault(fault)


def test_a_file_that_cannot_be_read_hides_no_others(folder: Folder, refused: Refused) -> None:
    """One sentence about partners.csv, not one for each row that names a partner."""
    (folder.path / "partners.csv").unlink()
    assert [f.file for f in refused(folder.path)] == ["partners.csv"]


def test_people_expected_without_a_list_of_people(folder: Folder, refused: Refused) -> None:
    (folder.path / "people.csv").unlink()
    assert [(f.file, f.column) for f in refused(folder.path)] == [("activities.csv", "people")] * 2


def test_flyers_for_every_school(folder: Folder, rosters: Rosters) -> None:
    assert rosters.check(folder.swap("flyers.csv", "S1;S2", "*")).sequence == 5
