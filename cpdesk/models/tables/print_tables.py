"""What was printed or saved, and by whom. Only services/printing/print_book.py writes it.

The bytes of a paper are kept for the day, so that a reprint is the same paper under its number;
after that the entry stays and the bytes are deleted. They are in a table of their own, so that no
list reads them.
"""

from __future__ import annotations

from sqlalchemy import Column, Date, Float, ForeignKey, Index, Integer, LargeBinary, Table, Text

from cpdesk.models.tables.columns import Moment, required
from cpdesk.models.tables.roster_tables import metadata

printed_paper = Table(
    "printed_paper",
    metadata,
    Column("paper_id", Text, primary_key=True),
    Column("number", Text, nullable=False, unique=True),  # as printed on the paper
    *required(Text, "school_id", "kind"),
    Column("about", Text, nullable=False),  # which one: a visitor, a flyer, a day; no student
    Column("day", Date, nullable=False),
    Column("pages", Integer, nullable=False),
    *required(Float, "width_mm", "height_mm"),
    Column("sha256", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Index("printed_paper_by_day", "school_id", "made_at"),
)
printed_pdf = Table(
    "printed_pdf",
    metadata,
    Column("paper_id", Text, ForeignKey("printed_paper.paper_id"), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
print_run = Table(
    "print_run",
    metadata,
    Column("run_id", Text, primary_key=True),
    Column("paper_id", Text, ForeignKey("printed_paper.paper_id"), nullable=False),
    Column("at", Moment, nullable=False),
    *required(Text, "by_account", "by_name"),
    Column("way", Text, nullable=False),  # printed, saved
    Column("printer", Text, nullable=False),  # "" if it was saved
    Column("copies", Integer, nullable=False),
    Index("print_run_of", "paper_id", "at"),
    Index("print_run_at", "at"),
)
