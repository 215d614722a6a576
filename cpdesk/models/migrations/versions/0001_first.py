"""The tables of the first release, written out as they were: never change this."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

_TABLES = (
    """
CREATE TABLE activity (
    issue INTEGER NOT NULL,
    activity_id TEXT NOT NULL,
    program_id TEXT NOT NULL,
    school_id TEXT NOT NULL,
    title TEXT NOT NULL,
    location TEXT NOT NULL,
    weekdays INTEGER NOT NULL,
    start_time TEXT NOT NULL,
    end_time TEXT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    grade_low INTEGER,
    grade_high INTEGER,
    approved_on DATE,
    approved_by TEXT NOT NULL,
    supervised BOOLEAN NOT NULL,
    photo_release BOOLEAN NOT NULL,
    PRIMARY KEY (issue, activity_id)
)
 WITHOUT ROWID
    """,
    """
CREATE INDEX activity_at_school ON activity (issue, school_id)
    """,
    """
CREATE INDEX activity_of_program ON activity (issue, program_id)
    """,
    """
CREATE TABLE activity_person (
    issue INTEGER NOT NULL,
    activity_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    PRIMARY KEY (issue, activity_id, person_id)
)
 WITHOUT ROWID
    """,
    """
CREATE INDEX activity_of_person ON activity_person (issue, person_id)
    """,
    """
CREATE TABLE audit_entry (
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    use_case TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    detail TEXT NOT NULL,
    chain TEXT NOT NULL,
    PRIMARY KEY (seq)
)
    """,
    """
CREATE TABLE bell (
    issue INTEGER NOT NULL,
    school_id TEXT NOT NULL,
    schedule TEXT NOT NULL,
    period TEXT NOT NULL,
    kind TEXT NOT NULL,
    start_time TEXT NOT NULL,
    end_time TEXT NOT NULL,
    grade_low INTEGER NOT NULL,
    grade_high INTEGER NOT NULL,
    PRIMARY KEY (issue, school_id, schedule, period, grade_low, grade_high, start_time)
)
 WITHOUT ROWID
    """,
    """
CREATE TABLE contract (
    issue INTEGER NOT NULL,
    contract_id TEXT NOT NULL,
    partner_id TEXT NOT NULL,
    paid BOOLEAN NOT NULL,
    status TEXT NOT NULL,
    signed_on DATE,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    insurance_ends_on DATE,
    PRIMARY KEY (issue, contract_id)
)
 WITHOUT ROWID
    """,
    """
CREATE INDEX contract_of_partner ON contract (issue, partner_id)
    """,
    """
CREATE TABLE contract_school (
    issue INTEGER NOT NULL,
    contract_id TEXT NOT NULL,
    school_id TEXT NOT NULL,
    PRIMARY KEY (issue, contract_id, school_id)
)
 WITHOUT ROWID
    """,
    """
CREATE TABLE finding (
    subject_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    code TEXT NOT NULL,
    outcome TEXT NOT NULL,
    lift TEXT,
    says TEXT NOT NULL,
    offer TEXT NOT NULL,
    facts TEXT NOT NULL,
    PRIMARY KEY (subject_id, place)
)
 WITHOUT ROWID
    """,
    """
CREATE TABLE flyer (
    issue INTEGER NOT NULL,
    flyer_id TEXT NOT NULL,
    partner_id TEXT NOT NULL,
    title TEXT NOT NULL,
    approved_on DATE NOT NULL,
    expires_on DATE,
    channels TEXT NOT NULL,
    grade_low INTEGER,
    grade_high INTEGER,
    schools TEXT NOT NULL,
    approval_number TEXT NOT NULL,
    PRIMARY KEY (issue, flyer_id)
)
 WITHOUT ROWID
    """,
    """
CREATE TABLE guest (
    guest_id TEXT NOT NULL,
    name TEXT NOT NULL,
    organization TEXT NOT NULL,
    name_key TEXT NOT NULL,
    registered_at TEXT NOT NULL,
    PRIMARY KEY (guest_id)
)
    """,
    """
CREATE TABLE local_person (
    person_id TEXT NOT NULL,
    partner_id TEXT NOT NULL,
    partner_name TEXT NOT NULL,
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    registered_at TEXT NOT NULL,
    confirmed_at TEXT,
    PRIMARY KEY (person_id)
)
    """,
    """
CREATE INDEX local_person_of_partner ON local_person (partner_id)
    """,
    """
CREATE TABLE notice (
    issue INTEGER NOT NULL,
    notice_id TEXT NOT NULL,
    name TEXT NOT NULL,
    other_names TEXT NOT NULL,
    birth_year INTEGER,
    school_id TEXT NOT NULL,
    issued_on DATE,
    ends_on DATE,
    instruction TEXT NOT NULL,
    PRIMARY KEY (issue, notice_id)
)
 WITHOUT ROWID
    """,
    """
CREATE TABLE office (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (name)
)
    """,
    """
CREATE TABLE partner (
    issue INTEGER NOT NULL,
    partner_id TEXT NOT NULL,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    website TEXT NOT NULL,
    other_names TEXT NOT NULL,
    name_key TEXT NOT NULL,
    PRIMARY KEY (issue, partner_id)
)
 WITHOUT ROWID
    """,
    """
CREATE TABLE person (
    issue INTEGER NOT NULL,
    person_id TEXT NOT NULL,
    partner_id TEXT NOT NULL,
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    clearance TEXT NOT NULL,
    clearance_ends_on DATE,
    PRIMARY KEY (issue, person_id)
)
 WITHOUT ROWID
    """,
    """
CREATE INDEX person_of_partner ON person (issue, partner_id)
    """,
    """
CREATE TABLE program (
    issue INTEGER NOT NULL,
    program_id TEXT NOT NULL,
    partner_id TEXT NOT NULL,
    name TEXT NOT NULL,
    summary TEXT NOT NULL,
    grade_low INTEGER,
    grade_high INTEGER,
    fee_to_families BOOLEAN NOT NULL,
    PRIMARY KEY (issue, program_id)
)
 WITHOUT ROWID
    """,
    """
CREATE INDEX program_of_partner ON program (issue, partner_id)
    """,
    """
CREATE TABLE program_contract (
    issue INTEGER NOT NULL,
    program_id TEXT NOT NULL,
    contract_id TEXT NOT NULL,
    PRIMARY KEY (issue, program_id, contract_id)
)
 WITHOUT ROWID
    """,
    """
CREATE TABLE roster_issue (
    issue INTEGER NOT NULL,
    state TEXT NOT NULL,
    district TEXT NOT NULL,
    school_year TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    published_at TEXT NOT NULL,
    valid_until DATE,
    time_zone TEXT NOT NULL,
    partner_term TEXT NOT NULL,
    contact_office TEXT NOT NULL,
    contact_phone TEXT NOT NULL,
    contact_email TEXT NOT NULL,
    become_partner_url TEXT NOT NULL,
    taken_in_at TEXT NOT NULL,
    sample BOOLEAN NOT NULL,
    summary TEXT NOT NULL,
    PRIMARY KEY (issue)
)
    """,
    """
CREATE UNIQUE INDEX roster_issue_one_current ON roster_issue (state) WHERE state = 'current'
    """,
    """
CREATE TABLE school (
    issue INTEGER NOT NULL,
    school_id TEXT NOT NULL,
    name TEXT NOT NULL,
    grade_low INTEGER NOT NULL,
    grade_high INTEGER NOT NULL,
    time_zone TEXT NOT NULL,
    address TEXT NOT NULL,
    phone TEXT NOT NULL,
    PRIMARY KEY (issue, school_id)
)
 WITHOUT ROWID
    """,
    """
CREATE TABLE school_class (
    issue INTEGER NOT NULL,
    school_id TEXT NOT NULL,
    class_id TEXT NOT NULL,
    name TEXT NOT NULL,
    grade INTEGER NOT NULL,
    room TEXT NOT NULL,
    students INTEGER,
    PRIMARY KEY (issue, class_id)
)
 WITHOUT ROWID
    """,
    """
CREATE TABLE special_day (
    issue INTEGER NOT NULL,
    school_id TEXT NOT NULL,
    day DATE NOT NULL,
    schedule TEXT NOT NULL,
    note TEXT NOT NULL,
    grade_low INTEGER NOT NULL,
    grade_high INTEGER NOT NULL,
    PRIMARY KEY (issue, school_id, day, grade_low)
)
 WITHOUT ROWID
    """,
    """
CREATE TABLE turned_away (
    turned_away_id TEXT NOT NULL,
    arrival_id TEXT NOT NULL,
    school_id TEXT NOT NULL,
    visitor_key TEXT NOT NULL,
    visitor_name TEXT NOT NULL,
    partner_id TEXT NOT NULL,
    partner_name TEXT NOT NULL,
    purpose TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    activity_title TEXT NOT NULL,
    at TEXT NOT NULL,
    outcome TEXT NOT NULL,
    told TEXT NOT NULL,
    issue_sequence INTEGER,
    terms_on DATE NOT NULL,
    PRIMARY KEY (turned_away_id),
    UNIQUE (arrival_id)
)
    """,
    """
CREATE INDEX turned_away_by_day ON turned_away (school_id, at)
    """,
    """
CREATE TABLE visit (
    visit_id TEXT NOT NULL,
    arrival_id TEXT NOT NULL,
    school_id TEXT NOT NULL,
    visitor_key TEXT NOT NULL,
    visitor_name TEXT NOT NULL,
    partner_id TEXT NOT NULL,
    partner_name TEXT NOT NULL,
    purpose TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    activity_title TEXT NOT NULL,
    place TEXT NOT NULL,
    host TEXT NOT NULL,
    reason TEXT NOT NULL,
    arrived_at TEXT NOT NULL,
    ends_at TEXT,
    outcome TEXT NOT NULL,
    conditions TEXT NOT NULL,
    admitted_by TEXT NOT NULL,
    lift_reason TEXT NOT NULL,
    relayed_who TEXT NOT NULL,
    relayed_how TEXT NOT NULL,
    badge_code TEXT NOT NULL,
    left_at TEXT,
    left_how TEXT,
    undone BOOLEAN NOT NULL,
    issue_sequence INTEGER,
    terms_on DATE NOT NULL,
    written_at TEXT NOT NULL,
    PRIMARY KEY (visit_id),
    UNIQUE (arrival_id),
    UNIQUE (badge_code)
)
    """,
    """
CREATE INDEX visit_by_day ON visit (school_id, arrived_at)
    """,
    """
CREATE INDEX visit_of_visitor ON visit (visitor_key, arrived_at)
    """,
    """
CREATE UNIQUE INDEX visit_one_open ON visit (visitor_key) WHERE left_at IS NULL
    """,
    """
CREATE TABLE week_day (
    issue INTEGER NOT NULL,
    school_id TEXT NOT NULL,
    weekday INTEGER NOT NULL,
    schedule TEXT NOT NULL,
    grade_low INTEGER NOT NULL,
    grade_high INTEGER NOT NULL,
    PRIMARY KEY (issue, school_id, weekday, grade_low)
)
 WITHOUT ROWID
    """,
    """
CREATE TABLE outbox (
    line_id TEXT NOT NULL,
    audit_seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    payload TEXT NOT NULL,
    sent_at TEXT,
    PRIMARY KEY (line_id),
    FOREIGN KEY(audit_seq) REFERENCES audit_entry (seq)
)
    """,
)


def upgrade() -> None:
    for statement in _TABLES:
        op.execute(statement)
