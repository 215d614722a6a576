"""Backups of an open desk: whole, private, never over another one, of fourteen days kept."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from cpdesk.app import open_services
from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.models.files.backup_files import files, stamp
from cpdesk.models.store import Store
from cpdesk.records.backups import BackupRecord
from cpdesk.services.backup.backups import DAYS_KEPT
from cpdesk.services.services import Services
from tests.services.backup.backup_samples import guest, held


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_a_backup_holds_what_is_there_while_somebody_writes(
    services: Services, store_of_services: Store
) -> None:
    guest(services, "Ines Berg")
    with store_of_services.write() as tx:
        tx.exec_driver_sql("INSERT INTO office (name, value) VALUES ('half', '1')")
        made = services.backups.daily()
    assert made is not None
    assert made.holds is not None
    assert made.holds.visits == 1
    assert held(made.path, services.folder) == made.holds
    assert made.size == made.path.stat().st_size


def test_its_name_is_a_time_and_nobodys(services: Services) -> None:
    first, second = services.backups.make(), services.backups.make()
    assert [one.path.name for one in (first, second)] == [
        "cpdesk-20261124T164200Z.db",
        "cpdesk-20261124T164200Z_2.db",
    ]
    assert first.path.parent == services.folder / "backups"
    assert names(first.path.parent) == sorted([first.path.name, second.path.name])
    assert files(first.path.parent)[0].made_at == services.clock.now()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_it_is_for_this_user_alone_and_encrypted(services: Services) -> None:
    guest(services, "Wilhelmina Featherstone")
    made = services.backups.make()
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    content = made.path.read_bytes()
    assert b"Featherstone" not in content
    assert b"SQLite format" not in content


def test_it_goes_where_it_is_asked_to_and_the_audit_says_who_took_it(
    services: Services, store_of_services: Store, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    made = services.backups.make(stick)
    assert made.path.parent == stick
    with store_of_services.read() as tx:
        entry = tx.exec_driver_sql(
            "SELECT use_case, subject_id, actor FROM audit_entry ORDER BY seq DESC LIMIT 1"
        ).one()
    assert tuple(entry) == ("backup.make", made.path.name, "desk")


def test_a_folder_that_is_not_there_or_inside_the_data_is_refused(
    services: Services, tmp_path: Path
) -> None:
    with pytest.raises(DeskError, match="Folder not found"):
        services.backups.make(tmp_path / "nowhere")
    inside = services.folder / "copies"
    inside.mkdir()
    for folder in (services.folder, inside, services.folder / "copies" / ".."):
        with pytest.raises(DeskError, match="inside the data folder"):
            services.backups.make(folder)
    assert names(inside) == []
    assert services.backups.make(services.folder / "backups").path.exists()  # the usual one


@pytest.mark.skipif(sys.platform != "linux", reason="needs a device that is always full")
def test_a_disk_that_is_full_leaves_nothing_behind(services: Services) -> None:
    import resource

    services.backups.make()
    before = names(services.folder / "backups")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, limits[1]))
    try:
        with pytest.raises(DeskError, match="The disk is full"):
            services.backups.make()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert names(services.folder / "backups") == before
    assert services.backups.make().path.exists()


def test_where_the_folder_cannot_be_made_it_is_told(services: Services) -> None:
    (services.folder / "backups").write_text("a file where the folder should be")
    with pytest.raises(DeskError, match="Can’t save the backup"):
        services.backups.make()


def test_damaged_data_is_no_backup(services: Services) -> None:
    for n in range(40):
        guest(services, f"Guest Number{n}")
    services.close()
    path = services.folder / "desk.db"
    content = bytearray(path.read_bytes())
    content[-2000] ^= 0xFF
    path.write_bytes(content)
    with (
        closing(open_services(services.folder, clock=services.clock)) as again,
        pytest.raises(DeskError, match="not backed up"),
    ):
        again.backups.make()
    assert names(services.folder / "backups") == []


def test_an_order_makes_one_backup(services: Services) -> None:
    order = services.backups.order()
    services.backups.carry_out(order)
    with pytest.raises(ValueError, match="not given"):
        services.backups.carry_out(order)


def test_one_a_day_by_the_schools_day(services: Services, clock: FixedClock) -> None:
    assert services.backups.daily() is not None
    assert services.backups.daily() is None
    clock.set(clock.now() + timedelta(hours=13, minutes=17))  # 11:59 pm in Chicago, not in London
    assert services.backups.daily() is None
    clock.set(clock.now() + timedelta(minutes=1))
    assert services.backups.daily() is not None


class MeanwhileClock(FixedClock):
    """Another program does something just before the time is told for the `nth` time from now."""

    left = 0

    def meanwhile(self, nth: int, does: Callable[[], object]) -> None:
        self.left, self._does = nth, does

    def now(self) -> datetime:
        self.left -= 1
        if not self.left:
            self._does()
        return super().now()


def test_two_programs_in_the_same_second_are_no_trouble(services: Services) -> None:
    """The one has chosen its name already when the other takes it."""
    clock = MeanwhileClock(services.clock.now())
    with closing(open_services(services.folder, clock=clock)) as other:
        clock.meanwhile(3, services.backups.daily)
        assert other.backups.daily() is None
        assert clock.left <= 0
        assert other.backups.state().trouble is None
        assert names(services.folder / "backups") == ["cpdesk-20261124T164200Z.db"]
        clock.meanwhile(2, services.backups.make)  # _2
        assert other.backups.make().path.name == "cpdesk-20261124T164200Z_3.db"
        assert len(files(services.folder / "backups")) == 3


@pytest.mark.parametrize("name", ["20261399T999999", "00000101T000000", "20260230T120000"])
def test_a_name_that_is_no_time_is_nobodys_backup(services: Services, name: str) -> None:
    made = services.backups.make()
    strange = made.path.with_name(f"cpdesk-{name}Z.db")
    strange.write_text("not ours")
    assert [one.path for one in files(strange.parent)] == [made.path]
    assert services.backups.state().kept == 1
    assert services.backups.daily() is None


def test_a_clock_that_was_ahead_stops_no_backup(services: Services, clock: FixedClock) -> None:
    now = clock.now()
    clock.set(now + timedelta(days=400))
    ahead = services.backups.daily()
    clock.set(now)
    made = services.backups.daily()
    assert ahead is not None
    assert made is not None
    assert made.path.exists()


def days_kept(services: Services) -> list[date]:
    return sorted({one.made_at.date() for one in files(services.folder / "backups")})


def days_of(made: BackupRecord, count: int) -> None:
    """As many days before it, each with a backup that holds the same."""
    for n in range(1, count + 1):
        at = made.made_at - timedelta(days=n)
        shutil.copy2(made.path, made.path.with_name(f"cpdesk-{stamp(at)}.db"))


def test_backups_of_fourteen_days_are_kept(services: Services, clock: FixedClock) -> None:
    other = services.folder / "backups" / "cpdesk-of-last-year.db"
    first = services.backups.daily()
    assert first is not None
    other.write_text("ours is only what has our name")
    services.backups.make()  # of the same day, and stays as long
    days_of(first, DAYS_KEPT + 2)
    clock.set(clock.now() + timedelta(days=1))
    services.backups.daily()
    today = clock.now().date()
    assert days_kept(services) == [today - timedelta(days=n) for n in range(DAYS_KEPT - 1, -1, -1)]
    assert len(files(services.folder / "backups")) == DAYS_KEPT + 1
    assert other.exists()


def test_what_holds_more_than_the_data_is_never_let_go(
    services: Services, clock: FixedClock
) -> None:
    """An empty or older file was put in the place: the last good backup outlives its days."""
    services.close()
    path = services.folder / "desk.db"
    older = path.read_bytes()
    with closing(open_services(services.folder, clock=clock)) as full:
        guest(full, "Ines Berg")
        good = full.backups.daily()
    assert good is not None
    path.write_bytes(older)
    with closing(open_services(services.folder, clock=clock)) as less:
        clock.set(clock.now() + timedelta(days=DAYS_KEPT + 1))
        made = less.backups.daily()
        assert made is not None
        days_of(made, DAYS_KEPT)
        clock.set(clock.now() + timedelta(days=1))
        less.backups.daily()
    assert good.path.exists()
    assert len(days_kept(services)) == DAYS_KEPT + 1


def test_a_backup_that_fails_is_told_until_one_is_made(
    services: Services, clock: FixedClock
) -> None:
    kept = services.backups.daily()
    clock.set(clock.now() + timedelta(days=1))
    place = services.folder / "backups"
    place.rename(services.folder / "elsewhere")
    place.write_text("a file where the folder should be")
    with pytest.raises(DeskError):
        services.backups.daily()
    state = services.backups.state()
    assert state.newest is None
    assert state.trouble is not None
    assert "Can’t save the backup" in state.trouble.says
    assert dict(state.trouble.facts)["folder"] == str(place)
    place.unlink()
    (services.folder / "elsewhere").rename(place)
    assert kept is not None
    assert services.backups.daily() is not None
    state = services.backups.state()
    assert (state.trouble, state.kept) == (None, 2)


def test_what_a_power_cut_left_half_made_goes_a_day_later(services: Services) -> None:
    place = services.folder / "backups"
    services.backups.make()
    half, fresh = place / "cpdesk-20261101T000000Z.db.ab.new", place / "cpdesk-x.db.cd.new"
    half.touch()
    fresh.touch()
    now = services.clock.now().timestamp()
    os.utime(half, (now - 90_000, now - 90_000))
    os.utime(fresh, (now - 80_000, now - 80_000))
    assert len(files(place)) == 1  # neither is taken for a backup
    services.backups.make()
    assert (half.exists(), fresh.exists()) == (False, True)
