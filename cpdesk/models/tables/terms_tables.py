"""The district's own terms. Only services/district_terms.py writes them."""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, Table, Text

from cpdesk.models.tables.columns import Json, Moment
from cpdesk.models.tables.roster_tables import metadata

terms_import = Table(
    "terms_import",
    metadata,
    Column("place", Integer, primary_key=True),  # a later one overrides an earlier one
    Column("import_id", Text, nullable=False, unique=True),
    Column("sha256", Text, nullable=False),  # of the bytes of the file
    Column("source", Text, nullable=False),
    Column("source_date", Date, nullable=False),
    Column("keys", Json, nullable=False),
    Column("content", Json, nullable=False),  # the text of the file, TOML, with its line breaks
    Column("imported_at", Moment, nullable=False),
    Column("imported_by", Text, nullable=False),  # an account
    Column("imported_by_name", Text, nullable=False),
)
