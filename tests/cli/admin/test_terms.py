"""`cpdesk terms`: imported by a manager; what only lies in the data folder is told and not used."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from cpdesk.app import open_services
from cpdesk.cli import main as command
from cpdesk.policy.permissions import Role
from tests.cli.admin.test_accounts import QuickHooks
from tests.services import staff

Run = Callable[..., tuple[int, str, str]]
TERMS = """
[[insurance.outcome]]
from = 2026-07-01
value = "admit"
cites = "memo"
[[requests.sole_leader]]
from = 2026-07-01
value = true
cites = "memo"
"""


@pytest.fixture
def data(sample_folder: Path, tmp_path: Path) -> Path:
    folder = shutil.copytree(sample_folder, tmp_path / "data")
    with closing(open_services(folder)) as services:
        staff.hire(services)
    return folder


@pytest.fixture
def run(data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("CPDESK_KEYRING", "off")
    monkeypatch.setenv("CPDESK_PASSWORD", staff.SECRET)

    def typed(role: Role, *argv: str) -> tuple[int, str, str]:
        monkeypatch.setenv("CPDESK_ACCOUNT", staff.NAMES[role])
        code = command(["--data", str(data), *argv], QuickHooks())
        said = capsys.readouterr()
        return code, said.out, said.err

    return typed


def test_a_file_in_the_data_folder_is_told_at_every_command(run: Run, data: Path) -> None:
    (data / "policy").mkdir()
    (data / "policy" / "mine.toml").write_text(TERMS, "utf-8")
    for line in (("inside", "--json"), ("assess", "--person", "LSL-1", "--json")):
        code, out, err = run(Role.DESK, *line)
        assert code == 0
        assert json.loads(out) is not None  # what a script reads stays as it is
        assert "These terms files in the data folder are not in use: mine.toml." in err
    assert json.loads(run(Role.DESK, "terms", "list", "--json")[1]) == []


def test_terms_are_imported_listed_and_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "sent.toml"
    file.write_text(TERMS, "utf-8")
    line = ("terms", "import", str(file), "--source", "District memo 26-114", "--on", "2026-11-20")
    code, out, err = run(Role.LEADER, *line)
    assert (code, out) == (2, "")
    assert "Your account doesn’t allow this." in err
    code, out, _ = run(Role.MANAGER, *line, "--json")
    made = json.loads(out)
    assert (code, made["source"], made["on"]) == (0, "District memo 26-114", "2026-11-20")
    assert made["terms"] == ["insurance.outcome", "requests.sole_leader"]
    assert made["imported_by"] == "Inga Solberg"
    told = (
        "New district terms are in use: District memo 26-114, Nov 20, 2026. Inga Solberg imported"
    )
    assert [told in run(Role.LEADER, "inside")[2] for _ in range(2)] == [True, False]
    assert json.loads(run(Role.DESK, "terms", "list", "--json")[1]) == [made]
    assert "District memo 26-114" in run(Role.DESK, "terms", "list")[1]


def test_a_date_that_cannot_be_is_said(run: Run, tmp_path: Path) -> None:
    line = ("terms", "import", str(tmp_path / "x.toml"), "--source", "Memo", "--on", "12/40")
    code, _, err = run(Role.MANAGER, *line)
    assert code == 2
    assert "“12/40” is not a date." in err
