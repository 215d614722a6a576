"""Files, scanned forms and printed papers are kept apart from what lists read."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

_STEPS = (
    """
CREATE TABLE flyer_content (
    file_id TEXT NOT NULL,
    thumbnail BLOB,
    content BLOB NOT NULL,
    PRIMARY KEY (file_id),
    FOREIGN KEY(file_id) REFERENCES flyer_file (file_id)
)
    """,
    """
INSERT INTO flyer_content (file_id, thumbnail, content)
SELECT file_id, thumbnail, content FROM flyer_file WHERE removed_at IS NULL
    """,
    "ALTER TABLE flyer_file DROP COLUMN thumbnail",
    "ALTER TABLE flyer_file DROP COLUMN content",
    """
CREATE TABLE release_form (
    release_id TEXT NOT NULL,
    thumbnail BLOB,
    content BLOB NOT NULL,
    PRIMARY KEY (release_id),
    FOREIGN KEY(release_id) REFERENCES photo_release (release_id)
)
    """,
    """
INSERT INTO release_form (release_id, thumbnail, content)
SELECT release_id, form_thumbnail, form FROM photo_release
WHERE form IS NOT NULL
    """,
    "ALTER TABLE photo_release DROP COLUMN form_thumbnail",
    "ALTER TABLE photo_release DROP COLUMN form",
    """
UPDATE photo_release SET form_name = CASE form_type
    WHEN 'application/pdf' THEN 'release-form.pdf'
    WHEN 'image/png' THEN 'release-form.png'
    WHEN 'image/jpeg' THEN 'release-form.jpg'
    WHEN 'image/tiff' THEN 'release-form.tif'
    WHEN 'image/webp' THEN 'release-form.webp'
    ELSE 'release-form' END
WHERE form_name != ''
    """,
    """
CREATE TABLE printed_pdf (
    paper_id TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (paper_id),
    FOREIGN KEY(paper_id) REFERENCES printed_paper (paper_id)
)
    """,
    """
INSERT INTO printed_pdf (paper_id, content)
SELECT paper_id, pdf FROM printed_paper WHERE pdf IS NOT NULL
    """,
    "ALTER TABLE printed_paper DROP COLUMN pdf",
    "CREATE INDEX print_run_at ON print_run (at)",
)


def upgrade() -> None:
    for statement in _STEPS:
        op.execute(statement)
