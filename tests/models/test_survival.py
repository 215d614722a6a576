"""Power cuts and second programs, with real processes that are really killed."""

from __future__ import annotations

import secrets
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import func, select

from cpdesk.models import journal
from cpdesk.models.store import Store
from cpdesk.models.tables.desk_tables import audit_entry, office, outbox, visit

CHILD = Path(__file__).with_name("child.py")


def start(*arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(CHILD), *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def said(child: subprocess.Popen[str]) -> str:
    assert child.stdout is not None
    return child.stdout.readline().strip()


def end(child: subprocess.Popen[str]) -> str:
    """Lets a child go on; what it said to the end."""
    rest, _ = child.communicate("\n", timeout=30)
    assert child.returncode == 0
    return rest.strip()


@pytest.fixture
def key() -> str:
    return secrets.token_hex(32)


@pytest.mark.parametrize("acknowledged", [1, 7, 40])
def test_a_killed_program_keeps_what_it_acknowledged(
    tmp_path: Path, key: str, acknowledged: int
) -> None:
    path = tmp_path / "desk.db"
    with start("write-on", path, key) as child:
        last = ""
        while last != str(acknowledged):
            last = said(child)
            assert last, "the child ended by itself"
        child.kill()
    store = Store.open(path, key)
    with store.read() as tx:
        written = tx.execute(select(func.count()).select_from(office)).scalar_one()
        # Each change is three rows. It may have gone on between its last word and the kill.
        assert written >= acknowledged
        assert tx.execute(select(func.count()).select_from(audit_entry)).scalar_one() == written
        assert tx.execute(select(func.count()).select_from(outbox)).scalar_one() == written
        assert journal.broken_link(tx) is None
        assert tx.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    store.close()


def test_a_program_killed_before_its_commit_leaves_nothing(tmp_path: Path, key: str) -> None:
    path = tmp_path / "desk.db"
    with start("stop-before-commit", path, key) as child:
        assert said(child) == "written, not committed"
        child.kill()
    store = Store.open(path, key)
    with store.write() as tx:  # nobody holds the lock any more
        assert tx.execute(select(func.count()).select_from(office)).scalar_one() == 0
        assert tx.execute(select(func.count()).select_from(audit_entry)).scalar_one() == 0
    store.close()


def test_of_two_programs_one_checks_the_visitor_in(tmp_path: Path, key: str) -> None:
    path = tmp_path / "desk.db"
    Store.open(path, key).close()
    with start("check-in", path, key, "a") as one, start("check-in", path, key, "b") as two:
        assert said(one) == said(two) == "ready"
        for child in (one, two):
            assert child.stdin is not None
            child.stdin.write("\n")
            child.stdin.flush()
        answers = sorted((said(one), said(two)))
    assert answers == ["IntegrityError", "checked in"]
    store = Store.open(path, key)
    with store.read() as tx:
        assert tx.execute(select(func.count()).select_from(visit)).scalar_one() == 1
    store.close()


def test_programs_that_start_at_once_agree_on_one_key(tmp_path: Path) -> None:
    children = [start("key", tmp_path / "data") for _ in range(3)]
    assert [said(child) for child in children] == ["ready"] * 3
    keys = {end(child) for child in children}
    assert len(keys) == 1
    assert len(keys.pop()) == 64


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits and users of Unix")
def test_a_disk_that_takes_no_more_is_told(tmp_path: Path, key: str) -> None:
    path = tmp_path / "desk.db"
    with start("no-room", path, key) as child:
        told = said(child)
    assert told.startswith(("The disk has a problem", "The disk is full"))
    store = Store.open(path, key)
    with store.read() as tx:
        assert tx.execute(select(office.c.name)).scalars().all() == ["before"]
    store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits and users of Unix")
def test_a_folder_that_may_only_be_read_is_told(key: str) -> None:
    # Not in tmp_path: the child is somebody else when the tests run as root, and may not go there.
    with TemporaryDirectory() as name:
        folder = Path(name)
        Store.open(folder / "desk.db", key).close()
        (folder / "desk.db").chmod(0o444)
        folder.chmod(0o555)
        try:
            with start("read-only", folder / "desk.db", key) as child:
                assert said(child).startswith("CPDesk can’t save its data at")
        finally:
            folder.chmod(0o755)
