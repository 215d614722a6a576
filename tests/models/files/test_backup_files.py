"""What counts as a backup, and which is the newest, is the same for everyone who asks."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cpdesk.errors import DataLostError
from cpdesk.models.files import open_checks
from cpdesk.models.files.backup_files import FOLDER, files, stamp

OLDEST, OLDER, NEWEST = (
    "cpdesk-20261123T164200Z.db",
    "cpdesk-20261124T164200Z.db",
    "cpdesk-20261124T164200Z_2.db",  # within the same second
)
NONE = [
    "cpdesk-20261399T999999Z.db",
    "cpdesk-20270229T120000Z.db",
    "cpdesk-20271124T164200Z.db.ab12cd34.new",
    "cpdesk-20271124T164200Z.db-wal",
    "cpdesk-20271124T164200Z (1).db",
    "cpdesk-before-the-move.db",
    "desk.db",
]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    kept = tmp_path / FOLDER
    kept.mkdir()
    for name in (NEWEST, OLDEST, OLDER, *NONE):
        (kept / name).write_text("held")
    (kept / "cpdesk-20271124T164200Z.db").touch()  # empty
    (kept / "cpdesk-20281124T164200Z.db").mkdir()
    return kept


def test_only_what_has_the_name_of_a_moment_and_holds_something_is_a_backup(kept: Path) -> None:
    found = files(kept)
    assert [one.path.name for one in found] == [NEWEST, OLDER, OLDEST]
    at = datetime(2026, 11, 23, 16, 42, tzinfo=UTC)
    assert found[-1].made_at == at
    assert f"cpdesk-{stamp(at)}.db" == OLDEST


def test_without_a_folder_there_are_none(tmp_path: Path) -> None:
    assert files(tmp_path / FOLDER) == ()


def test_lost_data_is_told_with_the_newest_of_them(kept: Path) -> None:
    assert str(kept / NEWEST) in str(open_checks.lost(kept.parent))


def test_lost_data_is_told_with_none_where_nothing_is_one(kept: Path) -> None:
    for name in (OLDEST, OLDER, NEWEST):
        (kept / name).unlink()
    said = open_checks.lost(kept.parent)
    assert isinstance(said, DataLostError)
    assert "another disk" in str(said)
    assert "cpdesk-" not in str(said)
