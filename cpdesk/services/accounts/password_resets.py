"""Passwords that someone other than the owner set, until the owner was told who did it.

services/accounts/accounts.py writes them within its own changes of an account, whose audit
entry names who did it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from cpdesk.ids import new_id
from cpdesk.models.tables.account_tables import password_reset
from cpdesk.records.accounts import Actor, PasswordReset

_r = password_reset.c
_TOLD_FOR = timedelta(days=30)


def note(tx: Connection, account_id: str, by: Actor, now: datetime) -> None:
    """`by` without an account means someone with the printed recovery key."""
    row = {
        "reset_id": new_id(),
        "account_id": account_id,
        "at": now,
        "by_account": by.account_id,
        "by_name": by.name,
        "told_at": None,
    }
    tx.execute(password_reset.insert(), row)


def to_tell(tx: Connection, account_id: str, now: datetime) -> tuple[PasswordReset, ...]:
    """While one is untold, all of the last thirty days, latest first: a person who signs in with a
    password that was set for the account can't hide an earlier reset by doing so."""
    mine = _r.account_id == account_id
    untold = select(_r.at).where(mine, _r.told_at.is_(None)).limit(1)
    if tx.execute(untold).first() is None:
        return ()
    rows = tx.execute(
        select(_r.at, _r.by_name)
        .where(mine, _r.at >= now - _TOLD_FOR)
        .order_by(_r.at.desc(), _r.reset_id.desc())
    )
    return tuple(PasswordReset(row.at, row.by_name) for row in rows)


def mark_seen(tx: Connection, account_id: str, now: datetime) -> None:
    """The owner has seen them, with a password of their own."""
    mine = (_r.account_id == account_id, _r.told_at.is_(None))
    tx.execute(update(password_reset).where(*mine).values(told_at=now))
