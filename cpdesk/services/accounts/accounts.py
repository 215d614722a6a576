"""Who decides: accounts, signing in, passwords, and leaders' delegations.

Secrets are hashed and compared outside of transactions, which they would hold up for a tenth of a
second. They appear in no log, error or audit entry.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from cpdesk.clock import Clock
from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.models import recovery
from cpdesk.models.store import Store, fits
from cpdesk.policy.names.names import fold
from cpdesk.policy.permissions import Permission, Role
from cpdesk.policy.terms.terms import Terms
from cpdesk.records.accounts import AccountRecord, Actor, Delegation, SignedIn
from cpdesk.services.accounts import account_rows as rows
from cpdesk.services.accounts import password_resets as resets
from cpdesk.services.accounts.login import Login, Passed, note_wrong, refuse_locked
from cpdesk.services.accounts.passwords import Passwords, check_choice
from cpdesk.services.auth_context import (
    AuthContext,
    any_account,
    for_oneself,
    for_oneself_at_first,
    open_to_all,
    requires,
)
from cpdesk.services.district_terms import imports_after, newest_place
from cpdesk.services.office import zone_of
from cpdesk.words import N_

_LETTERS = 80  # of a name or a title
BY_RECOVERY_KEY = "recovery-key"  # how the audit names a person who uses the printed key


class Accounts:
    """The staff accounts. `passwords` is how secrets are hashed."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        terms: Terms,
        auth: AuthContext,
        passwords: Passwords | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._terms = terms
        self._auth = auth
        self._passwords = passwords or Passwords()
        self._door = Login(store, clock, self._passwords)

    # -- signing in and out ---------------------------------------------------------------------

    @open_to_all("the window has to know whether to ask for a name")
    def any(self) -> bool:
        """Whether an account was ever created here."""
        with self._store.read() as tx:
            return any_account(tx)

    @open_to_all("people choose their name before they give the password")
    def names(self) -> tuple[AccountRecord, ...]:
        """The accounts that can sign in at the window, by name."""
        with self._store.read() as tx:
            found = [rows.record(row) for row in rows.all_rows(tx)]
        return tuple(r for r in found if r.ended_at is None and r.role is not Role.PRINTER)

    @open_to_all("the password is the proof")
    def sign_in(self, name: str, secret: str) -> SignedIn:
        """The person with this name or ID acts from now on. Otherwise WrongSecretError or
        LockedOutError, and the person who was signed in before still is. With a password that
        someone else set, they can do nothing until they change it."""
        return self._enter(self._door.passed(name, secret, "account.sign_in"))

    @open_to_all("nobody is kept from leaving")
    def leave(self) -> None:
        """Locks or signs out."""
        self._auth.leave()

    @for_oneself
    def confirm_password(self, secret: str) -> None:
        """Confirms the password for the next decisions. Wrong tries count as they do at sign-in."""
        me = self._auth.actor
        self._door.passed(me.account_id, secret, "account.confirm")
        self._auth.password_at = self._clock.now()

    @for_oneself_at_first
    def change_secret(self, old: str, new: str) -> SignedIn:
        """A new password for the person who is signed in."""
        me = self._auth.actor
        check_choice(new, me.name)
        if new == old:
            raise DeskError(
                N_("The new password is the same as the old one."),
                N_("Choose a different one that only you know."),
            )
        self._door.passed(me.account_id, old, "account.confirm")
        return self._enter(
            self._give(me.account_id, new, "account.change_secret", by=me, must_change=False)
        )

    # -- creating and ending --------------------------------------------------------------------

    @requires(Permission.ACCOUNTS)
    def accounts(self) -> tuple[AccountRecord, ...]:
        """All accounts, past ones too: active ones first, each group by name."""
        with self._store.read() as tx:
            return tuple(rows.record(row) for row in rows.all_rows(tx))

    @requires(Permission.ACCOUNTS)
    def add(self, name: str, role: Role, title: str, secret: str) -> AccountRecord:
        """Creates an account. The very first is an office manager's, created before anyone can sign
        in; it signs no one in. Everyone after that is asked to choose their own password, except a
        printer."""
        shown, said = _line(name, N_("An account needs a name.")), " ".join(title.split())
        if len(said) > _LETTERS:
            raise _too_long()
        check_choice(secret, shown)
        kept = self._passwords.hashed(secret)
        now, actor = self._clock.now(), self._auth.actor
        try:
            with self._store.write(actor.key) as tx:
                first = not any_account(tx)
                if first and role is not Role.MANAGER:
                    raise DeskError(
                        N_(
                            "The first account has to be for the office manager, who creates the "
                            "others."
                        ),
                        N_("Create the office manager’s account first."),
                    )
                if not first and actor.role is None:  # another program was a moment faster
                    self._auth.look_again()
                    self._auth.must(Permission.ACCOUNTS)
                row = {
                    "account_id": new_id(),
                    "name": shown,
                    "name_key": fold(shown),
                    "role": role.value,
                    "title": said,
                    "secret_hash": kept,
                    "must_change": not first and role is not Role.PRINTER,
                    "wrong_tries": 0,
                    "locked_until": None,
                    "made_at": now,
                    "ended_at": None,
                    "terms_told": newest_place(tx),
                }
                rows.insert(tx, row, now)
                made = rows.record(rows.row_of(tx, str(row["account_id"])))
        except IntegrityError as taken:
            raise DeskError(
                N_("Someone with this name already has an account."),
                N_("Add something to tell the two apart, such as a middle name."),
            ) from taken
        self._auth.look_again()
        return made

    @requires(Permission.ACCOUNTS)
    def reset(self, account_id: str, secret: str) -> None:
        """A new password for someone who forgot theirs. All they can do with it is choose their own
        when they sign in, and then they are told who reset it. Unlocks an account that was locked
        after wrong tries."""
        with self._store.read() as tx:
            row = rows.row_of(tx, account_id)
        check_choice(secret, row.name)
        me = self._auth.actor
        own = account_id == me.account_id or row.role == Role.PRINTER.value
        given = self._give(account_id, secret, "account.reset", by=me, must_change=not own)
        if account_id == me.account_id:
            self._enter(given)

    @open_to_all("where the manager's password is lost nobody else can help")
    def reset_with_key(self, code: str, account_id: str, secret: str) -> None:
        """A new password for an office manager, with the printed recovery key of the data. A wrong
        key counts as a wrong try."""
        with self._store.read() as tx:
            row = rows.row_of(tx, account_id)
        if row.role != Role.MANAGER.value:
            raise DeskError(
                N_("The recovery key resets only an office manager’s password."),
                N_("Ask the office manager to reset this one."),
            )
        refuse_locked(row.locked_until, self._clock.now())
        check_choice(secret, row.name)
        trouble = self._not_the_key(code)
        if trouble is not None:
            now = self._clock.now()
            with self._store.write() as tx:
                note_wrong(tx, rows.row_of(tx, account_id), now)
            raise trouble
        self._give(account_id, secret, "account.reset_with_key", by=None, must_change=False)

    @requires(Permission.ACCOUNTS)
    def end(self, account_id: str) -> None:
        """No one can sign in with this account from now on. What it decided stays explained, and
        its name is free again. DeskError for the last office manager's account."""
        now, me = self._clock.now(), self._auth.actor
        with self._store.write(me.key) as tx:
            row = rows.row_of(tx, account_id)
            if row.role == Role.MANAGER.value and rows.managers(tx) == 1:
                raise DeskError(
                    N_("This is the last office manager account, so it has to stay active."),
                    N_("Create an account for another office manager first."),
                )
            freed = f"{row.name_key} {account_id}"
            rows.change(tx, account_id, "account.end", now, ended_at=now, name_key=freed)
        if account_id == me.account_id:
            self._auth.leave()

    # -- delegation -----------------------------------------------------------------------------

    @requires(Permission.DELEGATE)
    def delegate(self, to_account: str, starts_on: date, ends_on: date) -> Delegation:
        """Lets an office account decide in this leader's place, from the first to the last day."""
        now, me = self._clock.now(), self._auth.actor
        with self._store.write(me.key) as tx:
            to = rows.row_of(tx, to_account)
            if to.role not in (Role.DESK.value, Role.MANAGER.value):
                raise DeskError(
                    N_("A school leader already decides, and a printing account can’t."),
                    N_("Choose someone at the front desk, or an office manager."),
                )
            if ends_on < starts_on or ends_on < self._today(tx):
                raise DeskError(
                    N_("This period ends before it starts, or it is already over."),
                    N_("Choose a first and a last day, starting today or later."),
                )
            row = {
                "delegation_id": new_id(),
                "from_account": me.account_id,
                "to_account": to_account,
                "starts_on": starts_on,
                "ends_on": ends_on,
                "made_at": now,
                "revoked_at": None,
            }
            rows.insert_delegation(tx, row, now)
            return _found(tx, str(row["delegation_id"]))

    @requires(Permission.DELEGATE)
    def revoke(self, delegation_id: str) -> Delegation:
        """Ends a delegation now, a colleague's too. One already revoked stays as it is."""
        now = self._clock.now()
        with self._store.write(self._auth.key) as tx:
            if _found(tx, delegation_id).revoked_at is None:
                rows.revoke(tx, delegation_id, now)
            return _found(tx, delegation_id)

    @requires(Permission.LOOK)
    def delegations(self) -> tuple[Delegation, ...]:
        """All delegations, past ones too, latest first."""
        with self._store.read() as tx:
            return rows.delegations(tx)

    # -- private --------------------------------------------------------------------------------

    def _give(
        self, account_id: str, secret: str, use_case: str, *, by: Actor | None, must_change: bool
    ) -> Passed:
        """Replaces the password. `by` None means someone with the printed recovery key."""
        kept = self._passwords.hashed(secret)
        now = self._clock.now()
        with self._store.write(by.key if by else BY_RECOVERY_KEY) as tx:
            rows.row_of(tx, account_id)  # it may have ended in the meantime
            if by is None or by.account_id != account_id:
                resets.note(tx, account_id, by or Actor(), now)
            rows.change(
                tx,
                account_id,
                use_case,
                now,
                secret_hash=kept,
                must_change=must_change,
                wrong_tries=0,
                locked_until=None,
            )
        return Passed(account_id, kept)

    def _enter(self, by: Passed) -> SignedIn:
        """They act from now on and are told what is new to them."""

        def renewed() -> Actor | None:
            with self._store.read() as tx:
                now = rows.by_name_or_id(tx, by.account_id)
                if now is None or now.secret_hash != by.kept:
                    return None
                return rows.actor(tx, now, self._today(tx))

        now = self._clock.now()
        with self._store.read() as tx:
            row = rows.row_of(tx, by.account_id)
            today = self._today(tx)
            actor = rows.actor(tx, row, today)
            untold = resets.to_tell(tx, row.account_id, now)
            news = imports_after(tx, row.terms_told)
        if (untold or news) and not actor.must_change:
            with self._store.write(actor.key) as tx:
                resets.mark_seen(tx, row.account_id, now)
                told = news[0].place if news else row.terms_told
                rows.change(tx, row.account_id, "account.told", now, terms_told=told)
        terms = self._terms.on(today)
        minutes = {Role.LEADER: terms.lock_leader_minutes, Role.MANAGER: terms.lock_manager_minutes}
        lock = minutes.get(Role(row.role), terms.lock_desk_minutes)
        if actor.lent_by:  # a delegate sees what the leader sees
            lock = min(lock, terms.lock_leader_minutes)
        self._auth.enter(actor, now, renewed)
        return SignedIn(actor, actor.must_change, lock, untold, news)

    def _today(self, tx: Connection) -> date:
        return self._clock.now().astimezone(zone_of(tx)).date()

    def _not_the_key(self, code: str) -> DeskError | None:
        """What is wrong with a code; None if it is the key of this data."""
        try:
            key = recovery.key(code).hex()
        except DeskError as mistyped:
            return mistyped
        if fits(self._store.path, key):
            return None
        return DeskError(
            N_("This recovery key is for different data."),
            N_("Find the recovery sheet that was printed for this office."),
        )


def _found(tx: Connection, delegation_id: str) -> Delegation:
    found = rows.delegation_of(tx, delegation_id)
    if found is None:
        raise DeskError(N_("That delegation was not found."), N_("Choose one from the list."))
    return found


def _line(text: str, missing: str) -> str:
    shown = " ".join(text.split())
    if not fold(shown):
        raise DeskError(missing, N_("Enter the name as others know it."))
    if len(shown) > _LETTERS:
        raise _too_long()
    return shown


def _too_long() -> DeskError:
    return DeskError(
        N_("A name or title can have at most {n} characters."), N_("Make it shorter."), n=_LETTERS
    )
