"""Many programs at once, or one alone; a crash lets go."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpdesk.models.files.folder_lock import FolderLock
from cpdesk.models.store import Store


def shared(folder: Path, looked: list[int]) -> FolderLock:
    return FolderLock.shared(folder, lambda: looked.append(1), lambda: True)


def test_whoever_is_first_looks_and_the_others_do_not(tmp_path: Path) -> None:
    looked: list[int] = []
    one, two = shared(tmp_path, looked), shared(tmp_path, looked)
    assert looked == [1]
    assert FolderLock.alone(tmp_path) is None
    one.release()
    assert FolderLock.alone(tmp_path) is None
    two.release()
    alone = FolderLock.alone(tmp_path)
    assert alone is not None
    alone.release()
    alone.release()
    shared(tmp_path, looked).release()
    assert looked == [1, 1]


def test_what_the_look_finds_leaves_the_folder_free(tmp_path: Path) -> None:
    def found() -> None:
        raise KeyError("lost")

    with pytest.raises(KeyError):
        FolderLock.shared(tmp_path, found, lambda: True)
    alone = FolderLock.alone(tmp_path)
    assert alone is not None
    alone.release()


def test_a_closed_store_lets_go(store: Store) -> None:
    folder = store.path.parent
    assert FolderLock.alone(folder) is None
    store.close()
    alone = FolderLock.alone(folder)
    assert alone is not None
    alone.release()
