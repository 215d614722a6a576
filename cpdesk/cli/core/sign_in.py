"""Who is typing: `--account` and CPDESK_ACCOUNT, and passwords that others can't read.

A password is never part of the command line, where every user of the computer could read it: it
comes from CPDESK_PASSWORD, or is asked for at a terminal. The same goes for a new one
(CPDESK_NEW_PASSWORD) and the recovery key (CPDESK_RECOVERY_KEY).
"""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from cpdesk.cli.core import terminal
from cpdesk.errors import DeskError
from cpdesk.services.accounts.login_notices import ignored_notice, notices
from cpdesk.words import N_, Words

if TYPE_CHECKING:
    from cpdesk.services.services import Services


def enter(services: Services, args: argparse.Namespace) -> None:
    """Signs in the person at the command line, if accounts have been made."""
    words, asked = services.words, getattr(args, "account", None)
    name = asked or os.environ.get("CPDESK_ACCOUNT", "")
    ignored = ignored_notice(words, services.district_terms.ignored_files())
    if ignored:
        terminal.complain(ignored)
    if not services.accounts.any():
        if asked:
            raise DeskError(
                N_("This data folder has no accounts yet."),
                N_("Leave out --account, or add an account with `cpdesk accounts add`."),
            )
        return
    if getattr(args, "recovery_key", False):
        return  # with the printed key, no account is needed
    if not name:
        raise DeskError(
            N_("No one is signed in."), N_("Use --account or CPDESK_ACCOUNT to say who you are.")
        )
    for line in notices(words, services.accounts.sign_in(name, password(words, name))):
        terminal.complain(line)


def password(words: Words, name: str) -> str:
    """The password of the person who is typing."""
    return _secret("CPDESK_PASSWORD", words.text("Password for {name}: ", name=name))


def recovery_key(words: Words) -> str:
    return _secret("CPDESK_RECOVERY_KEY", words.text("Recovery key: "))


def new_password(words: Words, name: str) -> str:
    """Typed twice, so that a typing mistake locks no one out."""
    variable = "CPDESK_NEW_PASSWORD"
    first = _secret(variable, words.text("New password or PIN for {name}: ", name=name))
    if os.environ.get(variable):
        return first
    if terminal.ask_secret(words.text("Confirm password or PIN: ")) != first:
        raise DeskError(N_("The passwords don’t match."), N_("Enter the same one twice."))
    return first


def _secret(variable: str, prompt: str) -> str:
    """From the environment, or typed unseen at a terminal."""
    kept = os.environ.get(variable)
    if kept:
        return kept
    if not terminal.can_ask():
        raise DeskError(
            N_("There’s no terminal here where CPDesk could ask for your password or key."),
            N_("Set the environment variable {variable} instead."),
            variable=variable,
        )
    try:
        return terminal.ask_secret(prompt)
    except EOFError:
        raise DeskError(N_("Nothing was entered.")) from None
