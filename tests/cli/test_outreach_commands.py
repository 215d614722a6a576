"""Tables, presentations and photo releases from the command line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from cpdesk.app import Hooks, open_services
from cpdesk.cli import main as command
from cpdesk.clock import FixedClock
from cpdesk.policy.permissions import Role
from cpdesk.services.services import Services
from tests.conftest import CHICAGO
from tests.services import staff

BEFORE = datetime(2026, 11, 24, 10, 42, tzinfo=CHICAGO)
AFTER = datetime(2026, 12, 2, 8, 0, tzinfo=CHICAGO)
TABLE = (
    "--kind tabling --partner LSL --person LSL-1 --day 2026-12-01 --start 17:00 --end 19:00 "
    "--place Lobby --event Fair"
)


class At(Hooks):
    """The real services at a time."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def open(self, folder: Path, *, terms: Path | None = None) -> Services:
        services = open_services(folder, clock=FixedClock(self.now), terms=terms)
        staff.quick(services)
        return services


Run = Callable[..., Any]


@pytest.fixture
def run(
    sample_folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    """Types a line; gives what was answered in JSON, or the text, or the trouble."""
    folder = shutil.copytree(sample_folder, tmp_path / "data")
    with closing(open_services(folder, clock=FixedClock(BEFORE))) as services:
        staff.hire(services)

    def typed(*line: str, role: Role = Role.DESK, now: datetime = BEFORE) -> Any:
        monkeypatch.setenv("CPDESK_ACCOUNT", staff.NAMES[role])
        monkeypatch.setenv("CPDESK_PASSWORD", staff.SECRET)
        code = command(["--data", str(folder), *line], At(now))
        said = capsys.readouterr()
        if code:
            return said.err
        return json.loads(said.out) if "--json" in line else said.out

    return typed


def approved(run: Run) -> str:
    asked = run("requests", "add", *TABLE.split(), "--json")["request"]
    run("requests", "decide", asked, "approve", "--knowing", role=Role.LEADER)
    return str(asked)


def test_a_table_is_listed_noted_and_the_note_taken_back(run: Run) -> None:
    asked = approved(run)
    term = run("events", "--json")
    (row,) = term["events"]
    assert (row["request"], row["to_note"], row["result"]) == (asked, False, None)
    assert term["visits"] == [
        {
            "partner": "LSL",
            "partner_name": "Lake Street Literacy",
            "used": 0,
            "planned": 1,
            "allotted": 4,
        }
    ]
    assert "This event hasn’t started yet" in run("event", "note", row["slot"], "held")
    noted = run(
        *("event", "note", row["slot"], "rule-not-kept", "--rule", "names", "--json"), now=AFTER
    )
    assert (noted["result"], noted["not_kept"]) == ("rule_not_kept", ["names"])
    assert noted["noted_by"] == staff.NAMES[Role.DESK]
    text = run("events", now=AFTER)
    assert "Lobby · Rule not followed Names or addresses of students were collected." in text
    assert "1 used, 0 planned, 4 allowed" in text
    assert run("event", "unnote", row["slot"], "--json", now=AFTER)["to_note"] is True


def test_releases_are_recorded_listed_and_withdrawn(run: Run, tmp_path: Path) -> None:
    form = tmp_path / "forms.pdf"
    form.write_bytes(b"%PDF-1.4 nothing to draw")
    recorded = run(
        *("release", "record", "HRD-1", "--signed", "18", "--children", "24"),
        *("--valid-to", "2027-06-04", "--form", str(form), "--json"),
    )
    assert (recorded["signed"], recorded["children"], recorded["form"]) == (
        18,
        24,
        "release-form.pdf",
    )
    listed = {one["program"]: one for one in run("releases", "--json")}
    assert listed["HRD-1"] == recorded
    assert listed["LSL-1"]["signed"] is None
    assert recorded["conditions"] == ["photos-with-sticker"]
    assert recorded["checked_at"].startswith("2026-11-24")
    said = run("releases")
    name = staff.NAMES[Role.DESK]
    assert f"18 of 24 signed, valid through Jun 4, 2027, checked by {name}, Nov 24, 2026 →" in said
    assert "→ Photos: only students with a sticker" in said
    assert run("release", "withdraw", "HRD-1", "--json")["signed"] is None
    assert "No photo releases are recorded" in run("release", "withdraw", "HRD-1")
    refused = run(
        *("release", "record", "HRD-1", "--signed", "25", "--children", "24"),
        *("--valid-to", "2027-06-04"),
    )
    assert "\n  signed: There are more signed families than students" in refused


def test_the_desk_answers_by_what_was_recorded(run: Run) -> None:
    asked = ("assess", "--person", "LSL-1", "--activity", "A-002", "--json")
    record = ("release", "record", "LSL-1", "--children", "24", "--valid-to", "2027-06-04")
    found = []
    for signed in ("0", "23", "24"):
        run(*record, "--signed", signed)
        found.append([c for c in run(*asked)["conditions"] if "photos" in c])
    assert found == [["no-photos"], ["photos-with-sticker"], []]


def test_the_reminder_is_saved(run: Run, tmp_path: Path) -> None:
    asked = approved(run)
    out = tmp_path / "reminder.pdf"
    told = run("reminder", asked, "--out", str(out), "--json")
    assert told["out"] == str(out)
    text = " ".join(page.extract_text() for page in PdfReader(out).pages)
    assert "Do not bring registration forms" in " ".join(text.split())
    assert "--out" in run("reminder", asked)
