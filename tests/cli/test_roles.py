"""Command × role: what may be typed is what the services allow, and nothing else."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from cpdesk import paths
from cpdesk.app import Hooks, open_services
from cpdesk.cli import main as command
from cpdesk.cli.parser import parser
from cpdesk.policy.permissions import PERMISSIONS, Permission, Role
from cpdesk.services.services import Services
from tests.services import staff

# What is typed, and what it asks of whoever types; {folder} is a place for files.
COMMANDS: tuple[tuple[str, Permission], ...] = (
    ("setup --school CEDAR", Permission.OFFICE),
    ("roster import --check {sample}", Permission.ROSTER),
    ("roster import {sample}", Permission.ROSTER),
    ("assess --guest Ines --purpose other", Permission.LOOK),
    ("admit --guest Ines --host Vang --reason Piano --because Known", Permission.VISIT),
    ("check-out CPD:NOTHING", Permission.VISIT),
    ("check-out nothing", Permission.VISIT),
    ("inside", Permission.LOOK),
    ("print schedule --out {folder}/s.pdf", Permission.PRINT),
    ("print evacuation --out {folder}/e.pdf", Permission.PRINT),
    ("print badge --out {folder}/b.pdf", Permission.PRINT),
    ("print badge --visit nothing --out {folder}/b.pdf", Permission.PRINT),
    ("print letter --request nothing --out {folder}/l.pdf", Permission.PRINT),
    ("print request-form --out {folder}/f.pdf", Permission.PRINT),
    ("print refusal --refused nothing --out {folder}/r.pdf", Permission.PRINT),
    ("print count-sheet --delivery nothing --out {folder}/c.pdf", Permission.PRINT),
    ("print bundle-labels --delivery nothing --out {folder}/c.pdf", Permission.PRINT),
    ("print return-slip --delivery nothing --out {folder}/c.pdf", Permission.PRINT),
    ("print board-register --out {folder}/c.pdf", Permission.PRINT),
    ("reprint 234-679-CDF --out {folder}/again.pdf", Permission.PRINT),
    ("printed", Permission.LOOK),
    ("printed --day 2026-11-24", Permission.LOOK),
    ("calendar --day 2026-11-24 --out {folder}/d.ics", Permission.PRINT),
    ("calendar --partner nobody --out {folder}/p.ics", Permission.PRINT),
    ("day-plan read {sample}/days.csv", Permission.DAY_PLAN),
    ("day-plan import {sample}/days.csv", Permission.DAY_PLAN),
    ("requests add --draft --kind staff_meeting", Permission.REQUEST),
    ("requests add --file --kind staff_meeting", Permission.REQUEST),
    ("requests withdraw nothing --version 1", Permission.REQUEST),
    ("requests take-offer nothing 1 --version 1", Permission.REQUEST),
    ("requests list", Permission.LOOK),
    ("requests list --student S-1", Permission.FIND_STUDENT),
    ("requests show nothing", Permission.LOOK),
    ("requests find-times --kind meet_student", Permission.LOOK),
    ("requests decide nothing approve --version 1", Permission.DECIDE),
    ("requests decide nothing decline --version 1", Permission.DECIDE),
    ("requests decide nothing confirm --version 1", Permission.DECIDE),
    ("requests decide nothing open-door --version 1", Permission.OPEN_DOOR),
    ("requests decide nothing review --version 1", Permission.REVIEW),
    ("flyers list", Permission.LOOK),
    ("flyers approvals", Permission.LOOK),
    ("flyers show nothing", Permission.LOOK),
    ("flyers memo --partner X --title Y --number 1 --memo-on 2026-11-20", Permission.FLYERS),
    ("flyers receive --approval roster:F-2231", Permission.FLYERS),
    ("flyers attach nothing {folder}/none.pdf", Permission.FLYERS),
    ("flyers hand-out nothing", Permission.FLYERS),
    ("flyers take-down nothing", Permission.FLYERS),
    ("flyers log", Permission.PRINT),
    ("boards list", Permission.LOOK),
    ("boards add Lobby", Permission.BOARDS),
    ("guide watch a class", Permission.LOOK),
    ("events", Permission.LOOK),
    ("event note nothing held", Permission.EVENTS),
    ("event unnote nothing", Permission.EVENTS),
    ("releases", Permission.LOOK),
    ("release record LSL-1 --signed 1 --children 2 --valid-to 2027-06-30", Permission.RELEASES),
    ("release withdraw nothing", Permission.RELEASES),
    ("reminder nothing --out {folder}/r.pdf", Permission.PRINT),
    ("report visits-by-partner", Permission.REPORTS),
    ("visitor-file Ines --out {folder}/f.pdf", Permission.REPORTS),
    ("key show", Permission.RECOVERY_KEY),
    ("terms import {folder}/none.toml --source Memo --on 2026-11-20", Permission.TERMS),
    ("terms list", Permission.LOOK),
    ("backup --to {folder}", Permission.BACKUP),
    ("restore {folder}/none.db", Permission.RESTORE),
    ("accounts list", Permission.ACCOUNTS),
    ("accounts add Ada --role desk", Permission.ACCOUNTS),
    ("accounts end nobody", Permission.ACCOUNTS),
    ("accounts reset nobody", Permission.ACCOUNTS),
)
# Of these nobody is asked, or everybody may: tests/cli/admin/test_accounts.py tells of them,
# and tests/cli/admin/test_backups.py of `verify`.
OTHERS = {"key restore", "accounts password", "demo", "verify"}


class QuickHooks(Hooks):
    """The real services; only passwords are hashed at less cost."""

    def open(self, folder: Path, *, terms: Path | None = None) -> Services:
        services = open_services(folder, terms=terms)
        staff.quick(services)
        return services


@pytest.fixture(scope="module")
def staffed(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shutil.copytree(sample_folder, tmp_path_factory.mktemp("staffed") / "data")
    with closing(open_services(folder)) as services:
        staff.hire(services)
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
def test_each_command_of_each_role(run: Run, line: str, act: Permission) -> None:
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
