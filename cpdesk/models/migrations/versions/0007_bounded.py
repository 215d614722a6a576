"""Indexes that find what is open, of one partner, of one name or of a period without reading what
ten years left behind."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"

_STEPS = (
    "CREATE INDEX visit_inside ON visit (school_id, arrived_at) WHERE left_at IS NULL",
    "CREATE INDEX visit_of_partner ON visit (partner_id, arrived_at)",
    "CREATE INDEX turned_away_of_partner ON turned_away (partner_id, at)",
    "CREATE INDEX guest_by_name ON guest (name_key, guest_id)",
    "CREATE INDEX local_person_by_name ON local_person (name_key)",
    "DROP INDEX request_by_state",
    "CREATE INDEX request_open ON request (school_id, starts_at)"
    " WHERE (state IN ('waiting', 'returned', 'approved') OR flag = 'review')",
    "CREATE INDEX request_by_asking ON request (school_id, asked_at)",
    "CREATE INDEX request_counted ON request (school_id, flag, state, asked_by)",
    "CREATE INDEX request_of_partner ON request (partner_id, asked_at)",
    "CREATE INDEX request_by_short_form ON request (substr(request_id, -10))",
    "DROP INDEX flyer_delivery_by_state",
    "CREATE INDEX flyer_delivery_open ON flyer_delivery (school_id, received_at)"
    " WHERE state IN ('checking', 'accepted')",
    "CREATE INDEX flyer_delivery_by_end ON flyer_delivery (school_id, done_at)",
    "CREATE INDEX flyer_delivery_of_partner ON flyer_delivery (partner_id, received_at)",
    "CREATE INDEX flyer_delivery_of_name ON flyer_delivery (partner_name)"
    " WHERE partner_id = ''",
    "CREATE INDEX flyer_delivery_of_approval ON flyer_delivery (approval_key)",
    "CREATE INDEX flyer_return_at ON flyer_return (returned_at)",
    "CREATE INDEX flyer_memo_by_number ON flyer_memo (approval_number)",
    "DROP INDEX photo_release_here",
    "CREATE INDEX photo_release_here ON photo_release (school_id, program_id)"
    " WHERE withdrawn_at IS NULL",
    "DROP INDEX release_child_of",
    "CREATE INDEX release_child_of ON release_child (school_id, program_id, student_key)"
    " WHERE withdrawn_at IS NULL",
)


def upgrade() -> None:
    for step in _STEPS:
        op.execute(step)
