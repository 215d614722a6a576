"""The people who work at this front desk, and their accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cpdesk.policy.permissions import Role
from cpdesk.records.terms import TermsImport


@dataclass(frozen=True, slots=True)
class Actor:
    """The person who is acting now. `role` None: no account has been made yet, everyone is "the
    desk". `lent_by` is the leader who delegated to this account for today, "" if no one did.
    `must_change`: someone else set the password, so it can only be changed."""

    account_id: str = ""
    name: str = ""
    role: Role | None = None
    title: str = ""  # such as "Principal"; shown next to the name
    lent_by: str = ""
    must_change: bool = False

    @property
    def key(self) -> str:
        """How the audit names the actor; never a person's name."""
        return f"account:{self.account_id}" if self.account_id else "desk"


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """`locked_until` is set while wrong tries keep the account locked. `must_change`: the password
    was chosen by the person who made or reset the account, so its owner chooses another at the next
    sign-in."""

    account_id: str
    name: str
    role: Role
    title: str
    made_at: datetime
    ended_at: datetime | None
    locked_until: datetime | None
    must_change: bool


@dataclass(frozen=True, slots=True)
class Delegation:
    """A leader lets another account decide, from the first day through the last."""

    delegation_id: str
    from_account: str
    from_name: str
    to_account: str
    to_name: str
    starts_on: date
    ends_on: date
    made_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class PasswordReset:
    """Someone else replaced the owner's password."""

    at: datetime
    by: str  # that person's name; "" if the printed recovery key was used


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What the window needs to know about the person who signed in. `resets` and `terms` are what
    this account has not been told yet."""

    actor: Actor
    must_change: bool
    lock_minutes: int  # idle minutes until the window locks, by the role's term
    resets: tuple[PasswordReset, ...] = ()  # the latest first
    terms: tuple[TermsImport, ...] = ()  # the latest first
