"""Accounts, requests and the office's own day plan, as they were when introduced: never change
this."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

_TABLES = (
    """
CREATE TABLE account (
    account_id TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    role TEXT NOT NULL,
    title TEXT NOT NULL,
    secret_hash TEXT NOT NULL,
    must_change BOOLEAN NOT NULL,
    wrong_tries INTEGER NOT NULL,
    locked_until TEXT,
    made_at TEXT NOT NULL,
    ended_at TEXT,
    PRIMARY KEY (account_id),
    UNIQUE (name_key)
)
    """,
    """
CREATE TABLE delegation (
    delegation_id TEXT NOT NULL,
    from_account TEXT NOT NULL,
    to_account TEXT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    made_at TEXT NOT NULL,
    revoked_at TEXT,
    PRIMARY KEY (delegation_id)
)
    """,
    """
CREATE INDEX delegation_to ON delegation (to_account, ends_on)
    """,
    """
CREATE TABLE own_bell (
    school_id TEXT NOT NULL,
    schedule TEXT NOT NULL,
    period TEXT NOT NULL,
    kind TEXT NOT NULL,
    start_time TEXT NOT NULL,
    end_time TEXT NOT NULL,
    grade_low INTEGER NOT NULL,
    grade_high INTEGER NOT NULL,
    PRIMARY KEY (school_id, schedule, period, grade_low, start_time)
)
 WITHOUT ROWID
    """,
    """
CREATE TABLE own_week (
    school_id TEXT NOT NULL,
    weekday INTEGER NOT NULL,
    schedule TEXT NOT NULL,
    grade_low INTEGER NOT NULL,
    grade_high INTEGER NOT NULL,
    PRIMARY KEY (school_id, weekday, grade_low)
)
 WITHOUT ROWID
    """,
    """
CREATE TABLE own_day (
    school_id TEXT NOT NULL,
    day DATE NOT NULL,
    schedule TEXT NOT NULL,
    note TEXT NOT NULL,
    grade_low INTEGER NOT NULL,
    grade_high INTEGER NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (school_id, day, grade_low)
)
 WITHOUT ROWID
    """,
    """
CREATE TABLE school_term (
    school_id TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    grade_low INTEGER NOT NULL,
    grade_high INTEGER NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (school_id, title, grade_low)
)
 WITHOUT ROWID
    """,
    """
CREATE TABLE request (
    request_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    school_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    flag TEXT NOT NULL,
    partner_id TEXT NOT NULL,
    partner_name TEXT NOT NULL,
    program_name TEXT NOT NULL,
    contract_id TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    activity_title TEXT NOT NULL,
    people TEXT NOT NULL,
    starts_at TEXT,
    ends_at TEXT,
    typed_times TEXT NOT NULL,
    weekly_until DATE,
    timing TEXT NOT NULL,
    place TEXT NOT NULL,
    place_key TEXT NOT NULL,
    teacher TEXT NOT NULL,
    host TEXT NOT NULL,
    event TEXT NOT NULL,
    grade INTEGER,
    student_ref TEXT NOT NULL,
    student_key TEXT NOT NULL,
    student_grade INTEGER,
    reason TEXT NOT NULL,
    family_knows BOOLEAN,
    releases INTEGER,
    group_size INTEGER,
    door TEXT NOT NULL,
    agency TEXT NOT NULL,
    officer TEXT NOT NULL,
    visitor_key TEXT NOT NULL,
    visitor_name TEXT NOT NULL,
    lift_codes TEXT NOT NULL,
    valid_until DATE,
    visit_id TEXT NOT NULL,
    relayed_who TEXT NOT NULL,
    relayed_how TEXT NOT NULL,
    relayed_why TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_by_name TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    edited_at TEXT,
    settled_at TEXT,
    PRIMARY KEY (request_id)
)
    """,
    """
CREATE INDEX request_by_state ON request (school_id, state, starts_at)
    """,
    """
CREATE INDEX request_of_student ON request (student_key)
    """,
    """
CREATE INDEX request_of_visit ON request (visit_id)
    """,
    """
CREATE INDEX request_of_visitor ON request (visitor_key)
    """,
    """
CREATE TABLE request_slot (
    slot_id TEXT NOT NULL,
    request_id TEXT NOT NULL,
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    class_minutes INTEGER NOT NULL,
    state TEXT NOT NULL,
    visit_id TEXT NOT NULL,
    PRIMARY KEY (slot_id),
    FOREIGN KEY(request_id) REFERENCES request (request_id)
)
    """,
    """
CREATE INDEX request_slot_by_time ON request_slot (starts_at)
    """,
    """
CREATE INDEX request_slot_of ON request_slot (request_id, starts_at)
    """,
    """
CREATE TABLE request_person (
    request_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    PRIMARY KEY (request_id, person_id),
    FOREIGN KEY(request_id) REFERENCES request (request_id)
)
 WITHOUT ROWID
    """,
    """
CREATE INDEX request_person_by ON request_person (person_id)
    """,
    """
CREATE TABLE request_decision (
    decision_id TEXT NOT NULL,
    request_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    by_account TEXT NOT NULL,
    by_name TEXT NOT NULL,
    by_title TEXT NOT NULL,
    by_role TEXT NOT NULL,
    lent_by TEXT NOT NULL,
    at TEXT NOT NULL,
    reason_code TEXT NOT NULL,
    reason TEXT NOT NULL,
    self_decided BOOLEAN NOT NULL,
    changed TEXT NOT NULL,
    offered TEXT NOT NULL,
    terms_on DATE NOT NULL,
    issue_sequence INTEGER,
    PRIMARY KEY (decision_id),
    FOREIGN KEY(request_id) REFERENCES request (request_id)
)
    """,
    """
CREATE INDEX request_decision_of ON request_decision (request_id, at)
    """,
)


def upgrade() -> None:
    for statement in _TABLES:
        op.execute(statement)
