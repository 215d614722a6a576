"""Replaces the current database with another one, or none, so that a crash leaves one of the two.

The current file goes with its log: `desk.db`, `-wal` and `-shm` move into a folder of their own,
under their own names, so that they can be opened there. What is to be done is written down first;
from then on it is carried through, by this program or by the next that opens the folder.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from shutil import rmtree

from cpdesk.errors import DeskError
from cpdesk.models import sqlite_errors
from cpdesk.models.files import first_start
from cpdesk.models.files.durable import sync_folder
from cpdesk.words import N_

DATABASE = "desk.db"
# The database first: a log by itself is reported as lost, but a database without its log would be
# used from where the plan was removed in between.
_WITH_IT = (DATABASE, "desk.db-wal", "desk.db-shm")
_PLAN = "restore.json"
STAGING = "restoring"  # where the new file waits; holds nothing else that is needed


def _nothing(_step: str) -> None:
    pass


def staged(folder: Path) -> Path:
    """Where the new file is prepared."""
    return folder / STAGING / DATABASE


def pending(folder: Path) -> bool:
    """Whether a swap was begun and not finished."""
    return (folder / _PLAN).exists()


def begin(folder: Path, aside: str, step: Callable[[str], None] = _nothing) -> None:
    """Replaces `desk.db` with the file at `staged`, which is closed and on the disk; what is there
    goes into the folder `aside`. Call it while no one else has the folder open. `step` is told of
    each step before it is taken."""
    _begin(folder, {"aside": aside}, step)


def begin_empty(folder: Path, aside: str, step: Callable[[str], None] = _nothing) -> None:
    """Like `begin`, but without a replacement: what is there goes into the folder `aside`, and a
    first start may create new data."""
    _begin(folder, {"aside": aside, "empty": True}, step)


def _begin(folder: Path, what: dict[str, object], step: Callable[[str], None]) -> None:
    step("plan")
    plan = folder / f"{_PLAN}.new"
    with plan.open("w", encoding="utf-8") as out:
        json.dump(what, out)
        out.flush()
        os.fsync(out.fileno())
    step("begin")
    plan.replace(folder / _PLAN)
    sync_folder(folder)
    finish(folder, step)


def finish(folder: Path, step: Callable[[str], None] = _nothing) -> None:
    """Finishes what was begun, however far it got; does nothing if nothing was. DeskError, with
    nothing touched, if the plan can't be read or the folder can't be written."""
    if not pending(folder):
        return
    try:
        _finish(folder, step)
    except OSError as refused:
        raise sqlite_errors.unwritable(folder / DATABASE) from refused


def _finish(folder: Path, step: Callable[[str], None]) -> None:
    new = staged(folder)
    name, empty = _read(folder / _PLAN)
    if empty or new.exists():  # so the file in its place is the old one, or what is left of it
        aside = folder / name
        step("aside")
        aside.mkdir(mode=0o700, exist_ok=True)
        sync_folder(aside.parent)
        for name in _WITH_IT:
            step(f"aside {name}")
            with suppress(FileNotFoundError):
                (folder / name).replace(aside / name)
        sync_folder(aside)
        step("place")
        if empty:
            first_start.begin(folder)
        else:
            new.replace(folder / DATABASE)
        sync_folder(folder)
    step("end")
    (folder / _PLAN).unlink()
    sync_folder(folder)
    step("sweep")
    rmtree(new.parent, ignore_errors=True)


def _read(plan: Path) -> tuple[str, bool]:
    """The name of the folder for what is set aside, and whether nothing replaces it."""
    try:
        what = json.loads(plan.read_text("utf-8"))
        name, empty = what["aside"], what.get("empty", False)
        if Path(name).name != name:
            raise ValueError(name)
    except (ValueError, KeyError, TypeError, AttributeError) as damaged:
        raise DeskError(
            N_("CPDesk can’t finish an interrupted restore. {path} is damaged."),
            N_("Move this file out of the folder, start CPDesk, and restore the backup again."),
            path=str(plan),
        ) from damaged
    return name, bool(empty)
