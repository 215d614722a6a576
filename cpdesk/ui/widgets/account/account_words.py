"""How accounts are named."""

from __future__ import annotations

from cpdesk.policy.phrases import ROLE
from cpdesk.records.accounts import AccountRecord, Actor, SignedIn
from cpdesk.words import N_, Words

SECRET_RULE = N_("A PIN needs at least 6 digits. A password needs at least 8 characters.")


def title_of(who: AccountRecord | Actor, words: Words) -> str:
    """An account's title: the one entered, or the name of its role."""
    if who.title:
        return who.title
    return words.text(ROLE[who.role]) if who.role is not None else ""


def foot_lines(signed_in: SignedIn, words: Words) -> tuple[str, tuple[str, ...]]:
    """The bold line at the foot of the sidebar, and the small ones."""
    locks = words.text("Locks after {n} min · Ctrl+L", n=signed_in.lock_minutes)
    return title_of(signed_in.actor, words), (signed_in.actor.name, locks)
