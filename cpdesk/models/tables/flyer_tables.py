"""Flyers, from the delivery to the last board. Only services/flyers writes them.

What a row says about the roster is copied into it: a flyer stays readable when the roster no longer
has it. Copies are never counted twice: what is out is the sum of lines in state "handed" and posts
that were not undone; what was returned is the sum of returns that were not undone.
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
)
from sqlalchemy import (
    text as sql,
)

from cpdesk.models.tables.columns import Json, Moment, nullable, required
from cpdesk.models.tables.roster_tables import metadata

# The district's approval, recorded here from a memo that the partner brought.
flyer_memo = Table(
    "flyer_memo",
    metadata,
    Column("memo_id", Text, primary_key=True),
    Column("school_id", Text, nullable=False),
    Column("partner_id", Text, nullable=False),  # "" if the partner is not on the roster
    *required(Text, "partner_name", "title", "approval_number"),
    Column("memo_on", Date, nullable=False),  # the date of the memo
    Column("approved_on", Date, nullable=False),
    Column("expires_on", Date),
    Column("channels", Json, nullable=False),
    *nullable(Integer, "grade_low", "grade_high"),
    Column("recorded_at", Moment, nullable=False),
    *required(Text, "recorded_by", "recorded_by_name"),
    Column("withdrawn_at", Moment),
    Index("flyer_memo_here", "school_id", "partner_id"),
    Index("flyer_memo_by_number", "approval_number"),
)
# Deliveries that still need something done. A statement has to use exactly these words, or SQLite
# does not know that the index has everything it needs.
_OPEN = "{0}state IN ('checking', 'accepted')"
IS_OPEN = sql(_OPEN.format("flyer_delivery."))

flyer_delivery = Table(
    "flyer_delivery",
    metadata,
    Column("delivery_id", Text, primary_key=True),
    Column("version", Integer, nullable=False),  # grows with every change
    *required(Text, "school_id", "state"),
    Column("approval_key", Text, nullable=False),  # roster:ID, memo:ID, "" for none
    *required(Text, "partner_id", "partner_name", "title", "approval_number"),
    *nullable(Date, "approved_on", "expires_on"),
    *nullable(Integer, "grade_low", "grade_high"),
    Column("channels", Json, nullable=False),  # the channels it goes out by
    Column("fee", Boolean, nullable=False),  # the flyer names a fee
    Column("copies", Integer, nullable=False),  # received
    Column("bundles", Integer, nullable=False),
    *required(Text, "brought_by", "note"),
    Column("checks", Json, nullable=False),  # {check: answer}
    Column("received_at", Moment, nullable=False),
    *required(Text, "received_by", "received_by_name"),
    Column("accepted_at", Moment),
    Column("accepted_by_name", Text, nullable=False),
    Column("surplus", Text, nullable=False),  # what was done with copies that no one needed
    Column("surplus_copies", Integer, nullable=False),
    Column("done_at", Moment),
    Column("done_by_name", Text, nullable=False),
    Column("issue_sequence", Integer),
    Column("terms_on", Date, nullable=False),
    Index("flyer_delivery_open", "school_id", "received_at", sqlite_where=sql(_OPEN.format(""))),
    Index("flyer_delivery_by_day", "school_id", "received_at"),
    Index("flyer_delivery_by_end", "school_id", "done_at"),
    Index("flyer_delivery_of_partner", "partner_id", "received_at"),
    Index("flyer_delivery_of_name", "partner_name", sqlite_where=sql("partner_id = ''")),
    Index("flyer_delivery_of_approval", "approval_key"),
)
# Each return of copies, with the reasons: what physically left stays on record.
flyer_return = Table(
    "flyer_return",
    metadata,
    Column("return_id", Text, primary_key=True),
    Column("delivery_id", Text, ForeignKey("flyer_delivery.delivery_id"), nullable=False),
    Column("copies", Integer, nullable=False),  # 0 if an electronic flyer was turned down
    Column("whole", Boolean, nullable=False),  # nothing from the delivery was kept
    Column("reasons", Json, nullable=False),  # codes of policy/flyers.RETURN_REASONS, never none
    *required(Text, "note", "returned_to"),
    Column("returned_at", Moment, nullable=False),
    *required(Text, "returned_by", "returned_by_name"),
    Column("before", Json, nullable=False),  # what the same step changed, as it was before
    Column("undone", Boolean, nullable=False),  # a mistake: nothing was returned
    Index("flyer_return_of", "delivery_id", "returned_at"),
    Index("flyer_return_at", "returned_at"),
)
# A class in the carry-home plan. Handing out is one update from "planned" to "handed".
flyer_line = Table(
    "flyer_line",
    metadata,
    Column("line_id", Text, primary_key=True),
    Column("delivery_id", Text, ForeignKey("flyer_delivery.delivery_id"), nullable=False),
    Column("place", Integer, nullable=False),  # its position in the plan
    Column("class_id", Text, nullable=False),  # "" for a class that was typed
    *required(Text, "class_name", "room"),
    Column("grade", Integer, nullable=False),
    Column("students", Integer),
    Column("copies", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("refused", Json, nullable=False),  # the finding, if the rules keep it from the class
    *required(Text, "handed_how", "handed_to"),
    Column("handed_at", Moment),
    *required(Text, "handed_by", "handed_by_name"),
    Index("flyer_line_of", "delivery_id", "place"),
)
flyer_board = Table(
    "flyer_board",
    metadata,
    Column("board_id", Text, primary_key=True),
    *required(Text, "school_id", "name", "name_key", "place"),
    Column("designated_at", Moment, nullable=False),
    Column("designated_by_name", Text, nullable=False),
    Column("retired_at", Moment),
    Index("flyer_board_of", "school_id", "name_key"),
)
# Posted on a board, or electronically (then `board_id` is "" and `board_name` says where).
flyer_post = Table(
    "flyer_post",
    metadata,
    Column("post_id", Text, primary_key=True),
    Column("delivery_id", Text, ForeignKey("flyer_delivery.delivery_id"), nullable=False),
    *required(Text, "channel", "board_id", "board_name"),
    Column("copies", Integer, nullable=False),  # 0 for an electronic post
    Column("posted_at", Moment, nullable=False),
    *required(Text, "posted_by", "posted_by_name"),
    Column("take_down_on", Date),
    Column("taken_down_at", Moment),
    Column("taken_down_by_name", Text, nullable=False),
    Column("undone", Boolean, nullable=False),
    Index("flyer_post_of", "delivery_id"),
    Index("flyer_post_up", "taken_down_at", "take_down_on"),
)
# The flyer itself as a PDF or picture, or the memo.
flyer_file = Table(
    "flyer_file",
    metadata,
    Column("file_id", Text, primary_key=True),
    Column("delivery_id", Text, ForeignKey("flyer_delivery.delivery_id"), nullable=False),
    Column("what", Text, nullable=False),  # flyer, memo
    *required(Text, "name", "media_type"),
    Column("size", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("added_by_name", Text, nullable=False),
    Column("removed_at", Moment),
    Index("flyer_file_of", "delivery_id"),
)
# Its bytes, until it is removed. In a table of their own: SQLite reads through a whole row to get
# at what comes after a large value, so a list of files would read the files. The thumbnail comes
# before the file it was made from for the same reason.
flyer_content = Table(
    "flyer_content",
    metadata,
    Column("file_id", Text, ForeignKey("flyer_file.file_id"), primary_key=True),
    Column("thumbnail", LargeBinary),  # of the first page; None if no picture could be made
    Column("content", LargeBinary, nullable=False),
)
