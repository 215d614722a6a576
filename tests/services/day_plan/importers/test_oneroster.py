"""OneRoster sets: terms and schools by the header's names, students' files never opened."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdesk.errors import DeskError
from cpdesk.records.day_plans import CalendarFile
from cpdesk.services.day_plan.importers import oneroster
from tests.examples import examples
from tests.services.day_plan.calendar_samples import (
    ORGS,
    SESSIONS,
    YEAR,
    adds_up,
    read_file,
    said,
)

STUDENTS = ("users.csv", "enrollments.csv", "demographics.csv", "roles.csv", "userProfiles.csv")


def sessions(*rows: str, header: str = SESSIONS) -> bytes:
    return "\r\n".join((header, *rows)).encode()


YEARS = sessions(
    "y,active,,2026-27,schoolYear,2026-09-08,2027-06-10,,2027",
    "q,active,,Quarter 1,gradingPeriod,2026-09-08,2026-11-06,y,2027",
    "g,tobedeleted,,Old,term,2026-09-08,2026-11-06,y,2027",
)
SCHOOLS = sessions("s,active,,Cedar Lake,school,12,d", "d,active,,North,district,1,", header=ORGS)


def read(data: bytes, hint: str = YEAR) -> CalendarFile:
    found = oneroster.read({oneroster.SESSIONS: data}, "set", hint=hint, low=None, high=None)
    assert adds_up(found)
    return found


def test_terms_and_schools(tmp_path: Path) -> None:
    (tmp_path / "academicSessions.csv").write_bytes(YEARS)
    (tmp_path / "ORGS.CSV").write_bytes(SCHOOLS)
    found = read_file(tmp_path)
    assert [(t.title, t.kind, t.starts_on, t.ends_on) for t in found.terms] == [
        ("2026-27", "year", date(2026, 9, 8), date(2027, 6, 10)),
        ("Quarter 1", "grading_period", date(2026, 9, 8), date(2026, 11, 6)),
    ]
    assert found.schools == (("s", "Cedar Lake"),)
    assert (found.events, found.understood, len(found.passed_over)) == (5, 3, 2)
    assert found.kind == "oneroster"


def test_students_files_in_a_folder_are_never_opened(tmp_path: Path) -> None:
    (tmp_path / "academicSessions.csv").write_bytes(YEARS)
    for name in STUDENTS:
        (tmp_path / name).symlink_to(name)  # to itself: whoever opens it raises
        with pytest.raises(OSError, match="symbolic"):
            (tmp_path / name).open("rb")
    assert len(read_file(tmp_path).terms) == 2


def test_students_files_in_a_zip_are_never_opened(tmp_path: Path) -> None:
    path = tmp_path / "set.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("set/academicSessions.csv", YEARS)
        for name in STUDENTS:
            packed.writestr(f"set/{name}", b"sourcedId,givenName " + name.encode())
    data = path.read_bytes().replace(b"givenName", b"givenNome")  # their checksums are wrong now
    path.write_bytes(data)
    with zipfile.ZipFile(path) as packed, pytest.raises(zipfile.BadZipFile):
        packed.read("set/users.csv")
    assert len(read_file(path).terms) == 2


def test_the_file_of_users_alone_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "users.csv"
    path.write_bytes(b"sourcedId,status,givenName,familyName\r\n1,active,Ann,Lee\r\n")
    with pytest.raises(DeskError):
        read_file(path)


def test_columns_in_any_order_and_a_byte_order_mark() -> None:
    data = b"\xef\xbb\xbf" + sessions(
        'x,2027-06-10 00:00:00,"2026, 27",y,SCHOOLYEAR,2026-09-08 08:01:05,',
        header="metadata.a,endDate,Title,sourcedid,type,startDate,schoolYear",
    )
    (term,) = read(data).terms
    assert (term.title, term.starts_on, term.ends_on) == (
        "2026, 27",
        date(2026, 9, 8),
        date(2027, 6, 10),
    )


def test_what_is_wrong_is_told() -> None:
    found = read(
        sessions(
            "a,active,,Short,schoolYear,2026-09-08,2026-12-10,,2027",
            "b,active,,Odd,holiday,2026-09-08,2026-12-10,,2027",
            "c,active,,Late,term,soon,2026-12-10,,2027",
            "d,active,,Back,term,2026-12-10,2026-09-08,,2027",
            ",active,,None,term,2026-12-10,2026-09-08,,2027",
            "e,active,,Fall,term,2026-09-08,2026-12-10,gone,2027",
        )
    )
    assert [t.title for t in found.terms] == ["Fall"]
    assert len(found.unread) == 4
    assert said(found) == [
        "Lines left out because they have no ID: 1.",
        "Sessions whose parent session is not in the files: 1.",
    ]


def test_one_title_of_many_schools() -> None:
    found = read(
        sessions(
            "a,active,,Fall,term,2026-09-08,2026-12-10,,2027",
            "b,active,,Fall,term,2026-09-08,2026-12-10,,2027",
            "c,active,,Fall,term,2026-09-01,2026-12-10,,2027",
        )
    )
    assert [t.title for t in found.terms] == ["Fall (2)", "Fall"]


def test_the_year_that_is_asked_for() -> None:
    old = "o,active,,2025-26,schoolYear,2025-09-02,2026-06-11,,2026"
    data = YEARS + b"\r\n" + old.encode()
    assert [t.title for t in read(data, "2025-2026").terms] == ["2025-26"]
    assert [t.title for t in read(data).terms] == ["2026-27", "Quarter 1"]


def test_a_header_alone_and_no_set_at_all(tmp_path: Path) -> None:
    assert said(read(SESSIONS.encode())) == [
        "academicSessions.csv has no rows, so it says nothing about school years."
    ]
    (tmp_path / "users.csv").write_text("x")
    with pytest.raises(DeskError):
        read_file(tmp_path)


def test_a_small_zip_of_a_huge_file(tmp_path: Path) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("academicSessions.csv", b"0" * 250_000_000)
    path = tmp_path / "big.zip"
    path.write_bytes(whole.getvalue())
    assert path.stat().st_size < 1_000_000
    with pytest.raises(DeskError, match="200 MB"):
        read_file(path)


@given(st.binary(max_size=60), st.integers(0, len(YEARS)))
@examples(150)
def test_nothing_makes_it_fall(put: bytes, place: int) -> None:
    read(YEARS[:place] + put + YEARS[place:])


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_a_set_with_another_separator_is_read(mark: str) -> None:
    assert read(YEARS.replace(b",", mark.encode())).terms == read(YEARS).terms


def test_a_set_in_utf_16_is_read() -> None:
    assert read(YEARS.decode().encode("utf-16")).terms == read(YEARS).terms


def test_damage_is_told_and_what_precedes_it_is_kept() -> None:
    found = read(YEARS + b'\r\nz,active,,"' + b"x" * 200_000)
    assert [t.title for t in found.terms] == ["2026-27", "Quarter 1"]
    assert [(fault.file, fault.line) for fault in found.warnings] == [("academicSessions.csv", 5)]
