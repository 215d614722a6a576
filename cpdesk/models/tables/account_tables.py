"""Accounts and delegations. Only services/accounts/accounts.py writes them, with their proof."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Index, Integer, Table, Text, text

from cpdesk.models.tables.columns import Moment, required
from cpdesk.models.tables.roster_tables import metadata

account = Table(
    "account",
    metadata,
    Column("account_id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column(
        "name_key", Text, nullable=False, unique=True
    ),  # folded: upper and lower case don't matter
    *required(Text, "role", "title"),
    Column("secret_hash", Text, nullable=False),  # argon2id, with its parameters
    Column("must_change", Boolean, nullable=False),
    Column("wrong_tries", Integer, nullable=False),
    Column("locked_until", Moment),
    Column("made_at", Moment, nullable=False),
    Column("ended_at", Moment),
    # The number of the last import of terms that the owner was told of.
    Column("terms_told", Integer, nullable=False, server_default=text("0")),
)
# Someone else replaced the owner's password.
password_reset = Table(
    "password_reset",
    metadata,
    Column("reset_id", Text, primary_key=True),
    Column("account_id", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("by_account", Text, nullable=False),  # "" if the printed recovery key was used
    Column("by_name", Text, nullable=False),
    Column("told_at", Moment),  # when the owner was told, after choosing their own
    Index("password_reset_of", "account_id", "at"),
)
delegation = Table(
    "delegation",
    metadata,
    Column("delegation_id", Text, primary_key=True),
    *required(Text, "from_account", "to_account"),
    *required(Date, "starts_on", "ends_on"),
    Column("made_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    Index("delegation_to", "to_account", "ends_on"),
)
