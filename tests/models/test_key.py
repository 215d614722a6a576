"""Where the key lives, and that it is never lost or made anew by mistake."""

from __future__ import annotations

import json
import secrets
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, NoKeyringError, PasswordDeleteError

from cpdesk.errors import DataLostError, DeskError
from cpdesk.models import key
from cpdesk.models.files import first_start
from cpdesk.models.store import Store, connect, fits


class Remembering(KeyringBackend):
    """A keyring that keeps what it is given."""

    priority = 1

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        raise PasswordDeleteError


class Swallowing(Remembering):
    """A keyring that says yes and forgets."""

    def set_password(self, service: str, username: str, password: str) -> None:
        return None


class NoKeyring(Remembering):
    """What keyring answers with where the system has none."""

    def get_password(self, service: str, username: str) -> str | None:
        raise NoKeyringError

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NoKeyringError


class Locked(Remembering):
    """A keyring that nobody unlocked."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Use]]:
    monkeypatch.delenv("CPDESK_KEYRING", raising=False)
    before = keyring.get_keyring()
    yield Use
    keyring.set_keyring(before)


class Use:
    """Puts a keyring in the system's place."""

    def __init__(self, backend: KeyringBackend) -> None:
        keyring.set_keyring(backend)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_a_keyring_that_keeps_it_is_used(use: type[Use], folder: Path) -> None:
    system = Remembering()
    use(system)
    made = key.find_or_make(folder)
    assert made.where == key.KEYRING
    assert list(system.kept.values()) == [made.key]
    assert not (folder / "desk.key").exists()
    assert key.find_or_make(folder) == made
    assert made.key not in (folder / "key.json").read_text()


def test_two_folders_have_keys_of_their_own(use: type[Use], tmp_path: Path) -> None:
    use(Remembering())
    one, two = key.find_or_make(tmp_path / "one"), key.find_or_make(tmp_path / "two")
    assert one.key != two.key
    assert key.find_or_make(tmp_path / "one") == one


@pytest.mark.parametrize("system", [NoKeyring(), Swallowing()], ids=["none", "swallows"])
def test_without_a_keyring_that_keeps_it_a_private_file_is_used(
    use: type[Use], folder: Path, system: KeyringBackend
) -> None:
    use(system)
    made = key.find_or_make(folder)
    assert made.where == key.FILE
    path = folder / "desk.key"
    assert path.read_text().strip() == made.key
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert key.find_or_make(folder) == made
    assert not list(folder.glob("*.new"))


def test_the_environment_keeps_the_keyring_out(
    use: type[Use], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = Remembering()
    use(system)
    monkeypatch.setenv("CPDESK_KEYRING", "off")
    assert key.find_or_make(folder).where == key.FILE
    assert not system.kept


def test_a_key_file_is_used_before_any_keyring_is_asked(use: type[Use], folder: Path) -> None:
    use(Locked())
    folder.mkdir()
    (folder / "desk.key").write_text("ab" * 32 + "\n")
    assert key.find(folder) == key.KeyPlace("ab" * 32, key.FILE)


def test_data_without_its_key_never_gets_a_new_one(use: type[Use], folder: Path) -> None:
    use(Remembering())
    Store.open(folder / "desk.db", key.find_or_make(folder).key).close()
    use(Remembering())  # another computer, another keyring
    with pytest.raises(DeskError, match="recovery key"):
        key.find_or_make(folder)


def test_a_locked_keyring_is_told(use: type[Use], folder: Path) -> None:
    use(Remembering())
    Store.open(folder / "desk.db", key.find_or_make(folder).key).close()
    use(Locked())
    with pytest.raises(DeskError, match="Unlock the keyring"):
        key.find_or_make(folder)


@pytest.mark.parametrize("written", ["", "not a key", "ab" * 31, "Schlüssel"])
def test_a_damaged_key_file_is_told(folder: Path, written: str) -> None:
    folder.mkdir()
    (folder / "desk.key").write_text(written, encoding="utf-8")
    with pytest.raises(DeskError, match="Can’t read the key file"):
        key.find_or_make(folder)


@pytest.mark.parametrize(
    "left",
    [
        [],
        ["mark"],
        ["mark", "key.json"],
        ["mark", "key.json", "entry"],
        ["mark", "key.json", "entry", "empty"],
        ["mark", "desk.key"],
        ["mark", "desk.key", "empty"],
        ["mark", "desk.key", "page"],
    ],
)
def test_a_power_cut_on_the_way_leaves_a_folder_that_opens(
    use: type[Use], folder: Path, left: list[str]
) -> None:
    """Each stage that the first start goes through, cut off there."""
    system = Remembering()
    use(system)
    folder.mkdir()
    if "mark" in left:
        first_start.begin(folder)
    if "desk.key" in left:
        (folder / "desk.key").write_text("cd" * 32)
    if "key.json" in left:
        (folder / "key.json").write_text(json.dumps({"keyring_entry": "abc"}))
    if "entry" in left:
        system.set_password(key.SERVICE, "abc", "cd" * 32)
    if "empty" in left:
        (folder / "desk.db").touch()
    if "page" in left:
        connect(folder / "desk.db", "cd" * 32).close()
    found = key.find_or_make(folder)
    Store.open(folder / "desk.db", found.key).close()
    assert key.find_or_make(folder) == found
    if {"entry", "desk.key"} & set(left):
        assert found.key == "cd" * 32
    (folder / "desk.db").unlink()  # the first start has ended: from now on this is a loss
    with pytest.raises(DataLostError, match="is missing from"):
        key.find_or_make(folder)


@pytest.mark.parametrize("data", [None, b""], ids=["missing", "empty"])
@pytest.mark.parametrize("where", ["file", "keyring"])
def test_a_key_without_its_data_is_never_a_first_start(
    use: type[Use], folder: Path, where: str, data: bytes | None
) -> None:
    use(Remembering() if where == "keyring" else NoKeyring())
    Store.open(folder / "desk.db", key.find_or_make(folder).key).close()
    (folder / "desk.db").unlink()
    if data is not None:
        (folder / "desk.db").write_bytes(data)
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    with pytest.raises(DataLostError, match="cpdesk restore"):
        key.find_or_make(folder)
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


def test_data_of_before_has_no_mark_and_opens(use: type[Use], folder: Path) -> None:
    use(NoKeyring())
    found = key.find_or_make(folder)
    Store.open(folder / "desk.db", found.key).close()
    assert not first_start.may_make(folder)
    assert key.find_or_make(folder) == found
    Store.open(folder / "desk.db", found.key).close()


def test_a_mark_that_outlived_its_first_start_goes_at_the_next(
    use: type[Use], folder: Path
) -> None:
    use(NoKeyring())
    found = key.find_or_make(folder)
    Store.open(folder / "desk.db", found.key).close()
    first_start.begin(folder)  # the power went after the tables and before it was taken away
    Store.open(folder / "desk.db", found.key).close()
    assert not first_start.may_make(folder)


def test_a_database_without_tables_is_a_loss_too(use: type[Use], folder: Path) -> None:
    use(NoKeyring())
    found = key.find_or_make(folder)
    connect(
        folder / "desk.db", found.key
    ).close()  # as far as a first start comes before its tables
    Store.open(folder / "desk.db", found.key).close()
    (folder / "desk.db").unlink()
    connect(folder / "desk.db", found.key).close()
    with pytest.raises(DataLostError):
        Store.open(folder / "desk.db", found.key)


def test_half_a_note_about_the_keyring_is_as_good_as_none(use: type[Use], folder: Path) -> None:
    use(Remembering())
    folder.mkdir()
    (folder / "key.json").write_text('{"keyring_en')
    assert key.find_or_make(folder).where == key.KEYRING


def test_the_printed_code_brings_the_key_back(use: type[Use], folder: Path) -> None:
    use(Remembering())
    made = key.find_or_make(folder)
    Store.open(folder / "desk.db", made.key).close()
    use(Remembering())
    assert key.restore(folder, key.recovery_code(made.key)) == made
    Store.open(folder / "desk.db", key.find_or_make(folder).key).close()


def test_a_code_of_other_data_changes_nothing(folder: Path) -> None:
    Store.open(folder / "desk.db", "ab" * 32).close()
    (folder / "desk.key").write_text("ab" * 32)
    with pytest.raises(DeskError, match="other data"):
        key.restore(folder, key.recovery_code(secrets.token_hex(32)))
    assert key.find_or_make(folder).key == "ab" * 32


def test_a_restored_key_takes_the_place_of_a_damaged_file(use: type[Use], folder: Path) -> None:
    use(Remembering())
    Store.open(folder / "desk.db", "ab" * 32).close()
    (folder / "desk.key").write_text("damaged")
    assert key.restore(folder, key.recovery_code("ab" * 32)).where == key.FILE
    assert key.find_or_make(folder).key == "ab" * 32
    assert fits(folder / "desk.db", "ab" * 32)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(DeskError, match="can’t write to its data folder"):
        key.find_or_make(tmp_path / "data")


def test_a_key_stays_out_of_logs() -> None:
    assert "ab" * 4 not in repr(key.KeyPlace("ab" * 32, key.FILE))
