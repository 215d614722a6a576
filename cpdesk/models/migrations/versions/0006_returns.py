"""Each return of flyers is a row of its own. Before, a delivery held only the last one, and copies
returned at the end had no reason. Those were copies that no one needed."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"

_STEPS = (
    """
CREATE TABLE flyer_return (
    return_id TEXT NOT NULL,
    delivery_id TEXT NOT NULL,
    copies INTEGER NOT NULL,
    whole BOOLEAN NOT NULL,
    reasons TEXT NOT NULL,
    note TEXT NOT NULL,
    returned_to TEXT NOT NULL,
    returned_at TEXT NOT NULL,
    returned_by TEXT NOT NULL,
    returned_by_name TEXT NOT NULL,
    before TEXT NOT NULL,
    undone BOOLEAN NOT NULL,
    PRIMARY KEY (return_id),
    FOREIGN KEY(delivery_id) REFERENCES flyer_delivery (delivery_id)
)
    """,
    """
CREATE INDEX flyer_return_of ON flyer_return (delivery_id, returned_at)
    """,
    """
INSERT INTO flyer_return
SELECT delivery_id || '-1', delivery_id, returned_copies, state = 'returned', return_reasons,
    return_note, returned_to, returned_at, '', returned_by_name, '{}', 0
FROM flyer_delivery WHERE returned_at IS NOT NULL
    """,
    """
INSERT INTO flyer_return
SELECT delivery_id || '-2', delivery_id, surplus_copies, 0, '["too_many"]', '', '',
    done_at, '', done_by_name, '{}', 0
FROM flyer_delivery WHERE surplus = 'returned' AND surplus_copies > 0
    """,
    "ALTER TABLE flyer_delivery DROP COLUMN returned_copies",
    "ALTER TABLE flyer_delivery DROP COLUMN return_reasons",
    "ALTER TABLE flyer_delivery DROP COLUMN return_note",
    "ALTER TABLE flyer_delivery DROP COLUMN returned_to",
    "ALTER TABLE flyer_delivery DROP COLUMN returned_at",
    "ALTER TABLE flyer_delivery DROP COLUMN returned_by_name",
)


def upgrade() -> None:
    for step in _STEPS:
        op.execute(step)
