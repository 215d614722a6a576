"""Who decides: signing in and being shut out, passwords, the first and the last office manager,
and leaders who let somebody stand in for them."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError, NotSignedInError
from cpdesk.models import journal, recovery
from cpdesk.models.store import Store
from cpdesk.models.tables.account_tables import account
from cpdesk.models.tables.desk_tables import audit_entry, outbox
from cpdesk.policy.permissions import Permission, Role
from cpdesk.policy.terms.terms import Terms
from cpdesk.records.accounts import AccountRecord, Actor, PasswordReset
from cpdesk.services.accounts.accounts import Accounts
from cpdesk.services.accounts.login import LockedOutError, WrongSecretError
from cpdesk.services.accounts.passwords import Passwords
from cpdesk.services.auth_context import AuthContext, GivenPasswordError, NotPermittedError

KEY = secrets.token_hex(32)
FIRST = "tram-lamp-42"
OTHER = "kite-moss-77"
OWN = "reed-bell-31"
TODAY = date(2026, 11, 24)  # by the clock of the tests, in UTC as here


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "desk.db", KEY)
    yield opened
    opened.close()


class Ticks:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def _accounts(store: Store, clock: FixedClock, ticks: Ticks) -> tuple[Accounts, AuthContext]:
    auth = AuthContext(store, ticks)
    quick = Passwords(rounds=1, memory_kib=8, lanes=1)
    return Accounts(store, clock, Terms.shipped(), auth, quick), auth


class Office:
    """One program on the data, and a second one beside it."""

    def __init__(self, store: Store, clock: FixedClock) -> None:
        self.store = store
        self.clock = clock
        self.ticks = Ticks()
        self.here, self.auth = _accounts(store, clock, self.ticks)
        self.there, self.who_there = _accounts(store, clock, self.ticks)

    def with_manager(self) -> AccountRecord:
        made = self.here.add("Inga Solberg", Role.MANAGER, "Office manager", FIRST)
        self.here.sign_in("Inga Solberg", FIRST)
        return made

    def with_somebody(self, name: str, role: Role) -> AccountRecord:
        return self.here.add(name, role, "", OTHER)

    def settle(self, name: str) -> None:
        """They choose a password of their own, and leave again."""
        self.there.sign_in(name, OTHER)
        self.there.change_secret(OTHER, OWN)
        self.there.leave()

    def later(self, **time: float) -> None:
        self.clock.set(self.clock.now() + timedelta(**time))
        self.ticks.now += timedelta(**time).total_seconds()


@pytest.fixture
def office(store: Store, clock: FixedClock) -> Office:
    return Office(store, clock)


# -- the first one ---------------------------------------------------------------------------------


def test_before_the_first_account_everybody_is_the_desk(office: Office) -> None:
    assert not office.here.any()
    assert office.auth.actor == Actor()
    assert office.auth.key == "desk"
    with pytest.raises(NotPermittedError, match="No accounts have been created yet"):
        office.auth.must(Permission.DECIDE)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MANAGER])
def test_the_first_account_is_a_manager_s(office: Office, role: Role) -> None:
    with pytest.raises(DeskError, match="first account"):
        office.here.add("Inga Solberg", role, "", FIRST)
    assert not office.here.any()


def test_the_first_account_closes_the_open_door_for_every_window_and_signs_nobody_in(
    office: Office,
) -> None:
    assert office.who_there.may(Permission.VISIT)
    made = office.here.add(" Inga   Solberg ", Role.MANAGER, "Office manager", FIRST)
    assert (made.name, made.must_change) == ("Inga Solberg", False)
    with pytest.raises(NotSignedInError):
        office.auth.must(Permission.LOOK)
    office.ticks.now += 1
    with pytest.raises(NotSignedInError):
        office.who_there.must(Permission.LOOK)


def test_whoever_is_too_late_to_make_the_first_account_makes_none(office: Office) -> None:
    assert office.who_there.may(Permission.ACCOUNTS)
    office.here.add("Inga Solberg", Role.MANAGER, "", FIRST)
    with pytest.raises(NotSignedInError):  # though the second still believes in the open door
        office.there.add("Mallory Quist", Role.MANAGER, "", OTHER)
    assert [one.name for one in office.here.names()] == ["Inga Solberg"]


# -- signing in ------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["Inga Solberg", "inga solberg", "ÍNGA  SOLBERG"])
def test_signing_in_by_name_however_it_is_typed(office: Office, typed: str) -> None:
    made = office.here.add("Inga Solberg", Role.MANAGER, "Office manager", FIRST)
    signed = office.here.sign_in(typed, FIRST)
    assert signed.actor == Actor(made.account_id, "Inga Solberg", Role.MANAGER, "Office manager")
    assert (signed.lock_minutes, signed.must_change) == (5, False)
    assert office.auth.key == f"account:{made.account_id}"
    assert office.auth.password_at == office.clock.now()
    office.here.leave()
    assert office.here.sign_in(made.account_id, FIRST).actor == signed.actor


def test_leaving_closes_everything(office: Office) -> None:
    office.with_manager()
    office.here.leave()
    with pytest.raises(NotSignedInError):
        office.here.accounts()
    with pytest.raises(NotSignedInError):
        office.here.confirm_password(FIRST)
    assert office.auth.password_at is None


def test_a_failed_try_leaves_whoever_was_there(office: Office) -> None:
    office.with_manager()
    office.with_somebody("Per Moen", Role.LEADER)
    with pytest.raises(WrongSecretError):
        office.here.sign_in("Per Moen", "nothing like it")
    assert office.auth.actor.name == "Inga Solberg"


def test_a_leader_s_window_locks_by_the_leader_s_term(office: Office) -> None:
    office.with_manager()
    office.with_somebody("Per Moen", Role.LEADER)
    signed = office.here.sign_in("Per Moen", OTHER)
    assert (signed.lock_minutes, signed.must_change) == (2, True)


def test_names_are_those_of_people_who_work_here_now(office: Office) -> None:
    office.with_manager()
    for name, role in (("Per Moen", Role.LEADER), ("Night print", Role.PRINTER)):
        office.with_somebody(name, role)
    gone = office.with_somebody("Ada Gone", Role.DESK)
    office.here.end(gone.account_id)
    office.here.leave()
    assert [one.name for one in office.here.names()] == ["Inga Solberg", "Per Moen"]
    office.here.sign_in("Inga Solberg", FIRST)
    assert [one.name for one in office.here.accounts()] == [
        "Inga Solberg",
        "Night print",
        "Per Moen",
        "Ada Gone",
    ]


# -- wrong tries -----------------------------------------------------------------------------------


def _wrong(accounts: Accounts, name: str) -> int:
    """One wrong try: 0, or how many seconds the account is shut already."""
    try:
        accounts.sign_in(name, "nothing like it")
    except LockedOutError as shut:
        return int(str(shut.facts["n"]))
    except WrongSecretError:
        return 0
    raise AssertionError("let in")


@pytest.mark.parametrize("name", ["Inga Solberg", "Nobody Here"])
def test_five_wrong_tries_shut_for_thirty_seconds_then_twice_as_long_each_time(
    office: Office, name: str
) -> None:
    office.with_manager()
    for _ in range(5):
        assert _wrong(office.here, name) == 0
    for seconds in (30, 60, 120, 240, 480, 900, 900, 900):
        assert _wrong(office.here, name) == seconds
        office.later(seconds=seconds - 1)
        assert _wrong(office.here, name) == 1
        office.later(seconds=1)
        assert _wrong(office.here, name) == 0


def test_while_shut_the_right_password_does_not_help_and_afterwards_all_is_forgotten(
    office: Office,
) -> None:
    office.with_manager()
    for _ in range(5):
        _wrong(office.here, "Inga Solberg")
    with pytest.raises(LockedOutError):
        office.here.sign_in("Inga Solberg", FIRST)
    office.later(seconds=30)
    office.here.sign_in("Inga Solberg", FIRST)
    assert office.here.accounts()[0].locked_until is None
    for _ in range(4):
        assert _wrong(office.here, "Inga Solberg") == 0
    office.here.sign_in("Inga Solberg", FIRST)


def test_wrong_tries_are_kept_for_the_next_program(office: Office) -> None:
    office.with_manager()
    for _ in range(3):
        _wrong(office.here, "Inga Solberg")
    for _ in range(2):
        _wrong(office.there, "Inga Solberg")
    assert _wrong(office.here, "Inga Solberg") == 30


def test_an_unknown_name_hears_the_same_sentence_after_the_same_work(office: Office) -> None:
    made = office.with_manager()
    compared: list[str | None] = []

    class Watched(Passwords):
        def fits(self, kept: str | None, secret: str) -> bool:
            compared.append(kept)
            return super().fits(kept, secret)

    quick = Watched(rounds=1, memory_kib=8, lanes=1)
    accounts = Accounts(
        office.store, office.clock, Terms.shipped(), AuthContext(office.store), quick
    )
    said = []
    for name in ("Inga Solberg", "Nobody Here", made.account_id.replace("0", "1"), ""):
        with pytest.raises(WrongSecretError) as trouble:
            accounts.sign_in(name, "nothing like it")
        said.append(str(trouble.value))
    assert len(set(said)) == 1
    assert [kept is None for kept in compared] == [False, True, True, True]
    with office.store.read() as tx:
        tried = select(func.count()).where(audit_entry.c.use_case == "account.wrong_try")
        assert tx.execute(tried).scalar_one() == 4


def test_a_password_that_was_right_until_the_account_was_shut_is_not_let_in(office: Office) -> None:
    """Many tries at once: what is compared last does not come through a door that is shut now."""
    office.with_manager()

    class Slow(Passwords):
        def fits(self, kept: str | None, secret: str) -> bool:
            for _ in range(5):
                _wrong(office.here, "Inga Solberg")
            return super().fits(kept, secret)

    quick = Slow(rounds=1, memory_kib=8, lanes=1)
    accounts = Accounts(
        office.store, office.clock, Terms.shipped(), AuthContext(office.store), quick
    )
    with pytest.raises(LockedOutError):
        accounts.sign_in("Inga Solberg", FIRST)


def test_a_hash_of_another_cost_is_renewed_when_its_owner_signs_in(office: Office) -> None:
    office.with_manager()
    dearer = Passwords(rounds=2, memory_kib=8, lanes=1)
    accounts = Accounts(
        office.store, office.clock, Terms.shipped(), AuthContext(office.store), dearer
    )
    accounts.sign_in("Inga Solberg", FIRST)
    with office.store.read() as tx:
        kept = tx.execute(select(account.c.secret_hash)).scalar_one()
    assert not dearer.is_old(kept)
    accounts.sign_in("Inga Solberg", FIRST)


# -- passwords -------------------------------------------------------------------------------------


def test_giving_the_password_again_renews_its_time_and_a_wrong_one_counts(office: Office) -> None:
    office.with_manager()
    office.later(minutes=6)
    with pytest.raises(WrongSecretError):
        office.here.confirm_password("nothing like it")
    assert office.auth.password_at == office.clock.now() - timedelta(minutes=6)
    office.here.confirm_password(FIRST)
    assert office.auth.password_at == office.clock.now()
    for _ in range(5):
        with pytest.raises(WrongSecretError):
            office.here.confirm_password("nothing like it")
    with pytest.raises(LockedOutError):
        office.here.confirm_password(FIRST)


def test_changing_one_s_own_password(office: Office) -> None:
    office.with_manager()
    office.with_somebody("Per Moen", Role.LEADER)
    office.here.sign_in("Per Moen", OTHER)
    with pytest.raises(DeskError, match="is the same as the old one"):
        office.here.change_secret(OTHER, OTHER)
    with pytest.raises(DeskError, match="too easy to guess"):
        office.here.change_secret(OTHER, "per moen 1")
    with pytest.raises(WrongSecretError):
        office.here.change_secret("nothing like it", "704153")
    office.here.change_secret(OTHER, "704153")
    office.ticks.now += 5
    assert office.auth.actor.name == "Per Moen"  # stays signed in
    assert not office.here.sign_in("Per Moen", "704153").must_change
    with pytest.raises(WrongSecretError):
        office.here.sign_in("Per Moen", OTHER)


def test_the_manager_resets_others_who_then_choose_their_own(office: Office) -> None:
    office.with_manager()
    per = office.with_somebody("Per Moen", Role.LEADER)
    printer = office.with_somebody("Night print", Role.PRINTER)
    office.there.sign_in("Per Moen", OTHER)
    for _ in range(5):
        _wrong(office.here, "Per Moen")
    office.here.reset(per.account_id, "moss-kite-78")
    office.here.reset(printer.account_id, "moss-kite-79")
    office.ticks.now += 1
    with pytest.raises(NotSignedInError):  # whoever sat there with the old one
        office.who_there.must(Permission.LOOK)
    assert office.there.sign_in("Per Moen", "moss-kite-78").must_change
    assert not office.there.sign_in("Night print", "moss-kite-79").must_change
    with pytest.raises(NotPermittedError):
        office.there.change_secret("moss-kite-79", "moss-kite-80")


@pytest.mark.parametrize("by", ["reset", "add"])
def test_a_given_password_can_do_nothing_but_be_changed(office: Office, by: str) -> None:
    office.with_manager()
    per = office.with_somebody("Per Moen", Role.LEADER)
    given = OTHER
    if by == "reset":
        office.there.sign_in("Per Moen", OTHER)
        office.there.change_secret(OTHER, "his own 42")
        office.here.reset(per.account_id, given := "moss-kite-78")
    assert office.there.sign_in("Per Moen", given).must_change
    for act in Permission:
        assert not office.who_there.may(act)
        with pytest.raises(GivenPasswordError):
            office.who_there.must(act)
    with pytest.raises(GivenPasswordError):
        office.there.confirm_password(given)
    with pytest.raises(GivenPasswordError):
        office.there.delegate(per.account_id, TODAY, TODAY)
    office.ticks.now += 5  # also when it is looked up again
    with pytest.raises(GivenPasswordError):
        office.who_there.must(Permission.DECIDE)
    signed = office.there.change_secret(given, "his own 43")
    assert not signed.must_change
    assert office.who_there.must(Permission.DECIDE) == signed.actor
    office.there.confirm_password("his own 43")
    assert not office.there.sign_in("Per Moen", "his own 43").must_change


def test_whom_a_leader_lends_to_gets_nothing_by_a_given_password(office: Office) -> None:
    office.with_manager()
    per = office.with_somebody("Per Moen", Role.LEADER)
    siv = office.with_somebody("Siv Aas", Role.DESK)
    office.there.sign_in("Per Moen", OTHER)
    office.there.change_secret(OTHER, "his own 42")
    office.there.delegate(siv.account_id, TODAY, TODAY)
    assert office.there.sign_in("Siv Aas", OTHER).actor.lent_by == per.account_id
    assert not office.who_there.may(Permission.DECIDE)
    office.there.change_secret(OTHER, "her own 42")
    assert office.who_there.may(Permission.DECIDE)


def test_the_owner_is_told_who_reset_the_password(office: Office) -> None:
    office.with_manager()
    per = office.with_somebody("Per Moen", Role.LEADER)
    assert office.there.sign_in("Per Moen", OTHER).resets == ()  # made is not reset
    office.there.change_secret(OTHER, "his own 42")
    at = office.clock.now()
    office.here.reset(per.account_id, "moss-kite-78")
    told = (PasswordReset(at, "Inga Solberg"),)
    assert office.there.sign_in("Per Moen", "moss-kite-78").resets == told
    office.there.leave()  # not now
    assert office.there.sign_in("Per Moen", "moss-kite-78").resets == told
    assert office.there.change_secret("moss-kite-78", "his own 43").resets == told
    assert office.there.sign_in("Per Moen", "his own 43").resets == ()


def test_who_resets_and_uses_the_account_cannot_keep_it_from_its_owner(office: Office) -> None:
    """The owner's own password is gone, so that a second reset tells of the first as well."""
    office.with_manager()
    per = office.with_somebody("Per Moen", Role.LEADER)
    office.here.reset(per.account_id, "moss-kite-78")
    first = office.clock.now()
    office.there.sign_in("Per Moen", "moss-kite-78")
    office.there.change_secret("moss-kite-78", "not his own 1")
    office.there.leave()
    office.later(days=30)
    office.here.sign_in("Inga Solberg", FIRST)
    office.here.reset(per.account_id, "moss-kite-79")
    second = office.clock.now()
    found = office.there.sign_in("Per Moen", "moss-kite-79").resets
    assert [one.at for one in found] == [second, first]
    office.later(seconds=1)  # the first is more than thirty days ago
    assert [one.at for one in office.there.sign_in("Per Moen", "moss-kite-79").resets] == [second]


def test_a_reset_by_the_printed_key_is_told_and_one_s_own_is_not(office: Office) -> None:
    inga = office.with_manager()
    office.here.reset(inga.account_id, "her own 77")
    assert office.here.sign_in("Inga Solberg", "her own 77").resets == ()
    code = recovery.code(bytes.fromhex(KEY))
    office.here.reset_with_key(code, inga.account_id, "moss-kite-78")
    found = office.here.sign_in("Inga Solberg", "moss-kite-78").resets
    assert [one.by for one in found] == [""]
    assert office.here.sign_in("Inga Solberg", "moss-kite-78").resets == ()


def test_the_printed_recovery_key_resets_a_manager_and_nobody_else(office: Office) -> None:
    inga = office.with_manager()
    per = office.with_somebody("Per Moen", Role.LEADER)
    office.here.leave()
    code = recovery.code(bytes.fromhex(KEY))
    with pytest.raises(DeskError, match="resets only an office manager’s password"):
        office.here.reset_with_key(code, per.account_id, "moss-kite-78")
    with pytest.raises(DeskError, match="is for different data"):
        office.here.reset_with_key(
            recovery.code(secrets.token_bytes(32)), inga.account_id, "moss-kite-78"
        )
    office.here.reset_with_key(code.lower(), inga.account_id, "moss-kite-78")
    assert office.auth.signed_in is None
    assert not office.here.sign_in("Inga Solberg", "moss-kite-78").must_change
    with office.store.read() as tx:
        actor = select(audit_entry.c.actor).where(
            audit_entry.c.use_case == "account.reset_with_key"
        )
        assert tx.execute(actor).scalar_one() == "recovery-key"


def test_wrong_recovery_keys_count_as_wrong_tries(office: Office) -> None:
    inga = office.with_manager()
    office.here.leave()
    code = recovery.code(bytes.fromhex(KEY))
    for typed in (recovery.code(secrets.token_bytes(32)), "ABCD", f"{code[:-1]}*", "", "x" * 64):
        with pytest.raises(DeskError):
            office.here.reset_with_key(typed, inga.account_id, "moss-kite-78")
    with pytest.raises(LockedOutError):
        office.here.reset_with_key(code, inga.account_id, "moss-kite-78")
    office.later(seconds=30)
    office.here.reset_with_key(code, inga.account_id, "moss-kite-78")


def test_nothing_secret_is_in_the_proof(office: Office) -> None:
    inga = office.with_manager()
    per = office.with_somebody("Per Moen", Role.LEADER)
    office.here.reset(per.account_id, "moss-kite-78")
    office.here.reset_with_key(recovery.code(bytes.fromhex(KEY)), inga.account_id, "moss-kite-80")
    _wrong(office.here, "Inga Solberg")
    with office.store.read() as tx:
        sent = [str(row) for row in tx.execute(select(outbox))]
        audited = [str(row) for row in tx.execute(select(audit_entry))]
        assert journal.broken_link(tx) is None
    assert len(sent) == len(audited) == 6  # add, sign in, add, reset, reset by the key, wrong try
    for line in sent + audited:
        for secret in (FIRST, OTHER, "moss-kite", "nothing like it", "argon2", KEY):
            assert secret not in line


# -- ending ----------------------------------------------------------------------------------------


def test_an_ended_account_is_out_at_once_and_its_name_is_free(office: Office) -> None:
    office.with_manager()
    per = office.with_somebody("Per Moen", Role.LEADER)
    office.there.sign_in("Per Moen", OTHER)
    office.here.end(per.account_id)
    office.ticks.now += 1
    with pytest.raises(NotSignedInError):
        office.who_there.must(Permission.LOOK)
    for typed in ("Per Moen", per.account_id):
        with pytest.raises(WrongSecretError):
            office.there.sign_in(typed, OTHER)
    with pytest.raises(DeskError, match="This account doesn’t exist"):
        office.here.end(per.account_id)
    again = office.with_somebody("Per Moen", Role.DESK)
    assert again.account_id != per.account_id
    assert office.there.sign_in("Per Moen", OTHER).actor.role is Role.DESK


def test_the_last_manager_cannot_be_ended(office: Office) -> None:
    inga = office.with_manager()
    office.with_somebody("Per Moen", Role.LEADER)
    with pytest.raises(DeskError, match="the last office manager account"):
        office.here.end(inga.account_id)
    second = office.with_somebody("Siv Aas", Role.MANAGER)
    office.settle("Siv Aas")
    office.here.end(inga.account_id)
    assert office.auth.signed_in is None
    office.here.sign_in("Siv Aas", OWN)
    with pytest.raises(DeskError, match="the last office manager account"):
        office.here.end(second.account_id)


def test_two_accounts_of_one_name_cannot_be_told_apart(office: Office) -> None:
    office.with_manager()
    with pytest.raises(DeskError, match="already has an account"):
        office.with_somebody("ínga solberg", Role.DESK)
    with pytest.raises(DeskError, match="needs a name"):
        office.with_somebody(" · ", Role.DESK)
    with pytest.raises(DeskError, match="at most 80"):
        office.with_somebody("Inga " * 20, Role.DESK)


# -- standing in for a leader ----------------------------------------------------------------------


@pytest.fixture
def per(office: Office) -> AccountRecord:
    """A leader who is signed in; Siv of the desk may stand in."""
    office.with_manager()
    made = office.with_somebody("Per Moen", Role.LEADER)
    office.with_somebody("Siv Aas", Role.DESK)
    office.settle("Per Moen")
    office.settle("Siv Aas")
    office.here.sign_in("Per Moen", OWN)
    return made


def _id(office: Office, name: str) -> str:
    return next(one.account_id for one in office.here.names() if one.name == name)


def test_a_delegate_decides_from_the_first_to_the_last_day(
    office: Office, per: AccountRecord
) -> None:
    siv = _id(office, "Siv Aas")
    office.here.delegate(siv, TODAY + timedelta(1), TODAY + timedelta(2))
    given = office.here.delegations()
    assert [(one.from_name, one.to_name) for one in given] == [("Per Moen", "Siv Aas")]
    midnight = datetime(2026, 11, 25, tzinfo=ZoneInfo("UTC"))
    for at, may in (
        (midnight - timedelta(seconds=1), False),
        (midnight, True),
        (midnight + timedelta(days=2, seconds=-1), True),
        (midnight + timedelta(days=2), False),
    ):
        office.clock.set(at)
        signed = office.there.sign_in("Siv Aas", OWN)
        assert (signed.actor.lent_by == per.account_id) is may
        assert [office.who_there.may(act) for act in (Permission.DECIDE, Permission.DELEGATE)] == [
            may,
            False,
        ]
        assert signed.lock_minutes == (2 if may else 5)


def test_a_period_that_ends_while_somebody_sits_there_ends_for_them_too(
    office: Office, per: AccountRecord
) -> None:
    given = office.here.delegate(_id(office, "Siv Aas"), TODAY, TODAY + timedelta(3))
    office.there.sign_in("Siv Aas", OWN)
    assert office.who_there.may(Permission.DECIDE)
    revoked = office.here.revoke(given.delegation_id)
    assert revoked.revoked_at == office.clock.now()
    assert office.here.revoke(given.delegation_id) == revoked
    office.ticks.now += 1
    assert not office.who_there.may(Permission.DECIDE)
    assert office.who_there.may(Permission.VISIT)


def test_nobody_stands_in_for_a_leader_who_is_gone(office: Office, per: AccountRecord) -> None:
    office.here.delegate(_id(office, "Siv Aas"), TODAY, TODAY)
    office.there.sign_in("Inga Solberg", FIRST)
    office.there.end(per.account_id)
    assert office.there.sign_in("Siv Aas", OWN).actor.lent_by == ""


def test_what_cannot_be_delegated(office: Office, per: AccountRecord) -> None:
    siv = _id(office, "Siv Aas")
    for to, starts_on, ends_on in (
        (siv, TODAY + timedelta(2), TODAY + timedelta(1)),
        (siv, TODAY - timedelta(2), TODAY - timedelta(1)),
        (per.account_id, TODAY, TODAY),
        ("nobody", TODAY, TODAY),
    ):
        with pytest.raises(DeskError):
            office.here.delegate(to, starts_on, ends_on)
    with pytest.raises(DeskError, match="That delegation was not found"):
        office.here.revoke("nothing")
    assert office.here.delegations() == ()
    office.here.sign_in("Inga Solberg", FIRST)
    with pytest.raises(NotPermittedError):
        office.here.delegate(siv, TODAY, TODAY)
