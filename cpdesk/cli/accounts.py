"""Who is typing: `--account` and CPDESK_ACCOUNT, and `cpdesk accounts …`.

A password is never part of the command line, where every user of the computer could read it: it
comes from CPDESK_PASSWORD, or is asked for at a terminal. The same goes for a new one
(CPDESK_NEW_PASSWORD) and the recovery key (CPDESK_RECOVERY_KEY).
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from cpdesk.cli import answers, terminal
from cpdesk.errors import DeskError
from cpdesk.policy.names import fold
from cpdesk.policy.permissions import Role
from cpdesk.records.accounts import AccountRecord
from cpdesk.services.sign_in_notices import ignored_notice, notices
from cpdesk.words import N_, Words

if TYPE_CHECKING:
    from cpdesk.services.counter import Counter

ROLES: Mapping[Role, str] = MappingProxyType(
    {
        Role.DESK: N_("Front desk"),
        Role.LEADER: N_("School leader"),
        Role.MANAGER: N_("Office manager"),
        Role.PRINTER: N_("Scheduled printing"),
    }
)


def add_to(
    command: Callable[[str, str], argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    """What can be typed after `cpdesk accounts`."""
    accounts = command("accounts", "manage staff accounts and roles")
    actions = accounts.add_subparsers(
        dest="action", required=True, metavar="add|list|end|reset|password"
    )
    add = actions.add_parser("add", help="add an account", parents=[common])
    add.add_argument("name", metavar="NAME", help="name people know them by")
    add.add_argument("--role", required=True, choices=[role.value for role in Role])
    add.add_argument("--title", default="", metavar="TEXT", help="job title, such as Principal")
    actions.add_parser("list", help="list all accounts", parents=[common])
    end = actions.add_parser(
        "end", help="end an account, so no one can sign in with it", parents=[common]
    )
    end.add_argument("name", metavar="NAME", help="account name or ID")
    reset = actions.add_parser("reset", help="set a new password for an account", parents=[common])
    reset.add_argument("name", metavar="NAME", help="account name or ID")
    reset.add_argument(
        "--recovery-key",
        action="store_true",
        help="reset an office manager's password with the printed recovery key",
    )
    actions.add_parser("password", help="change your own password", parents=[common])


def enter(counter: Counter, args: argparse.Namespace) -> None:
    """Signs in the person at the command line, if accounts have been made."""
    name = getattr(args, "account", None) or os.environ.get("CPDESK_ACCOUNT", "")
    ignored = ignored_notice(counter.words, counter.district_terms.ignored_files())
    if ignored:
        terminal.complain(ignored)
    if not counter.accounts.any():
        if getattr(args, "account", None):
            raise DeskError(
                N_("This data folder has no accounts yet."),
                N_("Leave out --account, or add an account with `cpdesk accounts add`."),
            )
        return
    if getattr(args, "recovery_key", False):
        return  # with the printed key, no account is needed
    if not name:
        raise DeskError(
            N_("No one is signed in."),
            N_("Use --account or CPDESK_ACCOUNT to say who you are."),
        )
    words = counter.words
    secret = _secret("CPDESK_PASSWORD", words.text("Password for {name}: ", name=name))
    for line in notices(words, counter.accounts.sign_in(name, secret)):
        terminal.complain(line)


def run(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    """One of the actions below `cpdesk accounts`."""
    _ACTIONS[args.action](counter, args, as_json)


def _add(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    secret = _new_secret(counter.words, args.name)
    made = counter.accounts.add(args.name, Role(args.role), args.title, secret)
    _told(counter.words, as_json, made, N_("Account added for {name}: {role}."))


def _list(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    words = counter.words
    found = counter.accounts.accounts()
    lines = [_line(words, one) for one in found] or [words.text("No accounts yet.")]
    answers.show(words, as_json, [data(one) for one in found], "\n".join(lines))


def _end(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    found = _meant(counter.accounts.accounts(), args.name)
    counter.accounts.end(found.account_id)
    _told(counter.words, as_json, found, N_("{name}’s account has ended."))


def _reset(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    words = counter.words
    if args.recovery_key:
        found = _meant(counter.accounts.names(), args.name)
        code = _secret("CPDESK_RECOVERY_KEY", words.text("Recovery key: "))
        secret = _new_secret(words, found.name)
        counter.accounts.reset_with_key(code, found.account_id, secret)
    else:
        found = _meant(counter.accounts.accounts(), args.name)
        counter.accounts.reset(found.account_id, _new_secret(words, found.name))
    _told(words, as_json, found, N_("{name} has a new password."))


def _password(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    me = counter.who.actor
    words = counter.words
    old = _secret("CPDESK_PASSWORD", words.text("Password for {name}: ", name=me.name))
    counter.accounts.change_secret(old, _new_secret(words, me.name))
    answers.show(words, as_json, {"id": me.account_id}, words.text("Your password is changed."))


_ACTIONS: dict[str, Callable[[Counter, argparse.Namespace, bool], None]] = {
    "add": _add,
    "list": _list,
    "end": _end,
    "reset": _reset,
    "password": _password,
}


def data(one: AccountRecord) -> answers.Plain:
    """An account for --json."""
    return {
        "id": one.account_id,
        "name": one.name,
        "role": one.role.value,
        "title": one.title,
        "made_at": one.made_at.isoformat(),
        "ended_at": one.ended_at.isoformat() if one.ended_at else None,
        "locked_until": one.locked_until.isoformat() if one.locked_until else None,
        "must_change": one.must_change,
    }


def _line(words: Words, one: AccountRecord) -> str:
    parts = [one.name, words.text(ROLES[one.role]), one.title]
    if one.ended_at:
        parts.append(words.text("ended {day}", day=words.local(one.ended_at).date()))
    return " · ".join(part for part in parts if part)


def _told(words: Words, as_json: bool, one: AccountRecord, says: str) -> None:
    told = words.text(says, name=one.name, role=words.text(ROLES[one.role]))
    answers.show(words, as_json, data(one), told)


def _meant(accounts: tuple[AccountRecord, ...], typed: str) -> AccountRecord:
    for one in accounts:
        if one.ended_at is None and (one.account_id == typed or fold(one.name) == fold(typed)):
            return one
    raise DeskError(
        N_("This account doesn’t exist, or it has ended."),
        N_("Run `cpdesk accounts list` to see names and IDs."),
    )


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


def _new_secret(words: Words, name: str) -> str:
    """Typed twice, so that a typing mistake locks no one out."""
    variable = "CPDESK_NEW_PASSWORD"
    first = _secret(variable, words.text("New password or PIN for {name}: ", name=name))
    if os.environ.get(variable):
        return first
    if terminal.ask_secret(words.text("Confirm password or PIN: ")) != first:
        raise DeskError(N_("The passwords don’t match."), N_("Enter the same one twice."))
    return first
