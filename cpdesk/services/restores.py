"""Puts a backup in the place of the desk's data: says first what that changes, and sets the present
data aside. Needs no open store: where the data is gone or broken there is none.

Who may: where the present data opens and has accounts, an office manager who signed in there
(`RestoreOrder`). Where it does not open nobody can sign in; then whoever holds the folder and its
key may, who could replace the files by hand as well.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from cpdesk.clock import Clock
from cpdesk.errors import DataLostError, DeskError
from cpdesk.models import copies, entry, first_start, journal, key, schema, swap, trouble, wal
from cpdesk.models.backup_files import FOLDER, files, stamp
from cpdesk.models.folder_lock import FolderLock
from cpdesk.models.store import Store, connect
from cpdesk.records.backups import (
    BackupRecord,
    Holding,
    RestoreOrder,
    RestorePlan,
    RestoreRecord,
    Span,
)
from cpdesk.services.backups import trouble_of
from cpdesk.services.who import NotSignedInError, Who, open_to_all
from cpdesk.words import N_

Step = Callable[[str], None]
_PROOF = "where the data is lost nobody can sign in; the folder and its key are the proof"


def _nothing(_step: str) -> None:
    pass


class Restores:
    """Of one data folder that no other program has open."""

    def __init__(self, folder: Path, clock: Clock, step: Step = _nothing) -> None:
        """`step` is told of each step of a restore before it is taken."""
        self._folder = folder
        self._clock = clock
        self._step = step
        self._who = Who()

    @open_to_all(_PROOF)
    def choices(self) -> tuple[BackupRecord, ...]:
        """The backups beside the data that open, the newest first, each with what it holds."""
        secret = self._key()
        found = []
        for one in files(self._folder / FOLDER):
            with suppress(DeskError), copies.at_rest(one.path, secret) as connection:
                holds = copies.holding(connection)
                found.append(BackupRecord(one.path, one.made_at, one.size, holds))
        return tuple(found)

    @open_to_all(_PROOF)
    def is_lost(self) -> bool:
        """Whether there was data here and is none."""
        return not swap.pending(self._folder) and entry.is_lost(self._folder / swap.DATABASE)

    @open_to_all(_PROOF)
    def present(self) -> Path | None:
        """The database, where it opens by itself and only the log beside it is in its way."""
        database, secret = self._folder / swap.DATABASE, self._key()
        try:
            with closing(_Alone(self._folder)):
                if wal.fit(database, secret) is wal.Fit.BELONGS:
                    return None
                copies.examine(database, secret, copies.holding)
        except DeskError:
            return None
        return database

    @open_to_all(_PROOF)
    def plan(self, source: Path, unread: DataLostError | None = None) -> RestorePlan:
        """What restoring this file would change; nothing is changed yet. `unread` is why the
        present data could not be opened. DeskError where the file cannot be restored."""
        secret = self._key()
        with closing(_Alone(self._folder)):
            staged, left_out = self._stage(source, secret)
            try:
                holds = copies.examine(staged, secret, copies.holding)
                _raise_unknown(holds, source)
                return self._compare(source, staged, holds, secret, unread, left_out)
            finally:
                shutil.rmtree(staged.parent, ignore_errors=True)

    @open_to_all(_PROOF)
    def restore(self, plan: RestorePlan, order: RestoreOrder | None = None) -> RestoreRecord:
        """Does what was planned. Killed at any moment, it leaves the old data or the new."""
        secret = self._key()
        if plan.accounts and (
            order is None or plan.present is None or order.last_link != plan.present.last_link
        ):
            raise NotSignedInError(
                N_("This data has staff accounts, so only an office manager can replace it."),
                N_("Sign in as an office manager and try again."),
            )
        with closing(_Alone(self._folder)):
            self._step("stage")
            staged, _ = self._stage(plan.source, secret)
            if _sha256(plan.source) != plan.sha256:
                raise DeskError(
                    N_("{path} has changed since you chose it."),
                    N_("Try again."),
                    path=str(plan.source),
                )
            self._step("record")
            self._record(staged, secret, plan, order)
            at = f"before-restore-{stamp(self._clock.now())}"
            aside, n = at, 1
            while (self._folder / aside).exists():
                n += 1
                aside = f"{at}-{n}"
            try:
                swap.begin(self._folder, aside, self._step)
                first_start.end(self._folder)
            except OSError as refused:
                raise trouble.unwritable(self._folder / swap.DATABASE) from refused
            kept = self._folder / aside
            with suppress(OSError):
                kept.rmdir()  # where there was nothing to set aside
            holds = copies.examine(self._folder / swap.DATABASE, secret, copies.holding)
        return RestoreRecord(plan.source, kept if kept.exists() else None, holds)

    @open_to_all(_PROOF)
    def start_without(self) -> None:
        """Gives the data up: what is left of it is set aside, and a first start may begin. Only
        where there is none, or what is there does not open."""
        folder = self._folder
        with closing(_Alone(folder)):
            try:
                aside = folder / f"before-start-{stamp(self._clock.now())}"
                aside.mkdir(mode=0o700, exist_ok=True)
                first_start.begin(folder)
                for name in ("desk.db-wal", "desk.db-shm", swap.DATABASE):
                    with suppress(FileNotFoundError):
                        (folder / name).replace(aside / name)
                with suppress(OSError):
                    aside.rmdir()
            except OSError as refused:
                raise trouble.unwritable(folder / swap.DATABASE) from refused

    def _key(self) -> str:
        found = key.find(self._folder)
        if found is None:
            raise DeskError(
                N_("There is no key to the data in {folder} on this computer."),
                N_("Run `cpdesk key restore` first and enter the printed recovery key."),
                folder=str(self._folder),
            )
        return found.key

    def _stage(self, source: Path, secret: str) -> tuple[Path, bool]:
        """A copy of the file, with what is in the log beside it, ready to take the place. Whether
        a log was left out because it belongs to another file."""
        if not source.is_file():
            raise DeskError(
                N_("There is no file {path}."),
                N_("Check the file name and the folder."),
                path=str(source),
            )
        with copies.at_rest(source, secret) as connection:  # the key, before anything is copied
            connection.execute("PRAGMA user_version").fetchone()
        staged = swap.staged(self._folder)
        fit = wal.fit(source, secret)
        try:
            shutil.rmtree(staged.parent, ignore_errors=True)
            staged.parent.mkdir(mode=0o700)
            _copy(source, staged)
            if fit is not wal.Fit.FOREIGN and wal.path_of(source).exists():
                _copy(wal.path_of(source), wal.path_of(staged))
        except OSError as refused:
            raise DeskError(
                N_("{path} could not be copied to {folder} ({why})."),
                N_("Check that the disk has free space and that you can open the file."),
                path=str(source),
                folder=str(self._folder),
                why=refused.strerror or "",
            ) from refused
        try:
            with closing(connect(staged, secret)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except driver.Error as refused:
            said = trouble.in_words(refused, source)
            raise said or refused from refused
        return staged, fit is wal.Fit.FOREIGN

    def _record(
        self, staged: Path, secret: str, plan: RestorePlan, order: RestoreOrder | None
    ) -> None:
        """Brings the copy up to date and writes into it that it was restored, so that the restored
        data says so from its first moment, and the present data is not touched by a failure."""
        copies.examine(staged, secret, lambda connection: None)
        store = Store.open(staged, secret)
        try:
            with store.write(order.by if order else "desk") as tx:
                journal.record(
                    tx,
                    at=self._clock.now(),
                    use_case="backup.restore",
                    subject_id=plan.sha256,
                    payload={
                        "sha256": plan.sha256,
                        "visits_lost": plan.visits_lost.count,
                        "decisions_lost": plan.decisions_lost.count,
                        "signed_in": order is not None,
                    },
                    detail={"file": plan.source.name},
                )
        finally:
            store.close()
        log = wal.path_of(staged)
        if log.exists() and log.stat().st_size:  # it would not go along
            raise trouble.full(self._folder)
        with staged.open("rb+") as written:
            os.fsync(written.fileno())

    def _compare(
        self,
        source: Path,
        staged: Path,
        holds: Holding,
        secret: str,
        unread: DeskError | None,
        left_out: bool,
    ) -> RestorePlan:
        spans: tuple[Span, ...] = (Span(),) * 4
        present = None
        if unread is None and (self._folder / swap.DATABASE).exists():
            try:
                present, spans = self._present(staged, secret)
            except DeskError as damaged:
                unread = damaged
        return RestorePlan(
            source=source,
            sha256=_sha256(source),
            holds=holds,
            present=present,
            unread=trouble_of(unread) if unread else None,
            visits_lost=spans[0],
            visits_back=spans[1],
            decisions_lost=spans[2],
            decisions_back=spans[3],
            other_desk=present is not None and _is_other(present, holds),
            log_left_out=left_out,
            accounts=bool(present and present.accounts),
        )

    def _present(self, staged: Path, secret: str) -> tuple[Holding, tuple[Span, ...]]:
        with (
            copies.at_rest(staged, secret) as new,
            copies.at_rest(self._folder / swap.DATABASE, secret) as old,
        ):
            return copies.holding(old), (
                *_changes(old, new, "SELECT visit_id, arrived_at FROM visit"),
                *_changes(old, new, "SELECT decision_id, at FROM request_decision"),
            )


class _Alone:
    """The folder, held alone; what a restore before this one left is done first."""

    def __init__(self, folder: Path) -> None:
        try:
            lock = FolderLock.alone(folder)
        except OSError as refused:
            raise trouble.unwritable(folder / swap.DATABASE) from refused
        if lock is None:
            raise DeskError(
                N_("CPDesk is already using this data, in a window or in another command."),
                N_("Close it and try again. Nothing was changed."),
            )
        self._lock = lock
        try:
            swap.finish(folder)
        except BaseException:
            lock.release()
            raise

    def close(self) -> None:
        self._lock.release()


def _copy(source: Path, target: Path) -> None:
    handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as out, source.open("rb") as content:
        shutil.copyfileobj(content, out, 1 << 20)


def _sha256(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _changes(old: Any, new: Any, statement: str) -> tuple[Span, Span]:
    """What only the old file has, and what only the new one has."""

    def span(ids: set[str], rows: dict[str, str]) -> Span:
        times = sorted(rows[one] for one in ids)
        if not times:
            return Span()
        return Span(len(times), datetime.fromisoformat(times[0]), datetime.fromisoformat(times[-1]))

    before, after = dict(_rows(old, statement)), dict(_rows(new, statement))
    return span(before.keys() - after.keys(), before), span(after.keys() - before.keys(), after)


def _rows(connection: Any, statement: str) -> list[tuple[str, str]]:
    table = statement.rpartition(" ")[2]
    known = "SELECT count(*) FROM sqlite_master WHERE name = ?"
    if not connection.execute(known, (table,)).fetchone()[0]:
        return []  # a file of before there were any
    return list(connection.execute(statement))


def _is_other(present: Holding, holds: Holding) -> bool:
    """Whether two files are of different desks: begun apart, or of different schools."""
    begun_apart = bool(present.first_link and holds.first_link) and (
        present.first_link != holds.first_link
    )
    places = (present.district, present.school)
    return begun_apart or (
        all(places) and bool(holds.school) and places != (holds.district, holds.school)
    )


def _raise_unknown(holds: Holding, source: Path) -> None:
    if holds.version not in schema.VERSIONS:
        raise DeskError(
            N_("{path} was made by a newer version of CPDesk."),
            N_("Update CPDesk on this computer, then restore the backup."),
            path=str(source),
        )
