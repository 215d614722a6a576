"""What the office keeps. Each table has one service that writes it, always together with an audit
entry and an outbox line in the same transaction (models/journal.py).

Keys are UUIDv7 text. What a row says about the roster is copied into it, so that a visit stays
readable permanently, whatever later rosters withdraw.
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
    text,
)

from cpdesk.models.tables.columns import Json, Moment, folded, required
from cpdesk.models.tables.roster_tables import metadata

# services/office.py
office = Table(
    "office",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Json, nullable=False),
)

# services/visits/visitors.py: people whom the front desk added to a partner, and visitors
# without one
local_person = Table(
    "local_person",
    metadata,
    Column("person_id", Text, primary_key=True),
    *required(Text, "partner_id", "partner_name", "given_name", "family_name", "name_key"),
    Column("registered_at", Moment, nullable=False),
    Column("confirmed_at", Moment),  # the front desk checked this person in once, with a reason
    Index("local_person_of_partner", "partner_id"),
    Index("local_person_by_name", "name_key"),
)
guest = Table(
    "guest",
    metadata,
    Column("guest_id", Text, primary_key=True),
    *required(Text, "name", "organization", "name_key"),
    Column("registered_at", Moment, nullable=False),
    Index("guest_by_name", "name_key", "guest_id"),
)

# services/visits/desk.py
visit = Table(
    "visit",
    metadata,
    Column("visit_id", Text, primary_key=True),
    Column("arrival_id", Text, nullable=False, unique=True),  # pressing Enter twice makes one visit
    Column("school_id", Text, nullable=False),
    Column("visitor_key", Text, nullable=False),  # person:ID or guest:ID
    Column("visitor_name", Text, nullable=False),
    Column("partner_id", Text, nullable=False),  # "" for a guest
    *required(Text, "partner_name", "purpose", "activity_id", "activity_title", "place", "host"),
    Column("reason", Text, nullable=False),
    Column("arrived_at", Moment, nullable=False),
    Column("ends_at", Moment),  # when the visit should end; None if nothing says
    Column("outcome", Text, nullable=False),
    Column("conditions", Json, nullable=False),
    Column("admitted_by", Text, nullable=False),  # rules, desk, relayed
    Column("lift_reason", Text, nullable=False),  # the office's, or why the leader approved
    *required(Text, "relayed_who", "relayed_how"),
    Column("badge_code", Text, nullable=False, unique=True),  # the content of the badge's QR code
    Column("left_at", Moment),
    Column("left_how", Text),  # clicked, typed, scanned, undone, swept
    Column("undone", Boolean, nullable=False),
    Column("issue_sequence", Integer),  # the roster's sequence number that was applied
    Column("terms_on", Date, nullable=False),  # the terms in force on this date were applied
    Column("written_at", Moment, nullable=False),  # by the real clock, regardless of arrived_at
    folded("name_key", "visitor_name"),
    # One open visit per visitor, whoever writes it: the database refuses a second one.
    Index("visit_one_open", "visitor_key", unique=True, sqlite_where=text("left_at IS NULL")),
    # Who is in the building, in the order that lists show: a handful, however many visits came
    # before.
    Index("visit_inside", "school_id", "arrived_at", sqlite_where=text("left_at IS NULL")),
    Index("visit_by_day", "school_id", "arrived_at"),
    Index("visit_of_partner", "partner_id", "arrived_at"),
    # With the name, so that one is found among all visits without reading them.
    Index("visit_of_visitor", "visitor_key", "arrived_at", "name_key"),
)
turned_away = Table(
    "turned_away",
    metadata,
    Column("turned_away_id", Text, primary_key=True),
    Column("arrival_id", Text, nullable=False, unique=True),
    Column("school_id", Text, nullable=False),
    Column("visitor_key", Text, nullable=False),  # "" for someone who was never registered
    *required(Text, "visitor_name", "partner_id", "partner_name", "purpose", "activity_id"),
    Column("activity_title", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("told", Text, nullable=False),  # what the visitor was told
    Column("issue_sequence", Integer),
    Column("terms_on", Date, nullable=False),
    folded("name_key", "visitor_name"),
    Index("turned_away_by_day", "school_id", "at"),
    Index("turned_away_of_partner", "partner_id", "at"),
    # Someone who was never registered has no key, only a name.
    Index("turned_away_visitor", "visitor_key", "name_key", "partner_id", "at"),
)
finding = Table(
    "finding",
    metadata,
    Column("subject_id", Text, nullable=False),  # a visit or a turned_away
    Column("place", Integer, nullable=False),
    *required(Text, "code", "outcome"),
    Column("lift", Text),
    *required(Text, "says", "offer"),
    Column("facts", Json, nullable=False),
    PrimaryKeyConstraint("subject_id", "place"),
    sqlite_with_rowid=False,
)

# models/journal.py
audit_entry = Table(
    "audit_entry",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    *required(Text, "actor", "use_case", "subject_id"),
    Column("detail", Json, nullable=False),
    Column("chain", Text, nullable=False),  # SHA-256 over the previous chain and this entry
)
outbox = Table(
    "outbox",
    metadata,
    Column("line_id", Text, primary_key=True),
    Column("audit_seq", Integer, ForeignKey("audit_entry.seq"), nullable=False),
    Column("at", Moment, nullable=False),
    *required(Text, "kind", "subject_id"),
    Column("payload", Json, nullable=False),
    Column("sent_at", Moment),
)
