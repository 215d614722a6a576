"""Backups of an open desk: made while people work, checked, one a day, kept for fourteen days."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from cpdesk.clock import Clock
from cpdesk.errors import DeskError
from cpdesk.models import journal, key, sqlite_errors
from cpdesk.models.files import copies
from cpdesk.models.files.backup_files import FOLDER, free, stamp
from cpdesk.models.files.backup_files import files as files
from cpdesk.models.files.durable import sync_folder
from cpdesk.models.store import Store
from cpdesk.policy.permissions import Permission
from cpdesk.records.backups import (
    BackupOrder,
    BackupRecord,
    BackupState,
    DataTrouble,
    Holding,
    RestoreOrder,
)
from cpdesk.services.auth_context import AuthContext, open_to_all, requires
from cpdesk.services.office import zone_of
from cpdesk.words import N_

DAYS_KEPT = 14


class Backups:
    """Backups of one data folder. Copying runs beside everything else, so it can run on a lane of
    its own; anything that asks who acts, or is shown, can't."""

    def __init__(self, folder: Path, store: Store, clock: Clock, *, auth: AuthContext) -> None:
        self._folder = folder
        self._store = store
        self._clock = clock
        self._auth = auth
        self._orders: set[str] = set()
        self._trouble: DeskError | None = None

    @requires(Permission.BACKUP)
    def make(self, to: Path | None = None) -> BackupRecord:
        """A backup now, beside the data or in the folder `to`, which must exist."""
        return self.carry_out(self.order(), to)

    @requires(Permission.BACKUP)
    def order(self) -> BackupOrder:
        """An order that allows the current user to make one backup, for `carry_out`."""
        order = BackupOrder(self._auth.key, secrets.token_hex(8))
        self._orders.add(order.token)
        return order

    @open_to_all("takes an order that was given to somebody who may, and each once")
    def carry_out(self, order: BackupOrder, to: Path | None = None) -> BackupRecord:
        """Makes the backup of an order. The audit shows who took a copy out, and when."""
        if order.token not in self._orders:
            raise ValueError("an order that was not given")
        self._orders.discard(order.token)
        made = self._write_to(to)
        with self._store.write(order.by) as tx:
            journal.record(
                tx,
                at=self._clock.now(),
                use_case="backup.make",
                subject_id=made.path.name,
                payload={"name": made.path.name, "elsewhere": to is not None},
            )
        self._trouble = None
        return made

    @open_to_all("one backup a day is made whoever is here, also before anybody signed in")
    def daily(self) -> BackupRecord | None:
        """Makes today's backup if there is none, and deletes those older than the days kept; None
        if there was one. DeskError if it could not be made; Settings shows that until one is."""
        with self._store.read() as tx:
            zone = zone_of(tx)
        today = self._clock.now().astimezone(zone).date()
        if self._has_one_of(today, zone):
            return None
        try:
            made = self._write(self._target(None))
        except DeskError as sqlite_errors:
            if self._has_one_of(today, zone):  # another program made it in the meantime
                return None
            self._trouble = sqlite_errors
            raise
        self._trouble = None
        self._prune(made)
        return made

    @requires(Permission.LOOK)
    def state(self) -> BackupState:
        """The newest backup beside the data, and what went wrong with the last attempt."""
        if not self._folder.is_dir():
            raise sqlite_errors.folder_moved(self._store.path)
        kept = files(self._folder / FOLDER)
        return BackupState(
            newest=kept[0] if kept else None,
            kept=len(kept),
            folder=self._folder / FOLDER,
            trouble=trouble_of(self._trouble) if self._trouble else None,
        )

    @requires(Permission.RESTORE)
    def restore_order(self) -> RestoreOrder:
        """An order that allows the current user to replace the data as it is now with a backup."""
        with self._store.read() as tx:
            last_link = journal.last_link(tx)
        found = key.find(self._folder)
        if found is None:
            raise key.missing(self._folder)
        return proof(found.key, self._auth.key, last_link)

    def _has_one_of(self, day: date, zone: ZoneInfo) -> bool:
        kept = files(self._folder / FOLDER)
        return any(one.made_at.astimezone(zone).date() == day for one in kept)

    def _write_to(self, to: Path | None) -> BackupRecord:
        """Uses the next name if another program has just taken this one."""
        while True:
            target = self._target(to)
            try:
                return self._write(target)
            except DeskError as refused:
                if not isinstance(refused.__cause__, FileExistsError) or not target.exists():
                    raise

    def _target(self, to: Path | None) -> Path:
        """The new file's path: sorts by time, is legal everywhere, and is not taken."""
        own = self._folder / FOLDER
        folder = own
        try:
            if to is None or to.resolve() == own.resolve():
                own.mkdir(mode=0o700, exist_ok=True)
                sync_folder(self._folder)
            else:
                folder = to
                _fit_for_backups(to, self._folder)
            # With a number after "_", it sorts after the first, by name too.
            target = free(folder, f"cpdesk-{stamp(self._clock.now())}", ".db", "_")
        except OSError as refused:
            raise DeskError(
                N_("Can’t save the backup in {folder} ({why})."),
                N_(
                    "Check that the folder exists, that you can save files in it, and that the "
                    "disk has free space."
                ),
                folder=str(folder),
                why=refused.strerror or "",
            ) from refused
        return target

    def _write(self, target: Path) -> BackupRecord:
        _sweep(target.parent, self._clock.now())
        holds = self._store.copy_to(target, copies.holding)
        return BackupRecord(target, self._clock.now(), target.stat().st_size, holds)

    def _prune(self, made: BackupRecord) -> None:
        """Deletes backups that belong to none of the newest days. One that holds more than the new
        one, or other data, stays: it may be the only good one."""
        with self._store.read() as tx:
            zone = zone_of(tx)
        found = key.find(self._folder)
        if found is None or made.holds is None:
            return
        kept = files(self._folder / FOLDER)
        days = sorted({one.made_at.astimezone(zone).date() for one in kept}, reverse=True)
        for one in kept:
            old = one.made_at.astimezone(zone).date() in days[DAYS_KEPT:]
            if old and one.path != made.path and _is_within(one.path, made.holds, found.key):
                with suppress(OSError):
                    one.path.unlink()


def proof(secret: str, by: str, last_link: str) -> RestoreOrder:
    """The order of a user who is allowed to, for the data that ends with this entry. It takes the
    key of the data to make one, so a restore, which has no store to ask, can tell it from a forged
    one."""
    content = json.dumps(["restore", by, last_link]).encode()
    sealed = hmac.new(bytes.fromhex(secret), content, hashlib.sha256).hexdigest()
    return RestoreOrder(by, last_link, sealed)


def trouble_of(wrong: DeskError) -> DataTrouble:
    """A trouble as a record that can be kept and shown later."""
    facts = tuple(
        (name, fact if isinstance(fact, (str, int, datetime)) else str(fact))
        for name, fact in wrong.facts.items()
    )
    return DataTrouble(wrong.says, wrong.do, facts)


def _is_within(path: Path, now: Holding, secret: str) -> bool:
    """Whether today's data continues what a backup holds."""
    try:
        with copies.at_rest(path, secret) as connection:
            held = copies.holding(connection)
    except DeskError:
        return False
    return held.first_link == now.first_link and held.entries <= now.entries


def _sweep(folder: Path, now: datetime) -> None:
    """Deletes what a power cut left half made a day or more ago."""
    with suppress(OSError):
        for path in folder.glob(f"cpdesk-*.db.*{copies.UNFINISHED}"):
            if now.timestamp() - path.stat().st_mtime > 86_400:
                path.unlink()


def _fit_for_backups(to: Path, data: Path) -> None:
    if not to.is_dir():
        raise DeskError(
            N_("Folder not found: {folder}."),
            N_("Create it, or choose another folder."),
            folder=str(to),
        )
    inside = to.resolve()
    if inside == data.resolve() or data.resolve() in inside.parents:
        raise DeskError(
            N_(
                "{folder} is inside the data folder, so the backup would be lost along with "
                "the data."
            ),
            N_("Choose a folder on another disk or USB drive, or leave out --to."),
            folder=str(to),
        )
