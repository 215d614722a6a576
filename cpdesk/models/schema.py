"""Making the tables, and knowing which version of them a file has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpdesk.models import desk_tables as desk_tables
from cpdesk.models.roster_tables import metadata

if TYPE_CHECKING:
    from cpdesk.models.store import Store

HEAD = "0001"


def bring_up_to_date(store: Store) -> None:
    """Makes the tables of a new file; migrates an older one after copying it first."""
    with store.read() as tx:
        tables = tx.exec_driver_sql(
            "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
        ).scalar_one()
        found = (
            tx.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() if tables else ""
        )
    if found == HEAD:
        return
    if not found:
        with store.write() as tx:
            metadata.create_all(tx)
            tx.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
            tx.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{HEAD}')")
        return
    raise NotImplementedError(found)
