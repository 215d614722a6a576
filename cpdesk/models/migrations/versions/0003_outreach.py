"""Flyers, how events went, photo releases and the print log, as they were when introduced: never
change this."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

_TABLES = (
    """
CREATE TABLE flyer_memo (
    memo_id TEXT NOT NULL,
    school_id TEXT NOT NULL,
    partner_id TEXT NOT NULL,
    partner_name TEXT NOT NULL,
    title TEXT NOT NULL,
    approval_number TEXT NOT NULL,
    memo_on DATE NOT NULL,
    approved_on DATE NOT NULL,
    expires_on DATE,
    channels TEXT NOT NULL,
    grade_low INTEGER,
    grade_high INTEGER,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_by_name TEXT NOT NULL,
    withdrawn_at TEXT,
    PRIMARY KEY (memo_id)
)
    """,
    """
CREATE INDEX flyer_memo_here ON flyer_memo (school_id, partner_id)
    """,
    """
CREATE TABLE flyer_delivery (
    delivery_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    school_id TEXT NOT NULL,
    state TEXT NOT NULL,
    approval_key TEXT NOT NULL,
    partner_id TEXT NOT NULL,
    partner_name TEXT NOT NULL,
    title TEXT NOT NULL,
    approval_number TEXT NOT NULL,
    approved_on DATE,
    expires_on DATE,
    grade_low INTEGER,
    grade_high INTEGER,
    channels TEXT NOT NULL,
    fee BOOLEAN NOT NULL,
    copies INTEGER NOT NULL,
    bundles INTEGER NOT NULL,
    brought_by TEXT NOT NULL,
    note TEXT NOT NULL,
    checks TEXT NOT NULL,
    received_at TEXT NOT NULL,
    received_by TEXT NOT NULL,
    received_by_name TEXT NOT NULL,
    accepted_at TEXT,
    accepted_by_name TEXT NOT NULL,
    returned_copies INTEGER NOT NULL,
    return_reasons TEXT NOT NULL,
    return_note TEXT NOT NULL,
    returned_to TEXT NOT NULL,
    returned_at TEXT,
    returned_by_name TEXT NOT NULL,
    surplus TEXT NOT NULL,
    surplus_copies INTEGER NOT NULL,
    done_at TEXT,
    done_by_name TEXT NOT NULL,
    issue_sequence INTEGER,
    terms_on DATE NOT NULL,
    PRIMARY KEY (delivery_id)
)
    """,
    """
CREATE INDEX flyer_delivery_by_day ON flyer_delivery (school_id, received_at)
    """,
    """
CREATE INDEX flyer_delivery_by_state ON flyer_delivery (school_id, state, received_at)
    """,
    """
CREATE TABLE flyer_line (
    line_id TEXT NOT NULL,
    delivery_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    class_id TEXT NOT NULL,
    class_name TEXT NOT NULL,
    room TEXT NOT NULL,
    grade INTEGER NOT NULL,
    students INTEGER,
    copies INTEGER NOT NULL,
    state TEXT NOT NULL,
    refused TEXT NOT NULL,
    handed_how TEXT NOT NULL,
    handed_to TEXT NOT NULL,
    handed_at TEXT,
    handed_by TEXT NOT NULL,
    handed_by_name TEXT NOT NULL,
    PRIMARY KEY (line_id),
    FOREIGN KEY(delivery_id) REFERENCES flyer_delivery (delivery_id)
)
    """,
    """
CREATE INDEX flyer_line_of ON flyer_line (delivery_id, place)
    """,
    """
CREATE TABLE flyer_board (
    board_id TEXT NOT NULL,
    school_id TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    place TEXT NOT NULL,
    designated_at TEXT NOT NULL,
    designated_by_name TEXT NOT NULL,
    retired_at TEXT,
    PRIMARY KEY (board_id)
)
    """,
    """
CREATE INDEX flyer_board_of ON flyer_board (school_id, name_key)
    """,
    """
CREATE TABLE flyer_post (
    post_id TEXT NOT NULL,
    delivery_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    board_id TEXT NOT NULL,
    board_name TEXT NOT NULL,
    copies INTEGER NOT NULL,
    posted_at TEXT NOT NULL,
    posted_by TEXT NOT NULL,
    posted_by_name TEXT NOT NULL,
    take_down_on DATE,
    taken_down_at TEXT,
    taken_down_by_name TEXT NOT NULL,
    undone BOOLEAN NOT NULL,
    PRIMARY KEY (post_id),
    FOREIGN KEY(delivery_id) REFERENCES flyer_delivery (delivery_id)
)
    """,
    """
CREATE INDEX flyer_post_of ON flyer_post (delivery_id)
    """,
    """
CREATE INDEX flyer_post_up ON flyer_post (taken_down_at, take_down_on)
    """,
    """
CREATE TABLE flyer_file (
    file_id TEXT NOT NULL,
    delivery_id TEXT NOT NULL,
    what TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    content BLOB NOT NULL,
    thumbnail BLOB,
    added_at TEXT NOT NULL,
    added_by_name TEXT NOT NULL,
    removed_at TEXT,
    PRIMARY KEY (file_id),
    FOREIGN KEY(delivery_id) REFERENCES flyer_delivery (delivery_id)
)
    """,
    """
CREATE INDEX flyer_file_of ON flyer_file (delivery_id)
    """,
    """
CREATE TABLE event_outcome (
    slot_id TEXT NOT NULL,
    request_id TEXT NOT NULL,
    school_id TEXT NOT NULL,
    partner_id TEXT NOT NULL,
    result TEXT NOT NULL,
    not_kept TEXT NOT NULL,
    note TEXT NOT NULL,
    noted_at TEXT NOT NULL,
    noted_by TEXT NOT NULL,
    noted_by_name TEXT NOT NULL,
    PRIMARY KEY (slot_id),
    FOREIGN KEY(slot_id) REFERENCES request_slot (slot_id)
)
    """,
    """
CREATE INDEX event_outcome_of_partner ON event_outcome (school_id, partner_id)
    """,
    """
CREATE TABLE photo_release (
    release_id TEXT NOT NULL,
    school_id TEXT NOT NULL,
    program_id TEXT NOT NULL,
    program_name TEXT NOT NULL,
    partner_id TEXT NOT NULL,
    partner_name TEXT NOT NULL,
    signed INTEGER NOT NULL,
    children INTEGER NOT NULL,
    valid_to DATE NOT NULL,
    by_child BOOLEAN NOT NULL,
    checked_by TEXT NOT NULL,
    checked_by_name TEXT NOT NULL,
    checked_at TEXT NOT NULL,
    note TEXT NOT NULL,
    form_name TEXT NOT NULL,
    form_type TEXT NOT NULL,
    form BLOB,
    form_thumbnail BLOB,
    withdrawn_at TEXT,
    PRIMARY KEY (release_id)
)
    """,
    """
CREATE INDEX photo_release_here ON photo_release (school_id, program_id, withdrawn_at)
    """,
    """
CREATE TABLE release_child (
    child_id TEXT NOT NULL,
    school_id TEXT NOT NULL,
    program_id TEXT NOT NULL,
    student_ref TEXT NOT NULL,
    student_key TEXT NOT NULL,
    signed BOOLEAN NOT NULL,
    noted_at TEXT NOT NULL,
    noted_by_name TEXT NOT NULL,
    withdrawn_at TEXT,
    PRIMARY KEY (child_id)
)
    """,
    """
CREATE INDEX release_child_of ON release_child (school_id, program_id, student_key)
    """,
    """
CREATE TABLE printed_paper (
    paper_id TEXT NOT NULL,
    number TEXT NOT NULL,
    school_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    about TEXT NOT NULL,
    day DATE NOT NULL,
    pages INTEGER NOT NULL,
    width_mm FLOAT NOT NULL,
    height_mm FLOAT NOT NULL,
    sha256 TEXT NOT NULL,
    pdf BLOB,
    made_at TEXT NOT NULL,
    PRIMARY KEY (paper_id),
    UNIQUE (number)
)
    """,
    """
CREATE INDEX printed_paper_by_day ON printed_paper (school_id, made_at)
    """,
    """
CREATE TABLE print_run (
    run_id TEXT NOT NULL,
    paper_id TEXT NOT NULL,
    at TEXT NOT NULL,
    by_account TEXT NOT NULL,
    by_name TEXT NOT NULL,
    way TEXT NOT NULL,
    printer TEXT NOT NULL,
    copies INTEGER NOT NULL,
    PRIMARY KEY (run_id),
    FOREIGN KEY(paper_id) REFERENCES printed_paper (paper_id)
)
    """,
    """
CREATE INDEX print_run_of ON print_run (paper_id, at)
    """,
)


def upgrade() -> None:
    for statement in _TABLES:
        op.execute(statement)
