"""The office's own day plan, next to the roster's. Only services/day_plan writes it.

Grades are as in the roster's tables: NO_GRADE means "every grade".
"""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, PrimaryKeyConstraint, Table, Text

from cpdesk.models.tables.columns import required
from cpdesk.models.tables.roster_tables import metadata

own_bell = Table(
    "own_bell",
    metadata,
    *required(Text, "school_id", "schedule", "period", "kind", "start_time", "end_time"),
    *required(Integer, "grade_low", "grade_high"),
    PrimaryKeyConstraint("school_id", "schedule", "period", "grade_low", "start_time"),
    sqlite_with_rowid=False,
)
own_week = Table(
    "own_week",
    metadata,
    Column("school_id", Text, nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("schedule", Text, nullable=False),
    *required(Integer, "grade_low", "grade_high"),
    PrimaryKeyConstraint("school_id", "weekday", "grade_low"),
    sqlite_with_rowid=False,
)
own_day = Table(
    "own_day",
    metadata,
    Column("school_id", Text, nullable=False),
    Column("day", Date, nullable=False),
    *required(Text, "schedule", "note"),
    *required(Integer, "grade_low", "grade_high"),
    Column("source", Text, nullable=False),
    PrimaryKeyConstraint("school_id", "day", "grade_low"),
    sqlite_with_rowid=False,
)
school_term = Table(
    "school_term",
    metadata,
    *required(Text, "school_id", "title", "kind"),
    *required(Date, "starts_on", "ends_on"),
    *required(Integer, "grade_low", "grade_high"),
    Column("source", Text, nullable=False),
    PrimaryKeyConstraint("school_id", "title", "grade_low"),
    sqlite_with_rowid=False,
)
