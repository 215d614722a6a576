"""Files that are deleted, moved or replaced under an open store: nothing is answered from them, and
nothing that goes into them counts as saved."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cpdesk.errors import DeskError
from cpdesk.models.store import Store, connect
from tests.models.test_store import names, put, put_all

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows keeps files that are open where they are"
)
KEY = secrets.token_hex(32)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "desk.db"


@pytest.fixture
def desk(path: Path) -> Iterator[Store]:
    opened = Store.open(path, KEY, busy_ms=50)
    put_all(opened, "before")
    yield opened
    opened.close()


def log_of(path: Path) -> Path:
    return path.with_name("desk.db-wal")


def delete(folder: Path) -> None:
    shutil.rmtree(folder)


def move(folder: Path) -> None:
    folder.rename(folder.with_name("moved"))


def replace_with_a_copy(folder: Path) -> None:
    shutil.copytree(folder, folder.with_name("copy"))
    move(folder)
    folder.with_name("copy").rename(folder)


def replace_the_file(folder: Path) -> None:
    """As a sync client or another program does that writes beside it and renames."""
    shutil.copy(folder / "desk.db", folder / "desk.db.part")
    (folder / "desk.db.part").replace(folder / "desk.db")


def delete_and_make_anew(folder: Path) -> None:
    delete(folder)
    folder.mkdir()
    (folder / "desk.db").touch()


LOST = [delete, move, replace_with_a_copy, replace_the_file, delete_and_make_anew]


@pytest.mark.parametrize("lose", LOST)
def test_nothing_is_read_or_saved_once_the_folder_is_another(
    desk: Store, path: Path, lose: Callable[[Path], None]
) -> None:
    lose(path.parent)
    there = sorted(path.parent.parent.rglob("*"))
    for _ in range(2):  # it stays so
        with pytest.raises(DeskError, match="was moved, deleted, or replaced while"):
            put_all(desk, "lost")
        with pytest.raises(DeskError, match=str(path.parent)):
            names(desk)
    assert sorted(path.parent.parent.rglob("*")) == there  # no new file was made in its place


@pytest.mark.parametrize("lose", LOST)
def test_a_change_is_refused_when_the_folder_goes_while_it_is_made(
    desk: Store, path: Path, lose: Callable[[Path], None]
) -> None:
    def change() -> None:
        with desk.write() as tx:
            put(tx, "half")
            lose(path.parent)

    with pytest.raises(DeskError, match="was moved, deleted, or replaced while"):
        change()


def test_an_answer_is_withheld_when_the_folder_goes_while_it_is_read(
    desk: Store, path: Path
) -> None:
    def look() -> None:
        with desk.read():
            move(path.parent)

    with pytest.raises(DeskError, match="was moved, deleted, or replaced while"):
        look()


def test_a_folder_that_comes_back_goes_on_and_holds_nothing_that_was_refused(
    desk: Store, path: Path
) -> None:
    move(path.parent)
    with pytest.raises(DeskError):
        put_all(desk, "refused")
    path.parent.with_name("moved").rename(path.parent)
    assert names(desk) == ["before"]
    put_all(desk, "after")
    desk.close()
    again = Store.open(path, KEY)
    assert names(again) == ["after", "before"]
    again.close()


def test_a_link_that_leads_elsewhere_is_another_folder(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "one", target_is_directory=True)
    (tmp_path / "one").mkdir()
    linked = Store.open(tmp_path / "link" / "desk.db", KEY)
    put_all(linked, "before")
    assert names(linked) == ["before"]
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    (tmp_path / "link").unlink()
    (tmp_path / "link").symlink_to(tmp_path / "two", target_is_directory=True)
    with pytest.raises(DeskError, match="was moved, deleted, or replaced while"):
        put_all(linked, "lost")
    linked.close()


def test_a_file_that_is_a_link_has_its_log_beside_the_file(tmp_path: Path) -> None:
    Store.open(tmp_path / "real.db", KEY).close()
    (tmp_path / "desk.db").symlink_to(tmp_path / "real.db")
    linked = Store.open(tmp_path / "desk.db", KEY)
    put_all(linked, "school")
    assert names(linked) == ["school"]
    (tmp_path / "real.db-wal").unlink()
    with pytest.raises(DeskError, match="A file in the data folder"):
        put_all(linked, "refused")
    linked.close()


def spoil(log: Path) -> None:
    log.with_name("other").write_bytes(log.read_bytes()[:2_000])
    log.with_name("other").replace(log)


@pytest.mark.parametrize("lose", [os.unlink, spoil])
def test_a_log_that_went_alone_is_told_and_nothing_in_it_is_lost(
    desk: Store, path: Path, lose: Callable[[Path], None]
) -> None:
    lose(log_of(path))
    with pytest.raises(DeskError, match="This was not saved"):
        put_all(desk, "refused")
    put_all(desk, "after")
    assert names(desk) == ["after", "before"]
    desk.close()
    again = Store.open(path, KEY)
    assert names(again) == ["after", "before"]
    again.close()


def test_a_log_that_went_is_told_to_whoever_reads(desk: Store, path: Path) -> None:
    log_of(path).unlink()
    with pytest.raises(DeskError, match="A file in the data folder"):
        names(desk)
    assert names(desk) == ["before"]


def test_a_log_that_went_with_its_index_is_refused_until_the_next_start(
    desk: Store, path: Path
) -> None:
    log_of(path).unlink()
    path.with_name("desk.db-shm").unlink()
    for _ in range(2):
        with pytest.raises(DeskError, match="A file in the data folder"):
            put_all(desk, "refused")
    desk.close()
    again = Store.open(path, KEY)
    assert names(again) == ["before"]
    again.close()


def test_two_desks_whose_log_went_lose_nothing(desk: Store, path: Path) -> None:
    other = Store.open(path, KEY, busy_ms=50)
    put_all(other, "other")
    log_of(path).unlink()
    for one in (desk, other):
        with pytest.raises(DeskError):
            put_all(one, "refused")
    put_all(desk, "first")
    put_all(other, "second")
    assert names(desk) == names(other) == ["before", "first", "other", "second"]
    desk.close()
    other.close()
    again = Store.open(path, KEY)
    assert names(again) == ["before", "first", "other", "second"]
    again.close()


def test_what_the_program_does_itself_is_no_alarm(desk: Store, path: Path) -> None:
    put_all(desk, *(f"{n:04}" for n in range(500)))
    desk.forget()  # empties the log
    put_all(desk, "after the log was emptied")
    with desk.read() as tx:
        tx.exec_driver_sql("PRAGMA wal_checkpoint(RESTART)")
    put_all(desk, "after it was begun again")
    desk.copy_to(path.with_name("copy.db"))
    other = Store.open(path, KEY, busy_ms=50)
    with other.read() as one, desk.read() as two:  # several connections at once
        assert one.exec_driver_sql("SELECT count(*) FROM office").scalar() == 503
        assert two.exec_driver_sql("SELECT count(*) FROM office").scalar() == 503
    other.close()
    put_all(desk, "after another program was closed")
    with closing(connect(path, KEY)) as packing:
        packing.execute("VACUUM")
    put_all(desk, "after it was packed")
    assert len(names(desk)) == 505


def test_a_store_that_nobody_used_meanwhile_takes_the_log_that_another_made(path: Path) -> None:
    first = Store.open(path, KEY)
    second = Store.open(path, KEY)
    put_all(second, "school")
    second.close()
    put_all(first, "zone")
    assert names(first) == ["school", "zone"]
    first.close()
