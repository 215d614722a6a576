"""The store on real files: whole or nothing, private, and its troubles told in sentences."""

from __future__ import annotations

import os
import secrets
import stat
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import IntegrityError, OperationalError

from cpdesk.errors import DeskError
from cpdesk.models.store import Store, fits, keep_a_log
from cpdesk.models.tables.desk_tables import office

KEY = secrets.token_hex(32)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "desk.db"


@pytest.fixture
def desk(path: Path) -> Iterator[Store]:
    opened = Store.open(path, KEY, busy_ms=50)
    yield opened
    opened.close()


def put(tx: Connection, name: str, value: object = "x") -> None:
    tx.execute(office.insert().values(name=name, value=value))


def put_all(store: Store, *named: str) -> None:
    """All in one change."""
    with store.write() as tx:
        for name in named:
            put(tx, name)


def names(store: Store) -> list[str]:
    with store.read() as tx:
        return list(tx.execute(select(office.c.name).order_by(office.c.name)).scalars())


def test_what_was_written_is_there_after_opening_again(desk: Store, path: Path) -> None:
    with desk.write() as tx:
        put(tx, "school", "S-1")
    desk.close()
    again = Store.open(path, KEY)
    with again.read() as tx:
        assert tx.execute(select(office.c.value)).scalar_one() == "S-1"
    again.close()


def test_an_error_takes_everything_back(desk: Store) -> None:
    def interrupted() -> None:
        with desk.write() as tx:
            put(tx, "half")
            raise KeyError("the caller's own")

    with pytest.raises(KeyError):
        interrupted()
    assert names(desk) == []
    with desk.write() as tx:
        put(tx, "whole")
    assert names(desk) == ["whole"]


def test_an_integrity_error_stays_one_and_the_store_goes_on(desk: Store) -> None:
    with desk.write() as tx:
        put(tx, "school")
    with pytest.raises(IntegrityError):
        put_all(desk, "other", "school")
    assert names(desk) == ["school"]


def test_a_bug_in_a_statement_stays_a_bug(desk: Store) -> None:
    with pytest.raises(OperationalError), desk.read() as tx:
        tx.exec_driver_sql("SELECT nothing FROM nowhere")


def test_a_reader_keeps_its_snapshot_while_another_writes(desk: Store) -> None:
    with desk.read() as before:
        count = select(func.count()).select_from(office)
        assert before.execute(count).scalar_one() == 0
        with desk.write() as tx:
            put(tx, "meanwhile")
        assert before.execute(count).scalar_one() == 0
    assert names(desk) == ["meanwhile"]


def test_reads_write_nothing(desk: Store) -> None:
    with desk.read() as tx:
        put(tx, "by mistake")
    assert names(desk) == []


def test_threads_write_one_after_the_other(store: Store) -> None:
    def add(n: int) -> int:
        with store.write() as tx:
            put(tx, f"{n:03}")
        return len(names(store))

    with ThreadPoolExecutor(4) as pool:
        seen = list(pool.map(add, range(40)))
    assert len(names(store)) == max(seen) == 40


def test_a_second_writer_is_told_to_wait(desk: Store, path: Path) -> None:
    other = Store.open(path, KEY, busy_ms=50)
    with desk.write() as tx:
        put(tx, "first")
        with pytest.raises(DeskError, match="Another program is using"), other.write():
            pass
    with other.write() as tx:
        put(tx, "second")
    other.close()
    assert names(desk) == ["first", "second"]


def test_closing_moves_everything_into_the_one_file(desk: Store, path: Path) -> None:
    with desk.write() as tx:
        put(tx, "school")
    assert path.with_name("desk.db-wal").stat().st_size > 0
    desk.close()
    assert [p.name for p in path.parent.iterdir()] == ["desk.db"]


def test_nothing_on_the_disk_can_be_read_without_the_key(desk: Store, path: Path) -> None:
    with desk.write() as tx:
        put(tx, "remember", "Wilhelmina Featherstone")
    kept = b"".join(p.read_bytes() for p in path.parent.iterdir())
    desk.close()
    kept += path.read_bytes()
    assert b"Featherstone" not in kept
    assert b"SQLite format 3" not in kept
    assert b"CREATE TABLE" not in kept


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_files_are_for_this_user_alone(desk: Store, path: Path) -> None:
    with desk.write() as tx:
        put(tx, "school")
    assert {stat.S_IMODE(p.stat().st_mode) for p in path.parent.iterdir()} == {0o600}


def test_a_wrong_key_is_told(desk: Store, path: Path) -> None:
    desk.close()
    with pytest.raises(DeskError, match="key can’t open CPDesk’s data"):
        Store.open(path, secrets.token_hex(32))
    assert not fits(path, secrets.token_hex(32))
    assert fits(path, KEY)


@pytest.mark.parametrize("content", [b"no database at all" * 400, b"\0" * 8192])
def test_a_file_of_something_else_is_told_and_left_alone(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(DeskError, match="can’t open CPDesk’s data"):
        Store.open(path, KEY)
    assert path.read_bytes() == content


def test_damage_in_the_middle_is_told(desk: Store, path: Path) -> None:
    with desk.write() as tx:
        for n in range(3_000):
            put(tx, f"{n:05}", "x" * 100)
    desk.close()
    content = bytearray(path.read_bytes())
    for page in range(8 * 4096, len(content), 4096):
        content[page + 100] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(DeskError, match="damaged"):
        names(Store.open(path, KEY))


def test_a_full_disk_is_told_and_nothing_half_is_kept(desk: Store) -> None:
    with desk.read() as tx:  # the only line so far: the limit is the connection's own
        pages = tx.exec_driver_sql("PRAGMA page_count").scalar_one()
        tx.exec_driver_sql(f"PRAGMA max_page_count={pages + 3}")
    with pytest.raises(DeskError, match="disk is full") as told:
        put_all(desk, "small", "large" * 200_000)
    assert str(desk.path.parent) in str(told.value)
    assert names(desk) == []


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(DeskError, match="can’t save its data"):
        Store.open(tmp_path / "data" / "desk.db", KEY)


def test_a_copy_is_whole_and_under_the_same_key(desk: Store, path: Path) -> None:
    with desk.write() as tx:
        put(tx, "school")
    copy = path.with_name("copy.db")
    desk.copy_to(copy)
    assert fits(copy, KEY)
    assert not list(path.parent.glob("*.new*"))
    opened = Store.open(copy, KEY)
    assert names(opened) == ["school"]
    opened.close()


def test_a_copy_that_cannot_be_written_is_told(desk: Store, tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="Can’t save the backup"):
        desk.copy_to(tmp_path / "nowhere" / "copy.db")


def test_nobody_finds_the_key_in_the_environment_or_a_repr(desk: Store) -> None:
    assert KEY not in repr(desk)
    assert KEY not in " ".join(os.environ.values())


def test_what_was_erased_leaves_the_log_of_writes_too(desk: Store, path: Path) -> None:
    log = path.with_name("desk.db-wal")
    put_all(desk, "school")
    assert log.stat().st_size > 0
    desk.forget()
    assert log.stat().st_size == 0
    assert names(desk) == ["school"]


def test_somebody_who_reads_meanwhile_is_not_disturbed(desk: Store, path: Path) -> None:
    put_all(desk, "school")
    other = Store.open(path, KEY)
    with other.read() as tx:
        assert tx.execute(select(office.c.name)).scalars().all() == ["school"]
        put_all(desk, "zone")
        desk.forget()  # cannot be done now, and is no trouble
        assert tx.execute(select(office.c.name)).scalars().all() == ["school"]
    desk.forget()
    assert path.with_name("desk.db-wal").stat().st_size == 0
    other.close()


class Refused:
    """A real connection; `then` is done when it begins to wait for whoever holds the file."""

    def __init__(self, connection: Any, then: Callable[[], object]) -> None:
        self._connection = connection
        self._then = then

    def execute(self, statement: str) -> Any:
        if statement == "BEGIN IMMEDIATE":
            self._then()
        return self._connection.execute(statement)


def test_a_new_file_that_another_program_holds_is_waited_for(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with closing(driver.connect(str(path), isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        with closing(driver.connect(str(path), isolation_level=None)) as other:
            with pytest.raises(driver.OperationalError, match="locked"):  # SQLite does not wait
                other.execute("PRAGMA journal_mode=WAL")
            keep_a_log(Refused(other, lambda: holder.execute("ROLLBACK")))
            assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_threads_that_open_a_new_file_at_once_all_open_it(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        for n in range(3):
            path = tmp_path / f"{n}" / "desk.db"
            stores = list(pool.map(lambda _, path=path: Store.open(path, KEY), range(4)))
            for store in stores:
                assert names(store) == []
                store.close()
