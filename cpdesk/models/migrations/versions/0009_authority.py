"""Who replaced someone else's password, and the terms that a manager imported."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"

_STEPS = (
    "ALTER TABLE account ADD COLUMN terms_told INTEGER NOT NULL DEFAULT 0",
    """
CREATE TABLE password_reset (
    reset_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    at TEXT NOT NULL,
    by_account TEXT NOT NULL,
    by_name TEXT NOT NULL,
    told_at TEXT,
    PRIMARY KEY (reset_id)
)
    """,
    "CREATE INDEX password_reset_of ON password_reset (account_id, at)",
    """
CREATE TABLE terms_import (
    place INTEGER NOT NULL,
    import_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    source TEXT NOT NULL,
    source_date DATE NOT NULL,
    keys TEXT NOT NULL,
    content TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    imported_by TEXT NOT NULL,
    imported_by_name TEXT NOT NULL,
    PRIMARY KEY (place),
    UNIQUE (import_id)
)
    """,
)


def upgrade() -> None:
    for step in _STEPS:
        op.execute(step)
