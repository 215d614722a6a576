"""The sample district: written by its script, without faults, and with all it promises."""

from __future__ import annotations

import csv
import filecmp
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from cpdesk import paths
from cpdesk.services.roster import Rosters
from cpdesk.services.roster.layout import FILES

SAMPLE = paths.resources() / "sample"
SCRIPT = Path(__file__).resolve().parents[3] / "tools" / "make_sample.py"
Rows = list[dict[str, str]]


def rows(file: str) -> Rows:
    with (SAMPLE / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_script_writes_what_is_committed(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(SCRIPT), str(tmp_path)], check=True, timeout=60)
    _, different, missing = filecmp.cmpfiles(tmp_path, SAMPLE, FILES, shallow=False)
    assert (different, missing) == ([], [])


def test_it_comes_in_without_a_fault_or_a_note(rosters: Rosters) -> None:
    summary = rosters.take_in(SAMPLE, sample=True)
    assert summary.district == "Lakes Sample District"
    assert all(c.rows > 0 for c in summary.counts)
    assert summary.notes == ()
    assert len({remark.says for remark in summary.remarks}) == 8  # one of every kind but people
    with rosters._store.read() as tx:
        assert tx.exec_driver_sql("SELECT sample FROM roster_issue").scalar() == 1


def test_cedar_lake_is_dense_on_every_weekday() -> None:
    here = [a for a in rows("activities.csv") if a["school_id"] == "CEDAR"]
    for day in ("Mon", "Tue", "Wed", "Thu", "Fri"):
        starts = [a["start_time"] for a in here if day in a["weekdays"].split(";")]
        assert len(starts) >= 25
        assert sum(t < "08:15" for t in starts) >= 3
        assert sum(t >= "14:50" for t in starts) >= 5


@pytest.mark.parametrize(
    ("file", "column", "states"),
    [
        ("partners.csv", "status", "authorized prospective suspended ended"),
        ("contracts.csv", "status", "draft in_review out_for_signature signed expired terminated"),
        ("people.csv", "clearance", "cleared pending expired not_cleared unknown"),
        ("programs.csv", "fee_to_families", "yes no"),
        ("activities.csv", "supervised", "yes no"),
        ("activities.csv", "photo_release", "yes no"),
    ],
)
def test_every_state_is_there(file: str, column: str, states: str) -> None:
    assert {row[column] for row in rows(file)} == set(states.split())


def test_names_that_try_a_printer_and_a_search() -> None:
    names = [f"{p['given_name']} {p['family_name']}" for p in rows("people.csv")]
    partners = [p["name"] for p in rows("partners.csv")]
    assert max(map(len, names)) > 60
    assert max(map(len, partners)) > 80
    for part in ("O'Brien", "O’Brien", "Núñez", "Håkon", "สมชาย", "王"):
        assert any(part in name for name in names)
    assert any("&" in name and "<" in name for name in partners)
    twice = [name for name, n in Counter(names).items() if n > 1]
    assert twice == ["Amina Hassan"]
    assert len({p["partner_id"] for p in rows("people.csv") if p["given_name"] == "Amina"}) == 2


def test_insurance_lapsed_with_and_without_supervision() -> None:
    lapsed = {c["contract_id"] for c in rows("contracts.csv") if c["insurance_ends_on"] < "2026-11"}
    lapsed |= {c["contract_id"] for c in rows("contracts.csv") if c["contract_id"] == "26-0490"}
    programs = {p["program_id"] for p in rows("programs.csv") if p["contract_id"] in lapsed}
    marks = {a["supervised"] for a in rows("activities.csv") if a["program_id"] in programs}
    assert marks == {"yes", "no"}


def test_the_calendar_covers_the_school_year() -> None:
    days = {(d["school_id"], d["date"]): d for d in rows("days.csv") if not d["grade_low"]}
    assert days["CEDAR", "2026-11-26"]["schedule"] == ""
    assert days["CEDAR", "2026-11-27"]["schedule"] == ""
    assert ("CEDAR", "2026-11-24") not in days  # a regular Tuesday
    assert {date.fromisoformat(d) for _, d in days} >= {date(2026, 12, 24), date(2027, 6, 14)}


def test_nobody_in_it_can_be_called() -> None:
    numbers = [row["phone"] for file in ("schools.csv", "partners.csv") for row in rows(file)]
    assert all(number.startswith("612-555-01") and len(number) == 12 for number in numbers)
