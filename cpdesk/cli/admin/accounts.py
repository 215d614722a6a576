"""`cpdesk accounts …`: staff accounts and roles."""

from __future__ import annotations

from collections.abc import Callable

from cpdesk.cli.core import json_output, sign_in
from cpdesk.cli.core.command import Call, Group, arg, choice, flag, option, sentence
from cpdesk.cli.core.json_output import Plain
from cpdesk.errors import DeskError
from cpdesk.policy.names.names import fold
from cpdesk.policy.permissions import Role
from cpdesk.policy.phrases import ROLE
from cpdesk.records.accounts import AccountRecord, Actor
from cpdesk.words import N_, Words


@json_output.shape.register
def _account(one: AccountRecord) -> Plain:
    return json_output.named(one) | {"id": one.account_id}


def _line(words: Words, one: AccountRecord) -> str:
    parts = [one.name, words.text(ROLE[one.role]), one.title]
    if one.ended_at:
        parts.append(words.text("ended {day}", day=words.local(one.ended_at).date()))
    return " · ".join(part for part in parts if part)


def _list_text(words: Words, found: tuple[AccountRecord, ...]) -> str:
    return "\n".join(_line(words, one) for one in found) or words.text("No accounts yet.")


def _done(says: str) -> Callable[[Words, AccountRecord], str]:
    """What was done to an account, in a sentence."""
    return lambda words, one: words.text(says, name=one.name, role=words.text(ROLE[one.role]))


def _actor_json(me: Actor) -> Plain:
    return {"account": me.account_id, "id": me.account_id}


COMMANDS = Group()
_ACCOUNTS = COMMANDS.group("accounts", "manage staff accounts and roles")
_NAME_OR_ID = arg("name", "NAME", "account name or ID")


@_ACCOUNTS.command(
    "add an account",
    _done(N_("Account added for {name}: {role}.")),
    arg("name", "NAME", "name people know them by"),
    choice("--role", Role, required=True),
    option("--title", help="job title, such as Principal"),
)
def _add(call: Call) -> AccountRecord:
    args = call.args
    secret = sign_in.new_password(call.words, args.name)
    return call.services.accounts.add(args.name, Role(args.role), args.title, secret)


@_ACCOUNTS.command("list all accounts", _list_text)
def _list(call: Call) -> tuple[AccountRecord, ...]:
    return call.services.accounts.accounts()


@_ACCOUNTS.command(
    "end an account, so no one can sign in with it",
    _done(N_("{name}’s account has ended.")),
    _NAME_OR_ID,
)
def _end(call: Call) -> AccountRecord:
    accounts = call.services.accounts
    found = _meant(accounts.accounts(), call.args.name)
    accounts.end(found.account_id)
    return found


@_ACCOUNTS.command(
    "set a new password for an account",
    _done(N_("{name} has a new password.")),
    _NAME_OR_ID,
    flag("--recovery-key", "reset an office manager's password with the printed recovery key"),
)
def _reset(call: Call) -> AccountRecord:
    words, accounts, args = call.words, call.services.accounts, call.args
    if args.recovery_key:
        found = _meant(accounts.names(), args.name)
        code = sign_in.recovery_key(words)
        secret = sign_in.new_password(words, found.name)
        accounts.reset_with_key(code, found.account_id, secret)
    else:
        found = _meant(accounts.accounts(), args.name)
        accounts.reset(found.account_id, sign_in.new_password(words, found.name))
    return found


@_ACCOUNTS.command(
    "change your own password", sentence(N_("Your password is changed.")), json=_actor_json
)
def _password(call: Call) -> Actor:
    me, words = call.services.auth.actor, call.words
    old = sign_in.password(words, me.name)
    call.services.accounts.change_secret(old, sign_in.new_password(words, me.name))
    return me


def _meant(accounts: tuple[AccountRecord, ...], typed: str) -> AccountRecord:
    for one in accounts:
        if one.ended_at is None and (one.account_id == typed or fold(one.name) == fold(typed)):
            return one
    raise DeskError(
        N_("This account doesn’t exist, or it has ended."),
        N_("Run `cpdesk accounts list` to see names and IDs."),
    )
