"""A backup takes the place of the data: told before, whole at any kill, by whom in the audit."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from cpdesk.app import open_services
from cpdesk.clock import FixedClock
from cpdesk.errors import DataLostError, DeskError, NotSignedInError
from cpdesk.models import journal, key, schema
from cpdesk.models.files import wal
from cpdesk.models.store import Store, connect
from cpdesk.policy.permissions import Role
from cpdesk.records.backups import DataTrouble, RestoreOrder
from cpdesk.services.auth_context import AuthContext, NotPermittedError
from cpdesk.services.backup.backups import proof
from cpdesk.services.backup.restores import Restores
from cpdesk.services.services import Services
from tests.services import staff
from tests.services.backup.backup_samples import guest, held


class Killed(BaseException):
    """As a power cut: nothing that tidies up is run after it."""


def visits(folder: Path, clock: FixedClock) -> int:
    with closing(open_services(folder, clock=clock)):
        pass  # a crash is mended, a restore that was cut off is finished
    return held(folder / "desk.db", folder).visits


@pytest.fixture
def backup(services: Services, clock: FixedClock) -> Path:
    """A backup with one visit; two more were written since. The desk is closed."""
    guest(services, "Ines Berg")
    made = services.backups.make()
    for n in (1, 2):
        clock.set(clock.now() + timedelta(hours=1))
        guest(services, f"Guest Number{n}")
    services.close()
    return made.path


@pytest.fixture
def restores(services: Services, clock: FixedClock) -> Restores:
    return Restores(services.folder, clock, auth=AuthContext(None))


def test_what_would_change_is_told_and_nothing_is_changed(
    backup: Path, restores: Restores, services: Services
) -> None:
    before = {p.name for p in services.folder.iterdir()}
    plan = restores.plan(backup)
    assert plan.present is not None
    assert (plan.holds.visits, plan.present.visits) == (1, 3)
    now = services.clock.now()
    lost = plan.visits_lost
    assert (lost.count, lost.first_at, lost.last_at) == (2, now - timedelta(hours=1), now)
    assert plan.visits_back.count == 0
    assert not plan.other_desk
    assert {p.name for p in services.folder.iterdir()} == before
    assert held(services.folder / "desk.db", services.folder) == plan.present


def test_it_is_restored_with_its_proof_and_the_old_data_is_kept(
    backup: Path, restores: Restores, services: Services, clock: FixedClock
) -> None:
    order = RestoreOrder("account:A1", "", "")  # asked for where there are accounts alone
    done = restores.restore(restores.plan(backup), order)
    assert visits(services.folder, clock) == 1
    assert done.aside is not None
    assert held(done.aside / "desk.db", services.folder).visits == 3
    store = Store.open(services.folder / "desk.db", secret(services.folder))
    with store.read() as tx:
        entry = tx.exec_driver_sql(
            "SELECT actor, use_case, subject_id, detail FROM audit_entry ORDER BY seq DESC LIMIT 1"
        ).one()
        assert journal.broken_link(tx) is None
    store.close()
    assert entry[:2] == ("account:A1", "backup.restore")
    assert len(entry[2]) == 64
    assert backup.name in entry[3]
    again = restores.restore(restores.plan(done.aside / "desk.db"))  # and back
    assert again.holds.visits == 3


def test_the_visits_that_come_back_are_told(
    backup: Path, restores: Restores, services: Services
) -> None:
    done = restores.restore(restores.plan(backup))
    assert done.aside is not None
    plan = restores.plan(done.aside / "desk.db")
    assert (plan.visits_lost.count, plan.visits_back.count) == (0, 2)


def secret(folder: Path) -> str:
    found = key.find(folder)
    assert found is not None
    return found.key


def test_damaged_foreign_newer_and_missing_files_are_refused(
    backup: Path, restores: Restores, services: Services, tmp_path: Path
) -> None:
    content = backup.read_bytes()
    damaged = bytearray(content)
    damaged[-3000] ^= 0xFF
    (tmp_path / "damaged.db").write_bytes(damaged)
    (tmp_path / "text.db").write_bytes(b"no database at all" * 400)
    (tmp_path / "short.db").write_bytes(content[:8192])
    Store.open(tmp_path / "other.db", secrets.token_hex(32)).close()
    shutil.copy2(backup, tmp_path / "newer.db")
    with closing(connect(tmp_path / "newer.db", secret(services.folder))) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    with closing(connect(tmp_path / "empty.db", secret(services.folder))) as empty:
        empty.execute("CREATE TABLE other (x)")
    before = (services.folder / "desk.db").read_bytes()
    for name, says in (
        ("damaged.db", "damaged"),
        ("short.db", "damaged"),
        ("text.db", "key can’t open it"),
        ("other.db", "key can’t open it"),
        ("newer.db", "newer version of CPDesk"),
        ("empty.db", "does not contain CPDesk data"),
        ("missing.db", "File not found"),
    ):
        with pytest.raises(DeskError, match=says):
            restores.plan(tmp_path / name)
    assert (services.folder / "desk.db").read_bytes() == before
    assert not (services.folder / "restoring").exists()


def test_another_desks_backup_is_told(
    backup: Path, restores: Restores, services: Services, clock: FixedClock, tmp_path: Path
) -> None:
    """Under the same key: a folder that somebody copied and began anew."""
    apart = tmp_path / "apart"
    apart.mkdir()
    shutil.copy2(services.folder / "desk.key", apart / "desk.key")
    Restores(apart, clock, auth=AuthContext(None)).start_without()
    with closing(open_services(apart, clock=clock)) as other:
        other.visitors.register_guest("Zora Lindgren")
        made = other.backups.make(tmp_path)
    assert restores.plan(made.path).other_desk
    assert not restores.plan(backup).other_desk


def test_an_open_desk_is_not_replaced(backup: Path, restores: Restores, services: Services) -> None:
    with (
        closing(open_services(services.folder, clock=services.clock)) as opened,
        pytest.raises(DeskError, match="CPDesk is already using this data"),
    ):
        restores.plan(backup)
    del opened
    plan = restores.plan(backup)
    with (
        closing(open_services(services.folder, clock=services.clock)),
        pytest.raises(DeskError, match="CPDesk is already using this data"),
    ):
        restores.restore(plan)


def test_a_file_that_changed_after_it_was_looked_at_is_refused(
    backup: Path, restores: Restores, services: Services
) -> None:
    plan = restores.plan(backup)
    shutil.copy2(services.folder / "desk.db", backup)
    with pytest.raises(DeskError, match=f"{re.escape(backup.name)} was changed in the meantime"):
        restores.restore(plan)


def test_data_that_changed_after_it_was_told_what_is_lost_is_kept(
    backup: Path, restores: Restores, services: Services, clock: FixedClock
) -> None:
    plan = restores.plan(backup)
    with closing(open_services(services.folder, clock=clock)) as meanwhile:
        guest(meanwhile, "Zora Lindgren")
    with pytest.raises(DeskError, match=r"desk\.db was changed in the meantime"):
        restores.restore(plan)
    assert held(services.folder / "desk.db", services.folder).visits == 4
    assert not (services.folder / "restoring").exists()
    assert restores.restore(restores.plan(backup)).holds.visits == 1


def test_where_there_are_accounts_a_manager_restores(
    services: Services, restores: Restores, clock: FixedClock
) -> None:
    made = services.backups.make()
    staff.hire(services)
    for role in (Role.DESK, Role.LEADER, Role.PRINTER):
        staff.sit(services, role)
        with pytest.raises(NotPermittedError):
            services.backups.restore_order()
    staff.sit(services, Role.MANAGER)
    order = services.backups.restore_order()
    services.close()
    plan = restores.plan(made.path)
    assert plan.present is not None
    last = plan.present.last_link
    softer = replace(plan, accounts=False, present=None, unread=DataTrouble("It is damaged.", ""))
    before = sorted(p.name for p in services.folder.iterdir())
    for told, wrong in (
        (plan, None),
        (plan, RestoreOrder("account:A1", "of another day", order.seal)),
        (plan, RestoreOrder("account:of another", last, order.seal)),
        (plan, proof(secrets.token_hex(32), order.by, last)),
        (softer, None),
    ):
        with pytest.raises(NotSignedInError):
            restores.restore(told, wrong)
    with pytest.raises(DeskError, match="not damaged"):
        restores.start_without()
    assert sorted(p.name for p in services.folder.iterdir()) == before
    assert restores.restore(plan, order).holds.accounts == 0


def crashed_with_accounts(services: Services) -> Path:
    """The accounts stand in the log alone, as a crash leaves them. A backup from before."""
    made = services.backups.make()
    services.close()
    path = services.folder / "desk.db"
    with closing(open_services(services.folder, clock=services.clock)) as again:
        staff.hire(again)
        database, log = path.read_bytes(), wal.path_of(path).read_bytes()
    path.write_bytes(database)
    wal.path_of(path).write_bytes(log)
    return made.path


def test_accounts_in_the_log_of_a_crash_count_and_damaged_data_asks_for_nobody(
    services: Services, restores: Restores
) -> None:
    backup = crashed_with_accounts(services)
    path = services.folder / "desk.db"
    lying = [p.read_bytes() for p in (path, wal.path_of(path))]
    plan = restores.plan(backup)
    assert plan.accounts
    with pytest.raises(NotSignedInError):
        restores.restore(plan)
    with pytest.raises(DeskError, match="not damaged"):
        restores.start_without()
    assert [p.read_bytes() for p in (path, wal.path_of(path))] == lying
    log = bytearray(lying[1])
    log[len(log) // 2] ^= 0xFF
    wal.path_of(path).write_bytes(log)
    plan = restores.plan(backup)
    assert (plan.present, plan.accounts) == (None, False)
    assert plan.unread is not None
    done = restores.restore(plan)
    assert done.aside is not None
    assert (done.aside / "desk.db-wal").read_bytes() == bytes(log)


def test_data_that_cannot_be_read_just_now_is_not_taken_for_damaged(
    backup: Path, restores: Restores, services: Services
) -> None:
    path = services.folder / "desk.db"
    data = path.rename(services.folder.with_name("elsewhere.db"))
    path.mkdir()
    (path / "something").touch()
    with pytest.raises(DeskError) as refused:
        restores.plan(backup)
    assert not isinstance(refused.value, DataLostError)
    with pytest.raises(DeskError, match="can’t save its data"):
        restores.start_without()
    shutil.rmtree(path)
    data.rename(path)
    assert held(path, services.folder).visits == 3


def test_killed_before_any_step_the_data_is_the_old_or_the_new(
    backup: Path, services: Services, clock: FixedClock
) -> None:
    taken: list[str] = []
    whole = shutil.copytree(services.folder, services.folder.with_name("whole"))
    trial = Restores(
        shutil.copytree(whole, whole.with_name("trial")),
        clock,
        taken.append,
        auth=AuthContext(None),
    )
    trial.restore(trial.plan(whole / "backups" / backup.name))
    assert taken[:3] == ["stage", "record", "plan"]
    assert len(taken) == 11
    seen = []
    for number in (1, 3, 4, 10):  # tests/models/files/test_swap.py goes through all of them
        folder = shutil.copytree(whole, whole.with_name(f"killed-{number}"))
        left = iter(range(number))

        def step(_: str, left: object = left) -> None:
            if next(left, None) is None:  # type: ignore[call-overload]
                raise Killed

        killed = Restores(folder, clock, step, auth=AuthContext(None))
        plan = killed.plan(folder / "backups" / backup.name)
        with pytest.raises(Killed):
            killed.restore(plan)
        seen.append(visits(folder, clock))
    assert seen == [3, 3, 1, 1]


_KILLED = """
import os, signal, sys
from pathlib import Path
from cpdesk.clock import SystemClock
from cpdesk.services.backup.restores import Restores
from cpdesk.services.auth_context import AuthContext

def step(name):
    if name == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)

restores = Restores(Path(sys.argv[1]), SystemClock(), step, auth=AuthContext(None))
restores.restore(restores.plan(Path(sys.argv[2])))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals of Unix")
def test_a_program_that_is_really_killed(
    backup: Path, services: Services, clock: FixedClock
) -> None:
    line = [sys.executable, "-c", _KILLED, str(services.folder), str(backup), "place"]
    environment = {**os.environ, "CPDESK_KEYRING": "off"}
    ended = subprocess.run(line, env=environment, check=False, timeout=60)
    assert ended.returncode == -signal.SIGKILL
    assert not (services.folder / "desk.db").exists()
    assert visits(services.folder, clock) == 1


def test_data_that_is_gone_comes_back(
    backup: Path, restores: Restores, services: Services, clock: FixedClock
) -> None:
    (services.folder / "desk.db").unlink()
    assert restores.is_lost()
    with pytest.raises(DataLostError) as lost:
        open_services(services.folder, clock=clock)
    assert str(backup) in str(lost.value)
    (choice,) = restores.choices()
    assert choice.path == backup
    assert choice.holds is not None
    assert choice.holds.visits == 1
    done = restores.restore(restores.plan(backup))
    assert done.aside is None
    assert visits(services.folder, clock) == 1
    assert not restores.is_lost()


def test_data_that_opens_and_is_damaged_further_in_can_be_replaced(
    backup: Path, restores: Restores, services: Services, clock: FixedClock
) -> None:
    path = services.folder / "desk.db"
    with closing(connect(path, secret(services.folder))) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'request_decision'"
        ).fetchone()
    content = bytearray(path.read_bytes())
    content[page * 4096 - 2000] ^= 0xFF
    path.write_bytes(content)
    with closing(open_services(services.folder, clock=clock)):
        pass  # nothing that the start reads lies there
    plan = restores.plan(backup)
    assert plan.present is None
    assert plan.unread is not None
    assert "damaged" in plan.unread.says
    restores.restore(plan)
    assert visits(services.folder, clock) == 1


def test_an_older_file_goes_on_without_the_log_that_is_not_its_own(
    services: Services, restores: Restores, clock: FixedClock
) -> None:
    path = services.folder / "desk.db"
    services.close()
    older = path.read_bytes()
    with closing(open_services(services.folder, clock=clock)) as first:
        guest(first, "Ines Berg")
    with closing(open_services(services.folder, clock=clock)) as second:
        guest(second, "Zora Lindgren")
        log = wal.path_of(path).read_bytes()
    path.write_bytes(older)
    wal.path_of(path).write_bytes(log)
    with pytest.raises(DataLostError, match="don’t belong to it"):
        open_services(services.folder, clock=clock)
    assert restores.present() == path
    plan = restores.plan(path)
    assert plan.log_left_out
    done = restores.restore(plan)
    assert visits(services.folder, clock) == 0
    assert done.aside is not None
    assert (done.aside / "desk.db-wal").read_bytes() == log


def test_a_crashed_folder_is_a_backup_with_its_log(
    services: Services, backup: Path, restores: Restores, clock: FixedClock, tmp_path: Path
) -> None:
    with closing(open_services(services.folder, clock=clock)) as crashed:
        guest(crashed, "Zora Lindgren")
        stick = shutil.copytree(services.folder, tmp_path / "stick")
    restores.restore(restores.plan(backup))
    done = restores.restore(restores.plan(stick / "desk.db"))
    assert done.holds.visits == 4


def test_an_older_version_is_brought_up_to_date_before_it_takes_the_place(
    backup: Path, restores: Restores, services: Services, clock: FixedClock, tmp_path: Path
) -> None:
    old = Store(tmp_path / "old.db", secret(services.folder))
    with old.rebuild() as tx:
        schema.upgrade(tx, schema.History(schema.VERSIONS[:-1], schema.SHIPPED.folder))
    old.close()
    plan = restores.plan(tmp_path / "old.db")
    assert plan.holds.version == schema.VERSIONS[-2]
    done = restores.restore(plan)
    assert done.holds.version == schema.HEAD
    assert not list(services.folder.glob("*before-0*"))  # the file it came from is copy enough
    assert visits(services.folder, clock) == 0


def test_a_step_of_the_migration_that_fails_leaves_the_present_data(
    backup: Path, restores: Restores, services: Services, clock: FixedClock
) -> None:
    with closing(connect(backup, secret(services.folder))) as old:
        old.execute("UPDATE alembic_version SET version_num = '0005'")  # with tables of today
    plan = restores.plan(backup)
    assert plan.holds.version == "0005"
    with pytest.raises(OperationalError):
        restores.restore(plan)
    assert visits(services.folder, clock) == 3


def test_starting_without_the_old_data_sets_the_rest_aside(
    backup: Path, restores: Restores, services: Services, clock: FixedClock
) -> None:
    (services.folder / "desk.db").write_bytes(b"")
    restores.start_without()
    with closing(open_services(services.folder, clock=clock)) as fresh:
        assert fresh.office.office().roster is None
    assert [p.name for p in services.folder.glob("before-start-*/*")] == ["desk.db"]
    assert backup.exists()


def test_killed_while_it_starts_without_the_old_data_it_never_goes_on_with_half_of_it(
    services: Services, clock: FixedClock
) -> None:
    """tests/models/files/test_swap.py goes through all the steps."""
    path = services.folder / "desk.db"
    for n in range(3):
        guest(services, f"Guest Number{n}")
    log = bytearray(wal.path_of(path).read_bytes())
    whole = shutil.copytree(services.folder, services.folder.with_name("whole"))
    log[len(log) // 4] ^= 0xFF
    wal.path_of(whole / "desk.db").write_bytes(log)
    for number in (1, 4, 7):
        folder, left = shutil.copytree(whole, whole.with_name(f"without-{number}")), [number]

        def step(_: str, left: list[int] = left) -> None:
            if not left[0]:
                raise Killed
            left[0] -= 1

        with pytest.raises(Killed):
            Restores(folder, clock, step, auth=AuthContext(None)).start_without()
        if number == 1:
            with pytest.raises(DataLostError, match="is damaged"):
                open_services(folder, clock=clock)
            continue
        with closing(open_services(folder, clock=clock)) as fresh:
            assert fresh.office.office().roster is None
        (aside,) = folder.glob("before-start-*")
        assert {"desk.db", "desk.db-wal"} <= {p.name for p in aside.iterdir()}


def test_without_a_key_it_is_told_before_anything_is_made(
    tmp_path: Path, clock: FixedClock
) -> None:
    with pytest.raises(DeskError, match="is not on this computer"):
        Restores(tmp_path, clock, auth=AuthContext(None)).choices()
    assert list(tmp_path.iterdir()) == []
