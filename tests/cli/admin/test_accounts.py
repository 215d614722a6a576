"""The people who work here, on the command line: who types, and what nobody can read there."""

from __future__ import annotations

import getpass
import json
import secrets
import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from cpdesk.app import Hooks, open_services
from cpdesk.cli import main as command
from cpdesk.models.store import Store
from cpdesk.policy.permissions import Role
from cpdesk.services.services import Services
from tests.services import staff

Run = Callable[..., tuple[int, str, str]]
NEW = "moss-kite-78"
GIVEN = "reed-bell-31"


class QuickHooks(Hooks):
    """The real services; only passwords are hashed at less cost."""

    def open(self, folder: Path, *, terms: Path | None = None) -> Services:
        services = open_services(folder, terms=terms)
        staff.quick(services)
        return services


@pytest.fixture
def data(sample_folder: Path, tmp_path: Path) -> Path:
    folder = shutil.copytree(sample_folder, tmp_path / "data")
    with closing(open_services(folder)) as services:
        staff.hire(services)
    return folder


@pytest.fixture
def run(data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("CPDESK_KEYRING", "off")

    def typed(*argv: str, role: Role | None = Role.MANAGER, **env: str) -> tuple[int, str, str]:
        given = {"CPDESK_PASSWORD": staff.SECRET} | env
        if role is not None:
            given["CPDESK_ACCOUNT"] = staff.NAMES[role]
        with monkeypatch.context() as patch:
            for name, value in given.items():
                patch.setenv(name, value)
            capsys.readouterr()
            code = command(["--data", str(data), *argv], QuickHooks())
        said = capsys.readouterr()
        return code, said.out, said.err

    return typed


def at_terminal(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """A terminal with somebody who types these, one for each question."""
    asked: list[str] = []
    waiting = list(answers)

    def typed(prompt: str = "") -> str:
        asked.append(prompt)
        return waiting.pop(0)

    class Terminal:
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(getpass, "getpass", typed)
    return asked


def _names(run: Run) -> dict[str, dict[str, object]]:
    code, out, _ = run("accounts", "list", "--json")
    assert code == 0
    return {one["name"]: one for one in json.loads(out)}


def test_where_accounts_were_made_every_command_asks_who_types(run: Run) -> None:
    code, out, err = run("inside", role=None)
    assert (code, out) == (2, "")
    assert "--account or CPDESK_ACCOUNT" in err
    assert run("inside", "--account", "siv aas", role=None)[0] == 0
    assert run("--account", "siv aas", "inside", role=None)[0] == 0
    # What is typed says more than what the environment holds.
    assert run("accounts", "list", "--account", "Siv Aas", role=Role.MANAGER)[0] == 2


def test_without_a_terminal_the_password_comes_from_the_environment(run: Run) -> None:
    code, _, err = run("inside", CPDESK_PASSWORD="")
    assert code == 2
    assert "CPDESK_PASSWORD" in err


def test_at_a_terminal_the_password_is_asked_for_and_not_shown(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = at_terminal(monkeypatch, staff.SECRET)
    code, out, err = run("inside", CPDESK_PASSWORD="")
    assert (code, asked) == (0, ["Password for Inga Solberg: "])
    assert staff.SECRET not in out + err


def test_a_wrong_password_and_an_unknown_name_are_told_alike(run: Run) -> None:
    wrong = run("inside", CPDESK_PASSWORD="nothing like it")
    unknown = run("inside", "--account", "Nobody Here")
    assert wrong == unknown
    assert wrong[0] == 2
    assert "don’t match" in wrong[2]
    for _ in range(4):
        run("inside", CPDESK_PASSWORD="nothing like it")
    code, _, err = run("inside")
    assert code == 2
    assert "Too many wrong tries" in err


def test_accounts_are_made_ended_and_reset(run: Run) -> None:
    code, out, err = run(
        "accounts", "add", "Ada Bell", "--role", "leader", "--title", "Principal", "--json",
        CPDESK_NEW_PASSWORD=NEW,
    )  # fmt: skip
    assert (code, err) == (0, "")
    made = json.loads(out)
    assert (made["name"], made["role"], made["title"]) == ("Ada Bell", "leader", "Principal")
    assert made["must_change"] is True
    assert NEW not in out

    code, out, _ = run("accounts", "reset", "ada bell", CPDESK_NEW_PASSWORD="other-kite-1")
    assert (code, out) == (0, "Ada Bell has a new password.\n")
    ada = {"CPDESK_ACCOUNT": "Ada Bell"}
    assert run("inside", role=None, CPDESK_PASSWORD=NEW, **ada)[0] == 2
    changed = {"CPDESK_PASSWORD": "other-kite-1", "CPDESK_NEW_PASSWORD": "own-kite-2"}
    assert run("accounts", "password", role=None, **changed, **ada)[0] == 0
    assert run("inside", role=None, CPDESK_PASSWORD="own-kite-2", **ada)[0] == 0

    assert run("accounts", "end", made["id"])[:2] == (0, "Ada Bell’s account has ended.\n")
    assert run("inside", role=None, CPDESK_PASSWORD="own-kite-2", **ada)[0] == 2
    assert _names(run)["Ada Bell"]["ended_at"]
    code, out, _ = run("accounts", "list")
    assert "Ada Bell · School leader · Principal · ended " in out
    code, _, err = run("accounts", "end", "Ada Bell")
    assert code == 2
    assert "This account doesn’t exist" in err


def test_a_new_password_is_typed_twice(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = at_terminal(monkeypatch, NEW, "moss-kite-79")
    code, _, err = run("accounts", "add", "Ada Bell", "--role", "desk")
    assert code == 2
    assert "passwords don’t match" in err
    assert asked == ["New password or PIN for Ada Bell: ", "Confirm password or PIN: "]
    at_terminal(monkeypatch, NEW, NEW)
    assert run("accounts", "add", "Ada Bell", "--role", "desk")[0] == 0


def test_everybody_changes_their_own_password_but_a_printer(run: Run) -> None:
    assert run("accounts", "password", role=Role.DESK, CPDESK_NEW_PASSWORD=NEW)[0] == 0
    assert run("inside", role=Role.DESK)[0] == 2
    assert run("inside", role=Role.DESK, CPDESK_PASSWORD=NEW)[0] == 0
    assert run("accounts", "password", role=Role.PRINTER, CPDESK_NEW_PASSWORD=NEW)[0] == 2


def test_the_printed_key_resets_the_manager(run: Run) -> None:
    _, code_of_key, _ = run("key", "show")
    line = ("accounts", "reset", "Inga Solberg", "--recovery-key")
    for code, done in (("ABCD", 2), (code_of_key.strip(), 0)):
        env = {"CPDESK_RECOVERY_KEY": code, "CPDESK_NEW_PASSWORD": NEW}
        assert run(*line, role=None, **env)[0] == done
    assert run("accounts", "list")[0] == 2
    assert run("accounts", "list", CPDESK_PASSWORD=NEW)[0] == 0


def test_the_recovery_key_is_the_manager_s_to_see(run: Run, data: Path) -> None:
    code, out, _ = run("key", "show", role=Role.LEADER)
    assert (code, out) == (2, "")
    assert run("key", "show", role=None)[0] == 2
    code, out, _ = run("key", "show", "--json")
    assert code == 0
    assert len(json.loads(out)["code"].split()) == 8


@pytest.mark.parametrize("left", ["nothing", "empty", "broken", "other"])
def test_the_recovery_key_is_not_shown_beside_data_that_cannot_say_who_may_see_it(
    run: Run, data: Path, tmp_path: Path, left: str
) -> None:
    """Or whoever lays the file aside would be shown what a manager alone may see."""
    for file in data.glob("desk.db*"):
        file.unlink()
    Store.open(tmp_path / "other.db", secrets.token_hex(32)).close()
    contents = {
        "empty": b"",
        "broken": secrets.token_bytes(8_192),
        "other": (tmp_path / "other.db").read_bytes(),
    }
    if left in contents:
        (data / "desk.db").write_bytes(contents[left])
    before = sorted(file.name for file in data.iterdir())
    for role in (None, Role.MANAGER):
        code, out, err = run("key", "show", role=role)
        assert (code, out) == (2, ""), left
        assert "No CPDesk data was found" in err or "doesn’t open the data" in err
    assert sorted(file.name for file in data.iterdir()) == before  # and nothing was made there


def test_with_a_given_password_nothing_can_be_done_but_to_change_it(run: Run) -> None:
    assert run("accounts", "reset", "Per Moen", CPDESK_NEW_PASSWORD=GIVEN)[0] == 0
    told = "Inga Solberg reset your password on"
    decide = ("requests", "decide", "nothing", "approve", "--version", "1")
    for line in (("inside",), ("requests", "list"), decide):
        code, out, err = run(*line, role=Role.LEADER, CPDESK_PASSWORD=GIVEN)
        assert (code, out) == (2, "")
        assert "so you have to change it first" in err
        assert told in err
    changed = {"CPDESK_PASSWORD": GIVEN, "CPDESK_NEW_PASSWORD": NEW}
    assert run("accounts", "password", role=Role.LEADER, **changed)[0] == 0
    code, _, err = run("inside", role=Role.LEADER, CPDESK_PASSWORD=NEW)
    assert (code, told in err) == (0, False)  # told with the change


def test_without_accounts_everything_is_as_before(
    sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    folder = str(shutil.copytree(sample_folder, tmp_path / "open"))
    assert command(["--data", folder, "inside"], QuickHooks()) == 0
    assert command(["--data", folder, "key", "show"], QuickHooks()) == 0
    assert command(["--data", folder, "accounts", "list"], QuickHooks()) == 0
    assert "No accounts yet." in capsys.readouterr().out
    # A scheduled line may name its account before there is one; a person who does is told.
    monkeypatch.setenv("CPDESK_ACCOUNT", "Night print")
    assert command(["--data", folder, "inside"], QuickHooks()) == 0
    assert command(["--data", folder, "inside", "--account", "Inga"], QuickHooks()) == 2


def test_the_first_account_is_made_here_too_and_closes_the_door(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CPDESK_KEYRING", "off")
    monkeypatch.setenv("CPDESK_NEW_PASSWORD", NEW)
    line = ["--data", str(tmp_path / "new"), "accounts", "add", "Inga Solberg", "--role"]
    assert command([*line, "desk"], QuickHooks()) == 2
    assert command([*line, "manager"], QuickHooks()) == 0
    assert command([*line, "manager"], QuickHooks()) == 2
    assert "No one is signed in" in capsys.readouterr().err


def test_names_and_passwords_stand_in_no_log(
    run: Run, data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    lines: Sequence[tuple[str, ...]] = (
        ("accounts", "add", "Ada Bell", "--role", "desk"),
        ("accounts", "reset", "Ada Bell"),
        ("accounts", "end", "Ada Bell"),
        ("accounts", "end", "Ada Bell"),
    )
    with caplog.at_level("DEBUG"):
        for line in lines:
            run(*line, CPDESK_NEW_PASSWORD=NEW)
        run("inside", CPDESK_PASSWORD="nothing like it")
    written = caplog.text + "".join(
        file.read_text("utf-8", "replace") for file in data.rglob("*.log*")
    )
    for secret in ("Ada", "Inga", NEW, staff.SECRET, "nothing like it"):
        assert secret not in written
