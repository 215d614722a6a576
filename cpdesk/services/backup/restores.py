"""Replaces the desk's data with a backup: says first what that changes, and sets the current data
aside. Needs no open store: if the data is gone or broken, there is none.

Who may: if the current data is sound and has accounts, an office manager who signed in there
(`RestoreOrder`). Otherwise no one can sign in; then anyone with the folder and its key may, since
they could replace the files by hand anyway. This is checked here each time, alone in the folder; no
caller's word is taken for it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from cpdesk.clock import Clock
from cpdesk.errors import DataLostError, DeskError, NotSignedInError
from cpdesk.models import journal, key, schema, sqlite_errors
from cpdesk.models.files import copies, first_start, open_checks, read_only, swap, wal
from cpdesk.models.files.backup_files import FOLDER, files, free, stamp
from cpdesk.models.files.folder_lock import FolderLock
from cpdesk.models.store import Store, connect
from cpdesk.records.backups import (
    BackupRecord,
    Holding,
    RestoreOrder,
    RestorePlan,
    RestoreRecord,
    Span,
)
from cpdesk.services.auth_context import AuthContext, open_to_all
from cpdesk.services.backup.backups import proof, trouble_of
from cpdesk.words import N_

Step = Callable[[str], None]
_PROOF = "where the data is lost nobody can sign in; the folder and its key are the proof"


def _nothing(_step: str) -> None:
    pass


class Restores:
    """For one data folder that no other program has open."""

    def __init__(
        self, folder: Path, clock: Clock, step: Step = _nothing, *, auth: AuthContext
    ) -> None:
        """`step` is told about each step of a restore before it is taken."""
        self._folder = folder
        self._clock = clock
        self._step = step
        self._auth = auth

    @open_to_all(_PROOF)
    def choices(self) -> tuple[BackupRecord, ...]:
        """The backups beside the data that open, newest first, each with what it holds."""
        secret = self._key()
        found = []
        for one in files(self._folder / FOLDER):
            with suppress(DeskError), copies.at_rest(one.path, secret) as connection:
                holds = copies.holding(connection)
                found.append(BackupRecord(one.path, one.made_at, one.size, holds))
        return tuple(found)

    @open_to_all(_PROOF)
    def is_lost(self) -> bool:
        """Whether there was data here and now is none."""
        return not swap.pending(self._folder) and open_checks.is_lost(self._folder / swap.DATABASE)

    @open_to_all(_PROOF)
    def present(self) -> Path | None:
        """The database, if it opens by itself and only the log beside it is in the way."""
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
    def plan(self, source: Path) -> RestorePlan:
        """What restoring this file would change; nothing is changed yet. DeskError if the file
        can't be restored."""
        secret = self._key()
        with closing(_Alone(self._folder)):
            try:
                return self._compare(source, secret)
            finally:
                shutil.rmtree(swap.staged(self._folder).parent, ignore_errors=True)

    @open_to_all(_PROOF)
    def restore(self, plan: RestorePlan, order: RestoreOrder | None = None) -> RestoreRecord:
        """Carries out the plan, if it would still change the same things. Killed at any moment, it
        leaves the old data or the new."""
        secret = self._key()
        with closing(_Alone(self._folder)):
            self._step("stage")
            try:
                now = self._compare(plan.source, secret)
                _raise_unless_ordered(now, order, secret)
                _raise_unless_the_same(now, plan, self._folder / swap.DATABASE)
            except DeskError:
                shutil.rmtree(swap.staged(self._folder).parent, ignore_errors=True)
                raise
            self._step("record")
            self._record(swap.staged(self._folder), secret, now, order)
            aside = self._aside("before-restore")
            try:
                swap.begin(self._folder, aside.name, self._step)
                first_start.end(self._folder)
            except OSError as refused:
                raise sqlite_errors.unwritable(self._folder / swap.DATABASE) from refused
            with suppress(OSError):
                aside.rmdir()  # if there was nothing to set aside
            holds = copies.examine(self._folder / swap.DATABASE, secret, copies.holding)
        return RestoreRecord(plan.source, aside if aside.exists() else None, holds)

    @open_to_all(_PROOF)
    def start_without(self) -> None:
        """Gives up the data: what is left of it is set aside, and a first start can begin.
        DeskError if the data is sound. Killed at any moment, either nothing has changed or the next
        start finishes it."""
        folder, secret = self._folder, self._key()
        with closing(_Alone(folder)):
            with suppress(DataLostError), self._present(secret) as sound:
                if sound is not None:
                    raise DeskError(
                        N_("The data in {folder} is not damaged, so it was not set aside."),
                        N_("Start CPDesk again."),
                        folder=str(folder),
                    )
            aside = self._aside("before-start")
            try:
                swap.begin_empty(folder, aside.name, self._step)
            except OSError as refused:
                raise sqlite_errors.unwritable(folder / swap.DATABASE) from refused
            with suppress(OSError):
                aside.rmdir()

    def _aside(self, name: str) -> Path:
        """A folder that does not exist yet, for what is set aside."""
        return free(self._folder, f"{name}-{stamp(self._clock.now())}")

    def _key(self) -> str:
        found = key.find(self._folder)
        if found is None:
            do = N_("First restore the printed recovery key with `cpdesk key restore`.")
            raise key.missing(self._folder, do)
        return found.key

    def _stage(self, source: Path, secret: str) -> tuple[Path, bool]:
        """A copy of the file, including the log beside it, ready to replace the data. Also whether
        a log was left out because it belongs to a different file."""
        if not source.is_file():
            raise DeskError(
                N_("File not found: {path}."),
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
                N_("Can’t copy {path} to {folder} ({why})."),
                N_("Check that the disk has free space and that you can open the file."),
                path=str(source),
                folder=str(self._folder),
                why=refused.strerror or "",
            ) from refused
        try:
            with closing(connect(staged, secret)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except driver.Error as refused:
            said = sqlite_errors.in_words(refused, source)
            raise said or refused from refused
        return staged, fit is wal.Fit.FOREIGN

    def _record(
        self, staged: Path, secret: str, plan: RestorePlan, order: RestoreOrder | None
    ) -> None:
        """Brings the copy up to date and records the restore in it, so that the restored data says
        so from its first moment, and a failure does not touch the current data."""
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
        if log.exists() and log.stat().st_size:  # it would not be moved along
            raise sqlite_errors.full(self._folder)
        with staged.open("rb+") as written:
            os.fsync(written.fileno())

    def _compare(self, source: Path, secret: str) -> RestorePlan:
        """Makes the file ready and compares it with the current data, as both are now."""
        staged, left_out = self._stage(source, secret)
        holds = copies.examine(staged, secret, copies.holding)
        _raise_unknown(holds, source)
        spans: tuple[Span, ...] = (Span(),) * 4
        present, unread = None, None
        try:
            with self._present(secret) as old:
                if old is not None:
                    present = copies.holding(old)
                    with copies.at_rest(staged, secret) as new:
                        spans = (
                            *_changes(old, new, "SELECT visit_id, arrived_at FROM visit"),
                            *_changes(old, new, "SELECT decision_id, at FROM request_decision"),
                        )
        except DataLostError as lost:
            unread = lost
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

    @contextmanager
    def _present(self, secret: str) -> Iterator[Any]:
        """A connection to the current data with its log, both found sound; None if there is none
        yet. DataLostError if it is gone or damaged; any other trouble proves neither, and nothing
        is replaced because of it."""
        database = self._folder / swap.DATABASE
        if open_checks.is_lost(database):
            raise open_checks.lost(self._folder)
        if not key.has_data(self._folder):
            yield None
            return
        open_checks.raise_unfit(database, wal.fit(database, secret))
        with closing(read_only.connect(database, secret)) as connection:
            try:
                # Not the free pages, nor pages of the file that the log replaces: if everything
                # else can be read, people can sign in.
                if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                    raise sqlite_errors.damaged(database)
                copies.holding(connection)
            except driver.Error as refused:
                said = sqlite_errors.in_words(refused, database)
                raise said or refused from refused
            except DataLostError:
                raise
            except DeskError as strange:  # not the data of a desk, so no one has an account there
                raise sqlite_errors.damaged(database) from strange
            yield connection


class _Alone:
    """The folder, held alone; finishes what an earlier restore left."""

    def __init__(self, folder: Path) -> None:
        try:
            lock = FolderLock.alone(folder)
        except OSError as refused:
            raise sqlite_errors.unwritable(folder / swap.DATABASE) from refused
        if lock is None:
            raise DeskError(
                N_("CPDesk is already using this data in a window or another command."),
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


def _raise_unless_ordered(now: RestorePlan, order: RestoreOrder | None, secret: str) -> None:
    """NotSignedInError if the current data has accounts and no authorized person ordered this
    restore for the data as it is now."""
    if now.present is None or not now.accounts:
        return
    if order is None or order != proof(secret, order.by, now.present.last_link):
        raise NotSignedInError(
            N_("This data has accounts, so an office manager has to restore it."),
            N_("Close CPDesk, run `cpdesk restore FILE`, and sign in as an office manager."),
        )


def _raise_unless_the_same(now: RestorePlan, plan: RestorePlan, database: Path) -> None:
    """DeskError if restoring would change something other than what was shown."""
    if now == plan:
        return
    told = now.present == plan.present and now.unread == plan.unread
    raise DeskError(
        N_("{path} was changed in the meantime."),
        N_("Try again."),
        path=str(plan.source if told else database),
    )


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
        return []  # a file from before there were any
    return list(connection.execute(statement))


def _is_other(present: Holding, holds: Holding) -> bool:
    """Whether two files are from different desks: separate starts, or different schools."""
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
