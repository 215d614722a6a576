"""Which kind a file is, by what is in it; and names of schedules that a person maps."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdesk.errors import DeskError
from cpdesk.policy import grades
from cpdesk.services.day_plan.adoption import change_of, named_in
from cpdesk.services.day_plan.listing import without_bells
from tests.examples import examples
from tests.services.day_plan.calendar_samples import (
    ORGS,
    SESSIONS,
    bells,
    calendar,
    calendar_date,
    edfi,
    read_bytes,
    read_file,
)

A_DAY = "DTSTART;VALUE=DATE:20261126\nSUMMARY:A Day"
KINDS = {
    "ics": calendar(A_DAY),
    "bells": bells(),
    "edfi": edfi(calendar_date("2026-11-26", "Holiday")),
    "oneroster": SESSIONS.encode(),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n "])
def test_the_kind_is_found_by_content(tmp_path: Path, kind: str, before: bytes) -> None:
    if kind == "edfi" and before.endswith(b" "):
        before = b"\xef\xbb\xbf"  # nothing may stand before <?xml
    assert read_bytes(tmp_path, before + KINDS[kind]).kind == kind


def test_utf_16(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, KINDS["ics"].decode().encode("utf-16")).understood == 1


def test_orgs_alone_and_a_folder_in_a_zip(tmp_path: Path) -> None:
    orgs = f"{ORGS}\r\ns,active,,Cedar Lake,school,1,".encode()
    assert read_bytes(tmp_path, orgs).schools == (("s", "Cedar Lake"),)
    path = tmp_path / "set.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a/b/EducationOrgCalendar.xml", KINDS["edfi"])
    assert read_file(path).days[0].day == date(2026, 11, 26)


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"\0\0\0", b"PK\x03\x04broken", b"<html></html>", b"<"]
)
def test_what_is_none_of_them(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(DeskError) as caught:
        read_bytes(tmp_path, data)
    assert caught.value.do


def test_what_is_not_there_or_no_file(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    for path in (tmp_path / "none.ics", tmp_path / "loop", tmp_path, Path("/dev/null")):
        with pytest.raises(DeskError):
            read_file(path)


def test_names_are_mapped_to_the_schools_own(tmp_path: Path) -> None:
    found = read_bytes(
        tmp_path,
        calendar(
            A_DAY,
            "DTSTART;VALUE=DATE:20261001\nSUMMARY:Early release",
            "DTSTART;VALUE=DATE:20261002\nSUMMARY:No school",
        ),
    )
    assert [one.what for one in without_bells(found)] == ["Early release", "A Day"]
    meant = {"A Day": "REGULAR", "": "REGULAR"}
    done = change_of(found, meant, {}, (), (None, None), (grades.K, grades.LAST))
    assert [d.schedule for d in done.days] == ["Early release", "", "REGULAR"]


def test_schedules_that_a_file_brings_along_are_not_asked_for(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, bells(dates={"2026-12-16": "LATE START"}))
    assert without_bells(found) == ()
    assert set(named_in(found)) == {schedule.name for schedule in found.schedules}


@given(
    st.one_of(st.binary(max_size=80), st.sampled_from(sorted(KINDS.values()))),
    st.binary(max_size=9),
)
@examples(100, shares_fixture=True)
def test_nothing_but_a_trouble_or_a_calendar(tmp_path: Path, data: bytes, more: bytes) -> None:
    kind = ""
    with suppress(DeskError):
        kind = read_bytes(tmp_path, data + more).kind
    assert kind in ("", *KINDS)
