"""The manifest, and whether this roster may follow the one in force."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.services.auth_context import AuthContext
from cpdesk.services.roster import Rosters
from cpdesk.words import Words
from tests.services.roster.conftest import Folder, Refused


@pytest.mark.parametrize(
    ("key", "value", "word"),
    [
        ("format", "other", "not a roster in the cpdesk-roster format"),
        ("format", None, "not a roster in the cpdesk-roster format"),
        ("version", None, "not a roster in the cpdesk-roster format"),
        ("version", "1", "not a roster in the cpdesk-roster format"),
        ("version", True, "not a roster in the cpdesk-roster format"),
        ("version", 2, "version 2"),
        ("district", None, "district is missing"),
        ("district", "  ", "district is missing"),
        ("district", 5, "not plain text"),
        ("district", "a\u0000b", "not plain text"),
        ("school_year", None, "school_year is missing"),
        ("sequence", None, "sequence is missing"),
        ("sequence", "5", "“sequence” is not a whole number"),
        ("sequence", 5.5, "“sequence” is not a whole number"),
        ("sequence", -1, "“sequence” is not a whole number"),
        ("sequence", True, "“sequence” is not a whole number"),
        ("sequence", 10**30, "“sequence” is not a whole number"),
        ("published_at", None, "published_at is missing"),
        ("published_at", "yesterday", "is not a date and time"),
        ("published_at", "0001-01-01T00:00:00+14:00", "is not a date and time"),
        ("valid_until", "soon", "soon"),
        ("valid_until", "2026-11-23", "Nov 23, 2026"),
        ("time_zone", None, "time_zone is missing"),
        ("time_zone", "Mars/Olympus", "Mars/Olympus"),
        ("time_zone", "../../etc/passwd", "is not a time zone"),
        ("time_zone", "America", "is not a time zone"),
        ("time_zone", "/etc/localtime", "is not a time zone"),
        ("contact", "call us", "“contact” is not a JSON object"),
        ("contact", {"phone": 5}, "not plain text"),
    ],
)
def test_a_manifest_with_a_fault(
    folder: Folder, refused: Refused, words: Words, key: str, value: Any, word: str
) -> None:
    (fault,) = refused(folder.manifest(**{key: value}))
    assert fault.file == "manifest.json"
    assert word in words.fault(fault)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"{", id="cut"),
        pytest.param(b"[]", id="list"),
        pytest.param(b"5", id="number"),
        pytest.param(b"\xff\xfe{\x00}\x00", id="utf-16"),
        pytest.param(b'{"district": "\\ud800"}', id="half a character"),
        pytest.param(b"[" * 100_000, id="deep"),
        pytest.param(b'{"sequence": 1' + b"0" * 5_000 + b"}", id="endless number"),
    ],
)
def test_a_manifest_that_is_no_json(folder: Folder, refused: Refused, data: bytes) -> None:
    found = refused(folder.write("manifest.json", data))
    assert [f.file for f in found] == ["manifest.json"]


def test_a_manifest_that_is_missing(folder: Folder, refused: Refused) -> None:
    (folder.path / "manifest.json").unlink()
    (fault,) = refused(folder.path)
    assert (fault.file, fault.line) == ("manifest.json", 0)


def test_the_last_day_of_validity_is_valid(folder: Folder, rosters: Rosters) -> None:
    assert rosters.check(folder.manifest(valid_until="2026-11-24")).sequence == 5


def test_validity_ends_in_the_district_s_zone(folder: Folder, store: Any) -> None:
    rosters = Rosters(
        store, FixedClock(datetime(2026, 11, 25, 5, 30, tzinfo=UTC)), auth=AuthContext(store)
    )
    folder.manifest(valid_until="2026-11-24")
    assert rosters.check(folder.path).sequence == 5  # still the 24th in Chicago
    folder.manifest(valid_until="2026-11-24", time_zone="UTC")
    with pytest.raises(DeskError):
        rosters.check(folder.path)


def test_a_sample_may_be_past_its_date(folder: Folder, rosters: Rosters) -> None:
    folder.manifest(valid_until="2020-01-01")
    assert rosters.take_in(folder.path, sample=True).sequence == 5


@pytest.mark.parametrize("sequence", [4, 5])
def test_a_roster_that_is_not_newer(
    folder: Folder, rosters: Rosters, refused: Refused, sequence: int
) -> None:
    rosters.take_in(folder.path)
    (fault,) = refused(folder.manifest(sequence=sequence))
    assert fault.column == "sequence"


def test_another_district_only_on_purpose(
    folder: Folder, rosters: Rosters, refused: Refused
) -> None:
    rosters.take_in(folder.path)
    folder.manifest(district="Another District", sequence=1)
    (fault,) = refused(folder.path)
    assert fault.column == "district"
    summary = rosters.take_in(folder.path, switch_district=True)  # its numbers start anew
    assert (summary.district, summary.sequence) == ("Another District", 1)


def test_the_newest_issue_is_kept_as_it_says(folder: Folder, rosters: Rosters) -> None:
    rosters.take_in(folder.manifest(published_at="2026-11-20T06:00:00", partner_term=None))
    with rosters._store.read() as tx:
        row = tx.exec_driver_sql(
            "SELECT state, published_at, partner_term, contact_office, valid_until, taken_in_at"
            " FROM roster_issue"
        ).one()
    assert tuple(row) == (
        "current",
        "2026-11-20T12:00:00.000000+00:00",
        "Community Partner",
        "Partnerships",
        "2027-07-31",
        "2026-11-24T16:42:00.000000+00:00",
    )
