"""The office's own day plan, next to the roster's. Only services/dayplans writes it.

Grades are as in the roster's tables: NO_GRADE means "every grade".
"""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, PrimaryKeyConstraint, Table, Text

from cpdesk.models.tables.roster_tables import metadata

own_bell = Table(
    "own_bell",
    metadata,
    Column("school_id", Text, nullable=False),
    Column("schedule", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("start_time", Text, nullable=False),
    Column("end_time", Text, nullable=False),
    Column("grade_low", Integer, nullable=False),
    Column("grade_high", Integer, nullable=False),
    PrimaryKeyConstraint("school_id", "schedule", "period", "grade_low", "start_time"),
    sqlite_with_rowid=False,
)
own_week = Table(
    "own_week",
    metadata,
    Column("school_id", Text, nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("schedule", Text, nullable=False),
    Column("grade_low", Integer, nullable=False),
    Column("grade_high", Integer, nullable=False),
    PrimaryKeyConstraint("school_id", "weekday", "grade_low"),
    sqlite_with_rowid=False,
)
own_day = Table(
    "own_day",
    metadata,
    Column("school_id", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("schedule", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("grade_low", Integer, nullable=False),
    Column("grade_high", Integer, nullable=False),
    Column("source", Text, nullable=False),
    PrimaryKeyConstraint("school_id", "day", "grade_low"),
    sqlite_with_rowid=False,
)
school_term = Table(
    "school_term",
    metadata,
    Column("school_id", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("grade_low", Integer, nullable=False),
    Column("grade_high", Integer, nullable=False),
    Column("source", Text, nullable=False),
    PrimaryKeyConstraint("school_id", "title", "grade_low"),
    sqlite_with_rowid=False,
)
