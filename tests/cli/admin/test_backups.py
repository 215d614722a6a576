"""`backup`, `restore` and `verify` as somebody types them who is about to lose data."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from cpdesk.app import open_services
from cpdesk.clock import FixedClock
from cpdesk.models.files import wal
from cpdesk.policy.permissions import Role
from cpdesk.services.auth_context import AuthContext
from cpdesk.services.services import Services
from tests.cli.test_commands import run
from tests.services import staff
from tests.services.backup.backup_samples import guest

Said = pytest.CaptureFixture[str]


@pytest.fixture
def data(services: Services, clock: FixedClock) -> Path:
    """Closed, with two visits."""
    guest(services, "Ines Berg")
    clock.set(clock.now() + timedelta(hours=1))
    guest(services, "Zora Lindgren")
    services.close()
    return services.folder


def backed_up(data: Path, capsys: Said, *more: str) -> Path:
    code, out, err = run(capsys, "--data", data, "backup", "--json", *more)
    assert (code, err) == (0, "")
    return Path(json.loads(out)["path"])


def one_more(data: Path, clock: FixedClock) -> None:
    with closing(open_services(data, clock=clock)) as services:
        guest(services, "Guest Number3")


def count(data: Path, capsys: Said) -> int:
    code, out, _ = run(capsys, "--data", data, "verify", "--json")
    assert code == 0
    return int(json.loads(out)["visits"])


def test_a_backup_says_where_it_is_and_what_it_holds(
    data: Path, tmp_path: Path, capsys: Said
) -> None:
    code, out, _ = run(capsys, "--data", data, "backup", "--json")
    said = json.loads(out)
    assert code == 0
    assert set(said) == {"path", "made_at", "size", "visits", "decisions", "entries"}
    assert said["visits"] == 2
    assert Path(said["path"]).stat().st_size == said["size"]
    stick = tmp_path / "stick"
    code, _, err = run(capsys, "--data", data, "backup", "--to", stick)
    assert (code, "Folder not found" in err) == (2, True)
    stick.mkdir()
    code, out, _ = run(capsys, "--data", data, "backup", "--to", stick)
    assert code == 0
    assert "Cedar Lake School, 2 visits, 0 decisions" in out
    assert len(list(stick.iterdir())) == 1


def test_commands_make_no_backup_by_themselves(data: Path, capsys: Said) -> None:
    run(capsys, "--data", data, "inside")
    assert not (data / "backups").exists()


def test_restoring_says_what_changes_and_wants_a_yes(
    data: Path, clock: FixedClock, capsys: Said
) -> None:
    made = backed_up(data, capsys)
    one_more(data, clock)
    code, out, err = run(capsys, "--data", data, "restore", made)
    assert (code, out) == (2, "")
    assert "add --yes" in err
    code, out, _ = run(capsys, "--data", data, "restore", made, "--check")
    assert code == 0
    assert "1 visit would be lost, from Nov 24, 2026, 11:42 am." in out
    assert count(data, capsys) == 3
    code, out, _ = run(capsys, "--data", data, "restore", made, "--yes", "--json")
    said = json.loads(out)
    assert code == 0
    assert said["restored"]
    assert said["visits_lost"]["count"] == 1
    assert (Path(said["aside"]) / "desk.db").exists()
    assert count(data, capsys) == 2


def test_a_file_that_is_no_backup_changes_nothing(data: Path, tmp_path: Path, capsys: Said) -> None:
    wrong = tmp_path / "notes.db"
    wrong.write_text("shopping list " * 1000)
    before = (data / "desk.db").read_bytes()
    code, out, err = run(capsys, "--data", data, "restore", wrong, "--yes", "--json")
    assert code == 2
    assert "this computer’s key can’t open it" in err
    assert json.loads(out)["error"] == err.strip()
    assert (data / "desk.db").read_bytes() == before


def test_on_a_new_computer_the_printed_key_and_a_backup_are_enough(
    data: Path, tmp_path: Path, capsys: Said
) -> None:
    code = run(capsys, "--data", data, "key", "show")[1].split()
    stick, new = tmp_path / "stick", tmp_path / "new"
    stick.mkdir()
    made = backed_up(data, capsys, "--to", str(stick))
    said = run(capsys, "--data", new, "restore", made, "--yes")
    assert (said[0], "cpdesk key restore" in said[2], new.exists()) == (2, True, False)
    assert run(capsys, "--data", new, "key", "restore", *code)[0] == 0
    assert run(capsys, "--data", new, "restore", made, "--yes")[0] == 0
    assert count(new, capsys) == 2


def test_another_desks_backup_wants_to_be_meant(
    data: Path, clock: FixedClock, tmp_path: Path, capsys: Said
) -> None:
    from cpdesk.services.backup.restores import Restores

    apart = tmp_path / "apart"
    apart.mkdir()
    shutil.copy2(data / "desk.key", apart / "desk.key")
    Restores(apart, clock, auth=AuthContext(None)).start_without()
    with closing(open_services(apart, clock=clock)) as other:
        other.visitors.register_guest("Zora Lindgren")
        made = other.backups.make(tmp_path).path
    code, _, err = run(capsys, "--data", data, "restore", made, "--yes")
    assert (code, "another front desk" in err) == (2, True)
    assert count(data, capsys) == 2
    code, _, _ = run(capsys, "--data", data, "restore", made, "--yes", "--switch-desk")
    assert code == 0
    assert count(data, capsys) == 0


def test_while_the_window_is_open_nothing_is_replaced(
    data: Path, clock: FixedClock, capsys: Said
) -> None:
    made = backed_up(data, capsys)
    with closing(open_services(data, clock=clock)):
        code, _, err = run(capsys, "--data", data, "restore", made, "--yes")
        assert (code, "CPDesk is already using this data" in err) == (2, True)
        assert backed_up(data, capsys) != made  # a backup is possible all the while
        assert count(data, capsys) == 2


def test_where_there_are_accounts_a_manager_restores(
    data: Path, clock: FixedClock, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(open_services(data, clock=clock)) as services:
        staff.hire(services)
        made = services.backups
        staff.sit(services, Role.MANAGER)
        path = made.make().path
    monkeypatch.setenv("CPDESK_PASSWORD", staff.SECRET)
    restore = ("--data", data, "restore", path, "--yes")
    code, _, err = run(capsys, *restore)
    assert (code, "No one is signed in" in err) == (2, True)
    monkeypatch.setenv("CPDESK_ACCOUNT", staff.NAMES[Role.LEADER])
    code, _, err = run(capsys, *restore)
    assert (code, "Your account doesn’t allow this" in err) == (2, True)
    monkeypatch.setenv("CPDESK_ACCOUNT", staff.NAMES[Role.PRINTER])
    assert run(capsys, "--data", data, "backup")[0] == 2
    monkeypatch.setenv("CPDESK_ACCOUNT", staff.NAMES[Role.MANAGER])
    assert run(capsys, *restore)[0] == 0
    monkeypatch.delenv("CPDESK_ACCOUNT")
    assert count(data, capsys) == 2  # to verify asks for nobody


@pytest.mark.parametrize("left", [None, b""], ids=["missing", "empty"])
def test_a_key_without_its_data_stops_and_names_the_backup(
    data: Path, capsys: Said, left: bytes | None
) -> None:
    made = backed_up(data, capsys)
    (data / "desk.db").unlink()
    if left is not None:
        (data / "desk.db").write_bytes(left)
    before = sorted(p.name for p in data.iterdir())
    for command in (("inside",), ("setup", "--school", "CEDAR", "--sample"), ("backup",)):
        code, out, err = run(capsys, "--data", data, *command)
        assert (code, out) == (2, "")
        assert f"`cpdesk restore {made}`" in err
    assert run(capsys, "--data", data, "verify")[0] == 2
    assert sorted(p.name for p in data.iterdir()) == before
    code, out, _ = run(capsys, "--data", data, "restore", made, "--yes")
    assert (code, "Can’t read the current data" in out) == (0, True)
    assert count(data, capsys) == 2


def test_a_first_start_that_was_cut_off_goes_on(tmp_path: Path, capsys: Said) -> None:
    from cpdesk.models import key

    folder = tmp_path / "new"
    key.find_or_make(folder)  # as far as that, and the power went
    (folder / "desk.db").touch()
    code, out, err = run(
        capsys, "--data", folder, "setup", "--school", "CEDAR", "--sample", "--json"
    )
    assert (code, err) == (0, "")
    assert json.loads(out)["school"] == "CEDAR"


def test_an_older_file_beside_a_crashed_log_is_told_before_the_first_read(
    data: Path, clock: FixedClock, capsys: Said
) -> None:
    path = data / "desk.db"
    older = path.read_bytes()
    one_more(data, clock)
    with closing(open_services(data, clock=clock)) as crashed:
        guest(crashed, "Guest Number4")
        log = wal.path_of(path).read_bytes()
    path.write_bytes(older)
    wal.path_of(path).write_bytes(log)
    for command in (("inside",), ("key", "show"), ("backup",), ("verify",)):
        code, out, err = run(capsys, "--data", data, *command)
        assert (code, out) == (2, ""), command
        assert "don’t belong to it" in err
        assert (path.read_bytes(), wal.path_of(path).read_bytes()) == (older, log), command
    code, out, _ = run(capsys, "--data", data, "restore", path, "--yes")
    assert (code, "were left out" in out) == (0, True)
    assert count(data, capsys) == 2


def test_verify_says_everything_that_is_wrong(data: Path, capsys: Said) -> None:
    code, out, _ = run(capsys, "--data", data, "verify")
    assert code == 0
    assert out.startswith("No problems found in the data: Cedar Lake School, 2 visits, 0 decisions")
    assert "The data folder has no backups yet." in out
    content = bytearray((data / "desk.db").read_bytes())
    content[20_000] ^= 0xFF
    (data / "desk.db").write_bytes(content)
    code, out, err = run(capsys, "--data", data, "verify", "--json")
    said = json.loads(out)
    assert code == 2
    assert not said["sound"]
    assert said["visits"] is None  # not known, which is not none
    assert said["troubles"] == [err.strip()]
    assert "damaged" in err
    assert "cpdesk restore" in err
