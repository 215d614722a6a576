"""Rows of accounts and delegations. Only this file reads and writes them, each change with
proof."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select, update

from cpdesk.errors import DeskError
from cpdesk.models import journal
from cpdesk.models.record_of import record_of
from cpdesk.models.tables.account_tables import account, delegation
from cpdesk.policy.names.names import fold
from cpdesk.policy.permissions import Role
from cpdesk.records.accounts import AccountRecord, Actor, Delegation
from cpdesk.words import N_

TRIES = 5  # wrong tries before an account is locked for the first time
_FIRST, _LONGEST = timedelta(seconds=30), timedelta(minutes=15)

AccountRow = Row[Any]
_a, _d = account.c, delegation.c


def by_name_or_id(tx: Connection, typed: str) -> AccountRow | None:
    """The account that can sign in under this name or ID."""
    wanted = or_(_a.account_id == typed, _a.name_key == fold(typed))
    return tx.execute(select(account).where(wanted, _a.ended_at.is_(None))).first()


def row_of(tx: Connection, account_id: str) -> AccountRow:
    """DeskError if there is no such account, or it has ended."""
    found = tx.execute(select(account).where(_a.account_id == account_id)).first()
    if found is None or found.ended_at is not None:
        raise DeskError(
            N_("This account doesn’t exist, or it has ended."), N_("Choose one from the list.")
        )
    return found


def all_rows(tx: Connection) -> tuple[AccountRow, ...]:
    """Active accounts first, then ended ones, each group by name."""
    order = (_a.ended_at.is_not(None), _a.name_key, _a.account_id)
    return tuple(tx.execute(select(account).order_by(*order)))


def record(row: AccountRow) -> AccountRecord:
    return record_of(AccountRecord, row)


def insert(tx: Connection, row: dict[str, Any], now: datetime) -> None:
    tx.execute(account.insert(), row)
    _prove(tx, row["account_id"], "account.add", now)


def change(
    tx: Connection, account_id: str, use_case: str, now: datetime, /, **values: object
) -> None:
    """Changes a row; `use_case` is the name in the audit."""
    tx.execute(update(account).where(_a.account_id == account_id).values(**values))
    _prove(tx, account_id, use_case, now)


def _prove(tx: Connection, account_id: str, use_case: str, now: datetime) -> None:
    """Records what the account is now, without the password hash."""
    row = tx.execute(select(account).where(_a.account_id == account_id)).one()
    sent = {k: v for k, v in row._asdict().items() if k not in ("secret_hash", "name_key")}
    journal.record(tx, at=now, use_case=use_case, subject_id=account_id, payload=sent)


def managers(tx: Connection) -> int:
    """How many office managers there are."""
    counted = select(func.count()).where(_a.role == Role.MANAGER.value, _a.ended_at.is_(None))
    return tx.execute(counted).scalar_one()


def locked_after(tries: int, now: datetime) -> datetime | None:
    """When the lock after this many wrong tries in a row ends; each lock is twice as long."""
    if tries < TRIES:
        return None
    doublings = min(tries - TRIES, 10)  # higher counts change nothing and would make huge numbers
    seconds = _FIRST.total_seconds() * 2.0**doublings
    return now + min(timedelta(seconds=seconds), _LONGEST)


# -- delegation ------------------------------------------------------------------------------------


def actor(tx: Connection, row: AccountRow, today: date) -> Actor:
    """Who this account acts as today."""
    role = Role(row.role)
    lent_by = ""
    if role in (Role.DESK, Role.MANAGER):
        lent_by = _lender(tx, row.account_id, today)
    return Actor(row.account_id, row.name, role, row.title, lent_by, bool(row.must_change))


def _lender(tx: Connection, account_id: str, today: date) -> str:
    """The leader who has delegated to this account today; if several, the delegation ending
    last."""
    found = tx.execute(
        select(_d.from_account)
        .join(account, _a.account_id == _d.from_account)
        .where(
            _d.to_account == account_id,
            _d.starts_on <= today,
            _d.ends_on >= today,
            _d.revoked_at.is_(None),
            _a.role == Role.LEADER.value,
            _a.ended_at.is_(None),
        )
        .order_by(_d.ends_on.desc(), _d.made_at)
    ).scalar()
    return found or ""


def insert_delegation(tx: Connection, row: dict[str, Any], now: datetime) -> None:
    journal.insert(tx, delegation, row, at=now, use_case="delegation.add")


def delegation_of(tx: Connection, delegation_id: str) -> Delegation | None:
    return next((one for one in delegations(tx) if one.delegation_id == delegation_id), None)


def delegations(tx: Connection) -> tuple[Delegation, ...]:
    """All delegations, past ones too, latest first."""
    giver, taker = account.alias(), account.alias()
    rows = tx.execute(
        select(delegation, giver.c.name.label("from_name"), taker.c.name.label("to_name"))
        .join(giver, giver.c.account_id == _d.from_account)
        .join(taker, taker.c.account_id == _d.to_account)
        .order_by(_d.starts_on.desc(), _d.made_at.desc())
    )
    return tuple(record_of(Delegation, row) for row in rows)


def revoke(tx: Connection, delegation_id: str, now: datetime) -> None:
    row = tx.execute(select(delegation).where(_d.delegation_id == delegation_id)).one()
    change = {"revoked_at": now}
    journal.update(tx, delegation, row, change, at=now, use_case="delegation.revoke")
