"""Who is at the desk now, and whether they may do what they ask for.

One `AuthContext` belongs to one `Services`. The window’s sign-in changes it on the lane, after
everything that was asked before; the command line sets it once.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import Connection

from cpdesk.errors import DeskError, NotSignedInError
from cpdesk.models.store import Store
from cpdesk.policy.permissions import Permission, Role, may
from cpdesk.records.accounts import Actor
from cpdesk.services import plain_arguments
from cpdesk.words import N_

P = ParamSpec("P")
T = TypeVar("T")

NOBODY = Actor()
_FRESH = 1.0

Renewed = Callable[[], Actor | None]


class NotPermittedError(DeskError):
    """The person signed in has a role that may not do this."""


class GivenPasswordError(NotPermittedError):
    """Signed in with a password that someone else chose: only good for changing it."""


class PasswordWantedError(DeskError):
    """A decision needs the password again (term `decision.password_minutes`)."""


class AuthContext:
    """The person who acts. `store` is None where no folder is open: no accounts are known then.

    Changes from other windows and commands are seen within `_FRESH` seconds: the first account ends
    open access, and a person whose account has ended or was reset is signed out. Asking the store
    at every call would make a check-in a tenth slower. `ticks` are seconds that only increase.
    """

    def __init__(self, store: Store | None, ticks: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._ticks = ticks
        self._actor: Actor | None = None
        self._renewed: Renewed | None = None
        self._closed = False  # an account exists: it stays so, accounts are never deleted
        self._asked_at = -_FRESH
        self.password_at: datetime | None = None  # when the current person last gave the password

    @property
    def actor(self) -> Actor:
        """The person who acts now; `NOBODY` as long as there is no account. NotSignedInError if
        there are accounts and no one is signed in."""
        if self._actor is not None and self._renewed is not None and self._is_old():
            now = self._ticks()
            self._actor = self._renewed()
            self._asked_at = now
            if self._actor is None:
                self.leave()
        if self._actor is not None:
            return self._actor
        if self._any_account():
            raise NotSignedInError(
                N_("No one is signed in."), N_("Sign in with your name and password first.")
            )
        return NOBODY

    @property
    def key(self) -> str:
        """How the audit names the person who acts."""
        return self.actor.key

    @property
    def signed_in(self) -> Actor | None:
        return self._actor

    def enter(self, actor: Actor, at: datetime, renewed: Renewed | None = None) -> None:
        """Someone has shown who they are. `renewed` returns them as they are some seconds later, or
        None if they may no longer be here."""
        self._actor = actor
        self._renewed = renewed
        self._asked_at = self._ticks()
        self.password_at = at

    def leave(self) -> None:
        """Signed out or locked: from now on nothing is answered."""
        self._actor = None
        self._renewed = None
        self._asked_at = -_FRESH
        self.password_at = None

    def look_again(self) -> None:
        """What was known about accounts may have changed just now."""
        self._asked_at = -_FRESH

    def may(self, act: Permission) -> bool:
        actor = self.actor
        return not actor.must_change and may(actor.role, act, lent=bool(actor.lent_by))

    def must(self, act: Permission) -> Actor:
        """The person who acts, if they may do this. Otherwise NotSignedInError or
        NotPermittedError."""
        actor = self.actor
        if actor.must_change:
            raise given_password()
        if may(actor.role, act, lent=bool(actor.lent_by)):
            return actor
        if actor.role is None:
            raise NotPermittedError(
                N_(
                    "No accounts have been created yet, and this has to be recorded under "
                    "someone’s name."
                ),
                N_("Create the office manager’s account first, then one for each school leader."),
                act=act.value,
            )
        raise not_permitted(actor, act)

    def _any_account(self) -> bool:
        if self._store is not None and not self._closed and self._is_old():
            now = self._ticks()
            with self._store.read() as tx:
                self._closed = any_account(tx)
            self._asked_at = now
        return self._closed

    def _is_old(self) -> bool:
        return self._ticks() - self._asked_at >= _FRESH


def any_account(tx: Connection) -> bool:
    """Whether an account was ever created in this data folder."""
    return bool(tx.exec_driver_sql("SELECT EXISTS (SELECT 1 FROM account)").scalar())


def not_permitted(actor: Actor, act: Permission | None = None) -> NotPermittedError:
    """The error for a person whose role may not do this."""
    return NotPermittedError(
        N_("Your account doesn’t allow this."),
        N_("Ask someone whose role allows it: a school leader or the office manager."),
        act=act.value if act else "",
        role=actor.role.value if actor.role else "",
    )


def given_password() -> GivenPasswordError:
    """The error for a person who has not chosen their own password yet."""
    return GivenPasswordError(
        N_("Someone else chose this password, so you have to change it first."),
        N_("Sign in to CPDesk and choose your own, or run `cpdesk accounts password`."),
    )


class Guarded(Protocol):
    """A service that knows who acts."""

    _auth: AuthContext


S = TypeVar("S", bound=Guarded)


def requires(
    act: Permission,
) -> Callable[[Callable[Concatenate[S, P], T]], Callable[Concatenate[S, P], T]]:
    """Marks a use case with the act it needs, and enforces it at every call; its arguments become
    plain text (`incoming`)."""

    def mark(
        method: Callable[Concatenate[S, P], T],
    ) -> Callable[Concatenate[S, P], T]:
        plainly = plain_arguments.arguments(method)

        @wraps(method)
        def guarded(self: S, /, *args: P.args, **named: P.kwargs) -> T:
            self._auth.must(act)
            args, named = plainly(args, named)
            return method(self, *args, **named)

        guarded.__dict__["act"] = act
        return guarded

    return mark


def for_oneself(
    method: Callable[Concatenate[S, P], T],
) -> Callable[Concatenate[S, P], T]:
    """Marks what everyone may do with their own account, and no one else."""
    return _for_oneself(method, given_is_enough=False)


def for_oneself_at_first(
    method: Callable[Concatenate[S, P], T],
) -> Callable[Concatenate[S, P], T]:
    """Like `for_oneself`, and also open to people who only have a password that someone else
    set."""
    return _for_oneself(method, given_is_enough=True)


def _for_oneself(
    method: Callable[Concatenate[S, P], T], *, given_is_enough: bool
) -> Callable[Concatenate[S, P], T]:
    plainly = plain_arguments.arguments(method)

    @wraps(method)
    def guarded(self: S, /, *args: P.args, **named: P.kwargs) -> T:
        actor = self._auth.actor
        if actor.role is None:
            raise NotSignedInError(
                N_("No one is signed in."), N_("Sign in with your name and password first.")
            )
        if actor.role is Role.PRINTER:
            raise not_permitted(actor)
        if actor.must_change and not given_is_enough:
            raise given_password()
        args, named = plainly(args, named)
        return method(self, *args, **named)

    guarded.__dict__["for_oneself"] = True
    return guarded


def open_to_all(
    why: str,
) -> Callable[[Callable[Concatenate[S, P], T]], Callable[Concatenate[S, P], T]]:
    """Marks the few use cases that work before anyone has signed in, with the reason."""
    if not why:
        raise ValueError("say why")

    def mark(method: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
        plainly = plain_arguments.arguments(method)

        @wraps(method)
        def guarded(self: S, /, *args: P.args, **named: P.kwargs) -> T:
            args, named = plainly(args, named)
            return method(self, *args, **named)

        guarded.__dict__["open_to_all"] = why
        return guarded

    return mark
