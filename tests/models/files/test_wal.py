"""A log of writes is played into its own file alone, and a normal crash still mends itself."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import func, select

from cpdesk.errors import DataLostError
from cpdesk.models import journal
from cpdesk.models.files import copies, wal
from cpdesk.models.files.folder_lock import FolderLock
from cpdesk.models.files.wal import Fit
from cpdesk.models.store import Store, connect
from cpdesk.models.tables.desk_tables import audit_entry, office
from tests.models.test_survival import said, start

KEY = secrets.token_hex(32)
FRAME = 24 + 4096
NOW = datetime(2026, 11, 24, 16, 42, tzinfo=UTC)


@dataclass(frozen=True)
class Crashed:
    """A folder whose program was killed: 40 changes of long ago, 40 that were moved into the file,
    40 in its log. `old` is the file of long ago."""

    folder: Path
    old: Path


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Crashed:
    folder = tmp_path_factory.mktemp("killed")
    path = folder / "desk.db"
    store = Store.open(path, KEY)
    for n in range(40):
        with store.write() as tx:
            tx.execute(office.insert().values(name=f"old {n:06}", value="x"))
            journal.record(tx, at=NOW, use_case="test", subject_id=str(n), payload={"n": n})
    store.close()
    old = tmp_path_factory.mktemp("old") / "desk.db"
    shutil.copy2(path, old)
    with start("write-in-two", path, KEY, 40, 40) as child:
        assert said(child) == "written"
        assert FolderLock.alone(folder) is None
        child.kill()
    free = FolderLock.alone(folder)  # a killed program lets go of it
    assert free is not None
    free.release()
    return Crashed(folder, old)


@pytest.fixture
def path(killed: Crashed, tmp_path: Path) -> Path:
    """The database of a copy of the crashed folder."""
    return shutil.copytree(killed.folder, tmp_path / "data") / "desk.db"


def count(path: Path) -> int:
    store = Store.open(path, KEY)
    with store.read() as tx:
        found = tx.execute(select(func.count()).select_from(office)).scalar_one()
        assert tx.execute(select(func.count()).select_from(audit_entry)).scalar_one() == found
        assert tx.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    store.close()
    return int(found)


def content(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()}


def test_after_a_crash_everything_is_there(path: Path) -> None:
    assert wal.path_of(path).stat().st_size > 40 * FRAME
    assert count(path) == 120


def test_an_older_file_beside_the_log_is_told_and_nothing_is_touched(
    path: Path, killed: Crashed
) -> None:
    shutil.copy2(killed.old, path)
    before = content(path.parent)
    with pytest.raises(DataLostError, match="don’t belong to it"):
        Store.open(path, KEY)
    assert content(path.parent) == before
    wal.path_of(path).unlink()  # by itself it is a sound file of long ago
    path.with_name("desk.db-shm").unlink()
    assert count(path) == 40


def test_sqlite_alone_would_have_mixed_the_two(path: Path, killed: Crashed) -> None:
    """What the check is for: without it the answer is neither 40 nor 120, or the file is broken."""
    shutil.copy2(killed.old, path)
    with closing(connect(path, KEY)) as mixed:
        try:
            rows = mixed.execute("SELECT count(*) FROM office").fetchone()[0]
            damage = copies.faults(mixed)
        except driver.DatabaseError:
            return  # broken beyond counting
    assert damage or rows not in (40, 120)


def test_a_log_that_was_moved_in_part_still_belongs(path: Path) -> None:
    """A crash within a checkpoint: some of the log's pages are in the file already."""
    with closing(connect(path, KEY)) as first, closing(connect(path, KEY)) as second:
        second.execute("BEGIN")
        second.execute("SELECT count(*) FROM office").fetchone()  # so that the log is not emptied
        first.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        first.execute("BEGIN IMMEDIATE")
        first.execute("DELETE FROM outbox WHERE audit_seq = 120")
        first.execute("DELETE FROM audit_entry WHERE seq = 120")
        first.execute("DELETE FROM office WHERE name = 'then 000039'")
        wal.mark(first)
        first.execute("COMMIT")
        apart = shutil.copytree(path.parent, path.parent.with_name("apart")) / "desk.db"
        second.execute("ROLLBACK")
    assert wal.fit(apart, KEY) is Fit.BELONGS
    assert count(apart) == 119


def test_a_newer_file_beside_an_older_log_is_told(path: Path, tmp_path: Path) -> None:
    log = wal.path_of(path).read_bytes()
    store = Store.open(path, KEY)
    with store.write() as tx:
        tx.execute(office.insert().values(name="later", value="x"))
    store.close()
    wal.path_of(path).write_bytes(log)
    with pytest.raises(DataLostError, match="don’t belong to it"):
        Store.open(path, KEY)


def test_a_copy_made_by_backup_is_not_the_files_own(path: Path, tmp_path: Path) -> None:
    log = wal.path_of(path).read_bytes()
    store = Store.open(path, KEY)
    store.copy_to(tmp_path / "copy.db")
    store.close()
    shutil.copy2(tmp_path / "copy.db", path)
    wal.path_of(path).write_bytes(log)
    assert wal.fit(path, KEY) is Fit.FOREIGN


def test_a_log_without_its_file_is_told_and_kept(path: Path) -> None:
    path.unlink()
    before = content(path.parent)
    with pytest.raises(DataLostError, match="is missing from"):
        Store.open(path, KEY)
    assert content(path.parent) == before


def test_a_power_cut_at_any_place_of_the_log_is_a_normal_crash(path: Path) -> None:
    """The log ends anywhere: what was not acknowledged is not there, and nothing is told."""
    log = wal.path_of(path)
    whole = log.read_bytes()
    for size in (0, 20, 32, 600, *range(32, len(whole), 29 * FRAME + 1000)):
        log.write_bytes(whole[:size])
        assert wal.fit(path, KEY) is Fit.BELONGS, size
    log.write_bytes(whole[:-1000])
    assert count(path) == 119


def test_the_torn_end_of_a_log_is_a_power_cut_and_the_middle_is_damage(path: Path) -> None:
    log = wal.path_of(path)
    whole = log.read_bytes()
    frames = (len(whole) - 32) // FRAME
    for frame, right in ((frames - 1, Fit.BELONGS), (frames // 2, Fit.DAMAGED), (0, Fit.DAMAGED)):
        damaged = bytearray(whole)
        damaged[32 + frame * FRAME + 2000] ^= 0xFF
        log.write_bytes(damaged)
        assert wal.fit(path, KEY) is right, frame
    with pytest.raises(DataLostError, match="is damaged"):
        Store.open(path, KEY)
    assert log.read_bytes() == bytes(damaged)


@dataclass(frozen=True)
class Cut:
    """A log after two power cuts. The first tore a change of many pages; behind the two changes
    that were acknowledged since, what is left of it still stands, up to the page that ends it."""

    path: Path
    log: bytes
    first: int  # the page that the first change since begins with, and so on
    second: int
    third: int  # was not acknowledged

    def fit_without(self, *pages: int, lost: int = 4096) -> Fit:
        """Where the last `lost` bytes of pages are not on the disk."""
        log = bytearray(self.log)
        for page in pages:
            end = 32 + (page + 1) * FRAME
            log[end - lost : end] = bytes(lost)
        wal.path_of(self.path).write_bytes(log)
        return wal.fit(self.path, KEY)


@pytest.fixture
def cut(path: Path) -> Cut:
    large = path.parent.with_name("large")
    with closing(connect(path, KEY)) as desk:
        whole = len(read(path)) // FRAME
        write(desk, "torn", 100_000)
        shutil.copytree(path.parent, large)
    again = large / "desk.db"
    torn = bytearray(read(again))
    torn[32 + whole * FRAME + 2000] ^= 0xFF
    wal.path_of(again).write_bytes(torn)
    ends = [whole]
    with closing(connect(again, KEY)) as desk:
        assert wal.fit(again, KEY) is Fit.BELONGS
        for name in ("first", "second", "third"):
            write(desk, name, 10)
            ends.append(whole + changed(bytes(torn), read(again)))
        assert len(read(again)) == len(torn)  # the first one's end is there yet
        shutil.copytree(large, large.with_name("apart"))
    apart = large.with_name("apart") / "desk.db"
    return Cut(apart, read(apart), *ends[:3])


def read(path: Path) -> bytes:
    return wal.path_of(path).read_bytes()


def write(desk: Any, name: str, size: int) -> None:
    desk.execute("BEGIN IMMEDIATE")
    desk.execute("INSERT INTO office (name, value) VALUES (?, ?)", (name, "x" * size))
    wal.mark(desk)
    desk.execute("COMMIT")


def changed(old: bytes, new: bytes) -> int:
    """How many pages at the log's end were written over."""
    pages = range(32, len(old), FRAME)
    return sum(old[at : at + 24] != new[at : at + 24] for at in pages)


def test_what_two_power_cuts_left_is_no_damage(cut: Cut) -> None:
    log = wal.read(wal.path_of(cut.path))
    assert log is not None
    assert log.left_out == 1  # of the first, behind what was acknowledged since
    assert cut.fit_without() is Fit.BELONGS
    for lost in (4096, FRAME):
        assert cut.fit_without(cut.third, lost=lost) is Fit.BELONGS
        assert cut.fit_without(cut.third, cut.third + 1, lost=lost) is Fit.BELONGS
    with closing(connect(cut.path, KEY)) as desk:
        rows = desk.execute("SELECT name FROM office WHERE length(name) < 7 ORDER BY name")
        assert [name for (name,) in rows] == ["first", "second"]


def test_a_change_that_was_acknowledged_between_two_power_cuts_is_missed(cut: Cut) -> None:
    for lost in (4096, FRAME):
        assert cut.fit_without(cut.second, lost=lost) is Fit.DAMAGED
        assert cut.fit_without(cut.first, lost=lost) is Fit.DAMAGED
        assert cut.fit_without(cut.first, cut.third, lost=lost) is Fit.DAMAGED


def test_a_log_whose_header_is_damaged_is_not_left_out_in_silence(path: Path) -> None:
    log = wal.path_of(path)
    whole = bytearray(log.read_bytes())
    for at in (0, 5, 17, 21, 30):
        damaged = bytearray(whole)
        damaged[at] ^= 0xFF
        log.write_bytes(damaged)
        assert wal.fit(path, KEY) is Fit.DAMAGED, at


def test_a_header_torn_where_a_log_begins_again_is_a_power_cut(path: Path) -> None:
    """Everything of the log before is in the file by then."""
    with closing(connect(path, KEY)) as first:
        first.execute("PRAGMA wal_checkpoint(FULL)").fetchone()
        log = bytearray(wal.path_of(path).read_bytes())
        log[12:24] = secrets.token_bytes(12)
        apart = path.parent.with_name("apart")
        apart.mkdir()
        shutil.copy2(path, apart / "desk.db")
    (apart / "desk.db-wal").write_bytes(log)
    assert wal.fit(apart / "desk.db", KEY) is Fit.BELONGS
    assert count(apart / "desk.db") == 120


def test_a_crash_within_the_first_start_mends_itself(tmp_path: Path) -> None:
    first = tmp_path / "first" / "desk.db"
    store = Store.open(first, KEY)
    assert first.stat().st_size == 4096  # everything is in the log yet
    apart = shutil.copytree(first.parent, tmp_path / "apart") / "desk.db"
    store.close()
    assert count(apart) == 0


def test_data_of_before_there_were_marks_is_judged_by_whether_it_is_sound(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an older CPDesk left it: no marks in the file, none in its log."""
    visit = "INSERT INTO office (name, value) VALUES (?, ?)"
    with closing(connect(path, KEY)) as store:
        store.execute("PRAGMA user_version=0")
        store.execute("PRAGMA application_id=0")
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        older = path.read_bytes()
        for n in range(60):
            store.execute(visit, (f"unmarked {n:06}", "x" * 400))
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        for n in range(60, 80):
            store.execute(visit, (f"unmarked {n:06}", "x" * 400))
        apart = tmp_path / "before" / "desk.db"
        apart.parent.mkdir()
        shutil.copy2(path, apart)
        shutil.copy2(wal.path_of(path), wal.path_of(apart))
    before = content(apart.parent)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "full"))  # nothing can be written there
    assert wal.fit(apart, KEY) is Fit.BELONGS
    assert content(apart.parent).items() >= before.items()
    apart.write_bytes(older)
    assert wal.fit(apart, KEY) is Fit.FOREIGN
    assert apart.read_bytes() == older


def test_a_temporary_folder_that_is_full_changes_nothing(
    path: Path, killed: Crashed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "full"))
    before = content(path.parent)
    assert wal.fit(path, KEY) is Fit.BELONGS
    assert content(path.parent) == before
    shutil.copy2(killed.old, path)
    assert wal.fit(path, KEY) is Fit.FOREIGN
    assert content(path.parent).keys() == before.keys()


def test_a_wrong_key_is_left_to_whoever_opens_the_file(path: Path) -> None:
    assert wal.fit(path, secrets.token_hex(32)) is Fit.BELONGS
