"""Encodings, quotes and separators in the files of a roster."""

from __future__ import annotations

import pytest

from cpdesk.services.roster import Rosters
from cpdesk.words import Words
from tests.services.roster.conftest import FILES, Folder, Refused


def test_white_space_and_line_ends_become_one_space(folder: Folder, rosters: Rosters) -> None:
    rosters.take_in(folder.swap("people.csv", "Adaeze", '"  Ada\n\teze\u00a0"'))
    with rosters._store.read() as tx:
        names = tx.exec_driver_sql("SELECT given_name FROM person WHERE person_id='V1'").scalar()
    assert names == "Ada eze"


def test_a_bom_is_no_fault_and_no_note(folder: Folder, rosters: Rosters) -> None:
    folder.write("schools.csv", b"\xef\xbb\xbf" + FILES["schools.csv"].encode())
    assert rosters.check(folder.path).notes == ()


def test_windows_text_is_read_and_said(folder: Folder, rosters: Rosters, words: Words) -> None:
    folder.write("people.csv", FILES["people.csv"].encode("cp1252"))
    summary = rosters.take_in(folder.path)
    assert ["cp1252" in words.fault(n) for n in summary.notes] == [True]
    with rosters._store.read() as tx:
        name = tx.exec_driver_sql("SELECT family_name FROM person WHERE person_id='V2'").scalar()
    assert name == "Núñez"


def test_decomposed_accents_are_composed(folder: Folder, rosters: Rosters) -> None:
    rosters.take_in(folder.swap("people.csv", "Renée", "Rene\u0301e"))
    with rosters._store.read() as tx:
        name = tx.exec_driver_sql("SELECT given_name FROM person WHERE person_id='V2'").scalar()
    assert name == "Renée"


@pytest.mark.parametrize(
    ("data", "line", "word"),
    [
        (b"", 0, "empty"),
        (b"\n\n , \n"[:2], 0, "empty"),
        (FILES["partners.csv"].encode("utf-16"), 0, "UTF-16"),
        (b"partner_id,name,status\nP1,A\x00B,authorized\n", 2, "is not text"),
        (b"\x00" * 100_000, 1, "is not text"),
        (b"partner_id,name,status\nP1,A\x81\xff,authorized\n", 2, "UTF-8"),
        (b'partner_id,name,status\nP1,A,ended\nP2,"open,ended\n', 3, "quotes"),
        (b'partner_id,name,status\nP1,"a"b,ended\n', 2, "quotes"),
        (b'partner_id,name,status\nP1,"' + b"x" * 200_000 + b'",ended\n', 2, "quotes"),
        (b"partner_id;name;status\nP1;A;ended\n", 1, "semicolons"),
        (b"partner_id\tname\tstatus\nP1\tA\tended\n", 1, "tabs"),
        (b"partner_id,name,status,NAME\nP1,A,ended,B\n", 1, "twice"),
        (b"partner_id,name,status\nP1,A\n", 2, "2 cells"),
        (b"partner_id,name,status\n" + b"P1," + b"y" * 6_000 + b",ended\n", 2, "characters"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read(
    folder: Folder, refused: Refused, words: Words, data: bytes, line: int, word: str
) -> None:
    (fault, *_) = [f for f in refused(folder.write("partners.csv", data)) if f.file[:3] == "par"]
    assert fault.line == line
    assert word in words.fault(fault)


@pytest.mark.parametrize(
    ("sign", "code"), [("\u202e", "202E"), ("\x1b", "001B"), ("\x85\x9b", "009B")]
)
def test_a_cell_with_a_sign_that_is_no_text_is_told_with_row_and_column(
    folder: Folder, refused: Refused, words: Words, sign: str, code: str
) -> None:
    text = f'partner_id,name,status\nP1,A,ended\nP2,"B\nb",ended\nP3,{sign}C,ended\n'
    faults = [f for f in refused(folder.write("partners.csv", text.encode())) if f.line]
    (fault,) = [f for f in faults if f.file == "partners.csv"]
    assert (fault.line, fault.column) == (5, "name")
    assert f"(U+{code})" in words.fault(fault)
    assert sign not in words.fault(fault)


def test_signs_that_nobody_sees_are_left_out_of_cells(folder: Folder, rosters: Rosters) -> None:
    rosters.take_in(folder.swap("people.csv", "Adaeze", "\u200fAda\u200beze\ufeff می\u200cخواه"))
    with rosters._store.read() as tx:
        raw = "SELECT CAST(given_name AS BLOB) FROM person WHERE person_id='V1'"
        name = tx.exec_driver_sql(raw).scalar()
    assert name is not None
    assert name.decode() == "Adaeze می\u200cخواه"


def test_unknown_columns_and_files_are_noted(
    folder: Folder, rosters: Rosters, words: Words
) -> None:
    folder.swap("schools.csv", "grade_high\n", "grade_high,mascot\n")
    folder.swap("schools.csv", "K,5\n", "K,5,Loon\n")
    folder.swap("schools.csv", "6,8\n", "6,8,Owl\n")
    folder.write("readme.txt", "hello")
    folder.write("lunches.csv", "a,b")
    folder.write(".DS_Store", "noise")
    notes = rosters.check(folder.path).notes
    assert [(n.file, n.column) for n in notes] == [("schools.csv", "mascot"), ("lunches.csv", "")]
    assert "mascot" in words.fault(notes[0])


def test_columns_in_any_order_and_case(folder: Folder, rosters: Rosters) -> None:
    folder.write("schools.csv", "Grade_High, NAME ,school_id,grade_low\n5,First,S1,K\n8,B,S2,6\n")
    rosters.take_in(folder.path)
    with rosters._store.read() as tx:
        found = tx.exec_driver_sql("SELECT school_id, name, grade_low, grade_high FROM school")
        assert found.fetchall() == [("S1", "First", 0, 5), ("S2", "B", 6, 8)]
