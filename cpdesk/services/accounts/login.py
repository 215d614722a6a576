"""Comparing passwords, and locking an account after wrong tries.

An unknown name is handled the same way: the same sentence after the same time, and locked as long.
Wrong tries for an account are stored in the database, those for unknown names in memory.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from sqlalchemy import Connection

from cpdesk.clock import Clock
from cpdesk.errors import DeskError
from cpdesk.models import journal
from cpdesk.models.store import Store
from cpdesk.policy.names.names import fold
from cpdesk.services.accounts import account_rows as rows
from cpdesk.services.accounts.account_rows import AccountRow
from cpdesk.services.accounts.passwords import Passwords
from cpdesk.words import N_

_NAMES = 200  # unknown names whose wrong tries are remembered


class WrongSecretError(DeskError):
    """Name and password do not match."""


class LockedOutError(DeskError):
    """Wrong tries keep the account locked; `facts["n"]` is the seconds left."""


@dataclass(frozen=True, slots=True)
class _Tries:
    count: int = 0
    locked_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Passed:
    """Whose account it is, and the stored hash of the password that was given."""

    account_id: str
    kept: str


class Login:
    """Lets people through who give a name, or an ID, and the password that belongs to it."""

    def __init__(self, store: Store, clock: Clock, passwords: Passwords) -> None:
        self._store = store
        self._clock = clock
        self._passwords = passwords
        self._unknown: OrderedDict[str, _Tries] = OrderedDict()

    def passed(self, typed: str, secret: str, use_case: str) -> Passed:
        """The account that passed; the audit calls it `use_case`. Otherwise WrongSecretError or
        LockedOutError."""
        with self._store.read() as tx:
            found = rows.by_name_or_id(tx, typed)
        refuse_locked(self._locked(found, typed), self._clock.now())
        kept = str(found.secret_hash) if found else None
        right = self._passwords.fits(kept, secret)
        better = ""
        if right and kept and self._passwords.is_old(kept):
            better = self._passwords.hashed(secret)
        now = self._clock.now()
        if found is None:
            with self._store.write() as tx:
                _note_unknown(tx, now)
            before = self._unknown.pop(fold(typed), _Tries())
            count = before.count + 1
            self._unknown[fold(typed)] = _Tries(count, rows.locked_after(count, now))
            if len(self._unknown) > _NAMES:
                self._unknown.popitem(last=False)
            raise wrong()
        with self._store.write(f"account:{found.account_id}" if right else "desk") as tx:
            # While this try was compared, another may have locked the account or changed its
            # password: many tries at once still count as no more than five.
            row = rows.row_of(tx, found.account_id)
            refuse_locked(row.locked_until, now)
            right = right and row.secret_hash == kept
            if right:
                change = {"secret_hash": better} if better else {}
                rows.change(
                    tx, row.account_id, use_case, now, wrong_tries=0, locked_until=None, **change
                )
                row = rows.row_of(tx, found.account_id)
            else:
                note_wrong(tx, row, now)
        if not right:
            raise wrong()
        return Passed(row.account_id, row.secret_hash)

    def _locked(self, found: AccountRow | None, typed: str) -> datetime | None:
        if found is not None:
            until: datetime | None = found.locked_until
            return until
        return self._unknown.get(fold(typed), _Tries()).locked_until


def note_wrong(tx: Connection, row: AccountRow, now: datetime) -> None:
    """Counts one more wrong try for this account."""
    count = row.wrong_tries + 1
    until = rows.locked_after(count, now)
    rows.change(tx, row.account_id, "account.wrong_try", now, wrong_tries=count, locked_until=until)


def _note_unknown(tx: Connection, now: datetime) -> None:
    journal.record(tx, at=now, use_case="account.wrong_try", subject_id="", payload={})


def refuse_locked(until: datetime | None, now: datetime) -> None:
    if until is not None and now < until:
        seconds = ceil((until - now).total_seconds())
        raise LockedOutError(
            N_("Too many wrong tries. You can try again in {n} sec.")
            if seconds < 60
            else N_("Too many wrong tries. You can try again in {minutes} min."),
            N_("Wait until then, or ask the office manager to reset the password."),
            n=seconds,
            minutes=ceil(seconds / 60),
        )


def wrong() -> WrongSecretError:
    return WrongSecretError(
        N_("The name and password don’t match."),
        N_("Try again. After five wrong tries, the account is locked for a while."),
    )
