"""Accounts written by hand: what the window asks of services/accounts, without hashing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from cpdesk.clock import Clock
from cpdesk.errors import DeskError
from cpdesk.policy.permissions import Role
from cpdesk.records.accounts import AccountRecord, Actor, Delegation, PasswordReset, SignedIn
from cpdesk.services.accounts.accounts import Accounts
from cpdesk.services.services import Services
from cpdesk.ui.changes import Changes
from cpdesk.ui.current_user import CurrentUser
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme.theme import Theme
from cpdesk.words import Words
from tests.ui.context import FakeCounter, QuietWindow, page_context

AT = datetime(2026, 8, 24, 14, 0, tzinfo=UTC)
KEY = "RIGHT KEY"


def account(name: str, role: Role, title: str = "") -> AccountRecord:
    return AccountRecord(name.split()[0].casefold(), name, role, title, AT, None, None, False)


ANA = account("Ana Ruiz", Role.DESK)
DANA = account("Dana Whitfield", Role.LEADER, "Principal")
MAI = account("Mai Yang", Role.MANAGER, "Office manager")
BEN = account("Ben Osei", Role.DESK, "Health office")
STAFF = (ANA, BEN, DANA, MAI)
LOCK = {Role.DESK: 5, Role.LEADER: 2, Role.MANAGER: 5}


def site_of(
    folder: Path,
    clock: Clock,
    words: Words,
    theme: Theme,
    tasks: Tasks,
    accounts: FakeAccounts,
    here: CurrentUser | None = None,
) -> PageContext:
    """A context whose only service is this one."""
    services = FakeCounter(folder, clock, words)
    services.put(Services.accounts, accounts)
    return page_context(services, QuietWindow(theme), tasks, Changes(), here=here)


@dataclass
class FakeAccounts(Accounts):
    """Everybody's password is "secret " and the first name; `asked` is what was asked for."""

    people: list[AccountRecord] = field(default_factory=lambda: list(STAFF))
    secrets: dict[str, str] = field(default_factory=dict)
    here: AccountRecord | None = None
    trouble: DeskError | None = None
    asked: list[str] = field(default_factory=list)
    lent: list[Delegation] = field(default_factory=list)
    resets: dict[str, tuple[PasswordReset, ...]] = field(default_factory=dict)

    def secret(self, one: AccountRecord) -> str:
        return self.secrets.get(one.account_id, f"secret {one.account_id}")

    def any(self) -> bool:
        return bool(self.people)

    def names(self) -> tuple[AccountRecord, ...]:
        self._ask("names")
        return tuple(p for p in self.people if p.ended_at is None)

    def accounts(self) -> tuple[AccountRecord, ...]:
        self._ask("accounts")
        return tuple(self.people)

    def sign_in(self, name: str, secret: str) -> SignedIn:
        self._ask("sign_in")
        one = self._one(name)
        if self.secret(one) != secret:
            raise DeskError("The name and password don’t match.", "Try again.")
        self.here = one
        return self._signed_in(one)

    def leave(self) -> None:
        self._ask("leave")
        self.here = None

    def confirm_password(self, secret: str) -> None:
        self._ask("confirm_password")
        if self.here is None or self.secret(self.here) != secret:
            raise DeskError("The name and password don’t match.", "Try again.")

    def change_secret(self, old: str, new: str) -> SignedIn:
        self._ask("change_secret")
        assert self.here is not None
        if len(new) < 6:
            raise DeskError("This PIN is too short.", "Take 6 digits or more.")
        if self.secret(self.here) != old:
            raise DeskError("The name and password don’t match.", "Try again.")
        self._keep(self.here, new, must_change=False)
        return self._signed_in(self.here)

    def add(self, name: str, role: Role, title: str, secret: str) -> AccountRecord:
        self._ask("add")
        made = replace(account(name, role, title), must_change=bool(self.people))
        self.people.append(made)
        self.secrets[made.account_id] = secret
        return made

    def reset(self, account_id: str, secret: str) -> None:
        self._ask("reset")
        self._keep(self._one(account_id), secret, must_change=True)

    def reset_with_key(self, code: str, account_id: str, secret: str) -> None:
        self._ask("reset_with_key")
        if code != KEY:
            raise DeskError("Group 2 of the recovery key is not right.", "Look at it again.")
        self._keep(self._one(account_id), secret, must_change=False)

    def end(self, account_id: str) -> None:
        self._ask("end")
        self._put(replace(self._one(account_id), ended_at=AT))

    def delegate(self, to_account: str, starts_on: date, ends_on: date) -> Delegation:
        self._ask("delegate")
        assert self.here is not None
        to, me = self._one(to_account), self.here
        made = Delegation(
            f"D{len(self.lent)}",
            me.account_id,
            me.name,
            to.account_id,
            to.name,
            starts_on,
            ends_on,
            AT,
            None,
        )
        self.lent.insert(0, made)
        return made

    def revoke(self, delegation_id: str) -> Delegation:
        self._ask("revoke")
        (n,) = (n for n, d in enumerate(self.lent) if d.delegation_id == delegation_id)
        self.lent[n] = replace(self.lent[n], revoked_at=AT)
        return self.lent[n]

    def delegations(self) -> tuple[Delegation, ...]:
        self._ask("delegations")
        return tuple(self.lent)

    def _signed_in(self, one: AccountRecord) -> SignedIn:
        return SignedIn(
            Actor(one.account_id, one.name, one.role, one.title, must_change=one.must_change),
            one.must_change,
            LOCK.get(one.role, 5),
            self.resets.get(one.account_id, ()),
        )

    def _ask(self, what: str) -> None:
        self.asked.append(what)
        if self.trouble is not None:
            raise self.trouble

    def _one(self, name: str) -> AccountRecord:
        for one in self.people:
            if name in (one.account_id, one.name):
                return one
        raise DeskError("The name and password don’t match.", "Try again.")

    def _put(self, one: AccountRecord) -> None:
        (n,) = (n for n, p in enumerate(self.people) if p.account_id == one.account_id)
        self.people[n] = one

    def _keep(self, one: AccountRecord, secret: str, *, must_change: bool) -> None:
        self.secrets[one.account_id] = secret
        changed = replace(one, must_change=must_change)
        self._put(changed)
        if self.here is not None and self.here.account_id == one.account_id:
            self.here = changed
