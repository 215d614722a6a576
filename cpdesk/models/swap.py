"""Puts another database, or none, in the place of the present one, so that a crash leaves one of
the two.

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

from cpdesk.errors import DeskError
from cpdesk.models import first_start, trouble
from cpdesk.models.durable import sync_folder
from cpdesk.words import N_

DATABASE = "desk.db"
# The database first: a log by itself is told as lost, a database without its log would be gone on
# from where somebody took the plan away in between.
_WITH_IT = (DATABASE, "desk.db-wal", "desk.db-shm")
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
    _begin(folder, {"aside": aside}, step)


def begin_empty(folder: Path, aside: str, step: Callable[[str], None] = _nothing) -> None:
    """Like `begin`, with nothing in its place: what is there goes into the folder `aside`, and a
    first start may make new data."""
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
    """Ends what was begun, however far it came; nothing where nothing was. DeskError, with nothing
    touched, where what is to be done cannot be read or the folder not be written."""
    if not pending(folder):
        return
    try:
        _finish(folder, step)
    except OSError as refused:
        raise trouble.unwritable(folder / DATABASE) from refused


def _finish(folder: Path, step: Callable[[str], None]) -> None:
    new = staged(folder)
    name, empty = _read(folder / _PLAN)
    if empty or new.exists():  # so what lies in its place is the old one, or what is left of it
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
    """The name of the folder for what is set aside, and whether nothing takes its place."""
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
