"""People who work at the tests' school: one account of every role, cheap to sign in."""

from __future__ import annotations

from cpdesk.policy.permissions import Role
from cpdesk.policy.terms.terms import Terms
from cpdesk.records.accounts import SignedIn
from cpdesk.services.accounts.accounts import Accounts
from cpdesk.services.accounts.passwords import Passwords
from cpdesk.services.services import Services

SECRET = "tram-lamp-42"
GIVEN = "kite-moss-77"  # by the office manager; good for nothing but choosing another
NAMES = {
    Role.MANAGER: "Inga Solberg",
    Role.LEADER: "Per Moen",
    Role.DESK: "Siv Aas",
    Role.PRINTER: "Night print",
}


def quick(services: Services) -> Accounts:
    """The counter's accounts, hashed at next to no cost: a test signs in often."""
    found = vars(services).get("accounts")
    if isinstance(found, Accounts):
        return found
    made = Accounts(
        services.data.store,
        services.clock,
        Terms.shipped(),
        services.auth,
        Passwords(rounds=1, memory_kib=8, lanes=1),
    )
    vars(services)["accounts"] = made  # where the counter keeps each service that it made
    return made


def hire(services: Services) -> None:
    """Makes the accounts; nobody is signed in afterwards."""
    accounts = quick(services)
    for role, name in NAMES.items():
        own = role in (Role.MANAGER, Role.PRINTER)  # nobody else chose it
        accounts.add(name, role, "", SECRET if own else GIVEN)
        if role is Role.MANAGER:
            accounts.sign_in(name, SECRET)
    for role in (Role.LEADER, Role.DESK):
        accounts.sign_in(NAMES[role], GIVEN)
        accounts.change_secret(GIVEN, SECRET)
    accounts.leave()


def sit(services: Services, role: Role) -> SignedIn:
    """Somebody of this role signs in."""
    return quick(services).sign_in(NAMES[role], SECRET)
