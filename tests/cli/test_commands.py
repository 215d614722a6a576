"""The command line as a district's technician would use it: real folders, real output."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from cpdesk import paths
from cpdesk.app import main
from cpdesk.policy.rules import RULE_NAME

TUTORS = {"at": "2026-11-24T10:42"}


@pytest.fixture
def data(sample_folder: Path, tmp_path: Path) -> Path:
    return shutil.copytree(sample_folder, tmp_path / "data")


@pytest.fixture
def tutor(data: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """Person and activity ids of somebody who is expected on Tuesdays at 10:45."""
    roster = paths.resources() / "sample"
    people = _rows(roster / "people.csv")
    person = next(p for p in people if (p["given_name"], p["family_name"]) == ("Adaeze", "Okafor"))
    activities = _rows(roster / "activities.csv")
    activity = next(a for a in activities if a["title"] == "Reading tutors")
    return {"person": person["person_id"], "activity": activity["activity_id"]}


def _rows(path: Path) -> list[dict[str, str]]:
    import csv

    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def run(capsys: pytest.CaptureFixture[str], *argv: str | Path) -> tuple[int, str, str]:
    code = main([str(a) for a in argv])
    said = capsys.readouterr()
    return code, said.out, said.err


def options(question: dict[str, str]) -> list[str]:
    return [part for key, value in question.items() for part in (f"--{key}", value)]


def test_setup_takes_a_roster_in_and_chooses_the_school(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schools = _rows(paths.resources() / "sample" / "schools.csv")
    code, out, err = run(
        capsys,
        "--data",
        tmp_path / "new",
        "setup",
        "--school",
        schools[0]["school_id"],
        "--roster",
        paths.resources() / "sample",
        "--json",
    )
    assert (code, err) == (0, "")
    assert json.loads(out)["school"] == schools[0]["school_id"]


def test_an_unknown_school_is_told_and_nothing_is_chosen(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "--data", data, "setup", "--school", "S-NOWHERE")
    assert code == 2
    assert "S-NOWHERE" in err
    assert out == ""


def test_assess_answers_in_json(
    data: Path, tutor: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "--data", data, "assess", *options(tutor | TUTORS), "--json")
    answer = json.loads(out)
    assert code == 0
    assert set(answer) == {"outcome", "findings", "conditions"}
    assert set(answer["findings"][0]) == {"code", "outcome", "lift", "message", "offer"}


def test_assess_from_a_file_answers_every_line_in_order(
    data: Path, tmp_path: Path, tutor: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        json.dumps(tutor | TUTORS).encode(),
        b"not json",
        b'{"person": 3.5}',
        b"\xff\xfe",
        b'{"colour": "red"}',
        b'{"guest": "Ines Berg", "purpose": "observation", "at": "2026-11-24T10:42"}',
        b"",
        json.dumps(tutor | TUTORS | {"purpose": "referral", "grade": 6}).encode(),
    ]
    questions = tmp_path / "q.jsonl"
    questions.write_bytes(b"\n".join(lines))
    code, out, _ = run(capsys, "--data", data, "assess", "--from", questions)
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert len(answers) == len(lines)
    assert ["error" in a for a in answers] == [False, True, True, True, True, False, True, False]
    assert answers[-1]["outcome"] == "refuse"


def test_admit_inside_print_and_check_out(
    data: Path, tmp_path: Path, tutor: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    yes = ("--relayed-by", "P. Lindqvist", "--relayed-how", "phone", "--relayed-why", "known")
    code, out, _ = run(capsys, "--data", data, "admit", *options(tutor | TUTORS), *yes, "--json")
    visit = json.loads(out)
    assert code == 0
    _, out, _ = run(capsys, "--data", data, "inside", "--json")
    assert [row["visit"] for row in json.loads(out)] == [visit["visit"]]
    badge = tmp_path / "badge.pdf"
    code, _, _ = run(
        capsys, "--data", data, "print", "badge", "--visit", visit["visit"], "--out", badge
    )
    assert code == 0
    assert "Adaeze" in PdfReader(badge).pages[0].extract_text()
    code, out, _ = run(
        capsys, "--data", data, "check-out", visit["visit"], "--at", "2026-11-24T11:28", "--json"
    )
    assert json.loads(out)["left_at"].startswith("2026-11-24T11:28")
    _, out, _ = run(capsys, "--data", data, "inside", "--json")
    assert json.loads(out) == []


def test_a_refused_admission_is_a_sentence_on_stderr_and_two(
    data: Path, tutor: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(
        capsys, "--data", data, "admit", *options(tutor | TUTORS | {"purpose": "observation"})
    )
    assert (code, out) == (2, "")
    assert RULE_NAME["observation.not-allowed"] in err
    assert "observation.not-allowed" not in err


@pytest.mark.parametrize("paper", ["schedule", "evacuation"])
def test_papers_of_a_day(
    data: Path, tmp_path: Path, paper: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"{paper}.pdf"
    code, _, _ = run(capsys, "--data", data, "print", paper, "--date", "2026-11-24", "--out", out)
    assert code == 0
    assert "Cedar Lake School" in PdfReader(out).pages[0].extract_text()


def test_a_roster_with_faults_lists_them_all(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = shutil.copytree(paths.resources() / "sample", tmp_path / "broken")
    text = (broken / "contracts.csv").read_text("utf-8")
    (broken / "contracts.csv").write_text(text.replace("2026-", "20X6-"), "utf-8")
    code, out, err = run(capsys, "--data", data, "roster", "import", broken, "--check", "--json")
    assert code == 2
    faults = json.loads(out)["faults"]
    assert len(faults) > 5
    # It has the number of the roster in force, too, and that is told at once.
    assert (faults[0]["file"], faults[0]["column"]) == ("manifest.json", "sequence")
    assert all(f["file"] == "contracts.csv" and f["line"] > 1 for f in faults[1:])
    assert err.count("contracts.csv:") == len(faults) - 1


def test_two_desks_at_the_same_instant_are_one_visit(data: Path, tutor: dict[str, str]) -> None:
    yes = ["--relayed-by", "P. L.", "--relayed-how", "phone", "--relayed-why", "known"]
    command = [sys.executable, "-m", "cpdesk", "--data", str(data), "admit", *options(tutor), *yes]
    desks = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    told = [desk.communicate(timeout=60) for desk in desks]
    codes = sorted(desk.returncode for desk in desks)
    assert codes == [0, 2, 2]
    # Which one depends on whether the other's check-in is seen before or at the write.
    seen = ("has been in the building since", "is already in the building")
    assert sum(any(said in err for said in seen) for _, err in told) == 2


def test_the_recovery_key_is_shown_and_restored(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, shown, _ = run(capsys, "--data", data, "key", "show", "--json")
    key = json.loads(shown)["code"]
    assert code == 0
    assert run(capsys, "--data", data, "key", "show")[1].strip() == key
    (data / "desk.key").unlink()
    code, _, err = run(capsys, "--data", data, "inside")
    assert code == 2
    assert "recovery key" in err
    slip = key[:-1] + ("A" if key[-1] != "A" else "B")
    code, _, err = run(capsys, "--data", data, "key", "restore", slip)
    assert code == 2
    assert "Group 8" in err
    code, out, _ = run(capsys, "--data", data, "key", "restore", *key.lower().split(), "--json")
    assert (code, json.loads(out)) == (0, {"key_place": "file"})
    assert run(capsys, "--data", data, "inside")[0] == 0


def test_where_there_is_no_data_there_is_no_key_to_show(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "--data", tmp_path / "none", "key", "show")
    assert (code, out) == (2, "")
    assert "no recovery key" in err
    assert not (tmp_path / "none").exists()


def test_without_a_screen_the_window_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    code, out, err = run(capsys, "--data", tmp_path)
    assert (code, out) == (2, "")
    assert "no screen" in err
