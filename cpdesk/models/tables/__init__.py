"""Every table of the database. All of them belong to one metadata, from which the schema is made,
so the folder is imported as a whole."""

from __future__ import annotations

from cpdesk.models.tables import (
    account_tables,
    day_tables,
    desk_tables,
    flyer_tables,
    outreach_tables,
    print_tables,
    request_tables,
    roster_tables,
    terms_tables,
)

__all__ = [
    "account_tables",
    "day_tables",
    "desk_tables",
    "flyer_tables",
    "outreach_tables",
    "print_tables",
    "request_tables",
    "roster_tables",
    "terms_tables",
]
