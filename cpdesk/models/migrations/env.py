"""Runs the steps on the connection that models/schema.py hands over, inside its transaction."""

from __future__ import annotations

from alembic import context

# SQLite changes a table by rebuilding it ("batch"); the caller has switched foreign keys off and
# checks them before it commits.
context.configure(
    connection=context.config.attributes["connection"],
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
