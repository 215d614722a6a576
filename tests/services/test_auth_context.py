"""Who acts: how soon what others changed is seen here, and how seldom the store is asked for it."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import typing
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection

import cpdesk.services
from cpdesk.errors import DeskError, NotSignedInError
from cpdesk.models.store import Store
from cpdesk.models.tables.account_tables import account
from cpdesk.policy.permissions import Permission, Role
from cpdesk.records.accounts import Actor
from cpdesk.services.auth_context import AuthContext, NotPermittedError, for_oneself, requires

AT = datetime(2026, 11, 24, 16, 42, tzinfo=UTC)
LEADER = Actor("a-1", "Per Moen", Role.LEADER)


class Watched(Store):
    """Counts how often it is read, and can be made to fail."""

    reads = 0
    broken = False

    @contextmanager
    def read(self) -> Iterator[Connection]:
        self.reads += 1
        if self.broken:
            raise DeskError("The disk is gone.")
        with super().read() as tx:
            yield tx


class Ticks:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    opened = Watched.open(tmp_path / "desk.db", "ab" * 32)
    assert isinstance(opened, Watched)
    opened.reads = 0
    yield opened
    opened.close()


def _add_account(store: Store) -> None:
    row = {
        "account_id": "a-1",
        "name": "Per Moen",
        "name_key": "per moen",
        "role": "leader",
        "title": "",
        "secret_hash": "",
        "must_change": False,
        "wrong_tries": 0,
        "made_at": AT,
    }
    with store.write() as tx:
        tx.execute(account.insert(), row)


def test_without_accounts_the_store_is_asked_once_a_second(watched: Watched, ticks: Ticks) -> None:
    auth = AuthContext(watched, ticks)
    for _ in range(50):
        assert auth.must(Permission.VISIT).role is None
        assert auth.key == "desk"
    assert watched.reads == 1
    ticks.now = 0.9
    assert auth.may(Permission.VISIT)
    assert watched.reads == 1
    ticks.now = 1.0
    assert auth.may(Permission.VISIT)
    assert watched.reads == 2


def test_an_account_that_another_program_made_closes_the_door_within_a_second(
    watched: Watched, ticks: Ticks
) -> None:
    auth = AuthContext(watched, ticks)
    assert auth.may(Permission.VISIT)
    _add_account(watched)
    ticks.now = 1.0
    with pytest.raises(NotSignedInError):
        auth.must(Permission.VISIT)
    watched.broken = True  # it stays closed without asking again
    ticks.now = 60.0
    with pytest.raises(NotSignedInError):
        auth.must(Permission.VISIT)


def test_what_was_made_here_closes_it_at_once(watched: Watched, ticks: Ticks) -> None:
    auth = AuthContext(watched, ticks)
    assert auth.may(Permission.VISIT)
    _add_account(watched)
    auth.look_again()
    with pytest.raises(NotSignedInError):
        auth.must(Permission.VISIT)


def test_a_store_that_does_not_answer_opens_no_door(watched: Watched, ticks: Ticks) -> None:
    auth = AuthContext(watched, ticks)
    watched.broken = True
    for _ in range(2):
        with pytest.raises(DeskError, match="disk"):
            auth.must(Permission.VISIT)


def test_whoever_is_signed_in_is_looked_at_again_once_a_second(ticks: Ticks) -> None:
    asked: list[float] = []

    def renewed() -> Actor | None:
        asked.append(ticks.now)
        return LEADER if ticks.now < 3 else None

    auth = AuthContext(None, ticks)
    auth.enter(LEADER, AT, renewed)
    for ticks.now in (0.5, 1.0, 1.5, 2.0, 2.5):
        assert auth.must(Permission.DECIDE) == LEADER
    assert asked == [1.0, 2.0]
    ticks.now = 3.0
    assert auth.actor.role is None  # no store, no accounts: as before anybody came
    assert (auth.signed_in, auth.password_at) == (None, None)


def guarded_classes() -> list[type]:
    """Every class of the services with a use case that is guarded."""
    marks = {"act", "open_to_all", "for_oneself"}
    return [
        kind
        for place in pkgutil.walk_packages(cpdesk.services.__path__, "cpdesk.services.")
        for kind in vars(importlib.import_module(place.name)).values()
        if inspect.isclass(kind) and kind.__module__ == place.name
        if any(marks & set(vars(one)) for one in vars(kind).values() if inspect.isfunction(one))
    ]


def test_the_walk_finds_every_service() -> None:
    found = {kind.__name__ for kind in guarded_classes()}
    assert {"Accounts", "Boards", "DataCheck", "Desk", "Recovery", "Restores", "Visitors"} <= found
    assert len(found) == 28


@pytest.mark.parametrize("service", guarded_classes(), ids=lambda kind: kind.__name__)
def test_no_service_is_made_without_saying_who_acts(service: type) -> None:
    given = dict(inspect.signature(service).parameters)
    auth = given.pop("auth")
    assert auth.default is inspect.Parameter.empty
    assert typing.get_type_hints(inspect.getattr_static(service, "__init__"))["auth"] is AuthContext
    with pytest.raises(TypeError, match="auth"):
        service(**dict.fromkeys(given))
    assert vars(service(**dict.fromkeys(given), auth=None)).get("_auth", ...) is None


class Service:
    def __init__(self, auth: AuthContext) -> None:
        self._auth = auth

    @requires(Permission.DECIDE)
    def decide(self, what: str) -> str:
        """Decides."""
        return what

    @for_oneself
    def change(self) -> bool:
        return True


def test_a_marked_use_case_is_guarded_and_stays_what_it_was() -> None:
    auth = AuthContext(None)
    service = Service(auth)
    assert (Service.decide.__name__, Service.decide.__doc__) == ("decide", "Decides.")
    with pytest.raises(NotPermittedError, match="No accounts have been created yet"):
        service.decide("yes")
    with pytest.raises(NotSignedInError):
        service.change()
    auth.enter(Actor("a-2", "Siv Aas", Role.DESK), AT)
    with pytest.raises(NotPermittedError) as refused:
        service.decide("yes")
    assert refused.value.facts == {"act": "decide", "role": "desk"}
    assert service.change()
    auth.enter(Actor("a-2", "Siv Aas", Role.DESK, lent_by="a-1"), AT)
    assert service.decide("yes") == "yes"
    auth.enter(Actor("a-3", "Night print", Role.PRINTER), AT)
    with pytest.raises(NotPermittedError):
        service.change()
