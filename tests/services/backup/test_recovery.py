"""The recovery key: shown while the key is there, taken when it is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpdesk.app import open_services
from cpdesk.errors import DeskError
from cpdesk.services.auth_context import AuthContext
from cpdesk.services.backup.recovery import Recovery
from cpdesk.services.services import Services


@pytest.fixture(autouse=True)
def _key_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPDESK_KEYRING", "off")


def test_a_lost_key_comes_back_from_its_code(services: Services) -> None:
    folder = services.folder
    recovery = Recovery(folder, auth=AuthContext(None))
    code = recovery.code()
    assert [len(group) for group in code.split()] == [8] * 8
    assert not recovery.is_lost()
    services.close()
    (folder / "desk.key").unlink()
    assert recovery.is_lost()
    with pytest.raises(DeskError, match="not on this computer"):
        open_services(folder)
    with pytest.raises(DeskError, match=r"not on this computer\. Print"):
        recovery.code()
    assert recovery.restore(code.lower().replace(" ", "-")) == "file"
    assert recovery.code() == code
    again = open_services(folder)
    assert again.office.office().school is not None
    again.close()


def test_the_code_of_another_desk_changes_nothing(services: Services, tmp_path: Path) -> None:
    other = tmp_path / "other"
    open_services(other).close()
    code = Recovery(other, auth=AuthContext(None)).code()
    services.close()
    kept = (services.folder / "desk.key").read_bytes()
    with pytest.raises(DeskError, match="is for other data"):
        Recovery(services.folder, auth=AuthContext(None)).restore(code)
    assert (services.folder / "desk.key").read_bytes() == kept


def test_a_folder_without_data_has_lost_nothing(tmp_path: Path) -> None:
    assert not Recovery(tmp_path / "new", auth=AuthContext(None)).is_lost()
