"""Command × role: what may be typed is what the services allow, and nothing else."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from cpdesk import paths
from cpdesk.app import Hooks, open_counter
from cpdesk.cli import main as command
from cpdesk.cli.parser import parser
from cpdesk.policy.permissions import PERMISSIONS, Act, Role
from cpdesk.services.counter import Counter
from tests.services import staff

# What is typed, and what it asks of whoever types; {folder} is a place for files.
COMMANDS: tuple[tuple[str, Act], ...] = (
    ("setup --school CEDAR", Act.OFFICE),
    ("roster import --check {sample}", Act.ROSTER),
    ("roster import {sample}", Act.ROSTER),
    ("assess --guest Ines --purpose other", Act.LOOK),
    ("admit --guest Ines --host Vang --reason Piano --because Known", Act.VISIT),
    ("check-out CPD:NOTHING", Act.VISIT),
    ("check-out nothing", Act.VISIT),
    ("inside", Act.LOOK),
    ("print schedule --out {folder}/s.pdf", Act.PRINT),
    ("print evacuation --out {folder}/e.pdf", Act.PRINT),
    ("print badge --out {folder}/b.pdf", Act.PRINT),
    ("print badge --visit nothing --out {folder}/b.pdf", Act.PRINT),
    ("print letter --request nothing --out {folder}/l.pdf", Act.PRINT),
    ("print request-form --out {folder}/f.pdf", Act.PRINT),
    ("print refusal --refused nothing --out {folder}/r.pdf", Act.PRINT),
    ("print count-sheet --delivery nothing --out {folder}/c.pdf", Act.PRINT),
    ("print bundle-labels --delivery nothing --out {folder}/c.pdf", Act.PRINT),
    ("print return-slip --delivery nothing --out {folder}/c.pdf", Act.PRINT),
    ("print board-register --out {folder}/c.pdf", Act.PRINT),
    ("reprint 234-679-CDF --out {folder}/again.pdf", Act.PRINT),
    ("printed", Act.LOOK),
    ("printed --day 2026-11-24", Act.LOOK),
    ("calendar --day 2026-11-24 --out {folder}/d.ics", Act.PRINT),
    ("calendar --partner nobody --out {folder}/p.ics", Act.PRINT),
    ("day-plan read {sample}/days.csv", Act.DAY_PLAN),
    ("day-plan import {sample}/days.csv", Act.DAY_PLAN),
    ("requests add --draft --kind staff_meeting", Act.REQUEST),
    ("requests add --file --kind staff_meeting", Act.REQUEST),
    ("requests withdraw nothing --version 1", Act.REQUEST),
    ("requests take-offer nothing 1 --version 1", Act.REQUEST),
    ("requests list", Act.LOOK),
    ("requests list --student S-1", Act.FIND_STUDENT),
    ("requests show nothing", Act.LOOK),
    ("requests find-times --kind meet_student", Act.LOOK),
    ("requests decide nothing approve --version 1", Act.DECIDE),
    ("requests decide nothing decline --version 1", Act.DECIDE),
    ("requests decide nothing confirm --version 1", Act.DECIDE),
    ("requests decide nothing open-door --version 1", Act.OPEN_DOOR),
    ("requests decide nothing review --version 1", Act.REVIEW),
    ("flyers list", Act.LOOK),
    ("flyers approvals", Act.LOOK),
    ("flyers show nothing", Act.LOOK),
    ("flyers memo --partner X --title Y --number 1 --memo-on 2026-11-20", Act.FLYERS),
    ("flyers receive --approval roster:F-2231", Act.FLYERS),
    ("flyers attach nothing {folder}/none.pdf", Act.FLYERS),
    ("flyers hand-out nothing", Act.FLYERS),
    ("flyers take-down nothing", Act.FLYERS),
    ("flyers log", Act.PRINT),
    ("boards list", Act.LOOK),
    ("boards add Lobby", Act.BOARDS),
    ("guide watch a class", Act.LOOK),
    ("events", Act.LOOK),
    ("event note nothing held", Act.EVENTS),
    ("event unnote nothing", Act.EVENTS),
    ("releases", Act.LOOK),
    ("release record LSL-1 --signed 1 --children 2 --valid-to 2027-06-30", Act.RELEASES),
    ("release withdraw nothing", Act.RELEASES),
    ("reminder nothing --out {folder}/r.pdf", Act.PRINT),
    ("report visits-by-partner", Act.REPORTS),
    ("visitor-file Ines --out {folder}/f.pdf", Act.REPORTS),
    ("key show", Act.RECOVERY_KEY),
    ("terms import {folder}/none.toml --source Memo --on 2026-11-20", Act.TERMS),
    ("terms list", Act.LOOK),
    ("backup --to {folder}", Act.BACKUP),
    ("restore {folder}/none.db", Act.RESTORE),
    ("accounts list", Act.ACCOUNTS),
    ("accounts add Ada --role desk", Act.ACCOUNTS),
    ("accounts end nobody", Act.ACCOUNTS),
    ("accounts reset nobody", Act.ACCOUNTS),
)
# Of these nobody is asked, or everybody may: tests/cli/test_accounts.py tells of them,
# and tests/cli/test_backups.py of `verify`.
OTHERS = {"key restore", "accounts password", "demo", "verify"}


class QuickHooks(Hooks):
    """The real services; only passwords are hashed at less cost."""

    def open(self, folder: Path, *, terms: Path | None = None) -> Counter:
        counter = open_counter(folder, terms=terms)
        staff.quick(counter)
        return counter


@pytest.fixture(scope="module")
def staffed(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shutil.copytree(sample_folder, tmp_path_factory.mktemp("staffed") / "data")
    with closing(open_counter(folder)) as counter:
        staff.hire(counter)
    return folder


Run = Callable[[str, str], tuple[int, str]]


@pytest.fixture
def run(
    staffed: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    def typed(line: str, account: str) -> tuple[int, str]:
        monkeypatch.setenv("CPDESK_ACCOUNT", account)
        monkeypatch.setenv("CPDESK_PASSWORD", staff.SECRET)
        monkeypatch.setenv("CPDESK_NEW_PASSWORD", "moss-kite-78")
        sample = paths.resources() / "sample"
        argv = [word.format(folder=tmp_path, sample=sample) for word in line.split()]
        code = command(["--data", str(staffed), *argv], QuickHooks())
        return code, capsys.readouterr().err

    return typed


@pytest.mark.parametrize(("line", "act"), COMMANDS, ids=[line for line, _ in COMMANDS])
def test_each_command_of_each_role(run: Run, line: str, act: Act) -> None:
    for role in Role:
        code, err = run(line, staff.NAMES[role])
        refused = "Your account doesn’t allow this." in err
        assert refused is (role not in PERMISSIONS[act]), f"{role}: {err}"
        assert code == 2 or not refused
    code, err = run(line, "")
    assert code == 2
    assert "No one is signed in." in err


def test_every_command_is_in_the_table() -> None:
    """A new command joins the table above, or says in a test of its own whom it asks."""
    listed = {line.split()[0] for line, _ in COMMANDS} | {line.split()[0] for line in OTHERS}
    assert set(_choices(parser())) <= listed
    for name, inner in _choices(parser()).items():
        if name in {"accounts", "event", "key", "release", "requests", "roster", "terms"}:
            typed = {f"{name} {action}" for action in _choices(inner)}
            assert typed <= {" ".join(line.split()[:2]) for line, _ in COMMANDS} | OTHERS


def _choices(of: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}
