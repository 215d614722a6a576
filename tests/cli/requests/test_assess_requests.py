"""The key `request` of a question to `assess`: what an approval answers, and what it does not."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from cpdesk.app import Hooks, open_services
from cpdesk.cli import main as command
from cpdesk.clock import FixedClock
from cpdesk.policy.permissions import Role
from cpdesk.services.services import Services
from tests.conftest import CHICAGO
from tests.services import staff

NOW = datetime(2026, 11, 24, 10, 42, tzinfo=CHICAGO)
LUNCH = (
    "requests add --kind meet_student --partner LSL --person LSL-1 --student S-4471 --grade 6 "
    "--reason Science --family-knows yes --place Library --day 2026-12-01 --start 11:35 --end 12:05"
)
MEET = {"person": "LSL-1", "partner": "LSL", "purpose": "student_meeting"}
AT_LUNCH = {**MEET, "at": "2026-12-01T11:40"}

Assess = Callable[[dict[str, Any]], dict[str, str]]


class Tuesday(Hooks):
    def open(self, folder: Path, *, terms: Path | None = None) -> Services:
        services = open_services(folder, clock=FixedClock(NOW), terms=terms)
        staff.quick(services)
        return services


@pytest.fixture
def typed(
    sample_folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[Role, list[str]], Any]:
    folder = shutil.copytree(sample_folder, tmp_path / "data")
    with closing(open_services(folder, clock=FixedClock(NOW))) as services:
        staff.hire(services)

    def run(role: Role, line: list[str]) -> Any:
        monkeypatch.setenv("CPDESK_ACCOUNT", staff.NAMES[role])
        monkeypatch.setenv("CPDESK_PASSWORD", staff.SECRET)
        command(["--data", str(folder), *line], Tuesday())
        return json.loads(capsys.readouterr().out)

    return run


@pytest.fixture
def request_id(typed: Callable[[Role, list[str]], Any]) -> str:
    """A lunch with a student that a leader approved."""
    asked = str(typed(Role.DESK, [*LUNCH.split(), "--json"])["request"])
    typed(Role.LEADER, ["requests", "decide", asked, "approve", "--json"])
    return asked


@pytest.fixture
def assess(typed: Callable[[Role, list[str]], Any], tmp_path: Path) -> Assess:
    """The answer to one question: the outcome of each rule, and the whole one as `answer`."""

    def answer(question: dict[str, Any]) -> dict[str, str]:
        file = tmp_path / "questions.jsonl"
        file.write_text(json.dumps(question), "utf-8")
        said = typed(Role.DESK, ["assess", "--from", str(file), "--json"])
        if "error" in said:
            return {"answer": "error"}
        found = {finding["code"]: finding["outcome"] for finding in said["findings"]}
        return {**found, "answer": said["outcome"]}

    return answer


def test_at_its_time_the_request_admits(assess: Assess, request_id: str) -> None:
    said = assess({**AT_LUNCH, "request": request_id})
    assert said["meeting.approval"] == "admit"
    assert said["meeting.instructional-time"] == "admit"
    assert said["meeting.interference"] == "admit"
    assert said["answer"] == "admit"


def test_the_request_is_found_without_its_key(assess: Assess, request_id: str) -> None:
    assert assess(AT_LUNCH) == assess({**AT_LUNCH, "request": request_id})


def test_the_request_says_purpose_and_partner(assess: Assess, request_id: str) -> None:
    asked = {"request": request_id, "person": "LSL-1", "at": "2026-12-01T11:40"}
    assert assess(asked)["answer"] == "admit"


@pytest.mark.parametrize(
    "change",
    [
        {"at": "2026-12-01T11:24"},
        {"at": "2026-12-01T12:05"},
        {"until": "2026-12-01T12:16"},
        {"person": "LSL-2"},
        {"at": "2026-12-01T11:40", "grade": 7},
        {"place": "Room 8"},
    ],
    ids=["early", "late", "longer", "another person", "another grade", "another room"],
)
def test_for_anything_else_a_leader_is_asked(
    assess: Assess, request_id: str, change: dict[str, Any]
) -> None:
    said = assess({**AT_LUNCH, "request": request_id, **change})
    assert said["meeting.approval"] == "ask_leader"
    assert said["answer"] != "admit"


def test_within_the_minutes_of_the_term_it_is_in_time(assess: Assess, request_id: str) -> None:
    for at, until in (("11:25", ""), ("12:04", ""), ("11:35", "2026-12-01T12:15")):
        asked = {**MEET, "request": request_id, "at": f"2026-12-01T{at}"}
        said = assess({**asked, "until": until} if until else asked)
        assert said["meeting.approval"] == "admit", at


def test_a_request_for_a_meeting_approves_nothing_else(assess: Assess, request_id: str) -> None:
    said = assess({**AT_LUNCH, "request": request_id, "purpose": "tabling"})
    assert said["tabling.approval"] == "ask_leader"


def test_a_request_that_nobody_knows_is_an_error(assess: Assess, request_id: str) -> None:
    assert assess({**AT_LUNCH, "request": "R-17"})["answer"] == "error"
