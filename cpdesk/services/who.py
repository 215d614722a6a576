"""Who is at the desk now, and whether they may do what they ask for.

One `Who` belongs to one `Counter`. The window's sign-in changes it on the desk's lane, behind
everything that was asked before; the command line sets it once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import Connection

from cpdesk.errors import DeskError
from cpdesk.models.store import Store
from cpdesk.policy.permissions import Act, may
from cpdesk.records.accounts import Actor
from cpdesk.words import N_

P = ParamSpec("P")
T = TypeVar("T")

NOBODY = Actor()


class NotSignedInError(DeskError):
    """There are accounts, and nobody is signed in."""


class NotPermittedError(DeskError):
    """Somebody is signed in whose role may not do this."""


class PasswordWantedError(DeskError):
    """A decision needs the password once more (term `decision.password_minutes`)."""


class Who:
    """The one who acts. Without a store there are no accounts, as in a service made by itself."""

    def __init__(self, store: Store | None = None) -> None:
        self._store = store
        self._actor: Actor | None = None
        self.password_at: datetime | None = None  # when the one who acts last gave the password

    @property
    def actor(self) -> Actor:
        """Whoever acts now; `NOBODY` while there is no account. NotSignedInError where there are
        accounts and nobody is signed in."""
        if self._actor is not None:
            return self._actor
        if self._any_account():
            raise NotSignedInError(
                N_("Nobody is signed in."), N_("Sign in with your name and password first.")
            )
        return NOBODY

    @property
    def key(self) -> str:
        """How the audit names the one who acts."""
        return self.actor.key

    @property
    def signed_in(self) -> Actor | None:
        return self._actor

    def enter(self, actor: Actor, at: datetime) -> None:
        """Somebody has shown who they are."""
        self._actor = actor
        self.password_at = at

    def leave(self) -> None:
        """Signed out or locked: from now on nothing is answered."""
        self._actor = None
        self.password_at = None

    def may(self, act: Act) -> bool:
        actor = self.actor
        return may(actor.role, act, lent=bool(actor.lent_by))

    def must(self, act: Act) -> Actor:
        """Whoever acts, where they may do this. NotSignedInError or NotPermittedError otherwise."""
        actor = self.actor
        if may(actor.role, act, lent=bool(actor.lent_by)):
            return actor
        if actor.role is None:
            raise NotPermittedError(
                N_("There is no account yet, and this needs somebody who answers for it."),
                N_("Make the office manager’s account first, then one for each school leader."),
                act=act.value,
            )
        raise NotPermittedError(
            N_("This account may not do this."),
            N_("Ask somebody whose role may: a school leader or the office manager."),
            act=act.value,
            role=actor.role.value,
        )

    def _any_account(self) -> bool:
        if self._store is None:
            return False
        with self._store.read() as tx:
            return any_account(tx)


def any_account(tx: Connection) -> bool:
    """Whether an account was ever made in this data folder."""
    return bool(tx.exec_driver_sql("SELECT EXISTS (SELECT 1 FROM account)").scalar())


class Guarded(Protocol):
    """A service that knows who acts."""

    _who: Who


S = TypeVar("S", bound=Guarded)


def asks(
    act: Act,
) -> Callable[[Callable[Concatenate[S, P], T]], Callable[Concatenate[S, P], T]]:
    """Marks a use case with what it asks of the one who acts, and enforces it at every call."""

    def mark(
        method: Callable[Concatenate[S, P], T],
    ) -> Callable[Concatenate[S, P], T]:
        @wraps(method)
        def guarded(self: S, /, *args: P.args, **named: P.kwargs) -> T:
            self._who.must(act)
            return method(self, *args, **named)

        guarded.__dict__["act"] = act
        return guarded

    return mark


def open_to_all(
    why: str,
) -> Callable[[Callable[Concatenate[S, P], T]], Callable[Concatenate[S, P], T]]:
    """Marks the few use cases that work before anybody has signed in, with the reason."""
    if not why:
        raise ValueError("say why")

    def mark(method: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
        method.__dict__["open_to_all"] = why
        return method

    return mark
