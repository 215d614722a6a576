"""What a check notices, tried on real damage of real files; and what it cannot notice."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from cpdesk.app import open_services
from cpdesk.clock import FixedClock
from cpdesk.models import key
from cpdesk.models.files import wal
from cpdesk.models.store import connect
from cpdesk.records.backups import CheckReport
from cpdesk.services.auth_context import AuthContext
from cpdesk.services.backup.data_check import DataCheck
from cpdesk.services.backup.restores import Restores
from cpdesk.services.services import Services
from cpdesk.words import Words
from tests.conftest import CHICAGO
from tests.services.backup.backup_samples import guest

PAGE, FRAME = 4096, 24 + 4096


@dataclass(frozen=True)
class Lying:
    """A folder as a crash leaves it: the file, changes in its log, a backup of the file, and the
    file as it was before."""

    folder: Path
    database: bytes
    log: bytes
    older: bytes

    def lay(self, database: bytes | None = None, log: bytes | None = None) -> Path:
        """Puts the files there, changed as given; `b""` for the log takes it away."""
        for name in ("desk.db-wal", "desk.db-shm"):
            (self.folder / name).unlink(missing_ok=True)
        path = self.folder / "desk.db"
        path.write_bytes(self.database if database is None else database)
        content = self.log if log is None else log
        if content:
            wal.path_of(path).write_bytes(content)
        return path


@pytest.fixture(scope="module")
def crashed(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Lying:
    folder = shutil.copytree(sample_folder, tmp_path_factory.mktemp("crashed") / "data")
    clock = FixedClock(datetime(2026, 11, 24, 10, 42, tzinfo=CHICAGO))
    path = folder / "desk.db"
    with closing(open_services(folder, clock=clock)) as services:
        guest(services, "Ines Berg")
    older = path.read_bytes()
    with closing(open_services(folder, clock=clock)) as services:
        for n in range(30):
            guest(services, f"Guest Number{n}")
    with closing(open_services(folder, clock=clock)) as services:
        database = path.read_bytes()
        for n in range(30, 40):
            guest(services, f"Guest Number{n}")
        log = wal.path_of(path).read_bytes()
    return Lying(folder, database, log, older)


@pytest.fixture
def lying(crashed: Lying, tmp_path: Path) -> Lying:
    """A copy of its own."""
    made = replace(crashed, folder=shutil.copytree(crashed.folder, tmp_path / "lying"))
    made.lay()
    return made


def check(folder: Path) -> CheckReport:
    return DataCheck(folder, auth=AuthContext(None)).check()


def told(folder: Path) -> str:
    words = Words()
    return " ".join(words.sentence(one.says, one.facts) for one in check(folder).troubles)


def flipped(content: bytes, at: int) -> bytes:
    changed = bytearray(content)
    changed[at] ^= 0x40
    return bytes(changed)


def database_damages(whole: bytes) -> Iterator[tuple[str, bytes]]:
    pages = len(whole) // PAGE
    for page in range(0, pages, max(pages // 12, 1)):
        for at in (60, 2000, PAGE - 90):
            yield f"flip in page {page} at {at}", flipped(whole, page * PAGE + at)
    yield "a flip in the salt", flipped(whole, 3)
    yield "a flip in the last page", flipped(whole, len(whole) - 200)
    for size in (100, PAGE, PAGE * 2, len(whole) // 2 // PAGE * PAGE, len(whole) - PAGE):
        yield f"cut to {size}", whole[:size]
    yield "cut within a page", whole[: len(whole) - 1000]
    first, second = whole[PAGE : 2 * PAGE], whole[2 * PAGE : 3 * PAGE]
    yield "two pages swapped", whole[:PAGE] + second + first + whole[3 * PAGE :]
    yield "a page twice", whole[:PAGE] + first + first + whole[3 * PAGE :]
    yield "a page of zeros", whole[:PAGE] + bytes(PAGE) + whole[2 * PAGE :]
    yield "all zeros", bytes(len(whole))
    yield "something else", secrets.token_bytes(len(whole))
    yield "nothing", b""


def test_sound_data_is_sound_with_and_without_a_log(lying: Lying) -> None:
    before = {p.name: p.read_bytes() for p in lying.folder.iterdir() if p.is_file()}
    report = check(lying.folder)
    assert report.troubles == ()
    assert report.holds is not None
    assert report.holds.visits == 41
    assert report.log_bytes == len(lying.log)
    kept = {p.name: p.read_bytes() for p in lying.folder.iterdir() if p.is_file()}
    kept.pop("desk.db-shm", None)
    assert kept == before  # nothing was moved out of the log
    lying.lay(log=b"")
    report = check(lying.folder)
    assert report.troubles == ()
    assert report.holds is not None
    assert report.holds.visits == 31


def test_every_damage_of_the_file_is_noticed(lying: Lying) -> None:
    damages = list(database_damages(lying.database))
    assert len(damages) > 45
    for name, content in damages:
        lying.lay(content, log=b"")
        assert told(lying.folder), name


def test_every_damage_of_the_log_that_loses_something_is_noticed(lying: Lying) -> None:
    frames = (len(lying.log) - 32) // FRAME
    for frame in range(0, frames // 2, max(frames // 16, 1)):
        lying.lay(log=flipped(lying.log, 32 + frame * FRAME + 24 + 700))
        assert "damaged" in told(lying.folder), frame
    for at in (1, 9, 17, 25):
        lying.lay(log=flipped(lying.log, at))
        assert "damaged" in told(lying.folder), at


def test_an_older_file_beside_the_log_is_noticed(lying: Lying) -> None:
    lying.lay(lying.older)
    assert "don’t belong to it" in told(lying.folder)


def test_an_older_file_is_noticed_by_the_newest_backup(lying: Lying, clock: FixedClock) -> None:
    lying.lay()
    later = open_services(lying.folder, clock=clock)
    later.backups.make()
    later.close()
    assert told(lying.folder) == ""
    sound = (lying.folder / "desk.db").read_bytes()
    lying.lay(lying.older, log=b"")
    assert "was replaced with an older one" in told(lying.folder)  # though the clock stood still
    lying.lay(sound, log=b"")
    clock.set(clock.now() - timedelta(hours=2))  # corrected backwards
    with closing(open_services(lying.folder, clock=clock)) as corrected:
        corrected.visitors.register_guest("Zora Lindgren")
    assert told(lying.folder) == ""


def test_what_a_restore_leaves_behind_is_no_alarm_and_an_older_file_after_it_is(
    services: Services, clock: FixedClock
) -> None:
    folder = services.folder
    older = services.backups.make()
    guest(services, "Ines Berg")
    services.backups.make()
    services.close()
    restores = Restores(folder, clock, auth=AuthContext(None))
    restores.restore(restores.plan(older.path))
    assert told(folder) == ""
    restored = (folder / "desk.db").read_bytes()
    with closing(open_services(folder, clock=clock)) as later:
        later.visitors.register_guest("Zora Lindgren")
        later.backups.make()
    assert told(folder) == ""
    (folder / "desk.db").write_bytes(restored)
    assert "was replaced with an older one" in told(folder)


def test_a_newest_backup_that_is_damaged_is_noticed(lying: Lying, clock: FixedClock) -> None:
    again = open_services(lying.folder, clock=clock)
    made = again.backups.make()
    again.close()
    made.path.write_bytes(flipped(made.path.read_bytes(), 9000))
    assert "newest backup" in told(lying.folder)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("DELETE FROM visit WHERE visit_id = (SELECT min(visit_id) FROM visit)", "Some visits"),
        ("UPDATE audit_entry SET actor = 'x' WHERE seq = 3", "Audit entry 3"),
        (
            "DELETE FROM audit_entry WHERE seq = (SELECT max(seq) FROM audit_entry)",
            "refer to entries that are missing",
        ),
        ("UPDATE alembic_version SET version_num = '9999'", "newer version of CPDesk"),
        ("DROP TABLE visit", "does not contain CPDesk data"),
    ],
)
def test_rows_that_do_not_agree_are_noticed(lying: Lying, change: str, says: str) -> None:
    path = lying.lay(log=b"")
    with closing(connect(path, secret(lying.folder))) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute(change)
    assert says in told(lying.folder)


def secret(folder: Path) -> str:
    found = key.find(folder)
    assert found is not None
    return found.key


def without_key(folder: Path) -> None:
    (folder / "desk.key").unlink()


def other_key(folder: Path) -> None:
    (folder / "desk.key").write_text(secrets.token_hex(32))


def without_data(folder: Path) -> None:
    for name in ("desk.db", "desk.db-wal"):
        (folder / name).unlink()


def without_file(folder: Path) -> None:
    (folder / "desk.db").unlink()


def without_anything(folder: Path) -> None:
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (without_key, "is not on this computer"),
        (other_key, "This computer’s key can’t open"),
        (without_data, "is missing from"),
        (without_file, "is missing from"),
        (without_anything, "No CPDesk data found"),
    ],
)
def test_what_is_missing_is_noticed(
    lying: Lying, change: Callable[[Path], None], says: str
) -> None:
    change(lying.folder)
    assert says in told(lying.folder)


def test_what_it_cannot_notice(lying: Lying) -> None:
    """As docs/decisions.md says: the end of the log is as after a power cut, and an older file by
    itself is sound."""
    lying.lay(log=lying.log[: -3 * FRAME])
    assert told(lying.folder) == ""
    lying.lay(lying.older, log=b"")
    assert told(lying.folder) == ""


def test_data_that_is_in_use_is_checked_too(services: Services) -> None:
    guest(services, "Ines Berg")
    report = check(services.folder)
    assert report.troubles == ()
    assert report.holds is not None
    assert report.holds.visits == 1
    guest(services, "Zora Lindgren")
