"""Commands as somebody types them who has read no more than their help: borders and slips."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from cpdesk import paths
from cpdesk.app import main, open_services
from cpdesk.cli.demo import demo
from cpdesk.clock import FixedClock
from cpdesk.policy.outcome import Purpose
from cpdesk.policy.rules import RULE_NAME
from cpdesk.records.desk import Question

PROBE = Path(__file__).parent / "probe"
SAMPLE = paths.resources() / "sample"
NOW = "2026-11-24T10:50"
YES = ("--relayed-by", "P. Lindqvist", "--relayed-how", "by phone", "--relayed-why", "known")
CHICAGO = ZoneInfo("America/Chicago")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session")
def probe_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("probe") / "dåta folder"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CPDESK_KEYRING", "off")
        code = main(["--data", str(folder), "setup", "--school", "S1", "--roster", str(PROBE)])
        assert code == 0
    return folder


@pytest.fixture
def data(probe_folder: Path, tmp_path: Path) -> Path:
    return shutil.copytree(probe_folder, tmp_path / "dåta folder")


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CPDESK_KEYRING", "off")
    return tmp_path / "new"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def typed(*argv: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(word) for word in argv])
        said = capsys.readouterr()
        return code, said.out, said.err

    return typed


def another(folder: Path, **about: Any) -> Path:
    """The probe roster with another manifest."""
    shutil.copytree(PROBE, folder)
    manifest = json.loads((PROBE / "manifest.json").read_text("utf-8")) | about
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    return folder


def finding(out: str, code: str) -> str:
    found = {f["code"]: f"{f['outcome']} {f['lift']}" for f in json.loads(out)["findings"]}
    return found[code]


# --- setting a desk up ---------------------------------------------------------------------------


def test_a_real_roster_follows_the_sample_without_a_flag(fresh: Path, run: Run) -> None:
    assert run("--data", fresh, "setup", "--sample", "--school", "CEDAR")[0] == 0
    code, out, _ = run("--data", fresh, "roster", "import", PROBE, "--json")
    assert (code, json.loads(out)["district"]) == (0, "Probe District")


def test_the_sample_is_known_by_its_folder_too(fresh: Path, run: Run) -> None:
    assert run("--data", fresh, "setup", "--school", "CEDAR", "--roster", SAMPLE)[0] == 0
    assert run("--data", fresh, "setup", "--school", "S1", "--roster", PROBE)[0] == 0


def test_another_real_district_needs_the_flag(data: Path, tmp_path: Path, run: Run) -> None:
    other = another(tmp_path / "other", district="Other", sequence=1)
    code, out, err = run("--data", data, "roster", "import", other)
    assert (code, out) == (2, "")
    assert "manifest.json:district" in err
    assert run("--data", data, "setup", "--school", "S1", "--roster", SAMPLE)[0] == 2
    assert run("--data", data, "roster", "import", other, "--switch-district")[0] == 0


def test_setting_up_again_with_the_roster_in_force_goes_on(data: Path, run: Run) -> None:
    code, out, err = run("--data", data, "setup", "--school", "S3", "--roster", PROBE)
    assert (code, err) == (0, "")
    assert out.startswith("This roster is already in use.\n")
    assert "School Three" in out
    _, out, _ = run("--data", data, "setup", "--school", "S1", "--roster", PROBE, "--json")
    assert json.loads(out)["school"] == "S1"


def test_the_same_number_with_other_rows_is_not_that_roster(
    data: Path, tmp_path: Path, run: Run
) -> None:
    edited = another(tmp_path / "edited")
    text = (edited / "schools.csv").read_text("utf-8")
    (edited / "schools.csv").write_text(text.replace("School One", "School Won"), "utf-8")
    code, _, err = run("--data", data, "setup", "--school", "S1", "--roster", edited)
    assert code == 2
    assert "manifest.json:sequence" in err


def test_an_unknown_school_leaves_no_roster_behind(fresh: Path, run: Run) -> None:
    code, out, err = run("--data", fresh, "setup", "--school", "NOPE", "--roster", PROBE)
    assert (code, out) == (2, "")
    assert "School NOPE is not on the roster probe, which was not imported." in err
    _, _, err = run("--data", fresh, "inside")
    assert "No roster has been imported yet." in err


# --- asking --------------------------------------------------------------------------------------


def test_lines_of_every_kind_are_answered_in_their_order(
    data: Path, tmp_path: Path, run: Run
) -> None:
    good = json.dumps({"person": "U1", "activity": "A1", "at": NOW}).encode()
    lines = {
        b"\xef\xbb\xbf" + good + b"\r": "admit",
        b"\r": "error",
        b"   ": "error",
        b'{"person": ' + b"[" * 100_000: "error",
        b"\xff\xfe\x00": "error",
        json.dumps({"person": "y" * 300_000}).encode(): "error",
        b'{"person": "\\ud800", "at": "2026-11-24T10:50"}': "error",
        b'{"person": "a\\u0000b"}': "error",
        b'{"purpose": "\\ud800"}': "error",
        b'{"grade": 1e999}': "error",
        b'{"grade": ' + b"9" * 6_000 + b"}": "error",
        b'{"person": ["U1"]}': "error",
        b"[1]": "error",
        b"null": "error",
        good: "admit",
    }
    asked = tmp_path / "q.jsonl"
    asked.write_bytes(b"\n".join(lines))  # and no line end after the last
    code, out, err = run("--data", data, "assess", "--from", asked)
    answers = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert [a.get("outcome", "error") for a in answers] == list(lines.values())


@pytest.mark.parametrize("said", ["Partner & One <Ltd>", "partner one ltd", "P1"])
def test_a_partner_is_known_by_name(data: Path, run: Run, said: str) -> None:
    asked = ("--person", "U1", "--partner", said, "--at", NOW, "--json")
    _, out, _ = run("--data", data, "assess", *asked)
    assert finding(out, "partner.contract") == "admit None"


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (-1, "ask_desk desk"),
        (0, "admit None"),
        (7, "admit None"),
        (8, "ask_desk desk"),
        (30, "ask_desk desk"),
        (31, "ask_leader leader"),
    ],
)
def test_the_roster_ages_by_the_real_clock(fresh: Path, days: int, found: str) -> None:
    clock = FixedClock(datetime(2026, 11, 24, 23, 30, tzinfo=CHICAGO))
    with closing(open_services(fresh, clock=clock)) as services:
        services.rosters.take_in(PROBE)
        clock.set(clock.now() + timedelta(days=days))
        asked = Question(
            Purpose.OTHER, school="S1", person="U7", at=datetime(2027, 3, 2, 10, tzinfo=CHICAGO)
        )
        decision = services.desk.assess(asked)
    fresh_one = next(f for f in decision.findings if f.code == "roster.fresh")
    assert f"{fresh_one.outcome.code} {fresh_one.lift}" == found


@pytest.mark.parametrize(
    ("since", "found"),
    [("2026-07-01", "admit None"), ("2026-11-24", "admit None"), ("2026-11-25", "ask_desk desk")],
)
def test_terms_to_try_hold_from_their_day(
    data: Path, tmp_path: Path, run: Run, since: str, found: str
) -> None:
    text = f'[[arrival.early_minutes]]\nfrom = {since}\nvalue = 60\ncites = "a trial"\n'
    asked = ("--person", "U1", "--activity", "A1", "--at", "2026-11-24T09:45", "--json")
    (tmp_path / "terms").mkdir()
    (tmp_path / "terms" / "own.toml").write_text(text, "utf-8")
    _, out, _ = run("--data", data, "assess", "--terms", tmp_path / "terms", *asked)
    assert finding(out, "activity.scheduled") == found


def test_a_folder_without_terms_is_no_trial(data: Path, tmp_path: Path, run: Run) -> None:
    code, out, err = run("--data", data, "assess", "--terms", tmp_path / "none", "--person", "U1")
    assert (code, out) == (2, "")
    assert "No terms (.toml files) found in" in err


def test_json_is_utf_8_and_text_never_breaks_a_terminal(data: Path) -> None:
    words = ["--data", str(data), "assess", "--person", "U1", "--activity", "A1", "--at", NOW]
    env = os.environ | {"PYTHONIOENCODING": "ascii", "CPDESK_KEYRING": "off"}
    plain, as_json = (
        subprocess.run(
            [sys.executable, "-m", "cpdesk", *words, *more], capture_output=True, env=env
        )
        for more in ([], ["--json"])
    )
    assert (plain.returncode, as_json.returncode) == (0, 0)
    assert plain.stdout.isascii()
    messages = [f["message"] for f in json.loads(as_json.stdout.decode("utf-8"))["findings"]]
    assert any("’" in message for message in messages)


# --- coming in -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "who",
    [
        ("--person", "U7", "--purpose", "other"),
        ("--person", "New Body", "--partner", "P1", "--purpose", "other", *YES),
        ("--guest", "Gus Guest", "--host", "Ms. Thao", "--reason", "Tunes the piano"),
    ],
    ids=["listed", "new", "guest"],
)
def test_two_programs_at_the_same_moment_make_one_visit(
    data: Path, run: Run, who: tuple[str, ...]
) -> None:
    command = [sys.executable, "-m", "cpdesk", "--data", str(data), "admit", *who, "--at", NOW]
    both = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)
    ]
    told = [(*desk.communicate(timeout=60), desk.returncode) for desk in both]
    assert sorted(code for *_, code in told) == [0, 2]
    (refused,) = (err.decode() for _, err, code in told if code == 2)
    assert "has been in the building since" in refused
    assert len(json.loads(run("--data", data, "inside", "--json")[1])) == 1


def test_a_second_admission_is_told_the_time_of_the_school(data: Path, run: Run) -> None:
    asked = ("--person", "U1", "--activity", "A1", "--at", NOW)
    assert run("--data", data, "admit", *asked)[0] == 0
    code, out, err = run("--data", data, "admit", *asked)
    assert (code, out) == (2, "")
    assert "since Nov 24, 2026, 10:50 am" in err


def test_why_a_guest_came_is_not_why_the_desk_says_yes(data: Path, run: Run) -> None:
    guest = ("--guest", "Ann Anders", "--reason", "Tunes the piano", "--at", NOW)
    code, _, err = run("--data", data, "admit", *guest)
    assert code == 2
    assert RULE_NAME["guest.no-partner"] in err
    assert "guest.no-partner" not in err
    assert run("--data", data, "admit", *guest, "--because", "Came last year, too")[0] == 0


def test_who_is_not_cleared_for_one_partner_does_not_come_for_another(data: Path, run: Run) -> None:
    code, _, err = run(
        "--data", data, "admit", "--person", "U5", "--partner", "P8", "--at", NOW, *YES
    )
    assert code == 2
    assert RULE_NAME["visitor.clearance"] in err
    assert "visitor.clearance" not in err


# --- the demonstration ---------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["2025-01-07T09:00", "2026-11-12T09:00", "2028-02-01T09:00"])
def test_a_demonstration_on_a_folder_of_the_sample_whenever_it_was_taken_in(
    fresh: Path, tmp_path: Path, day: str
) -> None:
    clock = FixedClock(datetime.fromisoformat(day).replace(tzinfo=CHICAGO))
    with closing(open_services(fresh, clock=clock)) as services:
        services.rosters.take_in(SAMPLE, sample=True)
        for _ in range(2):
            told = demo.run(services, clock, tmp_path / "out", lambda out: None)
            assert "In the building now: 4" in told


def test_a_demonstration_leaves_a_real_district_alone(data: Path, tmp_path: Path, run: Run) -> None:
    code, out, err = run("demo", "--data", data, "--out", tmp_path / "out")
    assert (code, out) == (2, "")
    assert "Probe District" in err
    assert json.loads(run("--data", data, "inside", "--json")[1]) == []


def test_a_demonstration_says_first_that_it_cannot_leave_anything(
    fresh: Path, tmp_path: Path, run: Run
) -> None:
    (tmp_path / "file").touch()
    code, out, err = run("demo", "--data", fresh, "--out", tmp_path / "file")
    assert (code, out) == (2, "")
    assert "Can’t create or write to" in err
