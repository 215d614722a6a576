"""How tables and presentations went, and signed photo releases. Only services/outreach writes them.

A student's reference is in `release_child` and nowhere else: no audit entry, no outbox line, no log
and no paper has it.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    text,
)

from cpdesk.models.tables.columns import Json, Moment, required
from cpdesk.models.tables.roster_tables import metadata

# Recorded once per slot; a correction replaces it and the audit keeps both.
event_outcome = Table(
    "event_outcome",
    metadata,
    Column("slot_id", Text, ForeignKey("request_slot.slot_id"), primary_key=True),
    *required(Text, "request_id", "school_id", "partner_id", "result"),
    Column("not_kept", Json, nullable=False),  # codes of policy/outreach.NOT_KEPT
    Column("note", Text, nullable=False),
    Column("noted_at", Moment, nullable=False),
    *required(Text, "noted_by", "noted_by_name"),
    Index("event_outcome_of_partner", "school_id", "partner_id"),
)
# One per program and school; earlier ones are kept as withdrawn.
photo_release = Table(
    "photo_release",
    metadata,
    Column("release_id", Text, primary_key=True),
    *required(Text, "school_id", "program_id", "program_name", "partner_id", "partner_name"),
    Column("signed", Integer, nullable=False),
    Column("children", Integer, nullable=False),  # in the program here
    Column("valid_to", Date, nullable=False),
    Column("by_child", Boolean, nullable=False),  # `signed` is counted from release_child
    *required(Text, "checked_by", "checked_by_name"),
    Column("checked_at", Moment, nullable=False),
    Column("note", Text, nullable=False),
    Column("form_name", Text, nullable=False),  # by its kind; the name of a scan may name a student
    Column("form_type", Text, nullable=False),
    Column("withdrawn_at", Moment),
    Index(
        "photo_release_here", "school_id", "program_id", sqlite_where=text("withdrawn_at IS NULL")
    ),
)
# The scanned form of a record that is not withdrawn, in a table of its own like a flyer's bytes.
release_form = Table(
    "release_form",
    metadata,
    Column("release_id", Text, ForeignKey("photo_release.release_id"), primary_key=True),
    Column("thumbnail", LargeBinary),
    Column("content", LargeBinary, nullable=False),
)
release_child = Table(
    "release_child",
    metadata,
    Column("child_id", Text, primary_key=True),
    *required(Text, "school_id", "program_id", "student_ref", "student_key"),
    Column("signed", Boolean, nullable=False),
    Column("noted_at", Moment, nullable=False),
    Column("noted_by_name", Text, nullable=False),
    Column("withdrawn_at", Moment),
    Index(
        "release_child_of",
        *("school_id", "program_id", "student_key"),
        sqlite_where=text("withdrawn_at IS NULL"),
    ),
)
