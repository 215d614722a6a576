"""A decision keeps what it changed, so that it can be undone right away. An older one keeps
nothing, and can no longer be undone."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.execute("ALTER TABLE request_decision ADD COLUMN before TEXT")
    op.execute("ALTER TABLE request_decision ADD COLUMN undone_at TEXT")
