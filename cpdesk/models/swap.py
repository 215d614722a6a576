"""Puts another database in the place of the present one, so that a crash leaves one of the two.

The present file goes with its log: `desk.db`, `-wal` and `-shm` into a folder of their own, under
their own names, so that they can be opened there. What is to be done is written down first; from
then on it is done to the end, by this program or by the next that opens the folder.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from shutil import rmtree

from cpdesk.models.durable import sync_folder

DATABASE = "desk.db"
_WITH_IT = ("desk.db-wal", "desk.db-shm", DATABASE)  # the log first: it is worth nothing by itself
_PLAN = "restore.json"
STAGING = "restoring"  # where the new file waits; holds nothing that anybody needs otherwise


def _nothing(_step: str) -> None:
    pass


def staged(folder: Path) -> Path:
    """Where the new file is to be made ready."""
    return folder / STAGING / DATABASE


def pending(folder: Path) -> bool:
    """Whether a swap was begun and not ended."""
    return (folder / _PLAN).exists()


def begin(folder: Path, aside: str, step: Callable[[str], None] = _nothing) -> None:
    """Puts the file at `staged`, closed and on the disk, in the place of `desk.db`; what is there
    goes into the folder `aside`. Call it while nobody else has the folder open. `step` is told of
    each step before it is taken."""
    step("plan")
    plan = folder / f"{_PLAN}.new"
    with plan.open("w", encoding="utf-8") as out:
        json.dump({"aside": aside}, out)
        out.flush()
        os.fsync(out.fileno())
    step("begin")
    plan.replace(folder / _PLAN)
    sync_folder(folder)
    finish(folder, step)


def finish(folder: Path, step: Callable[[str], None] = _nothing) -> None:
    """Ends what was begun, however far it came; nothing where nothing was."""
    if not pending(folder):
        return
    new = staged(folder)
    if new.exists():  # so what lies in its place is the old one, or what is left of it
        aside = folder / json.loads((folder / _PLAN).read_text("utf-8"))["aside"]
        step("aside")
        aside.mkdir(mode=0o700, exist_ok=True)
        sync_folder(aside.parent)
        for name in _WITH_IT:
            step(f"aside {name}")
            with suppress(FileNotFoundError):
                (folder / name).replace(aside / name)
        sync_folder(aside)
        step("place")
        new.replace(folder / DATABASE)
        sync_folder(folder)
    step("end")
    (folder / _PLAN).unlink()
    sync_folder(folder)
    step("sweep")
    rmtree(new.parent, ignore_errors=True)
