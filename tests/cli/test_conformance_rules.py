"""Every rule and its borders, asked through the command line on a roster of our own making.

What is expected was read off the rules by hand, not off the program.
"""

from __future__ import annotations

import json
import tomllib
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from cpdesk.app import main
from cpdesk.policy import RULES
from cpdesk.policy.outcome import Outcome

HERE = Path(__file__).parent
PROBE = HERE / "probe"
CASES: list[dict[str, Any]] = tomllib.loads((HERE / "conformance.toml").read_text("utf-8"))["case"]
OUTCOMES = [outcome.code for outcome in Outcome]
# Asked by use cases of their own, not by a question at the door.
ELSEWHERE = {
    "meeting.interference",
    "flyer.carry-home-grades",
    "flyer.board",
    "student.privacy",
}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Every question in one file, answered line by line."""
    folder = tmp_path_factory.mktemp("conformance")
    asked, said = folder / "questions.jsonl", folder / "answers.jsonl"
    asked.write_text("".join(json.dumps(case["ask"]) + "\n" for case in CASES), "utf-8")
    data = str(folder / "data")
    with (
        pytest.MonkeyPatch.context() as patch,
        said.open("w", encoding="utf-8") as out,
        redirect_stdout(out),
    ):
        patch.setenv("CPDESK_KEYRING", "off")
        assert main(["--data", data, "setup", "--school", "S1", "--roster", str(PROBE)]) == 0
        out.truncate(out.seek(0))  # what setup said
        assert main(["--data", data, "assess", "--from", str(asked)]) == 0
    lines = said.read_text("utf-8").splitlines()
    return {case["name"]: json.loads(line) for case, line in zip(CASES, lines, strict=True)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_question(case: dict[str, Any], answers: dict[str, dict[str, Any]]) -> None:
    answer = answers[case["name"]]
    if case.get("answer") == "error":
        assert set(answer) == {"error"}
        return
    assert set(answer) == {"outcome", "findings", "conditions"}
    found = {f["code"]: f"{f['outcome']} {f['lift'] or ''}".strip() for f in answer["findings"]}
    asked = {code: found.get(code, "not asked") for code in case.get("finds", {})}
    assert asked == case.get("finds", {})
    assert answer["outcome"] == case.get("answer", answer["outcome"])
    assert sorted(answer["conditions"]) == sorted(case.get("conditions", answer["conditions"]))
    worst = max(answer["findings"], key=lambda f: OUTCOMES.index(f["outcome"]))
    assert answer["outcome"] == worst["outcome"]
    for finding in answer["findings"]:
        assert set(finding) == {"code", "outcome", "lift", "message", "offer"}
        assert finding["message"]
        assert not {"{", "}"} & set(finding["message"] + finding["offer"])


def test_every_rule_is_looked_at() -> None:
    looked_at = {code for case in CASES for code in case.get("finds", {})}
    assert looked_at >= {rule.code for rule in RULES} - ELSEWHERE
