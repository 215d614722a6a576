from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from cpdesk.clock import FixedClock
from tests.conftest import CHICAGO
from tests.journeys.staff import Staff, copied, staffed


@pytest.fixture(autouse=True)
def _key_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPDESK_KEYRING", "off")


@pytest.fixture(scope="session")
def staffed_folder(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Staff:
    folder = shutil.copytree(sample_folder, tmp_path_factory.mktemp("staffed") / "data")
    return staffed(folder, FixedClock(datetime(2026, 11, 24, 7, 5, tzinfo=CHICAGO)))


@pytest.fixture
def staff(staffed_folder: Staff, tmp_path: Path) -> Staff:
    """A folder of its own in which four people have accounts."""
    return copied(staffed_folder, tmp_path / "data")
