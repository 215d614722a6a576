"""A restore that is killed between two steps leaves the old data or the new, never a mixture."""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from cpdesk.errors import DeskError
from cpdesk.models.files import swap
from cpdesk.models.store import Store
from cpdesk.models.tables.desk_tables import office

KEY = secrets.token_hex(32)


class Killed(BaseException):
    """As a power cut: nothing that tidies up is run after it."""


class KillAt:
    """Ends the program before the step of this number."""

    def __init__(self, number: int) -> None:
        self._left = number
        self.taken: list[str] = []

    def __call__(self, step: str) -> None:
        if not self._left:
            raise Killed
        self._left -= 1
        self.taken.append(step)


def fill(path: Path, name: str) -> None:
    path.parent.mkdir(exist_ok=True)
    store = Store.open(path, KEY)
    with store.write() as tx:
        tx.execute(office.insert().values(name=name, value="x"))
    store.close()


def names(path: Path) -> list[str]:
    store = Store.open(path, KEY)
    with store.read() as tx:
        found = list(tx.execute(select(office.c.name)).scalars())
    store.close()
    return found


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    fill(folder / "desk.db", "old")
    fill(swap.staged(folder), "new")
    return folder


@pytest.fixture
def folder(filled: Path, tmp_path: Path) -> Path:
    """The present data, and the new file waiting."""
    return shutil.copytree(filled, tmp_path / "data")


def steps() -> list[str]:
    return [
        "plan", "begin", "aside", "aside desk.db", "aside desk.db-wal", "aside desk.db-shm",
        "place", "end", "sweep",
    ]  # fmt: skip


def test_the_new_file_takes_the_place_and_the_old_one_is_kept_whole(folder: Path) -> None:
    taken = KillAt(99)
    swap.begin(folder, "before", taken)
    assert taken.taken == steps()
    assert names(folder / "desk.db") == ["new"]
    assert names(folder / "before" / "desk.db") == ["old"]
    assert sorted(p.name for p in folder.iterdir()) == ["before", "desk.db"]


@pytest.mark.parametrize("number", range(len(steps())), ids=steps())
def test_killed_at_any_step_it_is_whole_at_the_next_start(folder: Path, number: int) -> None:
    with pytest.raises(Killed):
        swap.begin(folder, "before", KillAt(number))
    # Up to the moment when the plan has its name nothing has happened; from then on all of it.
    expected = "old" if number < 2 else "new"
    assert names(folder / "desk.db") == [expected]
    assert not swap.pending(folder)
    if expected == "new":
        assert names(folder / "before" / "desk.db") == ["old"]


@pytest.mark.parametrize("first", [2, 5, 7])
def test_killed_again_while_it_is_finished(folder: Path, first: int) -> None:
    with pytest.raises(Killed):
        swap.begin(folder, "before", KillAt(first))
    for number in range(6):
        try:
            swap.finish(folder, KillAt(number))
        except Killed:
            continue
    assert names(folder / "desk.db") == ["new"]
    assert names(folder / "before" / "desk.db") == ["old"]


def test_the_log_goes_aside_with_its_file(folder: Path) -> None:
    kept = Store.open(folder / "desk.db", KEY)
    with kept.write() as tx:
        tx.execute(office.insert().values(name="in the log", value="x"))
    content = {p.name: p.read_bytes() for p in folder.glob("desk.db*")}
    assert "desk.db-wal" in content
    kept.close()
    for name, held in content.items():  # as a crash leaves it
        (folder / name).write_bytes(held)
    swap.begin(folder, "before")
    assert names(folder / "desk.db") == ["new"]
    assert "in the log" in names(folder / "before" / "desk.db")


def test_where_there_is_nothing_the_new_file_comes_all_the_same(folder: Path) -> None:
    (folder / "desk.db").unlink()
    swap.begin(folder, "before")
    assert names(folder / "desk.db") == ["new"]


@pytest.mark.parametrize("number", range(2, len(steps())))
def test_killed_while_nothing_takes_the_place_the_next_start_finishes_it(
    folder: Path, number: int
) -> None:
    """What waited at `staged` from before is not taken for the new file."""
    (folder / "desk.key").write_text(KEY)
    with pytest.raises(Killed):
        swap.begin_empty(folder, "before", KillAt(number))
    assert names(folder / "desk.db") == []
    assert names(folder / "before" / "desk.db") == ["old"]
    left = ["restoring"] if steps()[number] == "sweep" else []  # the next restore sweeps it
    assert sorted(p.name for p in folder.iterdir()) == ["before", "desk.db", "desk.key", *left]


@pytest.mark.parametrize(
    "written", ["{bad", "", "[]", "{}", '{"aside": 7}', '{"aside": "../elsewhere"}', "\0" * 40]
)
def test_a_plan_that_is_damaged_is_told_and_nothing_is_touched(folder: Path, written: str) -> None:
    (folder / "restore.json").write_text(written)
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    with pytest.raises(DeskError, match="can’t finish an interrupted restore"):
        Store.open(folder / "desk.db", KEY)
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before
    (folder / "restore.json").unlink()  # as the sentence says
    assert names(folder / "desk.db") == ["old"]


def test_a_folder_that_cannot_be_written_is_told(folder: Path) -> None:
    (folder / "restore.json").write_text('{"aside": "before"}')
    (folder / "before").write_text("a file where the folder should be")
    with pytest.raises(DeskError, match="can’t save its data"):
        swap.finish(folder)
