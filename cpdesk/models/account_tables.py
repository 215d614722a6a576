"""Accounts and delegations. Written by services/accounts.py alone, with their proof."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Index, Integer, Table, Text

from cpdesk.models.columns import Moment
from cpdesk.models.roster_tables import metadata

account = Table(
    "account",
    metadata,
    Column("account_id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column(
        "name_key", Text, nullable=False, unique=True
    ),  # folded: how it is typed does not matter
    Column("role", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("secret_hash", Text, nullable=False),  # argon2id, with its parameters
    Column("must_change", Boolean, nullable=False),
    Column("wrong_tries", Integer, nullable=False),
    Column("locked_until", Moment),
    Column("made_at", Moment, nullable=False),
    Column("ended_at", Moment),
)
delegation = Table(
    "delegation",
    metadata,
    Column("delegation_id", Text, primary_key=True),
    Column("from_account", Text, nullable=False),
    Column("to_account", Text, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    Index("delegation_to", "to_account", "ends_on"),
)
