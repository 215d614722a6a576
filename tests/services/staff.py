"""People who work at the tests' school: one account of every role, cheap to sign in."""

from __future__ import annotations

from cpdesk.policy.permissions import Role
from cpdesk.policy.terms import Terms
from cpdesk.records.accounts import SignedIn
from cpdesk.services.accounts import Accounts
from cpdesk.services.counter import Counter
from cpdesk.services.passwords import Passwords

SECRET = "tram-lamp-42"
GIVEN = "kite-moss-77"  # by the office manager; good for nothing but choosing another
NAMES = {
    Role.MANAGER: "Inga Solberg",
    Role.LEADER: "Per Moen",
    Role.DESK: "Siv Aas",
    Role.PRINTER: "Night print",
}


def quick(counter: Counter) -> Accounts:
    """The counter's accounts, hashed at next to no cost: a test signs in often."""
    found = vars(counter).get("accounts")
    if isinstance(found, Accounts):
        return found
    made = Accounts(
        counter.data.store,
        counter.clock,
        Terms.shipped(),
        counter.who,
        Passwords(rounds=1, memory_kib=8, lanes=1),
    )
    vars(counter)["accounts"] = made  # where the counter keeps each service that it made
    return made


def hire(counter: Counter) -> None:
    """Makes the accounts; nobody is signed in afterwards."""
    accounts = quick(counter)
    for role, name in NAMES.items():
        own = role in (Role.MANAGER, Role.PRINTER)  # nobody else chose it
        accounts.add(name, role, "", SECRET if own else GIVEN)
        if role is Role.MANAGER:
            accounts.sign_in(name, SECRET)
    for role in (Role.LEADER, Role.DESK):
        accounts.sign_in(NAMES[role], GIVEN)
        accounts.change_secret(GIVEN, SECRET)
    accounts.leave()


def sit(counter: Counter, role: Role) -> SignedIn:
    """Somebody of this role signs in."""
    return quick(counter).sign_in(NAMES[role], SECRET)
