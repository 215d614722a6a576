"""Requests, their times and what was decided. Only services/requests writes them.

`student_ref` is here and nowhere else: no audit entry, no outbox line, no log has it.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
)
from sqlalchemy import (
    text as sql,
)

from cpdesk.models.tables.columns import Json, Moment, nullable, required
from cpdesk.models.tables.roster_tables import metadata

# Requests that something may still happen to: a handful, however many were decided before. A
# statement has to use exactly these words, or SQLite does not know that the index has everything it
# needs.
_OPEN = "({0}state IN ('waiting', 'returned', 'approved') OR {0}flag = 'review')"
IS_OPEN = sql(_OPEN.format("request."))
# The end of an id, which letters show as a short form; the same applies to it.
_END = "substr({0}request_id, -10)"
_ENDS_SO = _END + " = :end"
ENDS_SO = sql(_ENDS_SO.format("request."))

request = Table(
    "request",
    metadata,
    Column("request_id", Text, primary_key=True),
    Column("version", Integer, nullable=False),  # grows with every change; a decision names it
    *required(Text, "school_id", "kind", "state", "flag", "partner_id", "partner_name"),
    *required(Text, "program_name", "contract_id", "activity_id", "activity_title"),
    Column("people", Json, nullable=False),  # [[person id, name], …]; none: anyone from the partner
    Column("starts_at", Moment),  # of the first time; None in a draft without one
    Column("ends_at", Moment),
    Column("typed_times", Json, nullable=False),  # day, start, end of a draft without them
    Column("weekly_until", Date),
    *required(Text, "timing", "place"),
    Column("place_key", Text, nullable=False),  # folded, to find room conflicts
    *required(Text, "teacher", "host", "event"),
    Column("grade", Integer),  # of a class
    Column("student_ref", Text, nullable=False),
    Column("student_key", Text, nullable=False),  # folded, for searching
    Column("student_grade", Integer),
    Column("reason", Text, nullable=False),
    Column("family_knows", Boolean),
    *nullable(Integer, "releases", "group_size"),
    *required(Text, "door", "agency", "officer", "visitor_key", "visitor_name"),
    Column("lift_codes", Json, nullable=False),
    Column("valid_until", Date),
    *required(Text, "visit_id", "relayed_who", "relayed_how", "relayed_why"),
    Column("asked_by", Text, nullable=False),  # account, "" if there was none yet
    Column("asked_by_name", Text, nullable=False),
    Column("asked_at", Moment, nullable=False),
    *nullable(Moment, "edited_at", "settled_at"),
    Index("request_open", "school_id", "starts_at", sqlite_where=sql(_OPEN.format(""))),
    Index("request_by_asking", "school_id", "asked_at"),
    Index("request_counted", "school_id", "flag", "state", "asked_by"),
    Index("request_of_partner", "partner_id", "asked_at"),
    Index("request_by_short_form", sql(_END.format(""))),
    Index("request_of_student", "student_key"),
    Index("request_of_visitor", "visitor_key"),
    Index("request_of_visit", "visit_id"),
)
request_slot = Table(
    "request_slot",
    metadata,
    Column("slot_id", Text, primary_key=True),
    Column("request_id", Text, ForeignKey("request.request_id"), nullable=False),
    *required(Moment, "starts_at", "ends_at"),
    Column("class_minutes", Integer, nullable=False),
    *required(Text, "state", "visit_id"),
    Index("request_slot_by_time", "starts_at"),
    Index("request_slot_of", "request_id", "starts_at"),
)
# Who is coming: to find approvals and conflicts by person.
request_person = Table(
    "request_person",
    metadata,
    Column("request_id", Text, ForeignKey("request.request_id"), nullable=False),
    Column("person_id", Text, nullable=False),
    Column("name_key", Text, nullable=False, server_default=""),  # folded, for searching
    PrimaryKeyConstraint("request_id", "person_id"),
    Index("request_person_by", "person_id"),
    sqlite_with_rowid=False,
)
# What was decided; its findings are in `finding` under decision_id. Never changed, except for being
# marked as undone.
request_decision = Table(
    "request_decision",
    metadata,
    Column("decision_id", Text, primary_key=True),
    Column("request_id", Text, ForeignKey("request.request_id"), nullable=False),
    Column("version", Integer, nullable=False),  # of the request that was decided
    *required(Text, "verdict", "by_account", "by_name", "by_title", "by_role", "lent_by"),
    Column("at", Moment, nullable=False),
    *required(Text, "reason_code", "reason"),
    Column("self_decided", Boolean, nullable=False),
    Column("changed", Text, nullable=False),
    Column("offered", Json, nullable=False),
    Column("terms_on", Date, nullable=False),
    Column("issue_sequence", Integer),
    Column("before", Json),  # the request as it was, for undo; None if there is none
    Column("undone_at", Moment),
    Index("request_decision_of", "request_id", "at"),
)
